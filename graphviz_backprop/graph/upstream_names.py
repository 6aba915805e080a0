"""How readers name the gradient that comes from the next layer, and a loss, after which none is."""

from __future__ import annotations

import re
from functools import lru_cache

from graphviz_backprop.graph.gradient_names import base, of_object
from graphviz_backprop.late_pattern import late_pattern

_UPSTREAM = late_pattern(
    r"d_?val(?:ue)?s?|d_?out(?:put)?s?"
    r"|grad(?:ient)?_?out(?:put)?s?|out(?:put)?_?grad(?:ient)?s?|d_?grad_?out(?:put)?s?"
    r"|d_?up|(?:d_?)?(?:upstream|incoming)(?:_?(?:d|grad|gradient|derivative|value)s?)?"
    r"|(?:d|grad|gradient)_?(?:from_?)?(?:upstream|next(?:_?layer)?)"
    r"|next_?layer_?(?:grad|gradient)s?",
    re.IGNORECASE,
)
_LOSS = late_pattern(
    r"(?i:loss|cost|error|entropy|(?<![a-z])(?:err|r?mse|sse)(?![a-z]))|(?<![^\W_])[LJEC](?![^\W_])"
)


def is_of_loss(name: str) -> bool:
    """Return whether a name says that it is a loss.

    >>> [is_of_loss(name) for name in ("total_loss", "sq_err", "J_hat", "y", "terrain", "Jacobian")]
    [True, True, True, False, False, False]
    """
    return _LOSS.search(name) is not None


@lru_cache(1000)
def is_upstream(name: str) -> bool:
    """Return whether a name says that it is the upstream gradient.

    >>> [is_upstream(name) for name in ("dValue", "layer.d_out", "grad_output", "upstream", "dw")]
    [True, True, True, True, False]
    """
    _, attribute = of_object(name)
    return bool(_UPSTREAM.fullmatch(base(attribute).rpartition(".")[2]))
