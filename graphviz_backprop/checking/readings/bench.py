"""What all parts of the check work with: the run, its links, the outputs, the readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import (
    Agreement,
    Reading,
    fits,
    has_other_axes,
    without_penalty,
)
from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.given_seeds import is_given
from graphviz_backprop.checking.by_hand.handed_back import is_only_named
from graphviz_backprop.checking.by_hand.names_of_losses import is_lowered
from graphviz_backprop.checking.by_hand.names_of_rows import is_seed
from graphviz_backprop.checking.by_hand.rounds_of_rows import backward_rows, judged_rows
from graphviz_backprop.checking.by_hand.row_state import State, is_telling, same
from graphviz_backprop.checking.by_hand.update_directions import adds_to_parameters
from graphviz_backprop.checking.by_hand.updates_between import (
    updates_behind,
    updates_between,
    updates_by_rate,
)
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.variables_of_rows import VariablesOfRows
from graphviz_backprop.checking.by_hand.written_rows import Row, digits_of, find_rows
from graphviz_backprop.checking.outputs.multiples import times_of
from graphviz_backprop.checking.outputs.output_choice import OutputChoice
from graphviz_backprop.checking.outputs.outputs import Output, Outputs
from graphviz_backprop.checking.outputs.outputs_of_units import OutputsOfUnits
from graphviz_backprop.checking.readings.first_rows import FirstRows
from graphviz_backprop.checking.readings.helpers import OF_ITS_FUNCTION
from graphviz_backprop.checking.readings.jacobians import Jacobians
from graphviz_backprop.checking.readings.readings import Readings
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Nudges, Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.checking.watching.watched_runs import WatchedProgram

GIVEN = frozenset({"np", "np.array", "np.ones", "np.ones_like", "np.zeros"})


class Bench:
    """The run of one program, with what is found in it."""

    def __init__(self, program: WatchedProgram, events: list[Event]) -> None:
        self.program, self.events = program, events
        _name_what_is_written_into(events)
        # Of the last run's numbers, where some were replaced by ones of another shape.
        self.told_shapes: dict[int, tuple[int, ...] | None] = {}
        self.penalties: set[float] = set()  # how many times a variable is added to its gradient
        self.flow = Dataflow(events)
        self._sizes = {e.index: 1.0 + float(np.max(np.abs(e.value), initial=0.0)) for e in events}
        self._single = 1e-4 if any("float32" in c.code for c in program.program.cells) else 0.0

    def set_up(self, forward: set[str]) -> tuple[list[Output], list[Row]]:
        """Find the derivatives and the outputs; some names are the forward pass's."""
        every = backward_rows(find_rows(self.events, forward), self.flow, self.events)
        self.variables = VariablesByName(self.events, every)
        rows = judged_rows(every, self.flow, self.events)
        self.outputs = Outputs(self.events, every, self.variables, self.flow)
        written = {event.index for row in every if not row.step for event in row.events}
        self.by_rate = updates_by_rate(self.events, written, self.flow)
        early = {at: self.events[at].value for at in self.by_rate}
        self._nudge(rows, early)
        rows = [row for row in rows if not self._is_given_seed(row)]
        rows = [row for row in rows if not row.step or self.choice.variables.of_row(row)]
        is_added = adds_to_parameters(rows, self.events, self.flow, self.before)
        self.outputs.is_added = is_added
        chosen = self.choice.choose(rows, is_added)
        if not self.choice.agreeing_sites:
            units = OutputsOfUnits(self.outputs, self.flow, self.nudges, self.events)
            chosen = units.choose(rows, is_added) or chosen
        self._read(chosen := [*chosen, *self.outputs.siblings(chosen)])
        self.output_events = sorted(
            {
                index
                for output in chosen
                for row in rows
                for index, _ in self.outputs.functional(output, row, -1) or ()
            }
        )
        cut = {event.index for row in every for event in row.events}
        self.forward = self.flow.ancestors(self.output_events, cut)
        held = updates_between(self.events, self.forward, self.output_events)
        held |= updates_behind(
            self.events, self.forward, self.output_events, self.variables.forward, self.flow, cut
        )
        held |= early
        if held.keys() != early.keys():
            before = self.choice.agreeing_sites
            self._nudge(rows, held)
            self.choice.agreeing_sites = before
            self._read(chosen)
        return chosen, rows

    def _nudge(self, rows: list[Row], held: dict[int, Vector]) -> None:
        """Nudge from here on with some values held as they are."""
        self.nudges = Nudges(self.program, self.events, _ends(rows, self.outputs.ends(rows)))
        self.nudges.held = held
        self.agreement = Agreement(self.nudges, self._sizes)
        by = VariablesOfRows(self.variables, self.flow)
        self.choice = OutputChoice(self.outputs, by, self.nudges, self._sizes, self.flow)

    def _read(self, chosen: list[Output]) -> None:
        """Read the names for the chosen outputs."""
        self.jacobians = Jacobians(self.variables, self.choice, self.nudges)
        self.first_rows = FirstRows(self.events, self.variables, self.outputs, chosen)
        self.readings = Readings(
            self.events, self.variables, self.outputs, self.choice, self.agreement, self.nudges,
            chosen, self.flow, self.by_rate,
        )  # fmt: skip

    def _is_given_seed(self, row: Row) -> bool:
        """True if it is the gradient from the next layer, computed from nothing in the code."""
        return is_seed(row.name) and self.outputs.is_seed(row.events[0])

    def before(self, event: Event) -> Event | None:
        """Return the last event of the same variable or attribute before one."""
        attribute = event.name.rpartition(".")[2]
        for other in reversed(self.events[: event.index]):
            if event.owner:
                is_same = other.owner == event.owner
                if is_same and other.name.rpartition(".")[2] == attribute:
                    return other
            elif other.name == event.name and other.frame == event.frame and not other.owner:
                return other
        return None

    def agrees(self, state: State, value: Vector, readings: Iterable[Reading]) -> Reading | None:
        """Return the first reading with which numbers agree."""
        row = state.row
        self.nudges.until = row.last.index
        if row.step:
            return next((r for r in readings if self._is_along(row, value, r)), None)
        digits = digits_of(row.last.site.value)
        allowed = 0.5001 * 10.0**-digits if digits >= 0 else 0.0
        allowed += self._single * float(np.max(np.abs(value), initial=0.0))
        shape = row.last.shape
        if value is not row.value:
            shape = self.told_shapes.get(row.last.index, shape)
        if value.size != row.value.size:  # it is by all of the variable, not an item
            readings = [replace(r, variable=Variable(r.variable.event)) for r in readings]
        for reading in readings:
            if self.agreement.agrees(value, shape, reading, allowed):
                return reading
            for rest in without_penalty(value, reading, self.penalties):
                if self.agreement.agrees(rest, shape, reading, allowed):
                    return reading
        return None

    def _is_along(self, row: Row, value: Vector, reading: Reading) -> bool:
        """True if the step of an update goes along a derivative: a loss is to become less."""
        if not value.any():  # the derivative is 0 too, where every ReLU of a sample is off
            return self.agreement.agrees(value, row.last.shape, reading)
        times = self._times(row, value, reading)
        return bool(times) and (times * row.step < 0 or not is_lowered(reading.label))

    def is_turned(self, state: State) -> bool:
        """Return whether the step of an update raises the loss."""
        row = state.row
        self.nudges.until = row.last.index
        return any(self._times(row, row.value, r) * row.step > 0 for r in state.readings)

    def multiple(self, state: State) -> float | None:
        """Return how many times the derivative a row is; None where it is no multiple."""
        row = state.row
        self.nudges.until = row.last.index
        every = (self._times(row, row.value, r) for r in state.readings if r.kind == "total")
        return next((times for times in every if times), None)

    def _times(self, row: Row, value: Vector, reading: Reading) -> float:
        known = reading.variable, reading.functional, self.nudges, self._sizes
        return times_of(value, row.last.shape, *known) or 0.0

    def soft(self, state: State, value: Vector) -> Reading | None:
        """Return what numbers are by themselves, whatever they are called."""
        row = state.row
        if row.is_helper and state.readings:
            return None  # its name says what it is
        is_fitting = any(fits(value, row.last.shape, r.variable) for r in state.readings)
        sizes = {r.variable.size for r in state.readings}
        if self.is_of_a_number(state):
            return self.agrees(state, value, self.readings.own_locals(row))
        # A variable with one value for each layer: another one of as many axes may be meant.
        is_open = (
            not is_fitting and len(sizes) != 1 and not has_other_axes(row.last, state.readings)
        )
        if not (row.is_weak or is_open):
            return None
        if not is_telling(value):
            return self.agrees(state, value, self.readings.of_function(row)) if row.of else None
        if row.is_helper:
            found = self.agrees(state, value, self.readings.helpers.by_what_is_given(row))
            if found is not None:
                return found
        found = self.agrees(state, value, self.readings.by_shape(row))
        if found is None and (row.is_helper or row.is_hidden or is_open):
            found = self.agrees(state, value, self.readings.local_pairs(row))
        return found

    def first_of_output(self, row: Row) -> int | None:
        """Return where a row's output began: with the first sample, where it is a sum over all."""
        functional = self.readings.functional_for(row)
        if not functional:
            return None
        last = self.events[functional[-1][0]]
        behind = self.flow.ancestors([last.index], self.nudges.held)
        sums = [e for e in map(self.events.__getitem__, behind) if _is_sum(e)]
        sites = Counter(event.site.number for event in sums)
        parts = [e.index for e in sums if sites[e.site.number] > 1]
        return min((*parts, *(index for index, _ in functional)))

    def is_of_a_number(self, state: State) -> bool:
        """True if `grad_log_prob` may be that of the computed number `log_prob` by an array."""
        name = state.row.name.rpartition(".")[2]
        is_worded = name.startswith(("grad_", "gradient_", "nabla_"))
        sizes = {reading.variable.size for reading in state.readings}
        is_array = sizes == {1} and state.row.value.size > 1
        return is_worded and is_array and self.is_intermediate(state)

    def is_intermediate(self, state: State) -> bool:
        """True if it is the derivative by a computed value, no input."""
        return any(self._is_computed(one.variable.event) for one in state.readings[:1])

    def is_updated(self, state: State) -> bool:
        """True if what it is the derivative by gets new values: it is a parameter."""
        names = {(self.events[i].name, self.events[i].owner) for i in self.nudges.held}
        arrays = {self.events[i].identity for i in self.nudges.held}
        events = [self.variables.first_of(r.variable.event) for r in state.readings]
        return any((e.name, e.owner) in names or e.identity in arrays for e in events)

    def _is_computed(self, event: Event) -> bool:
        event = self.variables.first_of(event)
        while is_only_named(event) and self.flow.inputs[event.index]:
            event = self.events[self.flow.inputs[event.index][-1]]
        is_update = event.index in self.nudges.held
        return not is_update and not is_given(event, self.events, self.flow)

    def is_of_its_function(self, row: Row, reading: Reading) -> bool:
        """Return whether a helper is what its name says, of a loss by what the code computes."""
        if not row.is_helper or reading.rank != OF_ITS_FUNCTION or reading.kind != "local":
            return False
        event = reading.variable.event
        return self.readings.helpers.count_of_given(event) == 1 or self._is_computed(event)

    def reads(self, state: State, other: State) -> bool:
        """True if one derivative is computed from the other, handed on under whatever name."""
        own = {event.index for event in other.row.events}
        waiting = [index for event in state.row.events for index in self.flow.inputs[event.index]]
        seen: set[int] = set()
        while waiting:
            index = waiting.pop()
            if index in own:
                return True
            if index not in seen and same(self.events[index].value, other.row.value):
                waiting += self.flow.inputs[index]
            seen.add(index)
        return False


def _is_sum(event: Event) -> bool:
    """True if a number is added to what a name had: `total += loss`."""
    return event.site.kind == "written" or event.name in event.site.reads


def _name_what_is_written_into(events: list[Event]) -> None:
    """Let `param -= rate * grad` in a loop over arrays be an update of the array's own variable."""
    first: dict[int, Event] = {}
    passed: set[str] = set()
    for event in events:
        if event.site.kind in ("parameter", "loop"):
            passed.add(event.name)
        elif event.is_shared and event.site.kind == "given":
            first.setdefault(event.identity, event)
        elif event.site.kind == "written" and event.name in passed and not event.owner:
            known = first.get(event.identity)
            if known is not None and known.name != event.name:
                event.name, event.frame, event.owner = known.name, known.frame, known.owner


def _ends(rows: list[Row], passes: dict[int, int]) -> list[int]:
    """Where the rounds end: the last derivatives that come for the first time, for the second."""
    counts: dict[tuple[int, str], int] = {}
    ends: dict[int, int] = {}
    for row in rows:
        number = counts[row.key] = counts.get(row.key, 0) + 1
        ends[number] = max(ends.get(number, 0), passes[row.last.index])
    return sorted(set(ends.values()))
