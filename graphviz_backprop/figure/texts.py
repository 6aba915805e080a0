"""All texts of a figure: those of its nodes, and those of second uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.layout import ArrayStyle, uses_by
from graphviz_backprop.figure.text.node_text import NodeText, node_text, stub_text
from graphviz_backprop.figure.timeline import blocked_entries
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.values import Value


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of nodes, and of second uses by the first of their edges."""

    nodes: tuple[NodeText, ...]
    stubs: dict[Edge, NodeText]


def make_texts(
    backprop: Backprop,
    gradients: Sequence[Sequence[Value]],
    contributions: Mapping[Edge, Sequence[Value]],
    arrays: ArrayStyle | None,
) -> Texts:
    """Make all texts.

    Args:
        backprop: the graph with its gradients.
        gradients: for each node what ever stands below its wire.
        contributions: the same of each use, by the first of its edges.
        arrays: how arrays are written; None in a figure without lines of arrays.
    """
    graph = backprop.graph
    blocked = blocked_entries(backprop)
    style = arrays.style if arrays else ""
    again: set[int] = set() if arrays else _used_again(graph)
    nodes = tuple(
        node_text(
            graph,
            node,
            gradients[node.index],
            node.index in again,
            style,
            blocked.get(node.index),
        )
        for node in graph.nodes
    )
    stubs = {
        use[0]: stub_text(graph, graph.nodes[use[0].producer], contributions[use[0]], style)
        for use in uses_of(graph)
    }
    texts = Texts(nodes, stubs)
    return with_ties(texts, arrays) if arrays else texts


def with_ties(texts: Texts, arrays: ArrayStyle) -> Texts:
    """The same with what ties stubs to their homes, and the values with which a page goes on."""
    nodes = tuple(
        replace(text, tie=arrays.ties.get(index, "")) for index, text in enumerate(texts.nodes)
    )
    stubs = {
        edge: replace(
            text,
            tie=arrays.stub_ties.get(edge, ""),
            value=nodes[edge.producer].value if edge in arrays.continued else text.value,
        )
        for edge, text in texts.stubs.items()
    }
    return Texts(nodes, stubs)


def uses_of(graph: Graph) -> list[tuple[Edge, ...]]:
    """The uses of all values."""
    return [use for node in graph.operators() for use in uses_by(graph, node.index)]


def _used_again(graph: Graph) -> set[int]:
    """The results that several operators use, which may have stubs."""
    return {
        node.index
        for node in graph.operators()
        if len({edge.consumer for edge in graph.consumers[node.index]}) > 1
    }
