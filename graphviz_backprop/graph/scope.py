"""A part of the reader's code that may be drawn as one box: a call or a loop."""

from __future__ import annotations

import re
from typing import Literal

from graphviz_backprop.graph.place import Place
from graphviz_backprop.quick_dataclass import quick_dataclass

_LOSS = re.compile(r"(?:^|_)(?:loss|cost|error)(?:_|$)")


@quick_dataclass(frozen=True, slots=True)
class Scope:
    """One call of a reader's function, or one loop within such a call with all its rounds.

    Attributes:
        kind: what it is.
        name: of the box: `dense1` for `dense1.forward(X)`, `softmax` for `softmax(z)`, what a loop
            computes.
        function: the function that is called, or that the loop stands in: `Dense.forward`.
        place: where it is called; of a loop its first line.
        number: from 1, in the order of the nodes: it alone tells two calls apart.
    """

    kind: Literal["call", "loop"]
    name: str
    function: str
    place: Place | None
    number: int


def says_loss(method: str) -> bool:
    """True for the name of a method that gives a loss, and no layer: `loss`, `compute_cost`."""
    return bool(_LOSS.search(method))
