"""A free spot near an operator for the box with the calculation."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

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
from graphviz_backprop.figure.spots.neighbours import Floats, Neighbours
from graphviz_backprop.figure.spots.places import AIR, Ground, Wish, boxes_around, doubling
from graphviz_backprop.quick_dataclass import quick_dataclass

_FEW = 32  # boxes whose wires are looked at together, at first
_WIRE_COST = 45.0
_OWN_COST = 60.0
_AIR_COST = 4.0
_STRAY_COST = 45.0  # of being nearer to another operator
OUTSIDE_COST = 20.0  # of standing beside the panel of its operator
FAR = 16.0  # from the ring: beyond it a line says to which one a box belongs
_HIDDEN_COST = 90.0  # of a text or a ring in the way of that line
_OVER_COST = 28.0  # of a wire under it
CLEARLY = 3.0  # by which another operator must be farther than a box's own
_CHEAP = 64.0  # what costs less is near
_TOO_FAR = 190.0


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
    """The places that are taken, for finding free ones: near, covering few wires, least the own.

    Args:
        solids: boxes that must not be covered: texts and rings.
        wires: straight pieces of wire, which may be covered at a cost.
        operators: their outlines: a box should be nearest to its own.
    """

    def __init__(
        self,
        solids: Sequence[Rect],
        wires: Sequence[tuple[Point, Point]],
        operators: Sequence[Rect] = (),
    ) -> None:
        self._solids = _neighbours(solids)
        self._wires = Neighbours([(*start, *end) for start, end in wires])
        self._operators = _neighbours(operators)

    def among(self, solids: Sequence[Rect]) -> Spots:
        """The same where other texts and rings stand."""
        other = copy(self)
        other._solids = _neighbours(solids)
        return other

    def best(self, wish: Wish, grounds: Sequence[Ground], may_stray: bool = True) -> Spot | None:
        """The cheapest free spot on any of some grounds.

        Args:
            wish: what is to stand there.
            grounds: where it may stand; on a later one where that is cheaper.
            may_stray: it may be nearer to another operator, at a cost.
        """
        best: Spot | None = None
        searched = [0.0] * len(grounds)  # up to which cost
        around = self._around(wish)
        # A box that costs little is near: a look at what is there finds most, in less time.
        for limit in (_CHEAP, _TOO_FAR):
            for number, ground in enumerate(grounds):
                most = min(limit, (best.cost if best else np.inf) - ground.cost)
                if most > searched[number]:
                    best = _find(wish, ground, around, may_stray, most) or best
                    searched[number] = most
        return best

    def _around(self, wish: Wish) -> _Around:
        area, near = wish.reach(), wish.near
        solids, wires = self._solids.within(area), self._wires.within(area)
        operators = self._operators.within(area)
        is_home = _hold(operators, near)
        # A line to the box begins in the operator, which is not in its way.
        return _Around(
            solids,
            solids[~_hold(solids, near)],
            wires,
            np.concatenate([wires, np.array(wish.own, dtype=float).reshape(-1, 4)]),
            np.repeat((_WIRE_COST, _OWN_COST), (len(wires), len(wish.own))),
            operators[is_home],
            operators[~is_home],
        )


@quick_dataclass(frozen=True, slots=True)
class _Around:
    """What a box may meet, each a row.

    Attributes:
        solids: texts and rings; ahead are those that may be in the way of a line to the box.
        wires: crossed are these and the operator's own, crossing what it costs to cover each.
        home, others: the operator, and the other ones.
    """

    solids: Floats
    ahead: Floats
    wires: Floats
    crossed: Floats
    crossing: Floats
    home: Floats
    others: Floats


def _find(
    wish: Wish, ground: Ground, around: _Around, may_stray: bool, least: float
) -> Spot | None:
    """The cheapest spot of those that cost less than this, without what the ground costs."""
    best: Point | None = None
    solids = around.solids[_meet(around.solids, wish.reach(least))]
    for away, boxes, spent in boxes_around(wish, ground, solids, least):
        # All the rest only adds to the cost: done once that alone is more than the best.
        if spent[0] >= least:
            break
        distance = clearance_of(boxes, solids)
        costs = spent + _AIR_COST * np.maximum(0.0, AIR - distance)
        kept = np.flatnonzero((distance >= wish.clearance) & (costs < least))
        if not len(kept):
            continue
        away, boxes, costs = away[kept], boxes[kept], costs[kept]
        gap = distance_of(boxes, around.home)
        is_stray = distance_of(boxes, around.others) <= gap + CLEARLY
        is_tied = (gap > FAR) | is_stray
        strays = (_STRAY_COST if may_stray else _TOO_FAR) * is_stray
        # Wires and lines take long to look at: only of those that may still be the cheapest.
        in_order = np.argsort(costs + strays, kind="stable")
        total, bound = np.full(len(boxes), np.inf), least
        for some in doubling(_FEW):
            few = in_order[some]
            if not len(few) or costs[few[0]] + strays[few[0]] > bound:
                break
            is_over = covers(boxes[few], around.crossed)
            total[few] = costs[few] + strays[few] + is_over @ around.crossing
            tied = few[is_tied[few] & (total[few] <= bound)]
            if len(tied):
                lines = lines_to(wish.near, wish.rim, boxes[tied])
                total[tied] += _costs_of_lines(lines, around.ahead, around.wires)
            bound = min(bound, float(total[few].min()))
        winner = int(np.argmin(total))
        if total[winner] < least:
            best, least = (float(away[winner, 0]), float(away[winner, 1])), float(total[winner])
    return Spot(best, least + ground.cost) if best else None


def _neighbours(rects: Sequence[Rect]) -> Neighbours:
    return Neighbours([(r.left, r.top, r.right, r.bottom) for r in rects])


def _meet(rects: Floats, area: Rect) -> NDArray[np.bool_]:
    """For each rectangle whether it meets an area."""
    starts, ends = rects[:, :2] < (area.right, area.bottom), rects[:, 2:] > (area.left, area.top)
    return np.asarray((starts & ends).all(axis=1))


def _hold(rects: Floats, point: Point) -> NDArray[np.bool_]:
    """For each rectangle whether it holds a point."""
    return np.asarray(((rects[:, :2] <= point) & (rects[:, 2:] >= point)).all(axis=1))


def _costs_of_lines(lines: Sequence[Floats], ahead: Floats, wires: Floats) -> Floats:
    """What the lines to boxes cost: what hides all lines to a box, wires that the first crosses."""
    is_hidden = covers(ahead, np.concatenate(lines)).any(axis=0).reshape(len(lines), -1)
    costs = _HIDDEN_COST * is_hidden.all(axis=0) + _OVER_COST * crossings_of(lines[0], wires)
    return np.asarray(costs)
