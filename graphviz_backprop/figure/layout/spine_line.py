"""One line of a spine: its rings from the left to the right, and what hangs on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graphviz_backprop.figure.extent import Extent
from graphviz_backprop.figure.layout.ends import ends_at_box, ends_at_ring
from graphviz_backprop.figure.layout.hanging import BESIDE, BETWEEN, Hung, hung_on, rows_of
from graphviz_backprop.figure.layout.layout import Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.spine import Spine, Station
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.graph import Edge
from graphviz_backprop.quick_dataclass import quick_dataclass

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


@quick_dataclass(frozen=True, slots=True)
class LineSize:
    """How wide a line is, and how far it reaches above and below its wire, in points."""

    width: float
    up: float
    down: float


def lay_line(spine: Spine, stations: Sequence[Station], measures: Measures) -> Line:
    """Place stations of a spine that stand in one line, with the start of a spine."""
    placing, reaches = _begun(spine, stations, measures)
    hung = [hung_on(station, measures) for station in stations]
    for station, operands in zip(stations, hung, strict=True):
        reaches.add(station, operands)
    placing.heights = reaches.heights()
    for station, operands in zip(stations, hung, strict=True):
        placing.add(station, operands)
    rows = placing.line.rows.items()
    placing.line.width = placing.width
    placing.line.up = max(measures.extent(use).up - row.height for use, row in rows)
    placing.line.down = max(measures.extent(use).down + row.height for use, row in rows)
    return placing.line


class LineSizes:
    """The sizes of the lines that begin with one station: each is the last with one more.

    Args:
        spine: that it belongs to.
        stations: of one of the lines; none where the spine is its start alone.
        measures: the sizes of their texts.
    """

    def __init__(self, spine: Spine, stations: Sequence[Station], measures: Measures) -> None:
        self._measures = measures
        self._placing, self._reaches = _begun(spine, stations, measures)
        self._sizes = [] if stations else [self._size()]

    def of(self, stations: Sequence[Station]) -> LineSize:
        """The size of the line with these stations, as `lay_line` makes it."""
        for station in stations[len(self._sizes) :]:
            operands = hung_on(station, self._measures)
            self._reaches.add(station, operands)
            self._placing.add(station, operands)
            self._sizes.append(self._size())
        return self._sizes[len(stations) - 1 if stations else 0]

    def _size(self) -> LineSize:
        return LineSize(self._placing.width, *self._reaches.of_all())


def _begun(
    spine: Spine, stations: Sequence[Station], measures: Measures
) -> tuple[_Placing, _Reaches]:
    placing, reaches = _Placing(measures), _Reaches(measures)
    if not stations or stations[0] is spine.stations[0]:
        reaches.add_start(spine.start)
        placing.add_start(spine.start)
    return placing, reaches


class _Reaches:
    """How far a line reaches above and below its wire, station by station."""

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self._rows: Extent | None = None  # of what stands on the wire
        self._operators: Extent | None = None  # with the room that rings and boxes need
        # Of what hangs, by the side and the place counted from the wire.
        self._hung: dict[bool, list[Extent]] = {True: [], False: []}

    def add_start(self, use: Use) -> None:
        """Add the value with which a spine starts."""
        extent = self._measures.extent(use)
        self._rows, self._operators = _larger(self._rows, extent), _larger(self._operators, extent)

    def add(self, station: Station, hung: Sequence[Hung]) -> None:
        """Add a station with what hangs on it."""
        self.add_start(station.use)
        half = self._measures.half(station.use.node)[1] + _CLEAR
        self._operators = _larger(self._operators, Extent(half, half))
        for is_high, placed in self._hung.items():
            side = rows_of([one for one in hung if one.is_high == is_high])
            for place, uses in enumerate(side):
                if len(placed) == place:
                    placed.append(self._measures.extent(uses[0]))
                for use in uses:
                    placed[place] = _larger(placed[place], self._measures.extent(use))

    def heights(self) -> dict[tuple[bool, int], float]:
        """The heights of what hangs, the same along the line, from the spine outwards."""
        heights: dict[tuple[bool, int], float] = {}
        assert self._operators is not None
        for is_high, placed in self._hung.items():
            reach = (self._operators.up if is_high else self._operators.down) + _CLEAR
            for place, extent in enumerate(placed):
                near, far = (extent.down, extent.up) if is_high else (extent.up, extent.down)
                heights[is_high, place] = -(reach + near) if is_high else reach + near
                reach += near + far + _CLEAR
        return heights

    def of_all(self) -> tuple[float, float]:
        """How far all rows reach above the wire, and below it."""
        assert self._rows is not None
        up, down = self._rows.up, self._rows.down
        for (is_high, place), height in self.heights().items():
            extent = self._hung[is_high][place]
            up, down = max(up, extent.up - height), max(down, extent.down + height)
        return up, down


def _larger(one: Extent | None, other: Extent) -> Extent:
    return other if one is None else Extent(max(one.up, other.up), max(one.down, other.down))


class _Placing:
    """Places one line from the left to the right.

    Attributes:
        heights: of what hangs; of no account for the width.
        width: of what is placed so far.
    """

    def __init__(self, measures: Measures) -> None:
        self._measures = measures
        self.line = Line()
        self.heights: Mapping[tuple[bool, int], float] = defaultdict(float)
        self.width = 0.0
        self._x = 0.0  # where the last value ends
        self._ends: dict[tuple[bool, int], float] = {}  # of what hangs, by side and place

    def add_start(self, use: Use) -> None:
        """Place the value with which a spine starts."""
        self._x = self._place(use, 0.0, 0.0)

    def add(self, station: Station, hung: Sequence[Hung]) -> None:
        """Place a station behind all others, with what hangs on it."""
        self._x = self._station(station, hung, self._x)
        self.width = max(self.width, *self._ends.values(), 0.0)

    def _width(self, use: Use) -> float:
        return self._measures.stub_width(use)

    def _place(self, use: Use, left: float, height: float, center: float = 0.0) -> float:
        """A row with its numbers from `left` on; return its right end."""
        right = left + self._width(use)
        start = center + self._measures.half(use.node)[0] if center else left
        self.line.rows[use] = Row(left, center, start, right, (left + right) / 2, height)
        self.width = max(self.width, right)
        return right

    def _station(self, station: Station, hung: Sequence[Hung], x: float) -> float:
        """A ring, what hangs on it, and its value; return the right end."""
        use = station.use
        reach = self._measures.reach(use)
        center = x + _BEFORE_RING + reach
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
        height = self.heights[key]
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
