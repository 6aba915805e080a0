"""The verdicts: right, wrong here, or only following from a wrong one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from graphviz_backprop.checking.by_hand.other_names import (
    named_again,
    settle_named_again,
    settle_other_name,
)
from graphviz_backprop.checking.by_hand.row_state import State, is_divided, last_factor, same
from graphviz_backprop.checking.by_hand.unnamed_between import right_between, unnamed_between
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.judging.consequences import updated_names
from graphviz_backprop.checking.judging.culprits import Culprits
from graphviz_backprop.checking.judging.deltas_of_units import settle_units
from graphviz_backprop.checking.judging.divided_later import settle_divided_later
from graphviz_backprop.checking.judging.kinds_of_readings import (
    settle_functions,
    settle_helpers,
    settle_kinds,
)
from graphviz_backprop.checking.judging.means import settle_means
from graphviz_backprop.checking.judging.parts_of_sums import settle_sums
from graphviz_backprop.checking.judging.penalties import settle_penalised
from graphviz_backprop.checking.judging.replaced_rows import leave_replaced
from graphviz_backprop.checking.judging.updates_of_units import updates_of_units
from graphviz_backprop.checking.outputs.outputs import Output
from graphviz_backprop.checking.readings.bench import GIVEN, Bench
from graphviz_backprop.checking.readings.hidden_rows import hidden_rows
from graphviz_backprop.checking.verdict import RIGHT, WRONG
from graphviz_backprop.checking.watching.flat_numbers import is_stored
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.checking.watching.watched_runs import WatchedProgram


@dataclass
class Findings:
    """All states in order, the outputs that were chosen, and what is updated with wrong ones.

    `unnamed` is what goes from derivative to derivative under a name that is none.
    """

    states: list[State] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    updated: tuple[str, ...] = ()
    unnamed: list[tuple[str, State]] = field(default_factory=list)


class Judge:
    """Judges the derivatives of one program."""

    def __init__(self, program: WatchedProgram, events: list[Event]) -> None:
        self.bench = Bench(program, events)

    def findings(self) -> Findings:
        """Return the verdicts."""
        forward: set[str] = set()
        for _ in range(3):
            chosen, rows = self.bench.set_up(forward)
            agreeing = self.bench.choice.agreeing_sites
            behind = self.bench.flow.ancestors(self.bench.output_events[:1], self.bench.by_rate)
            found = {
                row.name
                for row in rows
                if row.last.index in behind and row.last.site.number not in agreeing
            }
            if not found:
                break
            forward |= found
        rows = [*rows, *hidden_rows(self.bench, rows)]
        self._rows = rows
        rows.sort(key=lambda row: row.last.index)
        states = [State(row, self.bench.readings.named(row)) for row in rows]
        for number, state in enumerate(states):
            self._compare(state)
            if state.verdict != RIGHT:
                settle_other_name(state, states[:number])
        settle_functions(states, self.bench)
        settle_helpers(states)
        settle_units(states)
        leave_replaced(states, self.bench)
        settle_divided_later(states, self.bench)
        self._settle_divided(states)
        settle_means(states, self.bench)
        settle_penalised(states, self.bench)
        settle_kinds(states, self.bench)
        settle_sums(states, self.bench)
        again = dict(named_again(states))
        claiming = [s for s in self._claiming(states) if s not in again]
        culprits = Culprits(self.bench, claiming)
        culprits.find()
        for state, other in again.items():
            settle_named_again(state, other)
        states += culprits.found
        between = right_between(states, self.bench.flow)
        kept = [
            s for s in states if not s.row.is_hidden or s.verdict == WRONG or s.index in between
        ]
        kept = [s for s in kept if not s.row.step or s.readings]
        kept += updates_of_units(states, self.bench)
        wrong = [state for state in kept if state.verdict == WRONG]
        unnamed = unnamed_between(states, self.bench.flow)
        return Findings(kept, chosen, updated_names(self.bench, wrong), unnamed)

    def _compare(self, state: State) -> None:
        row = state.row
        is_declared = len(row.events) == 1 and self.bench.outputs.is_seed(row.last)
        if is_declared or self.bench.first_rows.is_start(row):
            state.verdict, state.note = RIGHT, "the backward pass starts from it"
            state.truth = row.value
            return
        if not row.reads & {r.name for r in self._rows} and self.bench.first_rows.is_of_output(row):
            ones = np.ones(row.value.size)
            is_given = row.last.site.reads <= GIVEN or self.bench.first_rows.is_declared(row)
            if same(row.value, ones) or is_given:
                state.verdict, state.note = RIGHT, "the backward pass starts from it"
                state.truth = row.value
                return
            state.note = self.bench.first_rows.error_of_output(row)
            if state.note:
                state.verdict, state.truth = RIGHT, row.value
                return
        found = self.bench.agrees(state, row.value, state.readings)
        if found is None and self._is_for_each(state):
            state.note = "the same for each element"
            state.verdict, state.truth = RIGHT, row.value
            return
        if found is None and self._adds_to_passes(state):
            return
        if found is None:
            found = self.bench.soft(state, row.value)
            state.is_likely = found is not None and not self.bench.is_of_its_function(row, found)
        if found is None and self._is_handed_back_as_it_should_be(state):
            state.readings = []
            return
        if found is None and is_divided(row):
            before = row.events[-2].value
            found = self.bench.agrees(state, before, state.readings)
            if found is not None:
                found = replace(found, scale=found.scale * last_factor(row))
            state.is_divided = found is not None
            state.note = "it is divided by a number at its end" if found is not None else ""
        if found is not None:
            state.verdict, state.reading, state.truth = RIGHT, found, row.value
        elif self._may_be_jacobian(state) and self.bench.jacobians.jacobian(row):
            state.verdict, state.truth = RIGHT, row.value

    def _may_be_jacobian(self, state: State) -> bool:
        return bool(state.row.of or (state.row.is_helper and not state.readings))

    def _is_handed_back_as_it_should_be(self, state: State) -> bool:
        """True if the function returns what the name says, computed from it: `return dx / std`."""
        events = self.bench.events
        for reader in self.bench.flow.readers[state.index]:
            event = events[reader]
            is_own = event.site.kind == "return" and event.frame == state.row.last.frame
            if is_own and self.bench.agrees(state, event.value, state.readings) is not None:
                state.note = "what the function returns is the derivative; this goes into it"
                return True
        return False

    def _claiming(self, states: list[State]) -> list[State]:
        """Those that claim something alone; sums over passes do where all that goes in is right."""
        later = self._in_later_rounds(states)
        kept = [s for s in states if s not in later and not self._is_left_open(s)]
        sums = [s for s in kept if s.verdict != RIGHT and self._earlier(s.row) is not None]
        others = [s for s in kept if s.verdict != RIGHT and s.readings and s not in sums]
        is_any_right = any(s.verdict == RIGHT and s.reading is not None for s in states)
        if not others and is_any_right:
            return kept
        for state in sums:
            state.note = "gathered over several passes"
        return [state for state in kept if state not in sums]

    def _in_later_rounds(self, states: list[State]) -> list[State]:
        """Those of rounds that compute no output of their own: it is that of the first.

        The cost may be computed before the training and after it alone.
        """
        outputs = {s.index: self.bench.readings.output_event(s.row) for s in states if s.readings}
        right: dict[tuple[object, ...], tuple[int, int]] = {}
        updates = sorted(self.bench.nudges.held)  # without one between, it is the same round
        begins: dict[int, int] = {}
        for state in states:
            output = outputs.get(state.index)
            if output is None:
                continue
            key = _place_of(state)
            if state.verdict == RIGHT:
                right.setdefault(key, (output.index, state.index))
                continue
            of, first = right.get(key, (-1, -1))
            if of == output.index and any(first < at < state.index for at in updates):
                begins.setdefault(output.index, state.index)
        later = []
        for state in states:
            output = outputs.get(state.index)
            begin = begins.get(output.index) if output is not None else None
            if begin is not None and state.index >= begin and state.verdict != RIGHT:
                state.row.is_hidden = True
                state.note = "a later round, without an output of its own"
                later.append(state)
        return later

    def _is_left_open(self, state: State) -> bool:
        """True if it claims nothing alone: what clipping, or several passes, have made of one."""
        row = state.row
        if state.verdict == RIGHT:
            return False
        if row.is_clipped:
            state.note = "clipped"
        elif row.is_mean:
            state.note = "a running mean"
        elif not np.all(np.isfinite(row.value)):
            state.note = "its numbers are not finite"
        elif row.last.owner and is_stored(row.name) and self._earlier(row) is not None:
            state.note = "gathered over several passes"
        else:
            return False
        return True

    def _earlier(self, row: Row) -> Event | None:
        """Return what earlier passes have left in what a row adds to; None if nothing."""
        first = self.bench.first_of_output(row)
        site = row.last.site
        if first is None or not (site.is_update or row.name in site.reads):
            return None
        if first > row.last.index and not row.events[0].site.is_update:
            return None  # a loss of later: what the row begins with is its own
        earlier = [e for e in row.events if e.index < first]
        before = earlier[-1] if earlier else self.bench.before(row.events[0])
        if before is None or before.index > first or before.value.size != row.value.size:
            return None
        return before if before.value.any() else None

    def _is_for_each(self, state: State) -> bool:
        """True if one number is the local derivative of each element: 1 of `z = x @ w + b`."""
        if state.row.value.size > 1:
            return False
        locals_ = [r for r in state.readings if r.kind == "local" and r.variable.size > 1]
        for reading in locals_:
            value = np.full(reading.variable.size, state.row.value[0])
            if self.bench.agreement.agrees(value, reading.variable.shape, reading):
                return True
        return False

    def _adds_to_passes(self, state: State) -> bool:
        """True if it is right but for what earlier passes have left there, which it adds to."""
        row = state.row
        before = self._earlier(row)
        if before is None:
            return False
        found = self.bench.agrees(state, row.value - before.value, state.readings)
        if found is None:
            return False
        state.verdict, state.truth = RIGHT, row.value
        state.note = "added to what earlier passes gave"
        return True

    def _settle_divided(self, states: list[State]) -> None:
        """What is divided at its end, as others that are right so, is meant to be."""
        times = [s.reading.scale for s in states if s.is_divided and s.reading]
        for state in states if times else ():
            if state.verdict != RIGHT and is_divided(state.row):
                state.readings = [replace(r, scale=r.scale * times[0]) for r in state.readings]


def _place_of(state: State) -> tuple[object, ...]:
    """Where a gradient is computed, and of what: layers of one class share their lines."""
    variable = state.readings[0].variable if state.readings else None
    of = (variable.event.name, variable.start) if variable is not None else None
    return (*state.row.key, state.row.last.own, of)
