"""What each derivative claims to be, and the true numbers that it may have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import Reading, fits
from graphviz_backprop.checking.by_hand.names_of_losses import is_lowered
from graphviz_backprop.checking.by_hand.names_of_rows import OF_ERROR
from graphviz_backprop.checking.by_hand.row_state import (
    State,
    factor_of,
    is_divided,
    last_factor,
    same,
)
from graphviz_backprop.checking.by_hand.written_rows import may_be_forward, says_nothing
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.readings import ANY_FUNCTION
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED
from graphviz_backprop.checking.watching.flat_numbers import Vector

_MOST_TRUTHS = 8
_NOTHING = 1e-10
_SAME = 1e-4
_MANY, _FEW_TRUTHS = 20, 4


class Claims:
    """What the derivatives of one program claim.

    Attributes:
        factors: how many times the derivative each one is that the code divides later.
    """

    def __init__(self, bench: Bench, states: list[State]) -> None:
        self._bench, self._states = bench, states
        self._truths_of: dict[int, list[tuple[Reading, Vector]]] = {}
        sure = [s for s in states if s.verdict == RIGHT and s.reading and not s.is_likely]
        # Of a direction: another tells that the code goes down what it seems to.
        self._is_any_right = any(s.row.value.size > 1 for s in sure)
        steps = [s for s in states if s.row.step and s.readings]
        if steps and all(s.verdict != RIGHT and bench.is_turned(s) for s in steps):
            self._is_any_right = False  # which minus is missing can't be told
        self._taken = _taken_away(bench, states)
        self.factors: set[float] = set()
        for state in states:
            if state.is_scaled:
                self.note_factor(state)
        # At an optimum a gradient is 0, whatever it is multiplied by.
        self._proved = {
            _without_number(s)
            for s in sure
            if s.row.is_weak and float(np.max(np.abs(s.row.value), initial=0.0)) > _NOTHING
        }

    def is_sure(self, state: State) -> bool:
        """Return whether the name says what it should be, or a like one that is right."""
        is_known = not state.row.is_weak or state.row.is_unit or state.row.is_helper
        is_known = is_known or _without_number(state) in self._proved
        is_known = is_known or (state.row.step != 0 and self._is_any_right)
        is_known = is_known or state.row.key in self._taken
        return bool(state.readings) and is_known

    def note_factor(self, state: State) -> None:
        """Let others be as many times their derivatives as this one is, or is to be.

        What is divided later has one factor from the start of a pass on.
        """
        reading = state.reading
        is_total = reading is not None and reading.kind == "total" and state.verdict != UNJUDGED
        if reading is None or not is_total or not self._bench.is_intermediate(state):
            return
        times = factor_of(reading, state)
        if times != 1.0:
            self.factors.add(times)

    def allowed(self, state: State) -> list[Reading]:
        """Return what a row may be: n times as much where it is divided later, or divided."""
        found = [*self._scaled(state), *state.readings]
        is_left = state.verdict != RIGHT and not self._bench.is_intermediate(state)
        if is_left and is_divided(state.row):
            times = last_factor(state.row)
            found += [replace(one, scale=one.scale * times) for one in state.readings]
        return found

    def _scaled(self, state: State) -> Iterator[Reading]:
        """Readings n times as large, as others of the pass are; also by the data, of n samples."""
        totals = [r for r in state.readings if r.kind == "total" and r.scale > 0]
        for times in sorted(self.factors) if totals else ():
            is_of_samples = times in (state.row.last.shape or ())
            if self._bench.is_intermediate(state) or (
                is_of_samples and not self._bench.is_updated(state)
            ):
                yield from (replace(r, scale=r.scale * times, rank=4) for r in totals)

    def truths(self, state: State) -> list[tuple[Reading, Vector]]:
        """Return the true numbers that a row may have, each once."""
        if state.is_part:
            return []
        if state.index not in self._truths_of:
            readings: list[Reading] = list(self.allowed(state))
            readings = [one for one in readings if one.rank != ANY_FUNCTION]
            if not self.is_sure(state):
                if state.row.is_helper:
                    readings += self._bench.readings.helpers.by_what_is_given(state.row)
                readings += self._bench.readings.by_shape(state.row)
                if state.row.is_helper or state.row.is_hidden:
                    readings += self._bench.readings.local_pairs(state.row)
            elif self._bench.is_intermediate(state):
                readings += [r for r in self._bench.readings.scaled(state.row) if r.scale > 0]
            self._truths_of[state.index] = self._distinct(state, readings)
        return self._truths_of[state.index]

    def _distinct(self, state: State, readings: Iterable[Reading]) -> list[tuple[Reading, Vector]]:
        found: list[tuple[Reading, Vector]] = []
        # A run for each number of each truth: what no name says is not worth many.
        most = _MOST_TRUTHS if self.is_sure(state) or state.row.value.size < _MANY else _FEW_TRUTHS
        for reading in readings:
            self._bench.nudges.until = state.index
            if len(found) >= most or self._bench.program.is_late:
                break
            if fits(state.row.value, state.row.last.shape, reading.variable):
                truth = self._bench.agreement.truth(reading)
                if truth is not None and not any(same(truth, known) for _, known in found):
                    found.append((reading, truth))
        return found


def _taken_away(bench: Bench, states: list[State]) -> set[tuple[int, str]]:
    """The places of what an update takes away from the variable of its name, as a gradient is.

    `weights -= rate * weight_deltas`. Where it is always the same positive multiple of the
    derivative, the code leaves a factor out, as that of half a square.
    """
    times: dict[tuple[int, str], list[float | None]] = {}
    for state in states:
        name = state.row.name
        is_named = may_be_forward(name) or OF_ERROR.fullmatch(name) is not None
        is_named = is_named and not says_nothing(name)
        if state.row.is_weak and is_named and _is_taken_away(bench, state):
            times.setdefault(state.row.key, []).append(bench.multiple(state))
    found = set()
    for key, known in times.items():
        first = known[0] or 0.0
        is_factor = all(t is not None and abs(t - first) <= _SAME * first for t in known)
        if not is_factor or first <= 0.0:
            found.add(key)
    places = {s.row.last.site for s in states if s.row.key in found}
    functions = {(site.function, site.function_line) for site in places if site.function}
    for state in states:  # beside it in a function: `input_error`, which goes to the layer before
        site = state.row.last.site
        is_beside = (site.function, site.function_line) in functions and site.kind == "given"
        if is_beside and OF_ERROR.fullmatch(state.row.name) and state.readings:
            found.add(state.row.key)
    return found


def _is_taken_away(bench: Bench, state: State) -> bool:
    names = {
        r.variable.event.name.split("[", 1)[0].rpartition(".")[2]
        for r in state.readings
        if r.kind == "total" and is_lowered(r.label)
    }
    updates = (bench.events[at] for at in bench.flow.readers[state.index] if at in bench.by_rate)
    return any(event.name.split("[", 1)[0].rpartition(".")[2] in names for event in updates)


def _without_number(state: State) -> str:
    """The form of a name: where one `slope_x` is a derivative, the others are."""
    if state.row.is_by_update:
        return re.sub(r"\d+", "#", state.row.name.split("[", 1)[0])
    return re.sub(r"^slope_\w+|\d+", "#", state.row.name)
