"""One panel: its rows' places, and the wires from each row to its consumer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphviz_backprop.figure.layout.ends import ALONE, ends_at_box, ends_at_ring
from graphviz_backprop.figure.layout.heights import Spacing, find_heights
from graphviz_backprop.figure.layout.layout import Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.graph import Edge

_STEEPEST = 2.0  # height over width of a slant, where the channel is not at its widest
_LEVEL = 0.5  # points that a wire may rise and be straight
_STEEPEST_OF_SHORT = 2.6  # where room is short


@dataclass
class PanelRows:
    """A panel's trees laid out by themselves, with the top left corner at (0, 0).

    Attributes:
        uses: every row, an operator before its operands.
        rows: the place of each of them.
        paths: for each edge its polyline from the end of its row.
        wired: the second uses that are drawn as wires from the home, in the place of stubs.
        width, height: in points.
    """

    uses: list[Use]
    rows: dict[Use, Row]
    paths: dict[Edge, tuple[Point, ...]]
    width: float
    height: float
    wired: set[Use] = field(default_factory=set)


def place_rows(panels: Sequence[Sequence[list[Use]]], measures: Measures) -> tuple[PanelRows, ...]:
    """Heights by `find_heights`, columns as wide as their texts, channels as wide as their slants.

    Panels of one kind, the steps of a loop, have columns of the same widths.

    Args:
        panels: for each its trees, each from its root on.
        measures: the sizes of the texts.
    """
    sizes = measures.sizes
    spacing = Spacing(measures.pitch, sizes.clearance + measures.air)
    heights = [find_heights(trees, measures.extent, spacing) for trees in panels]
    columns = [_Columns([use for tree in trees for use in tree], measures) for trees in panels]
    widths: dict[object, dict[int, _Widths]] = {}
    for one in columns:
        widths[one.kind] = _widest(one.widths(), widths.get(one.kind))
    return tuple(
        _placed(one, widths[one.kind], height, measures)
        for one, height in zip(columns, heights, strict=True)
    )


class _Widths(NamedTuple):
    """Of a column, in points.

    Attributes:
        channel: before it.
        reach: of its rings to the left and right of their middle.
        stub: of the pieces that bear its numbers.
        names: left of these.
    """

    channel: float
    reach: float
    stub: float
    names: float


def _widest(one: dict[int, _Widths], other: dict[int, _Widths] | None) -> dict[int, _Widths]:
    """For each column what both have room in."""
    if other is None:
        return one
    return {
        column: _Widths(*map(max, zip(one[column], other[column], strict=True))) for column in one
    }


def _placed(
    columns: _Columns, widths: dict[int, _Widths], height: float, measures: Measures
) -> PanelRows:
    uses = columns.uses
    rows = columns.place(widths)
    paths: dict[Edge, tuple[Point, ...]] = {}
    bends = _bends(uses, rows)
    for use in uses:
        if use.operands:
            paths |= _paths_into(use, rows, bends[use.column], measures)
    width = max(row.end for row in rows.values())
    return PanelRows(uses, rows, paths, width, height)


def _bends(uses: Sequence[Use], rows: dict[Use, Row]) -> dict[int, float]:
    """For each column where the column before it ends, and the wires into it bend."""
    ends: dict[int, float] = {}
    for use in uses:
        ends[use.column] = max(ends.get(use.column, 0.0), rows[use].end)
    found, last = {}, 0.0
    for column in sorted(ends):
        found[column] = last
        last = ends[column]
    return found


class _Columns:
    """Widths: of each column for its texts, of each channel for the slants in it."""

    def __init__(self, uses: list[Use], measures: Measures) -> None:
        self.uses = uses
        self._measures = measures
        self._members: dict[int, list[Use]] = defaultdict(list)
        for use in uses:
            self._members[use.column].append(use)

    @property
    def kind(self) -> tuple[object, ...]:
        """The same operations in the same columns: equal neurons look equal.

        Lists of numbers are far wider than a number.
        """
        nodes, measures = self._measures.graph.nodes, self._measures
        lists = measures.folding.nodes
        return tuple(
            (
                use.column,
                nodes[use.node].op.name if measures.is_ring(use) else "",
                use.node in lists,
            )
            for use in self.uses
        )

    def widths(self) -> dict[int, _Widths]:
        """For each column what its own texts and wires need, from the left to the right."""
        measures = self._measures
        found: dict[int, _Widths] = {}
        for column in sorted(self._members):
            members = self._members[column]
            rings = [use for use in members if measures.is_ring(use)]
            found[column] = _Widths(
                self._channel(members) if found else 0.0,
                # A label wider than its ring must not touch the number beside it.
                max((measures.reach(use) for use in rings), default=0.0),
                max(measures.stub_width(use) for use in members),
                max(measures.name_width(use) for use in members),
            )
        return found

    def place(self, widths: dict[int, _Widths]) -> dict[Use, Row]:
        """The row of each use, in columns of these widths."""
        rows: dict[Use, Row] = {}
        right = 0.0
        for column, width in widths.items():
            right = self._place_column(self._members[column], right + width.channel, width, rows)
        return rows

    def _place_column(
        self, members: Sequence[Use], left: float, width: _Widths, rows: dict[Use, Row]
    ) -> float:
        measures, (_, reach, stub, names) = self._measures, width
        rings = [use for use in members if measures.is_ring(use)]
        center = left + reach
        right = max(center + reach + stub, left + names + stub)
        start, numbers = right - stub, right - stub / 2
        for use in members:
            begin = center + measures.half(use.node)[0] if use in rings else start
            rows[use] = Row(
                start - measures.sizes.name_gap, center, begin, right, numbers, use.height
            )
        return right

    def _channel(self, members: Sequence[Use]) -> float:
        """The room before a column: the more, the further the wires in it slant."""
        sizes = self._measures.sizes
        rises = [abs(o.height - use.height) for use in members for o in use.operands]
        room, steepest = sizes.channel_least, _STEEPEST
        if self._measures.is_close:
            is_straight = max(rises, default=0.0) < _LEVEL
            room = sizes.straight_of_short if is_straight else sizes.slanted_of_short
            steepest = _STEEPEST_OF_SHORT
        for use in members:
            rise = max((abs(o.height - use.height) for o in use.operands), default=0.0)
            room = max(room, min(rise / steepest, sizes.channel_most))
            if not self._measures.has_label_beside(use):
                room = max(room, self._measures.room_beside_label(use))
        return room


def _paths_into(
    use: Use, rows: dict[Use, Row], bend: float, measures: Measures
) -> dict[Edge, tuple[Point, ...]]:
    """From each operand's row flat to the column before the operator, then straight there."""
    graph, row = measures.graph, rows[use]
    bends = [(bend, operand.height) for operand in use.operands for _ in operand.edges]
    center, half = (row.center, row.height), measures.half(use.node)
    if graph.nodes[use.node].is_box:
        ends = iter(ends_at_box(bends, center, half))
    else:
        apart = ALONE / len(use.operands)  # the more, the nearer they come to each other
        ends = iter(
            end
            for operand in use.operands
            for end in ends_at_ring(
                [(bend, operand.height)] * len(operand.edges), center, half[0], apart
            )
        )
    paths: dict[Edge, tuple[Point, ...]] = {}
    for operand in use.operands:
        start = (rows[operand].end, operand.height)
        for edge in operand.edges:
            end = next(ends)
            at = (bend, operand.height)
            paths[edge] = (start, end) if at[0] <= start[0] else (start, at, end)
    return paths
