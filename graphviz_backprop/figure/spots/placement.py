"""A free spot near an operator for the box with the calculation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.figure.spots.boxes_and_lines import (
    clearance_of,
    covers,
    crossings_of,
    distance_of,
    lines_to,
)
from graphviz_backprop.figure.spots.neighbours import Neighbours
from graphviz_backprop.quick_dataclass import quick_dataclass

Floats = NDArray[np.float64]

_REACH = (220.0, 150.0)
_STEPS = (5.0, 2.0)
_CHUNK = 256
_FEW = 32  # boxes whose lines are looked at together
_WIRE_COST = 24.0
_OWN_COST = 45.0
_AIR = 11.0  # the distance from texts and rings beyond which more is no better
_AIR_COST = 4.0
_STRAY_COST = 60.0  # of being nearer to another operator
OUTSIDE_COST = 20.0  # of standing beside the panel of its operator
FAR = 16.0  # from the ring: beyond it a line says to which one a box belongs
_HIDDEN_COST = 90.0  # of a text or a ring in the way of that line
_OVER_COST = 8.0  # of a wire under it
_BELOW_COST = 20.0
CLEARLY = 3.0  # by which another operator must be farther than a box's own
_TOO_FAR = 190.0
_SURELY = 0.7  # of a distance: what is nearer than that in both directions is nearer than it


@quick_dataclass(frozen=True, slots=True)
class Spot:
    """Where a box may stand.

    Attributes:
        away: how far its centre is from that of its operator.
        cost: the less the better.
    """

    away: Point
    cost: float


class Spots:
    """The places that are taken, for finding free ones.

    Args:
        solids: boxes that must not be covered: texts and rings.
        wires: straight pieces of wire, which may be covered at a cost.
        page: where a box may stand.
        bottom: of the graph; below it a box makes the page higher.
        operators: their outlines: a box should be nearest to its own.
    """

    def __init__(
        self,
        solids: Sequence[Rect],
        wires: Sequence[tuple[Point, Point]],
        page: Rect,
        bottom: float,
        operators: Sequence[Rect] = (),
    ) -> None:
        self._solids = Neighbours([(r.left, r.top, r.right, r.bottom) for r in solids])
        self._wires = Neighbours([(*start, *end) for start, end in wires])
        self._operators = Neighbours([(r.left, r.top, r.right, r.bottom) for r in operators])
        self._page = page
        self._bottom = bottom
        self._cost = 0.0  # of standing in this area

    def find(
        self,
        near: Point,
        size: tuple[float, float],
        clearance: float,
        own: Sequence[tuple[Point, Point]],
        may_stray: bool = True,
        below: float = np.inf,
    ) -> Spot | None:
        """The cheapest free spot: near the point, covering few wires, least the operator's own.

        Args:
            near: the centre of the operator.
            size: width and height of the box in points.
            clearance: the least distance from solids.
            own: the pieces of the wires into the operator and out of it.
            may_stray: it may be nearer to another operator, at a cost.
            below: the cost of another spot: only one that costs less is looked for.
        """
        width, height = (_REACH[i] + size[i] / 2 + _AIR for i in (0, 1))
        area = Rect(near[0] - width, near[1] - height, near[0] + width, near[1] + height)
        solids, wires, operators = (
            rects.within(area) for rects in (self._solids, self._wires, self._operators)
        )
        wanted = _not_covered(near, size, clearance, solids)
        its = np.array(own, dtype=float).reshape(-1, 4)
        crossed = np.concatenate([wires, its])
        inside = (operators[:, :2] <= near).all(axis=1) & (operators[:, 2:] >= near).all(axis=1)
        home, others = operators[inside], operators[~inside]
        # A line to the box begins in the operator, which is not in its way.
        ahead = solids[~((solids[:, :2] <= near).all(axis=1) & (solids[:, 2:] >= near).all(axis=1))]
        best, least = None, min(_TOO_FAR, below - self._cost)
        for away, some, spent in self._candidates(near, size, wanted):
            if not len(spent):
                continue
            # All the rest only adds to the cost: done once that alone is more than the best.
            if spent[0] >= least:
                break
            distance = clearance_of(some, solids)
            free = distance >= clearance
            away, some, spent, distance = away[free], some[free], spent[free], distance[free]
            if not len(some):
                continue
            total = spent + _AIR_COST * np.maximum(0.0, _AIR - distance)
            crosses = covers(some, crossed)
            total += _WIRE_COST * crosses[:, : len(wires)].sum(axis=1)
            total += _OWN_COST * crosses[:, len(wires) :].sum(axis=1)
            gap = distance_of(some, home)
            is_stray = distance_of(some, others) <= gap + CLEARLY
            total += (_STRAY_COST if may_stray else _TOO_FAR) * is_stray
            is_tied = (gap > FAR) | is_stray
            bound = min(least, float(total[~is_tied].min(initial=np.inf)))
            tied = np.flatnonzero(is_tied)
            tied = tied[np.argsort(total[tied], kind="stable")]
            # What a line costs takes long to find: only of those that may still be the cheapest.
            for first in range(0, len(tied), _FEW):
                few = tied[first : first + _FEW]
                if total[few[0]] > bound:
                    break
                lines = lines_to(near, some[few])
                is_hidden = covers(ahead, np.concatenate(lines)).any(axis=0).reshape(len(lines), -1)
                total[few] += _HIDDEN_COST * is_hidden.all(axis=0)
                total[few] += _OVER_COST * crossings_of(lines[0], wires)
                bound = min(bound, float(total[few].min()))
            winner = int(np.argmin(total))
            if total[winner] < least:
                best, least = away[winner], float(total[winner])
        return (
            Spot((float(best[0]), float(best[1])), least + self._cost) if best is not None else None
        )

    def within(self, page: Rect, bottom: float, cost: float = 0.0) -> Spots:
        """The same for boxes that may stand here alone, where the graph ends at a height."""
        other = copy(self)
        other._cost = cost
        other._page = page
        other._bottom = bottom
        return other

    def holds(self, point: Point) -> bool:
        """True if a point lies where boxes may stand."""
        return self._page.holds(point)

    def _candidates(
        self, near: Point, size: tuple[float, float], wanted: NDArray[np.bool_]
    ) -> Iterator[tuple[Floats, Floats, Floats]]:
        """Some of the wanted boxes around a point at a time, from the cheapest on.

        Of those that stand on the page: how far away, the box, and what it costs, in order.
        """
        grid = _offsets(size)
        across, up = size[0] / 2, size[1] / 2
        dx, dy, cost = grid.dx[wanted], grid.dy[wanted], grid.cost[wanted]
        x, y = near[0] + dx, near[1] + dy
        below = y + up > self._bottom
        if below.any():
            cost = cost + np.where(below, _BELOW_COST, 0.0)
            order = np.argsort(cost, kind="stable")
            dx, dy, x, y, cost = dx[order], dy[order], x[order], y[order], cost[order]
        page = self._page
        for first in range(0, len(cost), _CHUNK):
            some = slice(first, first + _CHUNK)
            left, top, right, bottom = sides = (
                x[some] - across,
                y[some] - up,
                x[some] + across,
                y[some] + up,
            )
            inside = (left >= page.left) & (top >= page.top)
            inside &= (right <= page.right) & (bottom <= page.bottom)
            away = np.stack([dx[some], dy[some]], axis=1)[inside]
            yield away, np.stack(sides, axis=1)[inside], cost[some][inside]


def box_at(near: Point, away: Point, size: tuple[float, float]) -> Rect:
    """The box of a size whose centre is so far from a point."""
    x, y = near[0] + away[0], near[1] + away[1]
    across, up = size[0] / 2, size[1] / 2
    return Rect(x - across, y - up, x + across, y + up)


@quick_dataclass(frozen=True, slots=True)
class _Grid:
    """Where boxes of a size may stand around (0, 0), from the cheapest on.

    Attributes:
        dx, dy, cost: of each, and what it costs.
        order: of each its number in the grid, row by row.
        across, up: the columns and rows of the grid.
    """

    dx: Floats
    dy: Floats
    cost: Floats
    order: NDArray[np.intp]
    across: Floats
    up: Floats


@lru_cache(maxsize=64)  # many boxes have one size, for their texts are equally long
def _offsets(size: tuple[float, float]) -> _Grid:
    across, up = (
        np.arange(-reach, reach + step, step) for reach, step in zip(_REACH, _STEPS, strict=True)
    )
    dx, dy = (grid.ravel() for grid in np.meshgrid(across, up))
    # The gap between box and ring counts, not that of the centres; below reads best.
    away_x = np.maximum(0.0, np.abs(dx) - size[0] / 2)
    away_y = np.maximum(0.0, np.abs(dy) - size[1] / 2)
    cost = np.hypot(away_x, away_y) + 0.25 * np.abs(dx) + np.where(dy < 0, 4.0, 0.0)
    order = np.argsort(cost, kind="stable")
    return _Grid(dx[order], dy[order], cost[order], order, across, up)


def _not_covered(
    near: Point, size: tuple[float, float], clearance: float, solids: Floats
) -> NDArray[np.bool_]:
    """Of the boxes around a point those that are not at once seen to be too near to a solid.

    Most are: a solid takes a rectangle out of the grid. Near its corners they stay, to be measured.
    """
    grid = _offsets(size)
    covered = np.zeros((len(grid.up), len(grid.across)), dtype=bool)
    if clearance > 0:
        reach = np.array(size) / 2 + _SURELY * clearance
        low, high = solids[:, :2] - reach - near, solids[:, 2:] + reach - near
        left, top = (axis.searchsorted(low[:, i]) for i, axis in enumerate((grid.across, grid.up)))
        right, bottom = (
            axis.searchsorted(high[:, i], "right") for i, axis in enumerate((grid.across, grid.up))
        )
        for x0, y0, x1, y1 in np.stack([left, top, right, bottom], axis=1).tolist():
            covered[y0:y1, x0:x1] = True
    return ~covered.ravel()[grid.order]
