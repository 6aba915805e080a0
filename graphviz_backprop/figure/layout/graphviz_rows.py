"""The height of each node: an operator at the mean of its inputs, wires straight, nothing crowded.

Each node is a row: its own place and, in the columns that its wire passes, a lane at the same
height. Columns are filled from the left. In a column lanes and the links of a chain are fixed, and
the other rows, in the order of their wished heights, are spread by pooling adjacent violators.
Where fixed rows stand too close for what is between them, the rows that set their heights are
asked to stand further apart, and the filling starts again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from graphviz_backprop.figure.extent import Extent
from graphviz_backprop.graph import Graph
from graphviz_backprop.quick_dataclass import quick_dataclass

_FIRM = 20.0  # how much harder an operator holds on to its wish than a leaf
_ALMOST = 0.2  # of the pitch
_ROUNDS = 500


@quick_dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in points: between rows, and between any two things."""

    pitch: float
    clearance: float
    lane: float


@quick_dataclass(slots=True)
class _Item:
    """A row in one column: its wished or fixed height, and how far its ink reaches.

    `row` is the one that sets the height; a firmness of infinity says that it is set already.
    """

    row: int
    wish: float
    firmness: float
    extent: Extent
    is_lane: bool


class _CrowdedError(Exception):
    """Two rows with fixed heights leave too little room between them."""

    def __init__(self, upper: int, lower: int, distance: float) -> None:
        super().__init__()
        self.pair, self.distance = (upper, lower), distance


class Rows:
    """Finds the heights for one graph."""

    def __init__(
        self,
        graph: Graph,
        columns: Sequence[int],
        order: Sequence[float],
        extents: Sequence[Extent],
        spacing: Spacing,
    ) -> None:
        self._graph = graph
        self._columns = columns
        self._order = order
        self._extents = extents
        self._spacing = spacing
        self._last = last_columns(graph, columns)
        self._roots = self._chains()
        self._present = self._by_column()
        self._apart: dict[int, dict[int, float]] = {}
        self._heights: dict[int, float] = {}

    def solve(self) -> list[float]:
        """The height of each node's wire in points, the topmost ink at 0."""
        for _ in range(_ROUNDS):
            try:
                self._fill()
                break
            except _CrowdedError as crowded:
                upper, lower = crowded.pair
                asked = self._apart.setdefault(lower, {})
                asked[upper] = max(asked.get(upper, 0.0) + 1.0, crowded.distance)
        else:
            self._ladder()
        self._straighten_leaves()
        tops = [self._heights[n.index] - self._extents[n.index].up for n in self._graph.nodes]
        return [self._heights[node.index] - min(tops) for node in self._graph.nodes]

    def _chains(self) -> list[int]:
        """For each row the one that sets its height: the start of its chain, else itself.

        An operator with one operator among its inputs goes straight on from that, unless another
        one does so already or the wire itself passes on.
        """
        roots = list(range(len(self._graph)))
        followed: set[int] = set()
        for node in self._graph.operators():
            operators = {i for i in node.inputs if self._graph.nodes[i].is_operator}
            before = operators.pop() if len(operators) == 1 else None
            if before is None or before in followed:
                continue
            if self._last[before] < self._columns[node.index]:
                followed.add(before)
                roots[node.index] = roots[before]
        return roots

    def _by_column(self) -> list[list[int]]:
        """For each column the rows that stand in it or pass it."""
        present: list[list[int]] = [[] for _ in range(max(self._columns) + 1)]
        for row, first in enumerate(self._columns):
            for column in range(first, self._last[row] + 1):
                present[column].append(row)
        return present

    def _fill(self) -> None:
        self._heights = {}
        for column in range(len(self._present)):
            items = sorted(self._items(column), key=lambda item: (item.wish, self._tie(item)))
            self._place(items)

    def _tie(self, item: _Item) -> tuple[bool, float, int]:
        """At equal wishes leaves give way downwards; else Graphviz's order, then the code's."""
        is_leaf = not self._graph.nodes[item.row].is_operator
        return is_leaf, 0.0 if is_leaf else self._order[item.row], item.row

    def _items(self, column: int) -> list[_Item]:
        items: list[_Item] = []
        for place, row in enumerate(self._present[column]):
            if self._columns[row] < column or self._roots[row] != row:
                self._heights[row] = self._heights[self._roots[row]]
                items.append(self._item(row, column, self._heights[row]))
                continue
            # The first column's rows stand in the order of the code at an even pitch.
            wish = self._wish(row) if column else place * self._spacing.pitch
            firmness = _FIRM if self._graph.nodes[row].is_operator else 1.0
            items.append(_Item(row, wish, firmness, self._extents[row], False))
        return items

    def _wish(self, row: int) -> float:
        node = self._graph.nodes[row]
        if not node.is_operator:
            return self._leaf_wish(row)
        inputs = [i for i in node.inputs if self._graph.nodes[i].is_operator] or node.inputs
        known = [self._expected(index) for index in inputs]
        mean = sum(known) / len(known)
        nearest = min(known, key=lambda height: abs(height - mean))
        # A wire that is all but straight is drawn straight.
        return nearest if abs(nearest - mean) < self._spacing.pitch * _ALMOST else mean

    def _expected(self, row: int) -> float:
        """The height of a row, or where it is about to stand."""
        if row in self._heights:
            return self._heights[row]
        return self._wish(row)

    def _leaf_wish(self, row: int) -> float:
        """Beside its neighbour among the arguments of its first consumer, or at its height."""
        consumers = self._graph.consumers[row]
        if not consumers:
            return max(self._heights.values(), default=0.0) + self._spacing.pitch
        edge = min(consumers, key=lambda edge: self._columns[edge.consumer])
        inputs = self._graph.nodes[edge.consumer].inputs
        operators = [
            (position, index)
            for position, index in enumerate(inputs)
            if self._graph.nodes[index].is_operator or index in self._heights
        ]
        if not operators:
            rows = list(self._heights.values())
            return sum(rows) / len(rows) + edge.argument * self._spacing.pitch
        position, index = min(operators, key=lambda pair: abs(pair[0] - edge.argument))
        return self._expected(index) + (edge.argument - position) * self._spacing.pitch

    def _least(self, upper: _Item, lower: _Item) -> float:
        """The least distance of two neighbours in a column: room for their ink, and the pitch."""
        ink = upper.extent.down + self._spacing.clearance + lower.extent.up
        both_own = not upper.is_lane and not lower.is_lane
        return max(ink, self._spacing.pitch if both_own else 0.0)

    def _place(self, items: list[_Item]) -> None:
        """Set the heights of the new rows of a column between its lanes."""
        offsets = [0.0]
        at: dict[int, float] = {items[0].row: 0.0}
        for upper, lower in pairwise(items):
            offset = offsets[-1] + self._least(upper, lower)
            for above, asked in self._apart.get(lower.row, {}).items():
                offset = max(offset, at.get(above, -math.inf) + asked)
            offsets.append(offset)
            at[lower.row] = offset
        wishes = [item.wish - offset for item, offset in zip(items, offsets, strict=True)]
        self._check_fixed(items, wishes)
        pooled = _pool(wishes, [item.firmness for item in items])
        for item, offset, level in zip(items, offsets, pooled, strict=True):
            if not math.isinf(item.firmness):
                self._heights[item.row] = level + offset

    def _check_fixed(self, items: list[_Item], wishes: list[float]) -> None:
        """Fixed rows with too little room between them can't be pooled: they have to move."""
        fixed = [position for position, item in enumerate(items) if math.isinf(item.firmness)]
        for upper, lower in pairwise(fixed):
            missing = wishes[upper] - wishes[lower]
            if missing > 1e-6:
                distance = items[lower].wish - items[upper].wish + missing
                raise _CrowdedError(items[upper].row, items[lower].row, distance)

    def _straighten_leaves(self) -> None:
        """A leaf whose wire is all but straight stands at its consumer's height, where it can."""
        for node in self._graph.nodes:
            leaving = self._graph.consumers[node.index]
            if node.is_operator or len(leaving) != 1:
                continue
            height = self._heights[leaving[0].consumer]
            off = abs(height - self._heights[node.index])
            if 0 < off < self._spacing.pitch * _ALMOST and self._is_free(node.index, height):
                self._heights[node.index] = height

    def _is_free(self, row: int, height: float) -> bool:
        """True if a row may stand at this height in all its columns."""
        for column in range(self._columns[row], self._last[row] + 1):
            mine = self._item(row, column, height)
            for other in self._present[column]:
                theirs = self._item(other, column, self._heights[other])
                upper, lower = sorted((mine, theirs), key=lambda item: item.wish)
                if other != row and lower.wish - upper.wish < self._least(upper, lower):
                    return False
        return True

    def _item(self, row: int, column: int, height: float) -> _Item:
        """A row in a column, at a height that is set."""
        is_lane = self._columns[row] < column
        lane = Extent(self._spacing.lane, self._spacing.lane)
        extent = lane if is_lane else self._extents[row]
        return _Item(self._roots[row], height, math.inf, extent, is_lane)

    def _ladder(self) -> None:
        """The last resort: a height of its own for every node, in the order of the code."""
        self._heights = {}
        height, above = 0.0, 0.0
        for node in self._graph.nodes:
            extent = self._extents[node.index]
            if self._heights:
                ink = above + self._spacing.clearance + extent.up
                height += max(ink, self._spacing.pitch)
            self._heights[node.index] = height
            above = extent.down


def last_columns(graph: Graph, columns: Sequence[int]) -> list[int]:
    """The last column that each node's wire passes flat: the one before its last consumer."""
    return [
        max([columns[node.index], *(columns[e.consumer] - 1 for e in graph.consumers[node.index])])
        for node in graph.nodes
    ]


def _pool(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The nearest values that never fall (pool adjacent violators); infinite weights stay fixed."""
    pools: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        level, total, count = wish, weight, 1
        while pools and pools[-1][0] > level:
            before, mass, size = pools.pop()
            level = _mean(before, mass, level, total)
            total, count = mass + total, count + size
        pools.append((level, total, count))
    return [level for level, _, count in pools for _ in range(count)]


def _mean(first: float, mass: float, second: float, weight: float) -> float:
    if math.isinf(mass):
        return first
    if math.isinf(weight):
        return second
    return (first * mass + second * weight) / (mass + weight)
