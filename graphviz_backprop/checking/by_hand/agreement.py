"""Whether a derivative's numbers agree with the true ones, by nudging."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from graphviz_backprop.checking.by_hand.slopes_of_entries import (
    Functional,
    SlopesOfEntries,
    noise_of,
    slope_along,
)
from graphviz_backprop.checking.watching.flat_numbers import Vector, bare
from graphviz_backprop.checking.watching.nudges import Nudges, Responses, Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.quick_dataclass import quick_dataclass

_RELATIVE = 1e-5
_NEAR = 1e-2
_MOST_CORNERS = 0.5  # of all numbers


@quick_dataclass(frozen=True, slots=True)
class Reading:
    """What a derivative may be: of what, and with respect to what.

    Attributes:
        kind: "total", of the output; "local", of one function.
        variable: with respect to which.
        functional: of what.
        scale: so many times the derivative.
        label: of what, in words.
        rank: the likelier the smaller.
    """

    kind: str
    variable: Variable
    functional: Functional
    scale: float = 1.0
    label: str = ""
    rank: int = 0


def fits(value: Vector, shape: tuple[int, ...] | None, variable: Variable) -> bool:
    """Return whether numbers have the shape of a variable, up to axes of length 1."""
    if value.size != variable.size:
        return False
    own = bare(shape, value.size)
    other = bare(variable.shape, variable.size)
    return own == other or shape is None or variable.shape is None


def has_other_axes(event: Event, readings: Sequence[Reading]) -> bool:
    """Return whether no variable it may be by has as many axes: a matrix beside vectors."""
    axes = {len(bare(one.variable.shape, one.variable.size)) for one in readings}
    return bool(axes) and len(bare(event.shape, event.value.size)) not in axes


def ones(event: Event) -> Functional:
    """Return the sum of all elements of a value."""
    return ((event.index, np.ones(event.value.size)),)


class Agreement:
    """Compares numbers with derivatives."""

    def __init__(self, nudges: Nudges, sizes: dict[int, float]) -> None:
        self._nudges, self._sizes = nudges, sizes
        self._entries = SlopesOfEntries(nudges, sizes)

    def agrees(
        self, value: Vector, shape: tuple[int, ...] | None, reading: Reading, allowed: float = 0.0
    ) -> bool:
        """Return whether these are the derivative; `allowed` where the code rounds."""
        variable = reading.variable
        if not np.all(np.isfinite(value)):
            return False
        if not fits(value, shape, variable):
            return False
        if self._agrees_with(self._nudges.responses(variable), value, reading, allowed):
            return True
        # A difference of large numbers, as 1 - a near 1, is rough: with a longer step it isn't.
        again, longer = (self._nudges.responses(variable, is_long) for is_long in (False, True))
        is_near = self._agrees_with(again, value, reading, allowed, _NEAR)
        return is_near and self._agrees_with(longer, value, reading, allowed)

    def _agrees_with(
        self,
        found: Iterable[Responses],
        value: Vector,
        reading: Reading,
        allowed: float,
        relative: float = _RELATIVE,
    ) -> bool:
        variable = reading.variable
        directions = self._nudges.directions(variable.size)
        for direction, responses in zip(directions, found, strict=True):
            mine = float(value @ direction)
            central, left, right, noise, kink = _slopes(reading, responses, self._sizes)
            limit = (
                noise
                + allowed * direction.size
                + relative
                * max(abs(mine), abs(central), 0.01 * float(np.abs(value) @ np.abs(direction)))
            )
            if abs(mine - central) <= limit:
                continue
            if not (kink or _is_at_corner(mine - central, left - right, noise)):
                return False
            if variable.size > 1:
                return self._each_agrees(value, reading, allowed)
            if min(abs(mine - left), abs(mine - right)) > 10 * limit:
                return False
        return True

    def _each_agrees(self, value: Vector, reading: Reading, allowed: float) -> bool:
        slopes = self._entries.slopes(reading.variable, reading.functional)
        if slopes is None:
            return False
        central, left, right = (
            reading.scale * one for one in (slopes.central, slopes.left, slopes.right)
        )
        noise = abs(reading.scale) * slopes.noise
        scale = 0.01 * float(np.max(np.abs(value), initial=0.0))
        size = np.maximum(np.maximum(np.abs(value), np.abs(central)), scale)
        gaps = np.abs(value - central)
        beside = np.minimum(np.abs(value - left), np.abs(value - right)) / 10
        gaps = np.where(slopes.kink, np.minimum(gaps, beside), gaps)
        is_off = gaps > noise + allowed + _RELATIVE * size
        at_corner = slopes.kink | _is_at_corner(value - central, left - right, noise)
        # Where several ReLUs are at 0, as all are for a sample of zeros before the biases are
        # trained, each may be off, which is the slope of neither side: the others decide.
        corners = int((is_off & at_corner).sum())
        return not (is_off & ~at_corner).any() and corners <= _MOST_CORNERS * value.size

    def truth(self, reading: Reading) -> Vector | None:
        """Return the derivative itself; None where it has too many numbers."""
        slopes = self._entries.slopes(reading.variable, reading.functional)
        if slopes is None:
            return None
        # Where the sides differ, most code has the smaller slope: that of ReLU at 0 is 0.
        smaller = np.where(np.abs(slopes.left) <= np.abs(slopes.right), slopes.left, slopes.right)
        found = reading.scale * np.where(slopes.kink, smaller, slopes.central)
        return np.array([tidy(number) for number in found.tolist()])

    def slopes(self, reading: Reading) -> list[float]:
        """Return how what is differentiated changes in each direction of its variable."""
        found = self._nudges.responses(reading.variable)
        return [_slopes(reading, one, self._sizes)[0] for one in found]

    def is_zero(self, reading: Reading) -> bool:
        """Return whether the value does not depend on the variable."""
        indices = {index for index, _ in reading.functional}
        return indices.isdisjoint(self._nudges.moved(reading.variable))


def _is_at_corner(difference: Any, gap: Any, noise: float) -> Any:
    """True if the slopes of both sides differ too: a ReLU is at 0, or passes it within a step.

    Of a curve they differ by a millionth; at the corners of many ReLUs, where each side has about
    half of them, by a part of what the slope is off.
    """
    return np.abs(gap) > np.maximum(noise, 0.02 * np.abs(difference))


def _slopes(
    reading: Reading, responses: Responses, sizes: dict[int, float]
) -> tuple[float, float, float, float, bool]:
    """The slopes of the weighted sum: central, left, right; the noise, and whether sides differ."""
    central, left, right, kink = slope_along(reading.functional, responses)
    scale, noise = reading.scale, noise_of(reading.functional, sizes)
    return central * scale, left * scale, right * scale, noise * abs(scale), kink


def tidy(number: float) -> float:
    """Return a finite difference without its noise: 1.0 for 0.99999999986."""
    for digits in (0, 1, 2, 3, 4, 6):
        near = round(number, digits)
        if abs(number - near) < 2e-9 * max(1.0, abs(number)):
            return near + 0.0
    return float(f"{number:.10g}")


def without_penalty(
    value: Vector, reading: Reading, penalties: Iterable[float]
) -> Iterator[Vector]:
    """Yield a gradient's numbers less what penalties that other gradients have add to it."""
    for times in penalties if reading.kind == "total" else ():
        if value.size == reading.variable.size > 1:
            yield value - times * reading.variable.value
