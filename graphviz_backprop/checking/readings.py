"""What each derivative may be, the likeliest first."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.agreement import Agreement, Functional, Reading, fits
from graphviz_backprop.checking.dataflow import Dataflow
from graphviz_backprop.checking.flat_numbers import Vector
from graphviz_backprop.checking.nudges import Nudges, Variable
from graphviz_backprop.checking.output_choice import OutputChoice
from graphviz_backprop.checking.outputs import Output, Outputs
from graphviz_backprop.checking.telling import Event
from graphviz_backprop.checking.variables_by_name import VariablesByName, is_final
from graphviz_backprop.checking.written_rows import Row
from graphviz_backprop.graph.gradient_names import is_of_function, squeeze

_MOST_FUNCTIONS = 8


class Readings:
    """Finds the readings of rows for chosen outputs."""

    def __init__(
        self,
        events: list[Event],
        variables: VariablesByName,
        outputs: Outputs,
        choice: OutputChoice,
        agreement: Agreement,
        nudges: Nudges,
        chosen: list[Output],
        flow: Dataflow,
    ) -> None:
        self._flow = flow
        self._events, self._variables, self._outputs = events, variables, outputs
        self._choice, self._agreement, self._nudges = choice, agreement, nudges
        self.chosen = chosen

    def named(self, row: Row) -> list[Reading]:
        """Return the readings that the name allows."""
        self._nudges.until = row.last.index
        if row.is_helper:
            return []
        variables = self._choice.variables_of(row)
        if not row.of:
            totals = list(self._totals(row, variables, self.chosen))
            if is_of_function(row.name) or len({e.site.line for e in row.events}) > 1:
                inner = self._inputs(row, variables)
                totals += self._totals(row, inner, self.chosen)
            for one in self._of_call(variables) if totals else ():
                found = self._every_total(row, [one], self.chosen)
                totals += [r for r in found if not self._agreement.is_zero(r)]
            return totals
        own = [o for o in self.chosen if o.name.rpartition(".")[2].lower() == row.of.lower()]
        totals = list(self._totals(row, variables, own or self.chosen[:1]))
        local = list(self._locals(row, variables))
        return [*totals, *local] if self._is_outputs(row, row.of) else [*local, *totals]

    def _is_outputs(self, row: Row, of: str) -> bool:
        """True if X of `d_X_d_Y` is the output."""
        names = {squeeze(one.name.rpartition(".")[2]).lower() for one in self.chosen}
        if of.lower() in names or is_final(of):
            return True
        last = self.output_event(row)
        return last is not None and any(
            e.index == last.index for e in self._variables.functions(of, row.last.index)
        )

    def output_event(self, row: Row) -> Event | None:
        """Return the output's event for a row."""
        for output in self.chosen[:1]:
            functional = self._outputs.functional(output, row, -1)
            if functional:
                return self._events[functional[-1][0]]
        return None

    def _of_call(self, variables: list[Variable]) -> list[Variable]:
        """What a number that a call gives is computed from: the net of `h = sigmoid(w*x + b)`."""
        found: list[Variable] = []
        for variable in variables:
            if not isinstance(variable.event.site.value, ast.Call) or variable.stop >= 0:
                continue
            called = [self._events[i] for i in self._flow.inputs[variable.event.index]]
            for event in [e for e in called if e.site.kind == "return"][-1:]:
                for at in self._flow.inputs[event.index]:
                    one = self._events[at]
                    is_own = one.site.kind == "parameter" and one.frame == event.frame
                    if is_own and one.value.size == variable.size:
                        found.append(Variable(one))
        return found

    def _inputs(self, row: Row, variables: list[Variable]) -> list[Variable]:
        """What the variables are computed from, in their shape: z of `drelu`, which is masked."""
        found: dict[int, Variable] = {}
        forward = {event.index for event in self._variables.forward}
        for variable in variables:
            waiting = list(self._flow.inputs[variable.event.index])
            for index in waiting:
                event = self._events[index]
                is_step = event.site.kind in ("parameter", "return")
                if index in forward and event.value.size == row.value.size and not is_step:
                    found[index] = Variable(event)
                elif is_step and len(waiting) < 30:
                    waiting += self._flow.inputs[index]
        return list(found.values())

    def _totals(self, row: Row, variables: list[Variable], outputs: list[Output]) -> list[Reading]:
        """Those on which the output depends; where there is none, the derivative is 0."""
        every = list(self._every_total(row, variables, outputs))
        found = [one for one in every if not self._agreement.is_zero(one)]
        return found or [o for o in every[:1] if fits(row.value, row.last.shape, o.variable)]

    def _every_total(
        self, row: Row, variables: list[Variable], outputs: list[Output]
    ) -> Iterator[Reading]:
        for rank, output in enumerate(outputs):
            for variable in variables:
                for one in self._before(row, variable, output):
                    functional = self._outputs.functional(output, row, one.event.index)
                    if functional is None:
                        continue
                    yield Reading("total", one, functional, output.scale, output.name, rank)

    def _before(self, row: Row, variable: Variable, output: Output) -> list[Variable]:
        """The variable, or what it was before the output, where it has changed since."""
        last = self._outputs.functional(output, row, -1)
        if last is None:
            return []
        if variable.event.index < last[-1][0]:
            return [variable]
        found = self._variables.candidates(row, last[-1][0])
        return [one for one in found if one.size == variable.size]

    def _locals(self, row: Row, variables: list[Variable]) -> Iterator[Reading]:
        functions = self._variables.functions(row.of, row.last.index)
        if not functions and self.chosen:
            reached = {
                index
                for variable in variables[:2]
                for one in self._nudges.responses(variable)
                for index in one
            }
            functions = [e for e in self._variables.forward if e.index in reached]
            functions = [e for e in functions if e.index < row.last.index]
        for variable in variables:
            for event in functions[:_MOST_FUNCTIONS]:
                if event.index > variable.event.index:
                    reading = Reading("local", variable, ones(event), 1.0, event.name, 1)
                    if not self._agreement.is_zero(reading):
                        yield reading

    def by_shape(self, row: Row) -> Iterator[Reading]:
        """Yield the total derivatives with respect to any variable of a row's shape."""
        self._nudges.until = row.last.index
        for output in self.chosen:
            for variable in self._variables.of_shape(row, row.last.index):
                functional = self._outputs.functional(output, row, variable.event.index)
                if functional is None:
                    continue
                reading = Reading("total", variable, functional, output.scale, output.name, 5)
                if not self._agreement.is_zero(reading):
                    yield reading

    def local_pairs(self, row: Row) -> Iterator[Reading]:
        """Yield the derivative of any value with respect to any other, element by element."""
        self._nudges.until = row.last.index
        variables = self._variables.of_shape(row, row.last.index)[:8]
        wanted = row.value.size
        for variable in variables:
            moved = {index for one in self._nudges.responses(variable) for index in one}
            for event in self._variables.forward:
                if (
                    event.index in moved
                    and event.index < row.last.index
                    and (event.value.size in (1, wanted))
                ):
                    yield Reading("local", variable, ones(event), 1.0, event.name, 6)

    def own_locals(self, row: Row) -> Iterator[Reading]:
        """Yield local derivatives of, or by, the variable that a name says."""
        for reading in self.local_pairs(row):
            names = (reading.label, reading.variable.event.name)
            if row.to and any(squeeze(n.rpartition(".")[2]) == row.to for n in names):
                yield reading

    def scaled(self, row: Row, is_mean: bool = False) -> Iterator[Reading]:
        """Yield the readings by name, n times as large, or those of the mean over n samples."""
        for reading in self.named(row):
            if reading.kind == "total":
                for count in self._outputs.counts:
                    scale = reading.scale * (1 / count if is_mean else count)
                    yield replace(reading, scale=scale, rank=4)

    @property
    def is_without_loss(self) -> bool:
        """True if the code starts from a first derivative of its own: of a sum, or of a mean."""
        return all(one.seed not in ("ones", "declared", "own") for one in self.chosen)

    def of_function(self, row: Row) -> Iterator[Reading]:
        """Yield the derivatives of the function that a name says by any variable."""
        self._nudges.until = row.last.index
        functions = self._variables.functions(row.of, row.last.index)
        for variable in self._variables.of_shape(row, row.last.index):
            for event in functions[:_MOST_FUNCTIONS]:
                reading = Reading("local", variable, ones(event), 1.0, event.name, 6)
                if event.index > variable.event.index and not self._agreement.is_zero(reading):
                    yield reading

    def is_of_output(self, row: Row) -> bool:
        """True if a row is the derivative by the output itself, by its name."""
        for output in self.chosen:
            functional = self._outputs.functional(output, row, -1)
            if functional is not None and row.to:
                event = self._events[functional[-1][0]]
                found = self._variables.named(row.to, row.last.index)
                if any(e.index == event.index for e in found[-3:]):
                    return True
        return False

    def is_start(self, row: Row) -> bool:
        """True if a row is what the code starts from."""
        return any(output.seed == row.name for output in self.chosen)

    def jacobian(self, row: Row) -> bool:
        """True if a row holds all derivatives of one array's elements by another's."""
        self._nudges.until = row.last.index
        variables = self._choice.variables_of(row) or [
            Variable(e) for e in self._variables.forward if e.index < row.last.index
        ]
        functions = self._variables.functions(row.of, row.last.index) if row.of else []
        functions = functions or [e for e in self._variables.forward if e.index < row.last.index]
        size, tried = row.value.size, 0
        for variable in variables[-12:]:
            for event in functions[-12:]:
                is_later = event.index > variable.event.index
                if is_later and size in _block_sizes(event, variable) and tried < 12:
                    tried += 1
                    if self._is_jacobian(row, event, variable):
                        return True
        return False

    def jacobian_truth(self, row: Row) -> Vector | None:
        """All derivatives of the function by the variable that a name says, as one matrix."""
        self._nudges.until = row.last.index
        for variable in self._choice.variables_of(row)[:2]:
            for event in self._variables.functions(row.of, row.last.index)[:2]:
                is_later = event.index > variable.event.index
                if is_later and event.value.size * variable.size == row.value.size:
                    columns = self._nudges.columns(variable)
                    if columns is not None:
                        zero = np.zeros(event.value.size)
                        found = [
                            c[event.index].central if event.index in c else zero for c in columns
                        ]
                        return np.array(found).T.ravel()
        return None

    def _is_jacobian(self, row: Row, event: Event, variable: Variable) -> bool:
        columns = self._nudges.columns(variable)
        if columns is None:
            return False
        zero = np.zeros(event.value.size)
        whole = np.array([c[event.index].central if event.index in c else zero for c in columns])
        if not np.any(whole):
            return False
        return any(
            np.allclose(row.value, block.ravel(), rtol=1e-5, atol=1e-7)
            for block in _blocks(whole.T, event, variable)
            if block.size == row.value.size
        )


def ones(event: Event) -> Functional:
    """Return the sum of all elements of a value."""
    return ((event.index, np.ones(event.value.size)),)


def _block_sizes(event: Event, variable: Variable) -> set[int]:
    found = {event.value.size * variable.size}
    if event.shape and variable.shape:
        found |= {a * b for a in event.shape for b in variable.shape}
    return {size for size in found if size > 1}


def _blocks(whole: Vector, event: Event, variable: Variable) -> Iterator[Vector]:
    yield whole
    yield whole.T
    if event.shape and variable.shape and len(event.shape) == len(variable.shape) == 2:
        four = whole.reshape(*event.shape, *variable.shape)
        for block in (four[:, 0, :, 0], four[0, :, 0, :]):
            yield block
            yield block.T
