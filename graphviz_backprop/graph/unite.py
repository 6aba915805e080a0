"""Several graphs of one program as one: what they share stands in it once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph.graph import UNUSED, Graph, Node, map_structure
from graphviz_backprop.graph.guard import Guard, moved
from graphviz_backprop.values import Value, is_array


def unite(graphs: Iterable[Graph]) -> Graph:
    """Return one graph with the nodes of all; its output is that of the last.

    Two nodes are one where the same operation at the same place gave the same value from the same
    inputs. A constant stands at each operation that uses it, as in any graph.
    """
    nodes: list[Node] = []
    indices: dict[Hashable, int] = {}
    variables: dict[str, Any] = {}
    guards: dict[Hashable, Guard] = {}
    last: Graph | None = None
    output = 0
    for graph in graphs:
        placed: dict[int, int] = {}

        def place(node: Node, graph: Graph = graph, placed: dict[int, int] = placed) -> None:
            inputs = [graph.nodes[index] for index in node.inputs]
            parts = tuple(_key(part) if part.is_constant else placed[part.index] for part in inputs)
            key = (_key(node), parts)
            if key not in indices:
                for part in inputs:
                    if part.is_constant:
                        placed[part.index] = _append(nodes, part, ())
                new = tuple(placed[part.index] for part in inputs)
                indices[key] = _append(nodes, node, new)
            placed[node.index] = indices[key]

        for node in graph.nodes:
            if not node.is_constant or node.index == graph.output:
                place(node)
        for name, structure in graph.variables.items():
            variables.setdefault(
                name, map_structure(structure, {UNUSED: UNUSED, **placed}.__getitem__)
            )
        guards |= {_guard_key(guard): guard for guard in moved(graph.guards, placed)}
        output, last = placed[graph.output], graph
    assert last is not None
    return replace(
        last,
        nodes=tuple(nodes),
        output=output,
        variables=variables,
        guards=tuple(guards.values()),
    )


def _guard_key(guard: Guard) -> Hashable:
    nodes = tuple(operand.nodes or repr(operand.value) for operand in guard.operands)
    return guard.place, guard.text, guard.outcome, nodes


def _append(nodes: list[Node], node: Node, inputs: tuple[int, ...]) -> int:
    nodes.append(replace(node, index=len(nodes), inputs=inputs))
    return len(nodes) - 1


def _key(node: Node) -> Hashable:
    return (node.op.name, node.name, node.place, _value_key(node.value))


def _value_key(value: Value) -> Hashable:
    return (value.shape, value.tobytes()) if is_array(value) else repr(value)
