"""What the name of a function says that it gives: the derivative of `tanh`, for `tanh_prime`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import Reading, ones
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event

_MOST_CALLS = 8
OF_ITS_FUNCTION = 6  # the rank of these readings
AT_ITS_RESULT = 8  # of those of a helper that is given what the function has returned


class Helpers:
    """Finds the calls of the functions whose derivatives helpers are.

    Args:
        events: all numbers of a run.
        forward: those that are no derivatives.
    """

    def __init__(self, events: list[Event], forward: list[Event]) -> None:
        self._given: dict[int, list[Event]] = {}  # what each call of a function was given
        for event in events:
            if event.site.kind == "parameter" and not isinstance(event.like, bool):
                self._given.setdefault(event.frame, []).append(event)
        self._results = {e.frame: e for e in reversed(forward) if e.site.kind == "return"}

    def by_what_is_given(self, row: Row) -> Iterator[Reading]:
        """Yield the derivatives of its function by what that was given, the last call first."""
        name = row.name.split("[", 1)[0]
        count = 0
        for frame in sorted(self._results, reverse=True):
            result = self._results[frame]
            own = result.site.function
            # Of one function, `f(x, deriv=True)`, the calls that ask for it are no results.
            is_named = name.startswith(own) or name.endswith(f"_{own}")
            if not frame or result.index > row.last.index or not own or not is_named:
                continue
            for event in self._given.get(frame, ()):
                if event.value.size == row.value.size:
                    yield Reading(
                        "local", Variable(event), ones(result), 1.0, result.name, OF_ITS_FUNCTION
                    )
            count += 1
            if count == _MOST_CALLS:
                break

    def at_the_same(self, row: Row) -> Iterator[Reading]:
        """Yield those for which the helper itself was given the same number or array.

        Or, where it calls no function, what its function has returned, as `x * (1 - x)` is: where
        `sigmoid_prime(a)` calls one, nothing is said of it, nor of a loss's.
        """
        own = self._given.get(row.last.frame, [])
        value = row.last.site.value
        calls = value is None or any(isinstance(node, ast.Call) for node in ast.walk(value))
        for reading in self.by_what_is_given(row) if len(own) == 1 else ():
            event = reading.variable.event
            result = self._results[event.frame].value
            if result.size != event.value.size or self.count_of_given(event) != 1:
                continue
            if np.array_equal(event.value, own[0].value):
                yield reading
            elif not calls and np.array_equal(result, own[0].value):
                yield replace(reading, rank=AT_ITS_RESULT)

    def count_of_given(self, event: Event) -> int:
        """Return how many numbers or arrays a call was given, of which this is one."""
        return len(self._given.get(event.frame, ()))
