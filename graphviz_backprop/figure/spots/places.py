"""The places around a point where a box may stand, from the cheapest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.figure.spots.neighbours import Floats
from graphviz_backprop.quick_dataclass import quick_dataclass

_REACH = (220.0, 150.0)
AIR = 11.0  # the distance from texts and rings beyond which more is no better
_STEPS = (5.0, 2.0)
_CHUNK = 128  # boxes that are measured together, at first
_BELOW_COST = 20.0
_SURELY = 0.7  # of a distance: what is nearer than that in both directions is nearer than it
_OUTWARD = np.array((-1.0, -1.0, 1.0, 1.0))  # left, top, right, bottom
_SLACK = 1e-6  # what is that near to an edge is measured


@quick_dataclass(frozen=True, slots=True)
class Ground:
    """Where boxes may stand.

    Attributes:
        area: that in which they stand.
        bottom: of the graph; below it a box makes the page higher.
        cost: of standing here.
        without: a part in which they do not.
    """

    area: Rect
    bottom: float
    cost: float = 0.0
    without: Rect | None = None


@quick_dataclass(frozen=True, slots=True)
class Wish:
    """A box that is to stand near an operator.

    Attributes:
        near: the centre of the operator.
        size: width and height of the box in points.
        clearance: the least distance from solids.
        own: the pieces of the wires into the operator and out of it.
        rim: how far from the centre a line to the box begins.
    """

    near: Point
    size: tuple[float, float]
    clearance: float
    own: Sequence[tuple[Point, Point]]
    rim: float = 0.0

    def at(self, away: Point) -> Rect:
        """The box whose centre is so far away."""
        x, y = self.near[0] + away[0], self.near[1] + away[1]
        across, up = self.size[0] / 2, self.size[1] / 2
        return Rect(x - across, y - up, x + across, y + up)

    def reach(self, most: float = np.inf) -> Rect:
        """What a box may meet that is no farther than this from the centre."""
        width, height = (
            min(_REACH[i], most + self.size[i] / 2) + self.size[i] / 2 + AIR for i in (0, 1)
        )
        x, y = self.near
        return Rect(x - width, y - height, x + width, y + height)


def boxes_around(
    wish: Wish, ground: Ground, taken: Floats, below: float
) -> Iterator[tuple[Floats, Floats, Floats]]:
    """Some of the boxes at a time, from the cheapest on, more each time.

    Args:
        wish: what is to stand there.
        ground: where it may stand.
        taken: rectangles. Most boxes that are too near to one are left out, not all.
        below: only what costs less.

    Yields:
        How far away the centres are, the boxes, and what each costs for where it is.
    """
    grid = _grid_of(wish.size)
    wanted = _wanted(grid, wish, ground, taken, below)
    across, up = wish.size[0] / 2, wish.size[1] / 2
    dx, dy, costs = grid.dx[wanted], grid.dy[wanted], grid.costs[wanted]
    x, y = wish.near[0] + dx, wish.near[1] + dy
    away = np.stack([dx, dy], axis=1)
    boxes = np.stack([x - across, y - up, x + across, y + up], axis=1)
    area = ground.area
    order = np.flatnonzero(
        (boxes[:, :2] >= (area.left, area.top)).all(axis=1)
        & (boxes[:, 2:] <= (area.right, area.bottom)).all(axis=1)
    )
    is_below = boxes[:, 3] > ground.bottom
    if is_below.any():
        costs = costs + np.where(is_below, _BELOW_COST, 0.0)
        order = order[np.argsort(costs[order], kind="stable")]
    for some in doubling(_CHUNK):
        chosen = order[some]
        if not len(chosen):
            return
        yield away[chosen], boxes[chosen], costs[chosen]


def doubling(count: int) -> Iterator[slice]:
    """The first few of a list, then twice as many, and so on."""
    first = 0
    while True:
        yield slice(first, first + count)
        first, count = first + count, 2 * count


@quick_dataclass(frozen=True, slots=True)
class _Grid:
    """Where boxes of a size may stand around (0, 0), from the cheapest on.

    Attributes:
        dx, dy, costs: of each, and what it costs.
        order: of each its number in the grid, row by row.
        across, up: the columns and rows of the grid.
    """

    dx: Floats
    dy: Floats
    costs: Floats
    order: NDArray[np.intp]
    across: Floats
    up: Floats

    def spans(self, areas: Floats) -> list[tuple[slice, slice]]:
        """Of areas, each a row, the rows and columns of the grid that lie in them."""
        first = np.ceil((areas[:, :2] + _REACH) / _STEPS)
        last = np.floor((areas[:, 2:] + _REACH) / _STEPS) + 1
        most = len(self.across), len(self.up)
        ends = np.clip(np.concatenate([first, last], axis=1), 0, most * 2).astype(int)
        return [(slice(y0, y1), slice(x0, x1)) for x0, y0, x1, y1 in ends.tolist()]


@lru_cache(maxsize=64)  # many boxes have one size, for their texts are equally long
def _grid_of(size: tuple[float, float]) -> _Grid:
    across, up = (
        np.arange(-reach, reach + step, step) for reach, step in zip(_REACH, _STEPS, strict=True)
    )
    dx, dy = (grid.ravel() for grid in np.meshgrid(across, up))
    # The gap between box and ring counts, not that of the centres; below reads best.
    away_x = np.maximum(0.0, np.abs(dx) - size[0] / 2)
    away_y = np.maximum(0.0, np.abs(dy) - size[1] / 2)
    costs = np.hypot(away_x, away_y) + 0.25 * np.abs(dx) + np.where(dy < 0, 4.0, 0.0)
    order = np.argsort(costs, kind="stable")
    return _Grid(dx[order], dy[order], costs[order], order, across, up)


def _wanted(
    grid: _Grid, wish: Wish, ground: Ground, taken: Floats, below: float
) -> NDArray[np.intp]:
    """The places that are not at once seen to be off the ground, or too near to a rectangle.

    Most are: it takes a part out of the grid. Near its corners, and at edges, they stay.
    """
    half, middle = np.tile(wish.size, 2) / 2, np.tile(wish.near, 2)
    is_out = np.ones((len(grid.up), len(grid.across)), dtype=bool)
    for inside in grid.spans(_corners(ground.area) - _OUTWARD * (half - _SLACK) - middle):
        is_out[inside] = False
    holes = []
    if wish.clearance > 0:
        holes += grid.spans(taken + _OUTWARD * (half + _SURELY * wish.clearance) - middle)
    if ground.without:
        holes += grid.spans(_corners(ground.without) - _OUTWARD * (half + _SLACK) - middle)
    for hole in holes:
        is_out[hole] = True
    cheap = grid.order[: grid.costs.searchsorted(below)]
    return np.flatnonzero(~is_out.ravel()[cheap])


def _corners(area: Rect) -> Floats:
    return np.array([[area.left, area.top, area.right, area.bottom]])
