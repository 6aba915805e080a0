"""A graph as data alone, for a process without the ops that the reader's code registered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph.graph import Graph, Node
from graphviz_backprop.ops.carried import carried, is_from_outside
from graphviz_backprop.values import as_floats, as_number, is_array


def carry(graph: Graph) -> Graph:
    """The graph with the numbers of each op from outside the package in the place of its code."""
    nodes = tuple(_carried(graph, node) for node in graph.nodes)
    is_same = all(new is node for new, node in zip(nodes, graph.nodes, strict=True))
    return graph if is_same else replace(graph, nodes=nodes)


def _carried(graph: Graph, node: Node) -> Node:
    if node.inner is not None:
        inner = carry(node.inner)
        node = node if inner is node.inner else replace(node, inner=inner)
    if not node.op.is_elementwise or not is_from_outside(node.op):
        return node
    return replace(node, op=carried(node.op, _calls(graph, node)))


def _calls(graph: Graph, node: Node) -> Iterator[tuple[tuple[float, ...], float]]:
    """The arguments and the result of a node, of an array those of each element."""
    args = graph.args(node)
    if not is_array(node.value):
        yield tuple(map(as_number, args)), as_number(node.value)
        return
    import numpy as np

    every: Any = np.broadcast(as_floats(node.value), *map(as_floats, args))
    for value, *numbers in every:
        yield tuple(map(float, numbers)), float(value)
