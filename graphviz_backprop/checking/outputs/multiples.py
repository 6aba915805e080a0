"""How many times the derivative of an output a hand-written number is."""

from __future__ import annotations

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import fits
from graphviz_backprop.checking.by_hand.slopes_of_entries import Functional
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Nudges, Response, Variable

_RELATIVE, _NOISE = 1e-5, 1e-9


def ratio(
    row: Row, variable: Variable, functional: Functional, nudges: Nudges, sizes: dict[int, float]
) -> float | None:
    """Return how many times the derivative a row is; None for no multiple; 0 for nothing."""
    return times_of(row.value, row.last.shape, variable, functional, nudges, sizes)


def times_of(
    value: Vector,
    shape: tuple[int, ...] | None,
    variable: Variable,
    functional: Functional,
    nudges: Nudges,
    sizes: dict[int, float],
) -> float | None:
    """The same of any numbers."""
    if not fits(value, shape, variable):
        return None
    found: list[float] = []
    pairs = zip(nudges.directions(variable.size), nudges.responses(variable), strict=True)
    for direction, responses in pairs:
        mine = float(value @ direction)
        slopes, noise = _sum(functional, responses, sizes)
        size = max(abs(mine), max(map(abs, slopes)))
        if size <= noise:
            found.append(0.0)
            continue
        best = min(slopes, key=lambda s: abs(s - mine))
        if abs(best - mine) <= noise + _RELATIVE * size:
            found.append(1.0)
        elif abs(slopes[0]) <= noise or abs(mine) <= noise:
            return None
        else:
            found.append(mine / slopes[0])
    if not any(found):
        return 0.0
    known = [one for one in found if one]
    first = known[0]
    return first if all(abs(one - first) <= 1e-5 * abs(first) for one in known) else None


def _sum(
    functional: Functional, responses: dict[int, Response], sizes: dict[int, float]
) -> tuple[tuple[float, float, float], float]:
    central = left = right = noise = 0.0
    for index, weights in functional:
        noise += _NOISE * sizes.get(index, 1.0) * float(np.sqrt(weights @ weights) + 1e-3)
        response = responses.get(index)
        if response is not None:
            central += float(weights @ response.central)
            if response.has_kink:
                left += float(weights @ response.left)
                right += float(weights @ response.right)
            else:
                left, right = (
                    left + float(weights @ response.central),
                    right + float(weights @ response.central),
                )
    return (central, left, right), noise
