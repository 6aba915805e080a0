"""The verdicts: right, wrong here, or only following from a wrong one."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from graphviz_backprop.checking.agreement import Agreement, Reading, fits
from graphviz_backprop.checking.culprits import Culprits
from graphviz_backprop.checking.dataflow import Dataflow
from graphviz_backprop.checking.flat_numbers import Vector
from graphviz_backprop.checking.nudges import Nudges
from graphviz_backprop.checking.output_choice import OutputChoice
from graphviz_backprop.checking.outputs import Output, Outputs
from graphviz_backprop.checking.readings import Readings
from graphviz_backprop.checking.row_state import State, is_telling, same
from graphviz_backprop.checking.telling import Event
from graphviz_backprop.checking.variables_by_name import VariablesByName
from graphviz_backprop.checking.verdict import RIGHT
from graphviz_backprop.checking.watched_runs import WatchedProgram
from graphviz_backprop.checking.written_rows import Row, digits_of, find_rows, is_seed

_INSTANCES = 3
_MOST_ROWS = 240
_GIVEN = {"np", "np.array", "np.ones", "np.ones_like", "np.zeros"}


@dataclass
class Findings:
    """All states in order, and the outputs that were chosen."""

    states: list[State] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)


class Judge:
    """Judges the derivatives of one program."""

    def __init__(self, program: WatchedProgram, events: list[Event]) -> None:
        self.program, self.events = program, events
        self.flow = Dataflow(events)
        self._sizes = {e.index: 1.0 + float(np.max(np.abs(e.value), initial=0.0)) for e in events}
        self._single = 1e-4 if any("float32" in c.code for c in program.program.cells) else 0.0

    def findings(self) -> Findings:
        """Return the verdicts."""
        forward: set[str] = set()
        for _ in range(3):
            chosen, rows = self._set_up(forward)
            agreeing = self._choice.agreeing_sites
            behind = self.flow.ancestors(self.output_events[:1])
            found = {
                row.name
                for row in rows
                if row.last.index in behind and row.last.site.number not in agreeing
            }
            if not found:
                break
            forward |= found
        rows = [*rows, *self._hidden(rows)]
        self._rows = rows
        rows.sort(key=lambda row: row.last.index)
        states = [State(row, self.readings.named(row)) for row in rows]
        for state in states:
            self._compare(state)
        self._settle_scaled(states)
        self._settle_kinds(states)
        Culprits(self, states).find()
        return Findings([s for s in states if not s.row.is_hidden or s.verdict == "wrong"], chosen)

    def _set_up(self, forward: set[str]) -> tuple[list[Output], list[Row]]:
        every = find_rows(self.events, forward)
        self.variables = VariablesByName(self.events, every)
        rows = _instances(every)
        self.last = max((row.last.index for row in rows), default=0)
        self.nudges = Nudges(self.program, self.events, self.last)
        self.agreement = Agreement(self.nudges, self._sizes)
        self.outputs = Outputs(self.events, every, self.variables)
        self._choice = choice = OutputChoice(self.outputs, self.variables, self.nudges, self._sizes)
        rows = [row for row in rows if not self._is_given_seed(row)]
        chosen = choice.choose(rows, self._adds(rows))
        self.readings = Readings(
            self.events, self.variables, self.outputs, choice, self.agreement, self.nudges, chosen
        )
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
        return chosen, rows

    def _adds(self, rows: list[Row]) -> bool:
        """True if the code adds what it computes to a variable, rather than taking it away."""
        for row in rows:
            for reader in self.flow.readers[row.last.index]:
                event = self.events[reader]
                before = [
                    e
                    for e in self.variables.named(event.name, reader)
                    if e.name == event.name and e.value.size == event.value.size
                ]
                if before and event.value.size == row.value.size:
                    moved = event.value - before[-1].value
                    if float(moved @ row.value) > 0:
                        return True
        return False

    def _hidden(self, rows: list[Row]) -> list[Row]:
        """What goes into derivatives, is no part of the forward pass, and has no such name."""
        if not self.output_events:
            return []
        first = self.output_events[0]
        known = {index for row in rows for index in (e.index for e in row.events)}
        names = {self.events[index].name for index in self.forward}
        functions = {
            self.events[i].site.target for i in self.forward if self.events[i].site.kind == "return"
        }
        behind = self.flow.ancestors(row.last.index for row in rows) - self.forward - known
        found = []
        for index in sorted(behind):
            event = self.events[index]
            site = event.site
            is_alias = isinstance(site.value, (ast.Name, ast.Tuple, ast.Constant, type(None)))
            if index < first or is_alias or site.kind in ("parameter", "loop"):
                continue
            if event.name in names or (site.kind == "return" and site.target in functions):
                continue
            if any(event.name == row.name for row in rows) or is_seed(event.name):
                continue
            found.append(Row([event], is_hidden=True, reads=set(site.reads)))
        return found[:60]

    @staticmethod
    def _is_given_seed(row: Row) -> bool:
        return is_seed(row.name) and not row.reads - _GIVEN

    # What agrees as it stands.

    def agrees(self, state: State, value: Vector, readings: Iterable[Reading]) -> Reading | None:
        """Return the first reading with which numbers agree."""
        row = state.row
        digits = digits_of(row.last.site.value)
        allowed = 0.5001 * 10.0**-digits if digits >= 0 else 0.0
        allowed += self._single * float(np.max(np.abs(value), initial=0.0))
        for reading in readings:
            if self.agreement.agrees(value, row.last.shape, reading, allowed):
                return reading
        return None

    def soft(self, state: State, value: Vector) -> Reading | None:
        """Return what numbers are by themselves, whatever they are called."""
        row = state.row
        if not (row.is_weak or not state.readings):
            return None
        if not is_telling(value):
            return self.agrees(state, value, self.readings.of_function(row)) if row.of else None
        found = self.agrees(state, value, self.readings.by_shape(row))
        if found is None and (row.is_helper or row.is_hidden or not state.readings):
            found = self.agrees(state, value, self.readings.local_pairs(row))
        return found

    def _compare(self, state: State) -> None:
        row = state.row
        if self.readings.is_start(row):
            state.verdict, state.note = RIGHT, "the backward pass starts from it"
            state.truth = row.value
            return
        if not row.reads & {r.name for r in self._rows} and self.readings.is_of_output(row):
            ones = np.ones(row.value.size)
            if same(row.value, ones) or row.last.site.reads <= _GIVEN:
                state.verdict, state.note = RIGHT, "the backward pass starts from it"
                state.truth = row.value
                return
        found = self.agrees(state, row.value, state.readings)
        if found is None:
            found = self.soft(state, row.value)
            state.is_likely = found is not None
        if found is not None:
            state.verdict, state.reading, state.truth = RIGHT, found, row.value
        elif (row.of or row.is_helper) and self.readings.jacobian(row):
            state.verdict, state.truth = RIGHT, row.value

    def _settle_scaled(self, states: list[State]) -> None:
        """Per-sample gradients, n times as large, are right where they are divided by n later."""
        for state in reversed(states):
            if state.verdict == RIGHT or not state.readings:
                continue
            if not self.is_intermediate(state):
                continue
            found = self.agrees(state, state.row.value, self.readings.scaled(state.row))
            if found is None:
                continue
            for other in states:
                if other.verdict == RIGHT and self.reads(other, state) and not other.is_scaled:
                    state.verdict, state.reading, state.truth = RIGHT, found, state.row.value
                    state.is_scaled = True
                    state.note = f"{found.scale:g} times the derivative; it is divided later"
                    break

    def is_intermediate(self, state: State) -> bool:
        """True if it is the derivative by a computed value, no input."""
        return any(self.flow.inputs[r.variable.event.index] for r in state.readings[:1])

    def reads(self, state: State, other: State) -> bool:
        """True if one derivative is computed from the other."""
        return any(
            event.index in self.flow.readers[other.index]
            or any(
                i in self.flow.readers[e.index] for e in other.row.events for i in (event.index,)
            )
            for event in state.row.events
        )

    def _settle_kinds(self, states: list[State]) -> None:
        """Derivatives of one function, `d_a_d_…`, are all local, or all chained."""
        kinds: dict[str, list[str]] = {}
        for state in states:
            if state.row.of and state.reading is not None and state.verdict == RIGHT:
                others = [
                    r
                    for r in state.readings
                    if fits(state.row.value, state.row.last.shape, r.variable)
                    and not self.agreement.agrees(state.row.value, state.row.last.shape, r)
                ]
                if others:
                    kinds.setdefault(state.row.of.lower(), []).append(state.reading.kind)
        for state in states:
            found = kinds.get(state.row.of.lower(), [])
            if found and state.verdict != RIGHT:
                best = max(set(found), key=found.count)
                state.readings.sort(key=lambda reading: reading.kind != best)


def _instances(rows: list[Row]) -> list[Row]:
    """The rows that are judged: of each place the first ones and the last."""
    by_key: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    chosen: dict[int, Row] = {}
    for found in by_key.values():
        for row in (*found[:_INSTANCES], *(found[-1:] if len(found) <= 40 else ())):
            chosen[row.last.index] = row
    return [chosen[index] for index in sorted(chosen)][:_MOST_ROWS]


__all__ = ["Findings", "Judge", "same"]
