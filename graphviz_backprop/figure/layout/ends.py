"""Where the wires end at the operators: on the rim of a ring, at the left side of a box."""

from __future__ import annotations

from collections.abc import Sequence

from graphviz_backprop.figure.mark import Point

ALONE = 8.0  # half the distance of one producer's two wires into a ring, from the centre
_MARGIN = 8.0
_APART = 14.0
_CORNER = 8.0
LEVEL = 0.5  # what rises less than this is drawn flat


def ends_at_ring(
    bends: Sequence[Point], center: Point, radius: float, half_apart: float = ALONE
) -> list[Point]:
    """Towards the centre; wires from one producer stand side by side.

    Args:
        bends: where the slants of one producer's wires start.
        center: of the ring.
        radius: of the ring.
        half_apart: half the distance of two of the wires, less where there are many.
    """
    apart = min(2 * half_apart, (2 * radius - _MARGIN) / max(1, len(bends) - 1))
    shifts = [(position - (len(bends) - 1) / 2) * apart for position in range(len(bends))]
    return [
        _rim((center[0], center[1] + shift), bend, center, radius)
        for shift, bend in zip(shifts, bends, strict=True)
    ]


def ends_at_box(bends: Sequence[Point], center: Point, half: tuple[float, float]) -> list[Point]:
    """Spread over the left side in the order in which they arrive, so that none cross.

    A level wire goes straight on to the middle.

    Args:
        bends: where the slants of all wires into the box start, from the highest to the lowest.
        center: of the box.
        half: its half width and height.
    """
    x, (middle, room) = center[0] - half[0], (center[1], half[1] - _CORNER)
    levels = [at for at, bend in enumerate(bends) if abs(bend[1] - middle) <= LEVEL]
    if len(levels) != 1:
        apart = min(_APART, 2 * room / max(1, len(bends) - 1))
        return [(x, middle + (at - (len(bends) - 1) / 2) * apart) for at in range(len(bends))]
    level = levels[0]
    above = min(_APART, room / max(1, level))
    below = min(_APART, room / max(1, len(bends) - 1 - level))
    return [
        (x, bends[level][1] + (at - level) * (above if at < level else below))
        for at in range(len(bends))
    ]


def _rim(aim: Point, start: Point, center: Point, radius: float) -> Point:
    """Where a straight line to `aim`, a point in the ring, meets the ring."""
    length = ((aim[0] - start[0]) ** 2 + (aim[1] - start[1]) ** 2) ** 0.5
    ux, uy = (aim[0] - start[0]) / length, (aim[1] - start[1]) / length
    ox, oy = aim[0] - center[0], aim[1] - center[1]
    along = ox * ux + oy * uy
    back = along + (along**2 - (ox**2 + oy**2 - radius**2)) ** 0.5
    return (aim[0] - back * ux, aim[1] - back * uy)
