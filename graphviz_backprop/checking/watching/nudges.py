"""Derivatives by finite differences: the reader's code runs again with one number nudged."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np

from graphviz_backprop.checking.watching.flat_numbers import Vector, shape_of
from graphviz_backprop.checking.watching.telling import Event, Run
from graphviz_backprop.checking.watching.watched_runs import WatchedProgram
from graphviz_backprop.quick_dataclass import quick_dataclass

_STEP = 1e-6
_LONG_STEP = 1e-4
_LONG = 10  # the number of the first direction with that step
MOST_FULL = 600
_BEND = 1e-5
_EVERY: frozenset[int] = frozenset()  # all later values


@quick_dataclass(frozen=True, slots=True)
class Variable:
    """What is nudged: a variable at the moment that it gets its value, or a stretch of it."""

    event: Event
    start: int = 0
    stop: int = -1

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return (self.event.value.size if self.stop < 0 else self.stop) - self.start

    @property
    def value(self) -> Vector:
        """Its numbers."""
        return self.event.value[self.start : self.start + self.size]

    @property
    def shape(self) -> tuple[int, ...] | None:
        """The shape of all of it, or of a stretch; None for nested lists that are no array."""
        return self.event.shape if self.stop < 0 else shape_of(self.like)

    @property
    def like(self) -> Any:
        """It, with its structure; of a stretch, the item of the list."""
        whole = self.event.like
        if self.stop < 0 or not isinstance(whole, list):
            return whole if self.stop < 0 else self.value
        at = 0
        for part in whole:
            if at == self.start and np.size(part) == self.size:
                return part
            at += np.size(part)
        return self.value

    @property
    def key(self) -> tuple[int, int, int]:
        """It, for a table."""
        return self.event.index, self.start, self.size


@quick_dataclass(frozen=True, slots=True)
class Response:
    """How a later value changes with the nudge: central, and from either side."""

    central: Vector
    left: Vector
    right: Vector

    @property
    def has_kink(self) -> bool:
        """True where both sides differ."""
        gap = np.abs(self.left - self.right)
        size = np.maximum(np.abs(self.left), np.abs(self.right))
        # What bends has other sides too, by the step.
        return bool(np.any(gap > 0.05 * size + _BEND * max(1.0, float(np.max(size)))))


Responses = dict[int, Response]


class Nudges:
    """The derivatives of all later values, kept once they are known."""

    def __init__(self, program: WatchedProgram, events: list[Event], ends: list[int]) -> None:
        self._program, self.events = program, events
        self._ends = sorted(ends)
        self.until = self._ends[-1] if ends else 0
        self.held: dict[int, Vector] = {}  # updates: they are not to follow a nudge
        self._known: dict[tuple[object, ...], Responses] = {}
        self._directions: dict[int, tuple[Vector, ...]] = {}

    def directions(self, size: int) -> tuple[Vector, ...]:
        """Return the directions in which a variable of so many numbers is nudged."""
        if size not in self._directions:
            draw = np.random.RandomState(size)
            one = np.ones(1)
            several = tuple(np.clip(draw.standard_normal(size), -2, 2) for _ in range(2))
            self._directions[size] = (one,) if size == 1 else several
        return self._directions[size]

    def responses(self, variable: Variable, is_long: bool = False) -> Iterator[Responses]:
        """Yield for each direction how all later values change; with a longer step if so.

        The code runs for a direction only when that is asked for: numbers that do not agree differ
        in the first one already.
        """
        size = variable.size
        first, step = (_LONG, _LONG_STEP) if is_long else (0, _STEP)
        directions = enumerate(self.directions(size), first)
        for number, one in directions:
            yield self._of(variable, number, one, step)

    def moved(self, variable: Variable) -> Responses:
        """Return the later values that a variable moves, with their changes in one direction."""
        return next(self.responses(variable))

    @property
    def is_late(self) -> bool:
        """True once nothing more should be measured."""
        return self._program.is_late

    def along(
        self,
        variable: Variable,
        name: tuple[object, ...],
        direction: Vector,
        of: frozenset[int] = _EVERY,
    ) -> Responses:
        """Return how later values change, these or all, along a direction of this name."""
        return self._of(variable, name, direction, _STEP, of)

    def columns(self, variable: Variable, of: frozenset[int] = _EVERY) -> list[Responses] | None:
        """Return for each number of a variable how later values change: these, or all.

        Of a network all of them, for each number, may be more than there is memory for.
        """
        size = variable.size
        if size == 1:
            return list(self.responses(variable))
        if size > MOST_FULL:
            return None
        found = []
        for number in range(size):
            if self._program.is_late:
                return None
            unit = np.zeros(size)
            unit[number] = 1.0
            found.append(self._of(variable, -1 - number, unit, _STEP, of))
        return found

    def _of(
        self,
        variable: Variable,
        number: int | tuple[object, ...],
        direction: Vector,
        step: float = _STEP,
        of: frozenset[int] = _EVERY,
    ) -> Responses:
        """Up to the end of the round in which they are asked for."""
        at = bisect_left(self._ends, self.until)
        for place in range(at, len(self._ends)):
            known = self._known.get((*variable.key, number, place, of))
            if known is not None:
                return known
        last = self._ends[min(at, len(self._ends) - 1)]
        found = self._measured(variable, direction, last, step, of)
        self._known[*variable.key, number, at, of] = found
        return found

    def _measured(
        self,
        variable: Variable,
        direction: Vector,
        last: int,
        relative: float,
        of: frozenset[int],
    ) -> Responses:
        if self._program.is_late:
            return {}
        event = variable.event
        last = max(of, default=last)  # what comes later is not asked for
        step = relative * max(1.0, float(np.max(np.abs(variable.value), initial=0.0)))
        told = []
        for sign in (1.0, -1.0):
            nudge = np.zeros(event.value.size)
            nudge[variable.start : variable.start + variable.size] = sign * step * direction
            wanted = of or range(event.index + 1, last + 1)
            held = {i: v for i, v in self.held.items() if event.index < i < last}
            run = Run(nudge_at=event.index, nudge=nudge, replaced=held, wanted=wanted, stop=last)
            told.append(self._program.again(run).told)
        up, down = told
        own = np.zeros(event.value.size)
        own[variable.start : variable.start + variable.size] = direction
        found: Responses = {event.index: Response(own, own, own)}
        for index in up.keys() & down.keys():
            here = self.events[index].value
            if up[index].shape != here.shape or down[index].shape != here.shape:
                continue
            if (up[index] == here).all() and (down[index] == here).all():
                continue
            with np.errstate(all="ignore"):
                right, left = (up[index] - here) / step, (here - down[index]) / step
            found[index] = Response((right + left) / 2, left, right)
        return found
