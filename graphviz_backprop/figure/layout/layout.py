"""Where everything stands: the rows of values, the wires between them, the panels around them."""

from __future__ import annotations

from dataclasses import field, replace

from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Row:
    """The flat piece of wire that bears a value's numbers, with what stands beside it, in points.

    A value has one, its home; where the code uses it again there may be another, a stub.

    Attributes:
        name: where a leaf's or a stub's name ends.
        center: the middle of an operator's ring or box.
        start, end: of the flat piece.
        numbers: the middle of the numbers, the same for a whole column.
        height: of the wire, from the top.
    """

    name: float
    center: float
    start: float
    end: float
    numbers: float
    height: float

    def moved(self, dx: float, dy: float) -> Row:
        """The same at another place."""
        return Row(
            self.name + dx,
            self.center + dx,
            self.start + dx,
            self.end + dx,
            self.numbers + dx,
            self.height + dy,
        )


@quick_dataclass(frozen=True, slots=True)
class Panel:
    """A part of a figure that is drawn by itself: a neuron, a call, a step of a loop.

    Attributes:
        rect: its ground.
        title: the name of its call; empty where it has none.
        page: the number of its page, from 0.
    """

    rect: Rect
    title: str
    page: int = 0

    def moved(self, dx: float, dy: float) -> Panel:
        """The same at another place."""
        rect = self.rect
        moved = Rect(rect.left + dx, rect.top + dy, rect.right + dx, rect.bottom + dy)
        return Panel(moved, self.title, self.page)


@quick_dataclass(frozen=True)
class ArrayStyle:
    """How the arrays of a figure are written.

    Attributes:
        style: one of those of `written`.
        ties: what ties a value's home to its stubs, a number in a circle, by its node.
        stub_ties: the same of a stub, by the first of its edges, with the home's page if another.
        continued: the stubs with which a page goes on, by the first of their edges: they show the
            value too.
        box_widths: of boxes that are wider than their text, for the wires that end at them.
    """

    style: str
    ties: dict[int, str] = field(default_factory=dict)
    stub_ties: dict[Edge, str] = field(default_factory=dict)
    continued: frozenset[Edge] = frozenset()
    box_widths: dict[int, float] = field(default_factory=dict)


@quick_dataclass(frozen=True)
class Layout:
    """The geometry of a graph in points, with its top left corner at (0, 0) on each page.

    Attributes:
        homes: the row of each node; None of a constant that stands at the rings that use it.
        stubs: the row of each second use that is not drawn as a wire from the home; edges of one
            value into one operator share it.
        constants: for each edge from a constant at a ring the middle of its number's near side.
        paths: for each edge its polyline from the end of its row to the consumer.
        panels: none where the whole figure is one.
        width, height: of the whole, of several pages of the largest.
        pages: the number of each node's page, from 0; none where all stand on one.
        arrays: how arrays are written; None in a figure of numbers.
        is_close: its rows stand closer than where room is not short.
        labels_beside: the operators whose labels begin above the middle of the ring.
    """

    homes: tuple[Row | None, ...]
    paths: dict[Edge, tuple[Point, ...]]
    width: float
    height: float
    stubs: dict[Edge, Row] = field(default_factory=dict)
    constants: dict[Edge, Point] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()
    pages: tuple[int, ...] = ()
    arrays: ArrayStyle | None = None
    is_close: bool = False
    labels_beside: frozenset[int] = frozenset()

    def page(self, node: int) -> int:
        """The number of a node's page, from 0."""
        return self.pages[node] if self.pages else 0

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return 1 + max(self.pages, default=0)

    def home(self, node: int) -> Row:
        """The row of a node that has one."""
        row = self.homes[node]
        assert row is not None
        return row

    def row_of(self, edge: Edge) -> Row:
        """The row from which the wire of an edge comes."""
        return self.stubs.get(edge) or self.home(edge.producer)

    def moved(self, dx: float, dy: float, pitch: float = 0.0) -> Layout:
        """The same with its top left corner at (dx, dy), each page below the one before.

        Args:
            dx: from the left.
            dy: from the top of the first page.
            pitch: from one page to the next.
        """

        def down(node: int) -> float:
            return dy + pitch * self.page(node)

        return replace(
            self,
            homes=tuple(row and row.moved(dx, down(i)) for i, row in enumerate(self.homes)),
            paths={
                edge: tuple((x + dx, y + down(edge.consumer)) for x, y in path)
                for edge, path in self.paths.items()
            },
            stubs={e: row.moved(dx, down(e.consumer)) for e, row in self.stubs.items()},
            constants={e: (x + dx, y + down(e.consumer)) for e, (x, y) in self.constants.items()},
            panels=tuple(panel.moved(dx, dy + pitch * panel.page) for panel in self.panels),
            width=self.width + dx,
            height=self.height + dy,
        )
