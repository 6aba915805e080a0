"""What the options of a movie may be, and what the code says in their place."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.backward import Backprop
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import SHARED
from graphviz_backprop.graph import Graph
from graphviz_backprop.limits import LEAST_WIDTH
from graphviz_backprop.numerals import shown
from graphviz_backprop.rendering import SLIDES
from graphviz_backprop.storyboard import TERMS
from graphviz_backprop.values import is_array, is_close, is_finite, spread


def check_options(
    width: Any, seed: Any, shared: Any, terms: Any, slides: Any, graph: Graph
) -> None:
    """Raise for an option that is of no use.

    Raises:
        BackpropError: the width is no number of pixels, the seed neither a number nor an array of
            finite ones, or shared values, terms or slides are made in no such way.
    """
    if width is not None and not (isinstance(width, int) and width >= LEAST_WIDTH):
        raise BackpropError(f"width: got {width!r}; expected a number of pixels from {LEAST_WIDTH}")
    if seed is not None and not _is_seed(seed):
        raise BackpropError(f"seed: got {seed!r}; expected a finite number, or an array of them")
    if shared not in SHARED:
        raise BackpropError(f"shared: got {shared!r}; expected one of {', '.join(SHARED)}")
    if terms not in TERMS:
        raise BackpropError(f"terms: got {terms!r}; expected one of {', '.join(TERMS)}")
    if slides not in SLIDES:
        raise BackpropError(f"slides: got {slides!r}; expected one of {', '.join(SLIDES)}")
    if seed is not None and graph.is_backward:
        raise BackpropError(
            f"{graph.source}: the seed has no use: the code has a backward pass alone, with "
            "a gradient of its own to start from"
        )


def upstream_text(backprop: Backprop) -> str:
    """Where the code has the gradient from the next layer; empty where that is ones."""
    own, seed = backprop.graph.seed, backprop.seed
    if own is None or is_close(seed, spread(1.0, seed)):
        return ""
    name = own.name or own.formula or ("an array" if is_array(seed) else shown(seed))
    return f"{name}, {own.place}" if own.place else name


def _is_seed(seed: Any) -> bool:
    is_number = isinstance(seed, float | int) and not isinstance(seed, bool)
    return (is_number or is_array(seed)) and is_finite(seed)
