"""What hangs above and below an operator of a spine: in one column, at a box in several.

The columns stand side by side, each read from the top; those of the left half hang to the left of
their wires, those of the right half to the right. Of many the box is as wide as they need it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.spine import Station
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.quick_dataclass import quick_dataclass

BESIDE = 8.0  # from a hanging value to the wire that it hangs on
BETWEEN = 12.0  # from one hanging value to the next
_APART = 10.0  # wires of one column
_CORNER = 14.0  # from a box's last wire to its corner
_SPREAD = 0.55  # of a ring, or of a narrow box, for the wires that come from one side
_FEW_ABOVE = 2  # of so many above a box all hang to the left of it
_FEW_COLUMNS = 2  # at a box that is as wide as its text
_ROWS = 2  # in each of several columns


@quick_dataclass(frozen=True)
class Hung:
    """A value that hangs on a ring or box.

    Attributes:
        place: counted from the operator outwards.
        is_right: it stands right of its wire.
        shift: of its wire from the operator's middle, in points.
    """

    use: Use
    is_high: bool
    place: int
    is_right: bool
    shift: float


def hung_on(station: Station, measures: Measures) -> list[Hung]:
    """All that hangs on an operator, above it and then below."""
    sides = _columns(station, measures)
    if max(map(len, sides)) <= _FEW_COLUMNS:
        half = measures.half(station.use.node)[0]
        return [*chain(*(_close(side, high, half) for side, high in _highs(sides)))]
    return [*chain(*(_spread(side, high, measures) for side, high in _highs(sides)))]


def width_for(station: Station, measures: Measures) -> float:
    """How wide a box has to be for what hangs on it; 0 where its text is wide enough."""
    sides = _columns(station, measures)
    if max(map(len, sides)) <= _FEW_COLUMNS:
        return 0.0
    shifts = [hung.shift for hung in hung_on(station, measures)]
    return 2 * (max(map(abs, shifts)) + _CORNER)


def rows_of(hung: Sequence[Hung]) -> list[list[Use]]:
    """What hangs on one side of an operator, by its place from there outwards."""
    count = max((one.place for one in hung), default=-1) + 1
    return [[one.use for one in hung if one.place == place] for place in range(count)]


def _highs(sides: Sequence[list[list[Use]]]) -> Iterator[tuple[list[list[Use]], bool]]:
    return zip(sides, (True, False), strict=True)


def _columns(station: Station, measures: Measures) -> tuple[list[list[Use]], list[list[Use]]]:
    """The columns above and below, each from the operator outwards.

    As few rows as the page's width allows.
    """
    above, below = station.above, station.below
    if not measures.graph.nodes[station.use.node].is_box:
        return ([above] if above else []), ([below] if below else [])
    most = max(len(above), len(below))
    for rows in range(_ROWS, most):
        counts = [-(-len(side) // rows) for side in (above, below)]
        if max(counts) <= _FEW_COLUMNS:
            break
        sides = _cut(above[::-1], counts[0], True), _cut(below, counts[1], False)
        if _fits(station, sides, measures):
            return sides
    high = 1 if len(above) <= _FEW_ABOVE else _FEW_COLUMNS
    return _cut(above[::-1], high, True), _cut(below, _FEW_COLUMNS, False)


def _cut(uses: Sequence[Use], count: int, is_high: bool) -> list[list[Use]]:
    """So many columns of uses in the order in which they are read, the longer ones first."""
    columns = []
    start = 0
    for number in range(min(count, len(uses))):
        size = -(-(len(uses) - start) // (count - number))
        column = list(uses[start : start + size])
        columns.append(column[::-1] if is_high else column)
        start += size
    return columns


def _fits(
    station: Station, sides: tuple[list[list[Use]], list[list[Use]]], measures: Measures
) -> bool:
    """True if a line with this operator alone is no wider than the page."""
    reach = 0.0
    for side, high in _highs(sides):
        hung = _spread(side, high, measures)
        ends = [one.shift + _width(one, measures) * (1 if one.is_right else -1) for one in hung]
        if max(ends, default=0.0) - min(ends, default=0.0) > measures.line_width:
            return False
        reach = max([reach, *(abs(one.shift) + _CORNER for one in hung)])
    beside = [measures.stub_width(use) for use in (station.main, station.use)]
    return 2 * reach + sum(beside) + 2 * BETWEEN <= measures.line_width


def _close(columns: list[list[Use]], is_high: bool, half: float) -> Iterator[Hung]:
    """At a ring or a narrow box: the outer one's wire passes between the middle and the inner."""
    left, right = [*columns, [], []][:2]
    count = len(left) + len(right)
    for rank, use in enumerate((*left, *reversed(right))):
        is_right = rank >= len(left)
        place = count - 1 - rank if is_right else rank
        share = rank / max(1, count - 1) - 0.5 if count > 1 else 0.0
        yield Hung(use, is_high, place, is_right, 2 * _SPREAD * half * share)


def _spread(columns: list[list[Use]], is_high: bool, measures: Measures) -> Iterator[Hung]:
    """At a wide box: as wide as the columns are, with the middle of their wires in its middle."""
    hung: list[Hung] = []
    half, x = -(-len(columns) // 2), 0.0
    for number, column in enumerate(columns):
        is_right = number >= half
        widths = [measures.stub_width(use) + BESIDE for use in column]
        steps = [_APART * place for place in range(len(column))]
        # From the inner wire: to the left its value, to the right the wires of the outer ones.
        reach = max(width - step for width, step in zip(widths, steps, strict=True))
        if is_right:
            steps = [steps[-1] - step for step in steps]
            start = x if number > half else x + _APART - BETWEEN
            reach = 0.0
        else:
            start = x
        for place, (use, step) in enumerate(zip(column, steps, strict=True)):
            hung.append(Hung(use, is_high, place, is_right, start + reach + step))
        ends = [one.shift + width for one, width in zip(hung[-len(column) :], widths, strict=True)]
        last = max(ends) if is_right else hung[-1].shift
        x = last + BETWEEN
    middle = (hung[0].shift + hung[-1].shift) / 2 if hung else 0.0
    for one in hung:
        yield Hung(one.use, one.is_high, one.place, one.is_right, one.shift - middle)


def _width(hung: Hung, measures: Measures) -> float:
    return measures.stub_width(hung.use) + BESIDE
