"""Spines on their pages: where every row and wire of a graph of arrays stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from graphviz_backprop.figure.layout.layout import ArrayStyle, Layout, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.spine import Station
from graphviz_backprop.figure.layout.spine_line import Line, lay_line
from graphviz_backprop.figure.layout.spine_pages import BESIDE, GUTTER, PlannedLine
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.graph import Edge

_TURN = 10.0  # how far the wire that goes on reaches beyond the ends of the lines


@dataclass
class _Placed:
    """What has its place, with (0, 0) at the top left corner of each page."""

    homes: list[Row | None]
    pages: list[int]
    stubs: dict[Edge, Row] = field(default_factory=dict)
    paths: dict[Edge, tuple[Point, ...]] = field(default_factory=dict)
    width: float = 0.0
    height: float = 0.0

    def add(self, line: Line, dx: float, dy: float, page: int) -> None:
        """Add a line with its wire at this height."""
        for use, row in line.rows.items():
            moved = row.moved(dx, dy)
            if use.is_stub:
                self.stubs |= dict.fromkeys(use.edges, moved)
            else:
                self.homes[use.node], self.pages[use.node] = moved, page
        for edge, path in line.paths.items():
            self.paths[edge] = tuple((x + dx, y + dy) for x, y in path)
        self.width = max(self.width, dx + line.width)
        self.height = max(self.height, dy + line.down)


def lay_out_lines(plan: Sequence[PlannedLine], measures: Measures, arrays: ArrayStyle) -> Layout:
    """Lay a graph of arrays out in the lines of a plan.

    Args:
        plan: which stations stand in which line, on which page.
        measures: the graph and the sizes of its texts.
        arrays: how these were written.
    """
    count = len(measures.graph)
    placed = _Placed([None] * count, [0] * count)
    for page, of_page in groupby(plan, key=lambda line: line.page):
        top = 0.0
        before: tuple[PlannedLine, Line, float] | None = None
        for _, of_row in groupby(of_page, key=lambda line: line.row):
            row = list(of_row)
            lines = [lay_line(one.spine, one.stations, measures) for one in row]
            x, y = 0.0, top + max(line.up for line in lines)
            for line in lines:
                placed.add(line, x, y, page)
                x += line.width + BESIDE
            if before is not None and before[0].spine is row[0].spine:
                _carry_over(before, row[0].stations[0], placed.paths, top)
            before = row[0], lines[0], y
            top = y + max(line.down for line in lines) + GUTTER
    constants = measures.constant_places(placed.homes)
    for edge in constants:
        placed.pages[edge.producer] = placed.pages[edge.consumer]
    has_pages = plan[-1].page > 0
    return Layout(
        tuple(placed.homes),
        placed.paths,
        placed.width,
        placed.height,
        placed.stubs,
        constants,
        pages=tuple(placed.pages) if has_pages else (),
        arrays=arrays,
    )


def _carry_over(
    before: tuple[PlannedLine, Line, float],
    station: Station,
    paths: dict[Edge, tuple[Point, ...]],
    top: float,
) -> None:
    """The wire from the end of a line through the gutter to the first ring of the next.

    It goes around what hangs to the right of the last box.
    """
    planned, line, y = before
    last: Use = planned.stations[-1].use if planned.stations else planned.spine.start
    gutter, turn = top - GUTTER / 2, line.width + _TURN
    for edge in station.main.edges:
        tip = paths[edge][-1]
        paths[edge] = (
            (line.rows[last].end, y),
            (turn, y),
            (turn, gutter),
            (-_TURN, gutter),
            (-_TURN, tip[1]),
            tip,
        )
