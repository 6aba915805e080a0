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
_CHUNK = 128  # boxes that are measured together, at first
_FEW = 32  # the same of those whose wires are looked at
_CHEAP = 64.0
_SLACK = 1e-6
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
        self._without: Rect | None = None

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
        most = below - self._cost
        # A box that costs little is not far: a look at what is near finds most, in less time.
        for limit in (_CHEAP, _TOO_FAR):
            spot = self._find(near, size, clearance, own, may_stray, min(limit, most))
            if spot or most <= limit:
                return spot
        return None

    def _find(
        self,
        near: Point,
        size: tuple[float, float],
        clearance: float,
        own: Sequence[tuple[Point, Point]],
        may_stray: bool,
        least: float,
    ) -> Spot | None:
        """The same of those that cost less than this, without what it costs to stand here."""
        area = _around(near, size, least)
        solids, wires = self._solids.within(area), self._wires.within(area)
        operators = self._operators.within(_around(near, size))
        its = np.array(own, dtype=float).reshape(-1, 4)
        is_home = _hold(operators, near)
        home, others = operators[is_home], operators[~is_home]
        # A line to the box begins in the operator, which is not in its way.
        ahead = solids[~_hold(solids, near)]
        best: Point | None = None
        wanted = self._wanted(near, size, clearance, solids, least)
        for away, boxes, spent in self._candidates(near, size, wanted):
            # All the rest only adds to the cost: done once that alone is more than the best.
            if spent[0] >= least:
                break
            distance = clearance_of(boxes, solids)
            costs = spent + _AIR_COST * np.maximum(0.0, _AIR - distance)
            kept = np.flatnonzero((distance >= clearance) & (costs < least))
            if not len(kept):
                continue
            away, boxes, costs = away[kept], boxes[kept], costs[kept]
            gap = distance_of(boxes, home)
            is_stray = distance_of(boxes, others) <= gap + CLEARLY
            is_tied = (gap > FAR) | is_stray
            strays = (_STRAY_COST if may_stray else _TOO_FAR) * is_stray
            # Wires and lines take long to look at: only of those that may still be the cheapest.
            in_order = np.argsort(costs + strays, kind="stable")
            total, bound = np.full(len(boxes), np.inf), least
            for some in _doubling(_FEW):
                few = in_order[some]
                if not len(few) or costs[few[0]] + strays[few[0]] > bound:
                    break
                spans = costs[few] + _WIRE_COST * covers(boxes[few], wires).sum(axis=1)
                total[few] = spans + _OWN_COST * covers(boxes[few], its).sum(axis=1) + strays[few]
                tied = few[is_tied[few] & (total[few] <= bound)]
                total[tied] += _costs_of_lines(near, boxes[tied], ahead, wires)
                bound = min(bound, float(total[few].min()))
            winner = int(np.argmin(total))
            if total[winner] < least:
                best, least = (float(away[winner, 0]), float(away[winner, 1])), float(total[winner])
        return Spot(best, least + self._cost) if best else None

    def within(
        self, page: Rect, bottom: float, cost: float = 0.0, without: Rect | None = None
    ) -> Spots:
        """The same for boxes that may stand here alone.

        Args:
            page: where they may stand.
            bottom: of the graph there.
            cost: of standing here.
            without: a part in which they may not.
        """
        other = copy(self)
        other._page, other._bottom = page, bottom
        other._cost, other._without = cost, without
        return other

    def _wanted(
        self,
        near: Point,
        size: tuple[float, float],
        clearance: float,
        solids: Floats,
        least: float,
    ) -> NDArray[np.intp]:
        """Of the boxes around a point those that are to be measured, from the cheapest on.

        Not those that are at once seen to be off the page, or too near to a solid, as most are: it
        takes a rectangle out of the grid. Near its corners, and at edges, they stay.
        """
        grid, half = _offsets(size), np.array(size) / 2
        taken = np.ones((len(grid.up), len(grid.across)), dtype=bool)
        for inside in grid.spans(_inside(self._page, half - _SLACK) - (*near, *near)):
            taken[inside] = False
        holes = []
        if clearance > 0:
            reach = half + _SURELY * clearance
            holes += grid.spans(solids + (*-reach, *reach) - (*near, *near))
        if self._without:
            holes += grid.spans(_inside(self._without, half + _SLACK) - (*near, *near))
        for hole in holes:
            taken[hole] = True
        cheap = grid.order[: grid.cost.searchsorted(least)]
        return np.flatnonzero(~taken.ravel()[cheap])

    def _candidates(
        self, near: Point, size: tuple[float, float], wanted: NDArray[np.intp]
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
        away = np.stack([dx, dy], axis=1)
        boxes = np.stack([x - across, y - up, x + across, y + up], axis=1)
        page = self._page
        inside = (boxes[:, :2] >= (page.left, page.top)).all(axis=1)
        inside &= (boxes[:, 2:] <= (page.right, page.bottom)).all(axis=1)
        away, boxes, cost = away[inside], boxes[inside], cost[inside]
        for some in _doubling(_CHUNK):
            if not len(cost[some]):
                return
            yield away[some], boxes[some], cost[some]


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

    def spans(self, areas: Floats) -> list[tuple[slice, slice]]:
        """Of areas, each a row, the rows and columns of the grid that lie in them."""
        axes = self.across, self.up
        first = [axis.searchsorted(areas[:, i]).tolist() for i, axis in enumerate(axes)]
        last = [axis.searchsorted(areas[:, i + 2], "right").tolist() for i, axis in enumerate(axes)]
        columns, rows = (map(slice, *ends) for ends in zip(first, last, strict=True))
        return list(zip(rows, columns, strict=True))


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


def _costs_of_lines(near: Point, boxes: Floats, ahead: Floats, wires: Floats) -> Floats:
    """What the lines to boxes cost that need one, by what is in their way."""
    if not len(boxes):
        return np.zeros(0)
    lines = lines_to(near, boxes)
    is_hidden = covers(ahead, np.concatenate(lines)).any(axis=0).reshape(len(lines), -1)
    costs: Floats = _HIDDEN_COST * is_hidden.all(axis=0) + _OVER_COST * crossings_of(lines[0], wires)
    return costs


def _around(near: Point, size: tuple[float, float], most: float = np.inf) -> Rect:
    """What a box may meet that costs no more than this."""
    width, height = (min(_REACH[i], most + size[i] / 2) + size[i] / 2 + _AIR for i in (0, 1))
    return Rect(near[0] - width, near[1] - height, near[0] + width, near[1] + height)


def _inside(area: Rect, half: Floats) -> Floats:
    """Where the centre of a box may be that lies in an area; one row."""
    return np.array([[area.left, area.top, area.right, area.bottom]]) + (*half, *-half)


def _hold(rects: Floats, point: Point) -> NDArray[np.bool_]:
    """For each rectangle whether it holds a point."""
    held: NDArray[np.bool_] = (rects[:, :2] <= point).all(axis=1)
    return held & (rects[:, 2:] >= point).all(axis=1)


def _doubling(count: int) -> Iterator[slice]:
    """The first few of a list, then twice as many, and so on."""
    first = 0
    while True:
        yield slice(first, first + count)
        first, count = first + count, 2 * count
