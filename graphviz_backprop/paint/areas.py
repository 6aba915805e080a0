"""Rectangles of pixels, and lists of them that hold what differs between two pictures."""

from __future__ import annotations

from collections.abc import Sequence

Corners = tuple[int, int, int, int]  # left, top, and one more than the last column and row
_MOST_AREAS = 50


def around(areas: Sequence[Corners]) -> Corners:
    """The rectangle around all areas."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def merged(areas: list[Corners], new: Corners) -> list[Corners]:
    """The areas with a new one; two become one where that is no larger than both together."""
    left, top, right, bottom = new
    own = _size(new)

    def growth(area: Corners) -> int:  # many are asked for, so nothing is called
        x0, y0, x1, y1 = area
        width = (x1 if x1 > right else right) - (x0 if x0 < left else left)
        height = (y1 if y1 > bottom else bottom) - (y0 if y0 < top else top)
        return width * height - (x1 - x0) * (y1 - y0) - own

    nearest = min(areas, key=growth, default=None)
    if nearest is None or (growth(nearest) > 0 and len(areas) < _MOST_AREAS):
        return [*areas, new]
    return merged([area for area in areas if area != nearest], around([nearest, new]))


def holds(area: Corners, other: Corners) -> bool:
    """True if the other lies within the area."""
    return around([area, other]) == area


def meets(area: Corners, other: Corners) -> bool:
    """True if they have a pixel in common."""
    return area[0] < other[2] and other[0] < area[2] and area[1] < other[3] and other[1] < area[3]


def _size(area: Corners) -> int:
    return (area[2] - area[0]) * (area[3] - area[1])
