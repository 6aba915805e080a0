"""Numbers that Python's `random` draws between bounds: data, whatever the bounds are.

`random.uniform` computes in Python, `a + (b - a) * random()`: followed, the first weights would be
computed from the number that says how large they may be.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from types import MethodType
from typing import Any

from graphviz_backprop.tracing.hooks.plain_arguments import plainly
from graphviz_backprop.tracing.tape.session import Session

_BETWEEN_BOUNDS = frozenset(("uniform", "triangular"))


def draws_between_bounds(method: MethodType) -> bool:
    """True for `random.uniform`, and for that of a generator of the reader's own."""
    is_generator = isinstance(method.__self__, random.Random)
    return is_generator and method.__func__.__name__ in _BETWEEN_BOUNDS


def drawing(session: Session, method: MethodType) -> Callable[..., Any]:
    """The method, called with plain numbers; bounds that say more than how large are noted."""

    def draw(*args: Any, **named: Any) -> Any:
        bounds = [plainly(one) for one in args]
        names = {key: plainly(one) for key, one in named.items()}
        drawn = method(*bounds, **names)
        is_scale = len(bounds) == 2 and bounds[0] == -bounds[1]
        if not is_scale:
            given = (*args, *named.values())
            session.note_draw(f"random.{method.__func__.__name__}", drawn, given)
        return drawn

    return draw
