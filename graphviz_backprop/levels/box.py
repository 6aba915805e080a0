"""Some nodes of a graph as one, with the graph inside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace

from graphviz_backprop.graph import Element, Graph, Node, Place, map_structure, moved
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.ops import LEAF, Op, Options
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Box:
    """Nodes that are drawn as one.

    Attributes:
        nodes: their indices.
        result: the index of the one whose value is the box's.
        inputs: the indices of what goes into it, in the order of its op's arguments.
        op: what it is as a whole.
        title: what is written in it.
        place: where the code calls it.
        options: what its op is told.
    """

    nodes: frozenset[int]
    result: int
    inputs: tuple[int, ...]
    op: Op
    title: str
    place: Place | None = None
    options: Options = field(default_factory=dict)

    @classmethod
    def around(
        cls, graph: Graph, nodes: Sequence[Node], op: Op, title: str, place: Place | None
    ) -> Box:
        """The box of these nodes; its inputs stand in the order in which they are used."""
        own = frozenset(node.index for node in nodes)
        outside = dict.fromkeys(
            index
            for node in nodes
            for index in node.inputs
            if index not in own and not graph.nodes[index].is_constant
        )
        result = max(own)
        return cls(own, result, tuple(outside), op, title, place)

    def named(self, title: str, place: Place | None) -> Box:
        """The same box with the name of a call."""
        return replace(self, title=title, place=place)


def with_boxes(graph: Graph, boxes: Iterable[Box], level: str) -> Graph:
    """The graph with these boxes in the place of their nodes."""
    of_result = {box.result: box for box in boxes}
    if not of_result:  # of very many numbers none is moved
        same = {node.index: node.index for node in graph.nodes}
        return replace(graph, guards=moved(graph.guards, same), level=level)
    inside = {index for box in of_result.values() for index in box.nodes}
    wanted = {index for box in of_result.values() for index in box.inputs}
    gone = inside | (_constants_only_for(graph, inside) - wanted)
    places: dict[int, int] = {}
    nodes: list[Node] = []
    for node in graph.nodes:
        box = of_result.get(node.index)
        if node.index in gone and box is None:
            continue
        places[node.index] = len(nodes)
        if box is None:
            inputs = tuple(places[index] for index in node.inputs)
            nodes.append(replace(node, index=len(nodes), inputs=inputs))
        else:
            inputs = tuple(places[index] for index in box.inputs)
            nodes.append(_node(graph, box, len(nodes), inputs))
    return replace(
        graph,
        nodes=tuple(nodes),
        output=places[graph.output],
        variables=map_structure(graph.variables, {UNUSED: UNUSED, **places}.get),
        numbers=map_structure(graph.numbers, lambda end: _end(places, end)),
        guards=moved(graph.guards, places, _behind(of_result.values(), places)),
        level=level,
    )


def _end(places: dict[int, int], end: int | Element) -> int | Element | None:
    """The end of an input in the new graph."""
    if isinstance(end, Element):
        return replace(end, node=places[end.node])
    return end if end == UNUSED else places.get(end)


def _behind(boxes: Iterable[Box], places: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """For what is inside a box what goes into it."""
    return {
        index: tuple(places[part] for part in box.inputs)
        for box in boxes
        for index in box.nodes
        if index != box.result
    }


def _constants_only_for(graph: Graph, nodes: set[int]) -> set[int]:
    """The constants that these nodes alone use."""
    return {
        index
        for user in nodes
        for index in graph.nodes[user].inputs
        if graph.nodes[index].is_constant
        and all(edge.consumer in nodes for edge in graph.consumers[index])
    }


def _node(graph: Graph, box: Box, index: int, inputs: tuple[int, ...]) -> Node:
    result = graph.nodes[box.result]
    return replace(
        result,
        index=index,
        op=box.op,
        inputs=inputs,
        place=box.place or result.place,
        options=box.options,
        inner=_inner(graph, box),
        title=box.title,
    )


def _inner(graph: Graph, box: Box) -> Graph:
    """The inner nodes: leaves for the inputs, then the box's own nodes and their constants."""
    places: dict[int, int] = {}
    nodes: list[Node] = []
    for index in box.inputs:
        places[index] = len(nodes)
        outer = graph.nodes[index]
        nodes.append(Node(len(nodes), LEAF, (), outer.value, outer.name, outer.place, outer.scope))
    constants = _constants_only_for(graph, set(box.nodes)) - set(box.inputs)
    for index in sorted(box.nodes | constants):
        node = graph.nodes[index]
        own = tuple(places[part] for part in node.inputs)
        places[index] = len(nodes)
        nodes.append(replace(node, index=len(nodes), inputs=own))
    return Graph(tuple(nodes), places[box.result], {}, source=box.title, level=graph.level)
