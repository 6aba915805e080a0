"""Where the pixels of long lines are: a slanted one fills little of the rectangle around it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_backprop.figure import Line, Point

Area = tuple[int, int, int, int]
_ROWS = 48  # of a strip
_LEAST = 10_000  # pixels that are worth it


def strips_of(lines: Sequence[Line], area: Area, top: float, scale: float, room: int) -> list[Area]:
    """Rectangles apart from each other in which the lines lie, or the whole area where it is small.

    Args:
        lines: all that is painted there.
        area: in pixels.
        top: in points, where the page begins.
        scale: pixels per point.
        room: pixels around each line.
    """
    left, upper, right, lower = area
    if (right - left) * (lower - upper) < _LEAST:
        return [area]
    strips = []
    for start in range(upper, lower, _ROWS):
        end = min(start + _ROWS, lower)
        for first, last in _spans(lines, (start, end), top, scale, room):
            strips.append((max(left, first), start, min(right, last), end))
    return strips


def _spans(
    lines: Sequence[Line], rows: tuple[int, int], top: float, scale: float, room: int
) -> list[tuple[int, int]]:
    """The columns of the lines in some rows, those that meet joined."""
    found: list[tuple[int, int]] = []
    spans = (
        span
        for line in lines
        for piece in pairwise([(x * scale, (y - top) * scale) for x, y in line.points])
        for span in _columns(piece, rows, line.width * scale / 2 + room)
    )
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            first, last = found[-1][0], max(last, found.pop()[1])
        found.append((first, last))
    return found


def _columns(
    piece: tuple[Point, Point], rows: tuple[int, int], reach: float
) -> Iterator[tuple[int, int]]:
    """The columns of a straight piece and what is around it in some rows, if it comes there."""
    (x0, y0), (x1, y1) = sorted(piece, key=lambda point: point[1])
    first, last = rows[0] - reach, rows[1] + reach
    if y1 < first or y0 > last:
        return
    slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
    ends = [x0, x1]
    if slope:
        ends = [x0 + slope * (min(max(y, y0), y1) - y0) for y in (first, last)]
    yield math.floor(min(ends) - reach), math.ceil(max(ends) + reach)
