"""The view of a program that is drawn: the one asked for, or the most detailed readable one."""

from __future__ import annotations

import math
from collections.abc import Iterable

from graphviz_backprop.capture.build_graph import EVERYWHERE, build_graph
from graphviz_backprop.graph import Graph
from graphviz_backprop.levels import (
    ARRAY,
    ELEMENT,
    LAYER,
    View,
    collapse,
    is_readable,
    refuse_unknown,
)
from graphviz_backprop.levels.level import MOST_NUMBERS
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array, shape_of


def build_view(
    session: Session,
    output: Record,
    source: str,
    view: View,
    always: Iterable[str] = (),
    serials: range = EVERYWHERE,
) -> Graph:
    """The graph of one output in the view that is wanted (see `build_graph`).

    The rule for the level: "element" where the numbers are so few that they stay readable, else
    "array", else "layer" (see `is_readable`).

    Raises:
        BackpropError: as `build_graph` does, or no box has a name that is to be opened.
    """

    def build(level: str) -> Graph:
        return build_graph(session, output, source, always, serials, level, view.seed)

    if view.level == ELEMENT:
        return build(ELEMENT)
    order = ancestors([output])
    has_arrays = any(is_array(record.value) for record in order)
    if view.level is None and (not has_arrays or _count_inputs(order) <= MOST_NUMBERS):
        elements = build(ELEMENT)
        if is_readable(elements, has_arrays):
            return elements
        arrays = build(ARRAY) if has_arrays else elements
    else:
        arrays = build(ARRAY)
    if view.level == ARRAY or (view.level is None and is_readable(arrays, has_arrays)):
        return arrays
    refuse_unknown(arrays, view.opened)
    layers = collapse(arrays, view.opened)
    # Where nothing could be put into a box, it is no other view.
    return layers if view.level == LAYER or len(layers) < len(arrays) else arrays


def _count_inputs(order: list[Record]) -> int:
    """How many numbers there are: it may not be worth the while to look at every one."""
    leaves = [record for record in order if not record.inputs and record.value is not None]
    return sum(math.prod(shape_of(leaf.value)) for leaf in leaves)
