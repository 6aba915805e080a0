"""The run of a graph of arrays: from the output back along the deepest operand, the rest beside it.

A spine is drawn from left to right and wrapped into lines. At each ring the other operands hang on
elbow wires: above it if they come before the main one in the call, below it if after. An operation
on the main operand alone that goes into the same ring (`max` in `z - max(z)`) is a branch, tapped
where that value is made. Any other operation has a run of its own, and is a stub here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from graphviz_backprop.figure.layout.use_tree import Use, roots_of, uses_by
from graphviz_backprop.graph import Graph
from graphviz_backprop.quick_dataclass import quick_dataclass

_MANY = 4  # inputs of a box


@quick_dataclass(slots=True, eq=False)
class Station:
    """An operator of a spine with its operands.

    Attributes:
        use: its home.
        main: the operand on the spine, left of it.
        above, below: the others, from the ring outwards.
        branches: those of them that are operations on the main operand alone.
    """

    use: Use
    main: Use
    above: list[Use] = field(default_factory=list)
    below: list[Use] = field(default_factory=list)
    branches: set[Use] = field(default_factory=set)


@quick_dataclass(slots=True, eq=False)
class Spine:
    """A run: what it starts with, then its operators from the left to the right."""

    start: Use
    stations: list[Station]


def continued(spine: Spine, start: int) -> Spine:
    """The rest of a run, from one of its operators on, with a stub of the value before it."""
    first = spine.stations[start]
    stub = Use(first.main.node, True, first.use, first.main.edges)
    station = Station(first.use, stub, first.above, first.below, first.branches)
    return Spine(stub, [station, *spine.stations[start + 1 :]])


def find_spines(graph: Graph) -> list[Spine]:
    """The runs of a graph, each before those that use its result; the output's is the last."""
    return _Finder(graph).find()


class _Finder:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._depth = [0] * len(graph)
        for node in graph.operators():
            parts = (self._depth[index] for index in node.inputs)
            self._depth[node.index] = 1 + max(parts, default=0)
        self._placed: set[int] = set()
        self._spines: list[Spine] = []

    def find(self) -> list[Spine]:
        roots = roots_of(self._graph)
        for root in sorted(roots, key=lambda index: index == self._graph.output):
            self._run(root)
        return self._spines

    def _run(self, root: int) -> None:
        """The spine of a value, after those that it needs."""
        stations: list[Station] = []
        use = Use(root, is_stub=False)
        self._placed.add(root)
        while self._graph.nodes[use.node].is_operator and not use.is_stub:
            operands = list(self._operands(use))
            if not operands:  # made of constants alone
                break
            station = Station(use, self._main(use, operands))
            for operand in operands:
                self._hang(station, operand)
            stations.append(station)
            use = station.main
        for station in stations:
            for operand in (*station.above, *station.below):
                if operand.is_stub and operand.node not in self._placed:
                    self._run(operand.node)
            if station.main.is_stub and station.main.node not in self._placed:
                self._run(station.main.node)
        self._spines.append(Spine(use, stations[::-1]))

    def _operands(self, use: Use) -> Iterator[Use]:
        for edges in uses_by(self._graph, use.node):
            yield Use(edges[0].producer, False, use, edges)

    def _main(self, use: Use, operands: list[Use]) -> Use:
        """The operand that goes on: that of a branch, else the deepest; its home is then here."""
        free = [one for one in operands if one.node not in self._placed]
        branches = [one for one in free if self._source(one) in {other.node for other in free}]
        sources = {self._source(one) for one in branches}
        wanted = [one for one in free if one.node in sources] or free
        if not wanted:
            main = operands[0]
            main.is_stub = True
            return main
        deepest = max(self._depth[one.node] for one in wanted)
        equal = [one for one in wanted if self._depth[one.node] == deepest]
        # Of many inputs of a box half hang above it, half below.
        is_box = self._graph.nodes[use.node].is_box
        main = equal[len(equal) // 2 if is_box and len(equal) > _MANY else 0]
        self._placed.add(main.node)
        return main

    def _hang(self, station: Station, operand: Use) -> None:
        main = station.main
        if operand is main:
            return
        if operand.node in self._placed:
            operand.is_stub = True
        elif not main.is_stub and self._source(operand) == main.node:
            self._placed.add(operand.node)
            station.branches.add(operand)
            (edges,) = uses_by(self._graph, operand.node)
            operand.operands = [Use(main.node, True, operand, edges)]
        elif self._graph.nodes[operand.node].is_operator:
            operand.is_stub = True  # it has a run of its own
        else:
            self._placed.add(operand.node)
        if operand.edges[0].argument < main.edges[0].argument:
            station.above.insert(0, operand)
        else:
            station.below.append(operand)

    def _source(self, operand: Use) -> int | None:
        """The value that an operation for this ring alone is made of, where it is one."""
        node = self._graph.nodes[operand.node]
        consumers = {edge.consumer for edge in self._graph.consumers[operand.node]}
        if not node.is_operator or node.is_box or len(consumers) > 1:
            return None
        uses = uses_by(self._graph, operand.node)
        return uses[0][0].producer if len(uses) == 1 else None
