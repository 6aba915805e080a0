"""Every use of a value as a wire: columns from Graphviz, heights from `graphviz_rows`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from graphviz_backprop.figure.layout.ends import LEVEL, ends_at_box, ends_at_ring
from graphviz_backprop.figure.layout.graphviz_rows import Rows, Spacing
from graphviz_backprop.figure.layout.graphviz_skeleton import SHALLOW, place_columns
from graphviz_backprop.figure.layout.layout import Layout, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.figure.text.node_text import NodeText
from graphviz_backprop.graph import Edge, Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes import Sizes

_NAME_ROOM = 24.0
_STEEPEST = 3.0
_LONG = 300.0


@quick_dataclass(frozen=True, slots=True)
class Column:
    """A column of the picture, in points from the left.

    Attributes:
        left: where it starts.
        center: of its rings.
        stubs: where the wires of its leaves start.
        numbers: the middle of its numbers.
        right: where its wires bend.
    """

    left: float
    center: float
    stubs: float
    numbers: float
    right: float


def lay_out_wires(measures: Measures) -> Layout:
    """Lay a graph out with every use of a value as a wire; Graphviz finds columns and order.

    Raises:
        BackpropError: Graphviz can't lay the graph out.
    """
    graph, texts, sizes = measures.graph, measures.texts, measures.sizes
    of_node, order = place_columns(graph)
    extents = [text.extent(sizes) for text in texts]
    spacing = Spacing(sizes.pitch, sizes.clearance, sizes.wire / 2 + 1.0)
    heights = Rows(graph, of_node, order, extents, spacing).solve()
    columns = _Columns(graph, of_node, heights, texts, sizes).make()
    rows = tuple(
        Row(
            place.stubs - sizes.name_gap,
            place.center,
            place.center + text.half(sizes)[0] if text.is_operator else place.stubs,
            place.right,
            place.numbers,
            height,
        )
        for place, text, height in zip(
            (columns[index] for index in of_node), texts, heights, strict=True
        )
    )
    bottom = max(height + extent.down for height, extent in zip(heights, extents, strict=True))
    paths = _paths(graph, of_node, columns, heights, texts, sizes)
    return Layout(rows, paths, columns[-1].right, bottom)


def _name_width(text: NodeText, sizes: Sizes) -> float:
    return text.name_width(sizes) + _NAME_ROOM if text.name and text.is_leaf else 0.0


class _Columns:
    """Widths: of each column for its texts, of each channel for the slants in it."""

    def __init__(
        self,
        graph: Graph,
        of_node: Sequence[int],
        heights: Sequence[float],
        texts: Sequence[NodeText],
        sizes: Sizes,
    ) -> None:
        self._graph = graph
        self._of_node = of_node
        self._heights = heights
        self._texts = texts
        self._sizes = sizes
        self._shrink = 1.0 if graph.depth <= SHALLOW else sizes.compact
        self._members: dict[int, list[int]] = defaultdict(list)
        for index, column in enumerate(of_node):
            self._members[column].append(index)

    def make(self) -> list[Column]:
        columns: list[Column] = []
        left = 0.0
        for number in range(len(self._members)):
            texts = [self._texts[index] for index in self._members[number]]
            rings = [text for text in texts if text.is_operator]
            radius = self._sizes.ring + self._sizes.ring_line / 2
            before = max([0.0, *(self._reach(text) for text in rings)])
            if columns:
                left = columns[-1].right + self._channel(number, before)
            center = left + before
            pads = 2 * self._sizes.number_pad
            stub = max(self._sizes.stub, *(t.stub_width(self._sizes) + pads for t in texts))
            # A label wider than its ring must not touch the number beside it.
            beside = max([radius, *(self._reach(t) for t in rings)]) - radius
            start = center + radius + beside if rings else left
            names = max(_name_width(text, self._sizes) for text in texts)
            right = max(start + stub, left + names + stub)
            columns.append(Column(left, center, right - stub, right - stub / 2, right))
        return columns

    def _reach(self, text: NodeText) -> float:
        edge = text.half(self._sizes)[0] + self._sizes.ring_line / 2
        return max(edge, text.label_width(self._sizes) / 2)

    def _channel(self, number: int, before: float) -> float:
        """The room before a column: more where wires slant, most where they slant far."""
        room = self._sizes.channel_straight * self._shrink
        for consumer in self._members[number]:
            of_box = self._texts[consumer].box is not None
            for producer in self._graph.nodes[consumer].inputs:
                rise = self._heights[consumer] - self._heights[producer]
                if abs(rise) > LEVEL:
                    box = self._texts[consumer].half(self._sizes)[0] if of_box else 0.0
                    needed = abs(rise) / self._slope(consumer, rise) - before + box
                    room = max(room, self._sizes.channel_slanted * self._shrink, needed)
        return room

    def _slope(self, consumer: int, rise: float) -> float:
        """The steepest slant into an operator: past its label, and past its neighbours."""
        slope = self._sizes.slope
        label = self._texts[consumer].label_width(self._sizes) / 2
        if rise > 0 and label:
            slope = min(slope, self._sizes.ring / (label + self._sizes.clearance))
        elif len(self._members[self._of_node[consumer]]) == 1:
            slope += max(0.0, abs(rise) - _LONG) / (2 * _LONG)
        return min(slope, _STEEPEST)


def _paths(
    graph: Graph,
    of_node: Sequence[int],
    columns: Sequence[Column],
    heights: Sequence[float],
    texts: Sequence[NodeText],
    sizes: Sizes,
) -> dict[Edge, tuple[Point, ...]]:
    """Each edge: flat from its stub to the last column before its consumer, then straight there."""
    paths: dict[Edge, tuple[Point, ...]] = {}
    for consumer in graph.operators():
        column = of_node[consumer.index]
        center = (columns[column].center, heights[consumer.index])
        before = columns[column - 1].right
        half = texts[consumer.index].half(sizes)
        for edges in _bundles(graph, consumer, heights):
            bends = [(before, heights[edge.producer]) for edge in edges]
            if consumer.is_box:
                ends = ends_at_box(bends, center, half)
            else:
                ends = ends_at_ring(bends, center, sizes.ring)
            for edge, bend, end in zip(edges, bends, ends, strict=True):
                start = (columns[of_node[edge.producer]].right, bend[1])
                paths[edge] = (start, end) if bend == start else (start, bend, end)
    return paths


def _bundles(graph: Graph, consumer: Node, heights: Sequence[float]) -> list[list[Edge]]:
    """The edges into an operator that share its room: of a ring those from one producer."""
    edges = list(graph.edges_into(consumer.index))
    if consumer.is_box:
        return [sorted(edges, key=lambda edge: heights[edge.producer])]
    bundles: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        bundles[edge.producer].append(edge)
    return list(bundles.values())
