"""The view of a program that is drawn: the one asked for, or the most detailed readable one."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

from graphviz_backprop.backward import choose_upstream
from graphviz_backprop.capture.build_graph import EVERYWHERE, build_graph
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.passes.incomplete import listed
from graphviz_backprop.graph import Graph, Handwritten
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.levels import (
    ARRAY,
    ELEMENT,
    LAYER,
    View,
    collapse,
    is_readable,
    refuse_unknown,
    simplify,
    with_grids,
)
from graphviz_backprop.levels.level import MOST_NUMBERS
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array

_SUPPORTED = (
    "supported are + - * / **, sum, max, min, abs, and the functions of math and NumPy that have a "
    "derivative (exp, log, sqrt, sin, tanh, …)"
)


def build_view(
    session: Session, output: Record, source: str, view: View, serials: range = EVERYWHERE
) -> Graph:
    """The graph of one output in the view that is wanted (see `build_graph`).

    The rule for the level: "element" where the numbers are so few that they stay readable, else
    "array", else "layer" (see `is_readable`). Where the code has no arrays, lists that are computed
    with as vectors and matrices take their place (see `regroup`).

    Raises:
        BackpropError: the output depends on no input, or on one through an operation that has no
            derivative here; or no box has a name that is to be opened.
    """
    captured, upstreams = build_graph(session, output, source, serials, view.seed)

    has_arrays = is_loaded() and any(is_array(record.value) for record in ancestors([output]))

    @cache
    def build(level: str) -> Graph:
        graph = simplify(_rewritten(captured, level))
        _refuse_constant(graph)
        _refuse_opaque(graph)
        if isinstance(upstreams, Handwritten):
            return replace(graph, seed=upstreams)
        # By their elements no gradients are known by an array's shape.
        seed = build(ARRAY).seed if upstreams and level == ELEMENT and has_arrays else None
        return replace(graph, seed=seed or choose_upstream(graph, upstreams))

    if view.level == ELEMENT:
        return build(ELEMENT)
    # It may not be worth the while to look at every number.
    inputs = sum(math.prod(node.shape) for node in captured.nodes if not node.inputs)
    elements = None
    if view.level is None and (not has_arrays or inputs <= MOST_NUMBERS):
        elements = build(ELEMENT)
        if is_readable(elements, has_arrays):
            return elements
    arrays = elements if elements is not None and not has_arrays else build(ARRAY)
    arrays = with_grids(arrays, is_for_layers=view.level == LAYER)
    if view.level == ARRAY or (
        view.level is None and is_readable(arrays, has_arrays or bool(arrays.numbers))
    ):
        return arrays
    if view.opened:
        refuse_unknown(arrays, view.opened)
    layers = collapse(arrays, view.opened)
    # Where nothing could be put into a box, it is no other view.
    return layers if view.level == LAYER or len(layers) < len(arrays) else arrays


def _rewritten(graph: Graph, level: str) -> Graph:
    """The captured graph by its numbers or by its arrays; without NumPy the two are the same."""
    if not is_loaded():
        return replace(graph, level=level)
    from graphviz_backprop.levels.elements import to_elements
    from graphviz_backprop.levels.whole_lists import to_arrays

    return to_elements(graph) if level == ELEMENT else to_arrays(graph)


def _refuse_constant(graph: Graph) -> None:
    output = graph.nodes[graph.output]
    if output.is_constant:
        raise BackpropError(
            f"{graph.source}: the output {output.value!r} is a constant: it depends on no named "
            "number; check which branch the code took and that its inputs have names"
        )


def _refuse_opaque(graph: Graph) -> None:
    for node in graph.nodes:
        if node.op.is_opaque:
            names = _inputs_behind(graph, node.index)
            through = f"on {listed(names, 4)} through it" if names else "on it"
            raise BackpropError(
                f"{graph.source}: {node.place}: {node.op.noun} is not supported: the output "
                f"depends {through} and its derivative is not known here; {_SUPPORTED}"
            )


def _inputs_behind(graph: Graph, index: int) -> list[str]:
    behind = {index}
    for node in reversed(graph.nodes[: index + 1]):
        if node.index in behind:
            behind.update(node.inputs)
    leaves = [node for node in graph.nodes if node.index in behind and node.is_leaf]
    return [base(leaf.name) for leaf in leaves if leaf.name]
