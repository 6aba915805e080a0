"""The graph of a backward pass alone: the operations as the code has them."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.passes.backward_alone import BackwardAlone
from graphviz_backprop.forward_passes.passes.incomplete import listed
from graphviz_backprop.graph import Graph, Handwritten, Node, unite
from graphviz_backprop.levels import ARRAY, ELEMENT, View
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array, is_close

MOST_ENDS = 16


def build_backward(session: Session, alone: BackwardAlone, source: str, view: View) -> Graph:
    """Return one graph of all gradients that the code computes.

    Arrays are drawn whole where no level is asked for.

    Raises:
        BackpropError: a gradient is computed by an operation that can't be drawn, or a seed is
            asked for.
    """
    if view.seed is not None:
        raise BackpropError(f"{source}: the seed has no use: this is {_what_it_is(alone)}")
    ends = alone.ends[:MOST_ENDS]
    order = ancestors(end.record for end in ends)
    has_arrays = any(is_array(record.value) for record in order)
    level = ARRAY if has_arrays and view.level != ELEMENT else ELEMENT
    try:
        graphs = [
            build_view(session, end.record, source, View(level), serials=range(0)) for end in ends
        ]
    except BackpropError as error:
        raise BackpropError(f"{error}; {_what_it_is(alone)}") from None
    graph = unite(graphs)
    graph = _with_names_of_written(graph, alone, graphs[0].handwritten)
    written = tuple(
        Handwritten(_name(end, part), end.record.value, place_of(end, source))
        for end, part in zip(ends, graphs, strict=True)
    )
    return replace(
        graph, seed=None, handwritten=written, gradient_nodes=alone.gradient_nodes(graph)
    )


def _with_names_of_written(
    graph: Graph, alone: BackwardAlone, handwritten: tuple[Handwritten, ...]
) -> Graph:
    """Return the graph with the names of arrays that are written into: `drelu[z <= 0] = 0`."""
    gradients = alone.gradient_nodes(graph)
    known = {node.name for node in graph.nodes}
    named: list[Node] = []
    for node in graph.nodes:
        if node.index in gradients and not node.name and node.is_written_into:
            for gradient in handwritten:
                if gradient.name not in known and is_close(gradient.value, node.value):
                    node = replace(node, name=gradient.name)
                    break
        named.append(node)
    return replace(graph, nodes=tuple(named))


def _name(end: Binding, graph: Graph) -> str:
    """Return what a gradient is called in the figure; a copy of another has no node of its own."""
    node = graph.nodes[graph.output]
    return node.name if node.is_operator and node.name else end.name


def backward_note(alone: BackwardAlone, source: str) -> str:
    """Return the line that says what is drawn, with the place of the first gradient."""
    place = place_of(alone.ends[0], source)
    where = f"{place}: " if place else ""
    more = len(alone.ends) - MOST_ENDS
    rest = f", without the last {more} of its results" if more > 0 else ""
    return f"{source}: {where}{_what_it_is(alone)}; its gradients are drawn as they are{rest}"


def _what_it_is(alone: BackwardAlone) -> str:
    names = listed([end.name for end in alone.ends], 5)
    return f"a backward pass alone ({names}), without the forward pass that it belongs to"
