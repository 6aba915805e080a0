"""The slope of an output by each number of an array, by finite differences.

The numbers of a small array are nudged one after the other. For 90 samples of 32 numbers that
would take 5,760 runs. Where each row has a row of its own in a later value, as a sample has in all
that is computed of it, or a column of weights in what it gives, one number of every row is nudged
at once: 64 runs, and the chain rule through that later value. One more nudge, of all numbers in a
direction drawn by chance, has to confirm the result; where it does not, there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Nudges, Response, Responses, Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.quick_dataclass import quick_dataclass

# A weighted sum of later values: the index of each, and its weights.
Functional = tuple[tuple[int, Vector], ...]

_NOISE = 3e-9
_PROVED = 1e-5
_CORNER = 0.05
_FEW = 60  # numbers are nudged one by one
_MOST_LINES = 600
_MOST_TRIED = 2
_DEEPEST = 2  # later values on the way, each of which may be large itself


@quick_dataclass(frozen=True, slots=True)
class Slopes:
    """How the output changes with each number; `kink` where its two sides differ."""

    central: Vector
    left: Vector
    right: Vector
    noise: float
    kink: Any


class _Path(NamedTuple):
    """A later value, of which each line along an axis is that of one line of the variable."""

    cost: int  # runs
    axis: int
    event: Event
    its_axis: int


class SlopesOfEntries:
    """The slopes of one program's outputs, kept once they are known."""

    def __init__(self, nudges: Nudges, sizes: dict[int, float]) -> None:
        self._nudges, self._sizes = nudges, sizes
        self._known: dict[tuple[object, ...], Slopes | None] = {}

    def slopes(self, variable: Variable, functional: Functional, depth: int = 0) -> Slopes | None:
        """Return the slopes of a weighted sum; None for too many numbers, or where time is up."""
        key = (variable.key, *((index, weights.tobytes()) for index, weights in functional))
        if key not in self._known:
            found = None
            if variable.size > _FEW and depth < _DEEPEST:
                found = self._through_a_later_value(variable, functional, depth)
            if found is None:
                found = self._one_by_one(variable, functional)
            if found is None and self._nudges.is_late:
                return None
            self._known[key] = found
        return self._known[key]

    def _one_by_one(self, variable: Variable, functional: Functional) -> Slopes | None:
        columns = self._nudges.columns(variable, frozenset(index for index, _ in functional))
        if columns is None:
            return None
        central, left, right = np.zeros((3, variable.size))
        kink = np.zeros(variable.size, dtype=bool)
        for place, responses in enumerate(columns):
            one = slope_along(functional, responses)
            central[place], left[place], right[place], kink[place] = one
        return Slopes(central, left, right, noise_of(functional, self._sizes), kink)

    def _through_a_later_value(
        self, variable: Variable, functional: Functional, depth: int
    ) -> Slopes | None:
        for path in sorted(self._paths(variable, functional), key=attrgetter("cost"))[:_MOST_TRIED]:
            later = self._of_later(path.event, functional, depth)
            found = None if later is None else self._chained(variable, functional, path, later)
            if found is not None and self._is_proved(variable, functional, found):
                return found
        return None

    def _of_later(self, event: Event, functional: Functional, depth: int) -> Slopes | None:
        if len(functional) == 1 and functional[0][0] == event.index:
            weights, none = functional[0][1], np.zeros(event.value.size, dtype=bool)
            return Slopes(weights, weights, weights, 0.0, none)
        return self.slopes(Variable(event), functional, depth + 1)

    def _paths(self, variable: Variable, functional: Functional) -> Iterator[_Path]:
        """The later values that a row, or column, of the variable changes in one row or column."""
        shape = variable.shape
        if shape is None or len(shape) != 2 or variable.stop >= 0:
            return
        last = min(index for index, _ in functional)
        for axis in (0, 1):
            count, across = shape[axis], shape[1 - axis]
            if count < 2 or across > _MOST_LINES:
                continue
            which = count // 2
            direction = np.zeros(shape)
            draw = np.random.RandomState(count)
            np.moveaxis(direction, axis, 0)[which] = 1.0 + draw.random_sample(across)
            moved = self._nudges.along(variable, ("line", axis), direction.ravel())
            for index, response in moved.items():
                event = self._nudges.events[index]
                if not variable.event.index < index <= last or event.shape is None:
                    continue
                for its_axis, length in enumerate(event.shape):
                    if length == count and _moves_only(response, event, its_axis, which):
                        known = functional[0][0] == index and len(functional) == 1
                        size = event.value.size
                        yield _Path(across + (0 if known else size), axis, event, its_axis)

    def _chained(
        self, variable: Variable, functional: Functional, path: _Path, later: Slopes
    ) -> Slopes | None:
        """The slopes by the later value, times its own by each number."""
        shape, event = variable.shape, path.event
        assert shape is not None
        count, across = shape[path.axis], shape[1 - path.axis]
        sides = np.zeros((3, count, across))
        by_line = _by_line(later.central, event, path.its_axis)
        for place in range(across):
            direction = np.zeros(shape)
            np.moveaxis(direction, path.axis, 0)[:, place] = 1.0
            name = ("lines", path.axis, place)
            found = self._nudges.along(variable, name, direction.ravel(), frozenset({event.index}))
            if self._nudges.is_late:
                return None
            response = found.get(event.index)
            if response is not None:
                for side, slope in enumerate((response.central, response.left, response.right)):
                    own = _by_line(slope, event, path.its_axis)
                    sides[side, :, place] = (by_line * own).sum(axis=1)
        noise = noise_of(functional, self._sizes)
        gap, size = np.abs(sides[1] - sides[2]), np.abs(sides[1:]).max(axis=0)
        kink = _by_line(later.kink, event, path.its_axis).any(axis=1)[:, None]
        kink = kink | (gap > _CORNER * size + noise)
        central, left, right = (
            np.moveaxis(side.reshape(count, across), 0, path.axis).ravel() for side in sides
        )
        return Slopes(central, left, right, noise, np.moveaxis(kink, 0, path.axis).ravel())

    def _is_proved(self, variable: Variable, functional: Functional, slopes: Slopes) -> bool:
        """True if a nudge of all numbers that are at no corner changes the output as they say."""
        if 2 * int(slopes.kink.sum()) > variable.size:
            return False  # too few to prove the others
        draw = np.random.RandomState(variable.size)
        # A longer step than those of single numbers could pass a corner that these do not reach.
        direction = np.where(slopes.kink, 0.0, draw.uniform(-1.0, 1.0, variable.size))
        of = frozenset(index for index, _ in functional)
        found = self._nudges.along(variable, ("proof",), direction, of)
        told = sum(
            float(weights @ found[index].central) for index, weights in functional if index in found
        )
        said = float(slopes.central @ direction)
        size = max(abs(told), abs(said), 0.01 * float(np.abs(slopes.central) @ np.abs(direction)))
        limit = slopes.noise + _PROVED * size
        return not self._nudges.is_late and abs(told - said) <= limit


def slope_along(functional: Functional, responses: Responses) -> tuple[float, float, float, bool]:
    """Return how a weighted sum changes: central, left and right, and whether the sides differ."""
    central = left = right = 0.0
    kink = False
    for index, weights in functional:
        response = responses.get(index)
        if response is not None:
            central += float(weights @ response.central)
            left += float(weights @ response.left)
            right += float(weights @ response.right)
            kink = kink or response.has_kink
    return central, left, right, kink


def noise_of(functional: Functional, sizes: dict[int, float]) -> float:
    """Return how far off a finite difference of a weighted sum may be."""
    return sum(
        _NOISE * sizes.get(index, 1.0) * float(np.sqrt(weights @ weights) + 1e-3)
        for index, weights in functional
    )


def _by_line(numbers: Any, event: Event, axis: int) -> Any:
    """A value's numbers with a row for each line along an axis."""
    assert event.shape is not None
    lines = np.moveaxis(numbers.reshape(event.shape), axis, 0)
    return lines.reshape(event.shape[axis], -1)


def _moves_only(response: Response, event: Event, axis: int, which: int) -> bool:
    moved = _by_line(response.central, event, axis).any(axis=1)
    return bool(moved[which]) and int(moved.sum()) == 1
