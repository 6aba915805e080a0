"""ReLUs that the code writes as a branch: `z if z > 0 else 0.0`.

Of the neurons of a layer such code leaves two kinds of traces: where z is above zero nothing, for z
is handed on itself, and else a zero in its place. Here both become a ReLU of z, which has the same
value and slope.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphviz_backprop.graph import Graph, Guard, Node, map_structure, moved
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.levels.regroup.likeness import Likeness
from graphviz_backprop.levels.regroup.name_positions import (
    kind_of_path,
    positions_in,
    with_positions,
)
from graphviz_backprop.ops import Op, relu, select

_COMPARED = {"<", "<=", ">", ">="}


def with_relus(graph: Graph) -> Graph:
    """The graph with a ReLU for each branch, where like numbers went both ways of it."""
    zeros = {
        node.inputs[1]: node.index
        for node in graph.nodes
        if node.op is select and _is_zero(graph, node)
    }
    if not zeros:
        return graph
    likeness = Likeness(graph, has_names=False)
    compared = set(_compared_with_zero(graph.guards))
    names: dict[int, str] = {}
    for own in {likeness.of[z] for z in zeros}:
        members = likeness.members[own]
        if all(z in compared and _has_relu(graph, z, zeros.get(z)) for z in members):
            names.update(_names(graph, members, zeros))
    return _rewritten(graph, zeros, names) if names else graph


def _is_zero(graph: Graph, node: Node) -> bool:
    first, second = (graph.nodes[index] for index in node.inputs)
    return first.is_constant and first.value == 0 and second.is_operator


def _compared_with_zero(guards: tuple[Guard, ...]) -> Iterator[int]:
    for guard in guards:
        if guard.operator in _COMPARED and len(guard.operands) == 2:
            for one, other in (guard.operands, guard.operands[::-1]):
                if one.node is not None and not other.nodes and other.value == 0:
                    yield one.node


def _has_relu(graph: Graph, z: int, zero: int | None) -> bool:
    """True if what uses z sees the ReLU of it: itself above zero, else only the zero."""
    if zero is None:
        return graph.nodes[z].value > 0 and z != graph.output
    return graph.nodes[z].value <= 0 and len(graph.consumers[z]) == 1


def _names(graph: Graph, members: Sequence[int], zeros: dict[int, int]) -> dict[int, str]:
    """What the ReLU of each of these numbers is called: the zeros' names tell it."""
    own = {z: graph.nodes[z].name for z in members}
    named = {z: graph.nodes[zeros[z]].name for z in members if z in zeros}
    kinds = {kind_of_path(name) for name in named.values()}
    kind = kinds.pop() if len(kinds) == 1 else ""
    live = [z for z in members if z not in zeros]
    if all(kind_of_path(own[z]) == kind for z in live):  # above zero there is one value, one name
        return {z: named.get(z, own[z]) for z in members}
    if "[]" not in kind:
        return dict.fromkeys(members, kind)
    is_alike = all(positions_in(name) == positions_in(own[z]) for z, name in named.items())
    if is_alike and all(len(positions_in(own[z])) == kind.count("[]") for z in live):
        return {z: named.get(z) or with_positions(kind, positions_in(own[z])) for z in members}
    return dict.fromkeys(members, "")


def _rewritten(graph: Graph, zeros: dict[int, int], names: dict[int, str]) -> Graph:
    """The graph with a ReLU of each of the numbers that have a name for it."""
    of_zero = {zeros[z]: z for z in names if z in zeros}
    unused = {graph.nodes[zero].inputs[0] for zero in of_zero}
    nodes: list[Node] = []
    places: dict[int, int] = {}
    seen: dict[int, int] = {}  # what those who use a node get

    def append(node: Node, op: Op, inputs: tuple[int, ...], name: str) -> int:
        options = {} if op is relu else node.options
        new = replace(node, index=len(nodes), op=op, inputs=inputs, name=name, options=options)
        nodes.append(new)
        return new.index

    for node in graph.nodes:
        index = node.index
        if index in unused:
            continue
        if index in of_zero:
            z = of_zero[index]
            places[index] = seen[index] = append(node, relu, (places[z],), names[z])
            continue
        name = "" if index in names and node.name == names[index] else node.name
        inputs = tuple(seen[one] for one in node.inputs)
        places[index] = seen[index] = append(node, node.op, inputs, name)
        if index in names and index not in zeros:
            seen[index] = append(node, relu, (places[index],), names[index])
    return replace(
        graph,
        nodes=tuple(nodes),
        output=seen[graph.output],
        variables=map_structure(graph.variables, {UNUSED: UNUSED, **places}.get),
        guards=moved(graph.guards, places),
    )
