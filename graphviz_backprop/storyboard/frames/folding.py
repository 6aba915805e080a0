"""Many like terms of a sum: the first two and the last are drawn, those between as one with lists.

What stands for several values is drawn as the first of them is: a row with a list of numbers in the
place of one. The graph, its steps and its gradients stay whole; only the drawing is shorter.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import chain

from graphviz_backprop.graph import Edge, Graph, Node
from graphviz_backprop.ops import add
from graphviz_backprop.quick_dataclass import quick_dataclass

MOST_TERMS = 8  # of one kind that are all drawn
TERMS = ("folded", "all")
_FEWEST = 4  # that are drawn as one
_FIRST = 2  # that are drawn in any case, besides the last
_WHOLE = 8  # rows of a term up to which all of it is folded
_PART = 4  # rows from which on an operand of a larger term is drawn by itself
_MOST_OPERATORS = 24  # of a term


@quick_dataclass(frozen=True)
class Folding:
    """What is drawn for what.

    Attributes:
        nodes: for each value that is drawn for several, these, itself first.
        edges: the same of edges; those of second uses too.
        counts: for each term that is drawn for several how many they are.
        drawn_for: for each value that isn't drawn the one in whose place it stands.
        hidden: the same of edges.
        parts: values that folded terms use and that are drawn elsewhere, as panels of their own.
    """

    nodes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    edges: Mapping[Edge, tuple[Edge, ...]] = field(default_factory=dict)
    counts: Mapping[int, int] = field(default_factory=dict)
    drawn_for: Mapping[int, int] = field(default_factory=dict)
    hidden: Mapping[Edge, Edge] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()

    def holds(self, edge: Edge) -> bool:
        """True if an edge is drawn together with others."""
        return edge in self.edges or edge in self.hidden

    def all_of(self, node: int) -> tuple[int, ...]:
        """The values that a drawn one stands for."""
        return self.nodes.get(node, (node,))

    def home_of(self, node: int) -> int:
        """The value at whose place one is drawn."""
        return self.drawn_for.get(node, node)


@quick_dataclass(slots=True)
class _Term:
    """An operand of a sum, with all that is drawn for it alone.

    Attributes:
        edges: from the sum on, depth-first.
        nodes: that have their home in it, in the same order.
        parts: operators that have their home in it and are drawn by themselves.
        shape: terms of one shape are alike.
        homes: for each value in it if its first use is here; folded ones are alike in that too.
    """

    edges: list[Edge] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    shape: tuple[object, ...] = ()
    homes: list[bool] = field(default_factory=list)


def find_folding(graph: Graph) -> Folding:
    """Fold every sum of numbers that has more than eight terms of one kind.

    Terms are alike if they are the same operations of equal constants. Those that are drawn as one
    have values that are used for the first time, or again, at the same places. Of a term with more
    than eight rows, operands with four rows or more are drawn by themselves, as panels.
    """
    if graph.is_backward or any(node.is_array for node in graph.nodes):
        return Folding()
    nodes: dict[int, tuple[int, ...]] = {}
    edges: dict[Edge, tuple[Edge, ...]] = {}
    counts: dict[int, int] = {}
    parts: set[int] = set()
    rows: list[int] = []
    groups = list(_groups(graph, rows))
    for folded in chain.from_iterable(map(_folded, groups)):
        first = folded[0]
        counts[first.edges[0].producer] = len(folded)
        edges |= zip(first.edges, zip(*(one.edges for one in folded), strict=True), strict=True)
        nodes |= zip(first.nodes, zip(*(one.nodes for one in folded), strict=True), strict=True)
    for terms in groups:
        parts.update(chain.from_iterable(one.parts for one in terms))
    drawn_for = {other: drawn for drawn, some in nodes.items() for other in some[1:]}
    hidden = {other: drawn for drawn, some in edges.items() for other in some[1:]}
    return Folding(nodes, edges, counts, drawn_for, hidden, frozenset(parts))


def _groups(graph: Graph, rows: list[int]) -> Iterator[list[_Term]]:
    """For each sum its terms of one kind, where they are many."""
    for node in graph.nodes:
        if node.op is not add or len(node.inputs) <= MOST_TERMS:
            continue
        if not rows:  # most graphs need no count
            rows += _count_rows(graph)
        often = Counter(node.inputs)
        groups: defaultdict[tuple[object, ...], list[_Term]] = defaultdict(list)
        for edge in graph.edges_into(node.index):
            term = graph.nodes[edge.producer]
            if often[edge.producer] == 1 and not term.is_constant:
                found = _Finder(graph, rows, edge).term
                groups[found.shape].append(found)
        yield from (terms for terms in groups.values() if len(terms) > MOST_TERMS)


def _folded(terms: list[_Term]) -> Iterator[list[_Term]]:
    """Of one kind those that are drawn as one: all but the first two and the last."""
    alike: defaultdict[tuple[bool, ...], list[_Term]] = defaultdict(list)
    for term in terms[_FIRST:-1]:
        alike[tuple(term.homes)].append(term)
    yield from (some for some in alike.values() if len(some) >= _FEWEST)


def _count_rows(graph: Graph) -> list[int]:
    """For each value the rows of the tree behind it; one that is used again has one there."""
    rows: list[int] = []
    for node in graph.nodes:
        total = 0
        for index in dict.fromkeys(node.inputs):
            is_own = all(edge.consumer == node.index for edge in graph.consumers[index])
            total += 0 if graph.nodes[index].is_constant else rows[index] if is_own else 1
        rows.append(max(total, 1))
    return rows


class _Finder:
    """Finds what belongs to one term."""

    def __init__(self, graph: Graph, rows: list[int], edge: Edge) -> None:
        self._graph = graph
        self._rows = rows
        self._inside = {edge.consumer} | self._own_operators(edge)
        self._ids: dict[int, int] = {}
        self.term = _Term()
        self.term.shape = tuple(self._walk(edge))

    def _own_operators(self, edge: Edge) -> set[int]:
        """The operators that nothing beside the term uses, from the last on."""
        graph, rows = self._graph, self._rows
        is_whole = rows[edge.producer] <= _WHOLE
        found = {edge.consumer}
        waiting = [-edge.producer]
        while waiting and len(found) <= _MOST_OPERATORS:
            index = -heapq.heappop(waiting)
            if index in found or not graph.nodes[index].is_operator:
                continue
            is_small = is_whole or rows[index] < _PART or index == edge.producer
            if is_small and all(one.consumer in found for one in graph.consumers[index]):
                found.add(index)
                for producer in graph.nodes[index].inputs:
                    heapq.heappush(waiting, -producer)
        return found - {edge.consumer}

    def _walk(self, edge: Edge) -> Iterator[object]:
        node = self._graph.nodes[edge.producer]
        self.term.edges.append(edge)
        if node.index in self._ids:
            yield self._ids[node.index]
            return
        self._ids[node.index] = len(self._ids)
        if node.is_constant:
            self.term.nodes.append(node.index)
            yield "constant", node.name, repr(node.value)
        elif node.is_operator and node.index in self._inside:
            self.term.nodes.append(node.index)
            yield node.op.name, len(node.inputs), repr(node.options)
            for one in self._graph.edges_into(node.index):
                yield from self._walk(one)
        else:
            yield node.is_leaf
            self.term.homes.append(self._is_home(node))
            if self.term.homes[-1]:
                (self.term.nodes if node.is_leaf else self.term.parts).append(node.index)

    def _is_home(self, node: Node) -> bool:
        """True if its first use is in this term."""
        return self._graph.consumers[node.index][0].consumer in self._inside
