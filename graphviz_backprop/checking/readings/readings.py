"""What each derivative may be, the likeliest first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from graphviz_backprop.checking.by_hand.agreement import Agreement, Reading, fits, ones
from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.names_of_losses import is_final
from graphviz_backprop.checking.by_hand.slopes_of_entries import Functional
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.error_targets import is_cross_entropy
from graphviz_backprop.checking.outputs.output_choice import OutputChoice
from graphviz_backprop.checking.outputs.outputs import Output, Outputs
from graphviz_backprop.checking.readings.helpers import Helpers
from graphviz_backprop.checking.watching.nudges import Nudges, Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import is_of_function, squeeze

_MOST_FUNCTIONS = 8
ANY_FUNCTION = 9  # the rank of readings by a function that no name says: they are no truth


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
        by_rate: Iterable[int],
    ) -> None:
        self._flow, self._by_rate = flow, sorted(by_rate)
        self._events, self._variables, self._outputs = events, variables, outputs
        self._choice, self._agreement, self._nudges = choice, agreement, nudges
        self.chosen, self.helpers = chosen, Helpers(events, variables.forward)
        self._behind: dict[tuple[int, ...], set[int]] = {}
        self._forward_sites, self._read_by = dict[int, set[int]](), dict[int, set[int]]()
        self._plain = {event.index for event in variables.forward}
        self._written = {event.index for event in events} - self._plain

    def named(self, row: Row) -> list[Reading]:
        """Return the readings that the name allows."""
        self._nudges.until = row.last.index
        if row.is_helper:
            # Of a softmax all elements together are always 1: it is no function of each alone.
            told = self.helpers.at_the_same(row)
            told = (one for one in told if "softmax" not in one.label.lower())
            return [reading for reading in told if not self._agreement.is_zero(reading)]
        variables = self._choice.variables.of_row(row)
        outputs = self._of_its_pass(row)
        if not row.of:
            totals = list(self._totals(row, variables, outputs))
            if is_of_function(row.name) or len({e.site.line for e in row.events}) > 1:
                inner = self._inputs(row, variables)
                totals += self._totals(row, inner, outputs)
            for one in self._choice.variables.of_call(variables) if totals else ():
                found = self._every_total(row, [one], outputs)
                totals += [r for r in found if not self._agreement.is_zero(r) or self._is_behind(r)]
            return totals
        own = [o for o in outputs if o.name.rpartition(".")[2].lower() == row.of.lower()]
        totals = list(self._totals(row, variables, own or self._first_for(row)))
        local = list(self._locals(row, variables))
        if self._is_outputs(row, row.of):
            return [*totals, *local]
        # `dp_du = p` may be the loss's by chance: it is no other than that of its calculation.
        named = [one for one in local if one.rank != ANY_FUNCTION]
        return local if named and self._is_of_step(row, named[0]) else [*local, *totals]

    def _is_of_step(self, row: Row, local: Reading) -> bool:
        """True if a row is computed from nothing but a function's value and what went into it."""
        lines = [event.index for event in row.events]
        behind = self._flow.ancestors(lines, self._by_rate).difference(lines)
        return behind <= self._flow.ancestors(index for index, _ in local.functional)

    def _is_outputs(self, row: Row, of: str) -> bool:
        """True if X of `d_X_d_Y` is the output."""
        names = {squeeze(one.name.rpartition(".")[2]).lower() for one in self.chosen}
        if of.lower() in names or is_final(of):
            return True
        last = self.output_event(row)
        return last in self._variables.functions(of, row.last.index)

    def is_of_unknown(self, row: Row) -> bool:
        """True if the code has no value of the name X of `d_X_d_Y`, and it is no usual output's."""
        is_known = not row.of or self._variables.functions(row.of, row.last.index)
        return not is_known and not self._is_outputs(row, row.of)

    def output_event(self, row: Row) -> Event | None:
        """Return the output's event for a row."""
        functional = self.functional_for(row)
        return self._events[functional[-1][0]] if functional else None

    def functional_for(self, row: Row) -> Functional | None:
        """Return what is differentiated, for a row."""
        found = (self._outputs.functional(one, row, -1) for one in self._first_for(row))
        return next((one for one in found if one), None)

    def _first_for(self, row: Row) -> list[Output]:
        """The first output that there is for a row: a second pass, further down, has its own."""
        outputs = self._of_its_pass(row)
        found = (one for one in outputs if self._outputs.functional(one, row, -1))
        return list(islice(found, 1)) or self.chosen[:1]

    def _of_its_pass(self, row: Row) -> list[Output]:
        """The outputs, but those of a pass that is over: of nets trained in turn each has its own.

        Of several outputs it is the ones of which the fewest updates have come since.
        """
        if len(self.chosen) < 2 or not self._by_rate:
            return self.chosen
        until, since = bisect_left(self._by_rate, row.last.index), dict[Output, int]()
        for output in self.chosen:
            functional = self._outputs.functional(output, row, -1)
            if functional:
                last = functional[-1][0]
                since[output] = max(0, until - bisect_left(self._by_rate, last))
        least = min(since.values(), default=0)
        return [one for one in self.chosen if since.get(one, least) == least]

    def _inputs(self, row: Row, variables: list[Variable]) -> list[Variable]:
        """What the variables are computed from, in their shape: z of `drelu`, which is masked."""
        found: dict[int, Variable] = {}
        forward = {event.index for event in self._variables.forward}
        for variable in variables:
            waiting = list(self._flow.inputs[variable.event.index])
            for index in waiting:
                event = self._events[index]
                is_step = event.site.kind in ("parameter", "return", "inner")
                if index in forward and event.value.size == row.value.size and not is_step:
                    found[index] = Variable(event)
                elif is_step and len(waiting) < 30:
                    waiting += self._flow.inputs[index]
        return list(found.values())

    def _totals(self, row: Row, variables: list[Variable], outputs: list[Output]) -> list[Reading]:
        """Those on which the output depends; where there is none, the derivative is 0."""
        every = list(self._every_total(row, variables, outputs))
        found = [one for one in every if not self._agreement.is_zero(one)]
        fitting = [o for o in every if fits(row.value, row.last.shape, o.variable)]
        if found and (row.value.any() or any(one in fitting for one in found)):
            return found
        zero = [o for o in fitting[:1] if not row.value.any() or self._is_behind(o)]
        return [*found, *zero]  # of another layer's weights it is not 0

    def _is_behind(self, reading: Reading) -> bool:
        """True if what is differentiated is computed from the variable, by the names."""
        roots = tuple(index for index, _ in reading.functional)
        if roots not in self._behind:
            self._behind[roots] = self._flow.ancestors(roots)
        return reading.variable.event.index in self._behind[roots]

    def _every_total(
        self, row: Row, variables: list[Variable], outputs: list[Output]
    ) -> Iterator[Reading]:
        for rank, output in enumerate(outputs):
            for variable in variables:
                for one in self._before(row, variable, output):
                    functional = self._outputs.functional(output, row, one.event.index - 1)
                    if functional and not self._is_stale(row, one.event, functional):
                        yield Reading("total", one, functional, output.scale, output.name, rank)

    def _is_stale(self, row: Row, event: Event, functional: Functional) -> bool:
        """True if an output is that of an earlier sample: the row reads newer values of its kind.

        Only values of the function that computes the output count: helpers may be called again.
        """
        last = self._events[functional[-1][0]]
        if last.index not in self._forward_sites:
            found = self._flow.ancestors([last.index], self._written)  # not of earlier updates
            behind = (self._events[index] for index in found)
            self._forward_sites[last.index] = {
                e.site.number for e in behind if _is_of_pass(e, last) and e.index in self._plain
            }
        if row.last.index not in self._read_by:
            own = [event.index for event in row.events]
            self._read_by[row.last.index] = self._flow.ancestors(own)
        sites = self._forward_sites[last.index]
        return self._flow.is_given_in_part(event, last.index) or any(
            index > last.index
            and self._events[index].site.number in sites
            and _is_of_pass(self._events[index], last)
            for index in self._read_by[row.last.index]
        )

    def _before(self, row: Row, variable: Variable, output: Output) -> list[Variable]:
        """The variable, or what it was before the output, where it has changed since."""
        last = self._outputs.functional(output, row, -1)
        if last is None:
            return []
        if variable.event.index < last[-1][0]:
            return [variable]
        if variable.event.index == last[-1][0]:  # the output itself
            return [variable] if is_cross_entropy(output.seed) else []
        found = self._variables.candidates(row, last[-1][0])
        return [one for one in found if one.size == variable.size]

    def _locals(self, row: Row, variables: list[Variable]) -> Iterator[Reading]:
        functions = self._variables.functions(row.of, row.last.index)
        rank = 1
        if not functions and self.chosen:
            rank = ANY_FUNCTION
            reached = {
                index for variable in variables[:2] for index in self._nudges.moved(variable)
            }
            functions = [e for e in self._variables.forward if e.index in reached]
            functions = [e for e in reversed(functions) if e.index < row.last.index]
        for variable in variables:
            for event in functions[:_MOST_FUNCTIONS]:
                if event.index > variable.event.index:
                    reading = Reading("local", variable, ones(event), 1.0, event.name, rank)
                    if not self._agreement.is_zero(reading):
                        yield reading

    def by_shape(self, row: Row) -> Iterator[Reading]:
        """Yield the total derivatives with respect to any variable of a row's shape."""
        self._nudges.until = row.last.index
        for output in self._of_its_pass(row):
            for variable in self._variables.of_shape(row, row.last.index):
                functional = self._outputs.functional(output, row, variable.event.index)
                if functional is None or self._outputs.targets.is_target(variable.event):
                    continue  # nobody means that by a target
                reading = Reading("total", variable, functional, output.scale, output.name, 5)
                if not self._agreement.is_zero(reading):
                    yield reading

    def local_pairs(self, row: Row) -> Iterator[Reading]:
        """Yield the derivative of any value with respect to any other, element by element."""
        self._nudges.until = row.last.index
        variables = self._variables.of_shape(row, row.last.index)[:8]
        wanted = row.value.size
        for variable in variables:
            moved = self._nudges.moved(variable)
            for event in self._variables.forward:
                if (
                    event.index in moved
                    and variable.event.index < event.index < row.last.index
                    and (event.value.size in (1, wanted))
                ):
                    yield Reading("local", variable, ones(event), 1.0, event.name, 7)

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
                reading = Reading("local", variable, ones(event), 1.0, event.name, 7)
                if event.index > variable.event.index and not self._agreement.is_zero(reading):
                    yield reading


def _is_of_pass(event: Event, output: Event) -> bool:
    """True if a value is given a name in the function that computes an output."""
    site = event.site
    is_own = (site.function, site.function_line, site.filename) == (
        output.site.function,
        output.site.function_line,
        output.site.filename,
    )
    return is_own and site.kind == "given" and event.name != output.name
