"""Where everything stands: the rows of values, the wires between them, the panels around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.graph import Edge


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a figure that is drawn by itself: a neuron, a call, a step of a loop.

    Attributes:
        rect: its ground.
        title: the name of its call; empty where it has none.
    """

    rect: Rect
    title: str

    def moved(self, dx: float, dy: float) -> Panel:
        """The same at another place."""
        rect = self.rect
        moved = Rect(rect.left + dx, rect.top + dy, rect.right + dx, rect.bottom + dy)
        return Panel(moved, self.title)


@dataclass(frozen=True)
class Layout:
    """The geometry of a graph in points, with its top left corner at (0, 0).

    Attributes:
        homes: the row of each node; None of a constant that stands at the rings that use it.
        stubs: the row of each second use that is not drawn as a wire from the home; edges of one
            value into one operator share it.
        constants: for each edge from a constant at a ring the middle of its number's near side.
        paths: for each edge its polyline from the end of its row to the consumer.
        panels: none where the whole figure is one.
        width, height: of the whole.
    """

    homes: tuple[Row | None, ...]
    paths: dict[Edge, tuple[Point, ...]]
    width: float
    height: float
    stubs: dict[Edge, Row] = field(default_factory=dict)
    constants: dict[Edge, Point] = field(default_factory=dict)
    panels: tuple[Panel, ...] = ()

    def home(self, node: int) -> Row:
        """The row of a node that has one."""
        row = self.homes[node]
        assert row is not None
        return row

    def row_of(self, edge: Edge) -> Row:
        """The row from which the wire of an edge comes."""
        return self.stubs.get(edge) or self.home(edge.producer)

    def moved(self, dx: float, dy: float) -> Layout:
        """The same with its top left corner at (dx, dy)."""
        return replace(
            self,
            homes=tuple(row and row.moved(dx, dy) for row in self.homes),
            paths={e: tuple((x + dx, y + dy) for x, y in path) for e, path in self.paths.items()},
            stubs={edge: row.moved(dx, dy) for edge, row in self.stubs.items()},
            constants={edge: (x + dx, y + dy) for edge, (x, y) in self.constants.items()},
            panels=tuple(panel.moved(dx, dy) for panel in self.panels),
            width=self.width + dx,
            height=self.height + dy,
        )
