"""One line of a spine: its rings from the left to the right, and what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphviz_backprop.figure.layout.ends import ends_at_box, ends_at_ring
from graphviz_backprop.figure.layout.hanging import BESIDE, BETWEEN, Hung, hung_on, rows_of
from graphviz_backprop.figure.layout.layout import Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.spine import Spine, Station
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.graph import Edge

_BEFORE_RING = 11.0  # from a value's end to the next ring
_AFTER_RING = 6.0  # from a ring to its value
_TAP = 7.0  # from a ring to the wire of a branch
_TO_BRANCH = 16.0  # from that wire to the branch's ring
_CLEAR = 7.0  # between what stands on the spine and what hangs


@dataclass
class Line:
    """A piece of a spine, with its wire at height 0 and its left end at 0."""

    rows: dict[Use, Row] = field(default_factory=dict)
    paths: dict[Edge, tuple[Point, ...]] = field(default_factory=dict)
    width: float = 0.0
    up: float = 0.0
    down: float = 0.0


def lay_line(spine: Spine, stations: Sequence[Station], measures: Measures) -> Line:
    """Place stations of a spine that stand in one line, with the start of a spine."""
    return _Placing(measures, spine, stations).line


class _Placing:
    """Places one line from the left to the right."""

    def __init__(self, measures: Measures, spine: Spine, stations: Sequence[Station]) -> None:
        self._measures = measures
        self.line = Line()
        is_first = not stations or stations[0] is spine.stations[0]
        mains = [station.use for station in stations]
        on_wire = [*([spine.start] if is_first else []), *mains]
        extents = [measures.extent(use) for use in on_wire]
        halves = [measures.half(use.node)[1] for use in mains]
        self._up = max([e.up for e in extents] + [half + _CLEAR for half in halves])
        self._down = max([e.down for e in extents] + [half + _CLEAR for half in halves])
        self._hung = {id(station): hung_on(station, measures) for station in stations}
        self._heights = self._heights_beside(stations)
        self._ends: dict[tuple[bool, int], float] = {}  # of what hangs, by side and place
        x = 0.0
        if is_first:
            x = self._place(spine.start, 0.0, 0.0)
        for station in stations:
            x = self._station(station, x)
        self.line.width = max(
            x, *(row.end for row in self.line.rows.values()), *self._ends.values()
        )
        rows = self.line.rows.items()
        self.line.up = max(measures.extent(use).up - row.height for use, row in rows)
        self.line.down = max(measures.extent(use).down + row.height for use, row in rows)

    def _heights_beside(self, stations: Sequence[Station]) -> dict[tuple[bool, int], float]:
        """The heights of what hangs, the same along the line, from the spine outwards."""
        heights: dict[tuple[bool, int], float] = {}
        for is_high in (True, False):
            sides = [
                rows_of([hung for hung in self._hung[id(station)] if hung.is_high == is_high])
                for station in stations
            ]
            reach = (self._up if is_high else self._down) + _CLEAR
            for place in range(max(map(len, sides), default=0)):
                placed = [use for side in sides if len(side) > place for use in side[place]]
                extents = [self._measures.extent(use) for use in placed]
                up, down = max(e.up for e in extents), max(e.down for e in extents)
                near, far = (down, up) if is_high else (up, down)
                heights[is_high, place] = -(reach + near) if is_high else reach + near
                reach += near + far + _CLEAR
        return heights

    def _width(self, use: Use) -> float:
        return self._measures.stub_width(use)

    def _place(self, use: Use, left: float, height: float, center: float = 0.0) -> float:
        """A row with its numbers from `left` on; return its right end."""
        right = left + self._width(use)
        start = center + self._measures.half(use.node)[0] if center else left
        self.line.rows[use] = Row(left, center, start, right, (left + right) / 2, height)
        return right

    def _station(self, station: Station, x: float) -> float:
        """A ring, what hangs on it, and its value; return the right end."""
        use = station.use
        reach = self._measures.reach(use)
        center = x + _BEFORE_RING + reach
        hung = self._hung[id(station)]
        for one in hung:
            center = max(center, self._least_center(station, one) - one.shift)
        end = self._place(use, center + reach + _AFTER_RING, 0.0, center)
        bend = (x, 0.0)
        for edge, tip in zip(
            station.main.edges, self._tips(station.main, (center, 0.0), bend), strict=True
        ):
            self.line.paths[edge] = ((x, 0.0), tip)
        for one in hung:
            self._hang(station, one, center + one.shift)
        return end

    def _least_center(self, station: Station, hung: Hung) -> float:
        """The least x of the wire on which an operand hangs."""
        operand, key = hung.use, (hung.is_high, hung.place)
        width = self._width(operand)
        # What hangs to the right of a box before may stand in the way of the wire.
        ends = [end for (is_high, _), end in self._ends.items() if is_high == key[0]]
        passed = max(ends, default=-BETWEEN) + BETWEEN
        if hung.is_right:
            return passed
        if operand in station.branches:
            tap = self._tap(station.main)
            ring = 2 * self._measures.reach(operand)
            return tap + _TO_BRANCH + ring + _AFTER_RING + width + BESIDE
        return max(passed, self._ends.get(key, -BETWEEN) + BETWEEN + width + BESIDE)

    def _hang(self, station: Station, hung: Hung, x: float) -> None:
        """Place an operand beside the wire that goes up or down to the ring."""
        operand, key, is_right = hung.use, (hung.is_high, hung.place), hung.is_right
        height = self._heights[key]
        left = x + BESIDE if is_right else x - BESIDE - self._width(operand)
        half = self._measures.half(station.use.node)
        is_box = self._measures.graph.nodes[station.use.node].is_box
        center = self.line.rows[station.use].center
        rim = half[1] if is_box else (half[0] ** 2 - (x - center) ** 2) ** 0.5
        tip = (x, -rim if key[0] else rim)
        if operand in station.branches:
            self._branch(station, operand, left, height)
        else:
            self._place(operand, left, height)
        for edge in operand.edges:
            near = left if is_right else left + self._width(operand)
            self.line.paths[edge] = ((near, height), (x, height), tip)
        end = left + self._width(operand) if is_right else x
        self._ends[key] = max(end, self._ends.get(key, end))

    def _branch(self, station: Station, operand: Use, left: float, height: float) -> None:
        """An operation on the main operand alone: its ring on a wire from there."""
        reach = self._measures.reach(operand)
        center = left - _AFTER_RING - reach
        self._place(operand, left, height, center)
        tap = self._tap(station.main)
        tip = (center - self._measures.half(operand.node)[0], height)
        (tapped,) = operand.operands
        for edge in tapped.edges:
            self.line.paths[edge] = ((tap, 0.0), (tap, height), tip)

    def _tap(self, use: Use) -> float:
        """Where the wire of a branch leaves a value: beside its ring, or where its wire begins."""
        return self.line.rows[use].start + (_TAP if self._measures.is_ring(use) else 0.0)

    def _tips(self, operand: Use, center: Point, bend: Point) -> list[Point]:
        consumer = operand.consumer
        assert consumer is not None
        half = self._measures.half(consumer.node)
        if self._measures.graph.nodes[consumer.node].is_box:
            return ends_at_box([bend] * len(operand.edges), center, half)
        return ends_at_ring([bend] * len(operand.edges), center, half[0])
