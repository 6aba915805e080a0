"""What each derivative is with respect to: by its name, by what it updates, by a unit's net."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.units import Units
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import derivative, squeeze


class VariablesOfRows:
    """The variables that each row may be by, found once for each.

    Attributes:
        events: all that is told.
    """

    def __init__(self, variables: VariablesByName, flow: Dataflow) -> None:
        self._variables, self._flow = variables, flow
        self.events: list[Event] = variables.events
        self._units = Units(variables.events)
        self._of_row: dict[int, list[Variable]] = {}

    def of_row(self, row: Row) -> list[Variable]:
        """Return what a row may be the derivative with respect to, the likeliest first."""
        index = row.last.index
        if index not in self._of_row:
            found = self._units.nets(row.last, self._flow, self._variables.written)
            found = found or self._variables.candidates(row, index)
            if not any(one.size == row.value.size for one in found):
                # `grad_km` of `w_km -= rate * grad_km`, beside a list km.
                found = self._updated_by(row) or found
            if row.is_weak:  # `l2_delta` of `l2 = sigmoid(l1 @ w)`
                found = [*found, *self.of_call(found)]
            self._of_row[index] = found
        return self._of_row[index]

    def of_call(self, variables: list[Variable]) -> list[Variable]:
        """Return what a number that a call gives is made of: the net of `h = squash(w*x + b)`."""
        found: list[Variable] = []
        for variable in variables:
            if variable.stop >= 0:
                continue
            called = [self.events[i] for i in self._flow.inputs[variable.event.index]]
            parts = [e for e in called if e.site.kind == "inner"]
            found += [Variable(e) for e in parts if e.value.size == variable.size]
            if not isinstance(variable.event.site.value, ast.Call):
                continue
            for event in [e for e in called if e.site.kind == "return"][-1:]:
                every = map(self.events.__getitem__, self._behind_in_call(event))
                given = [e for e in every if e.site.kind == "parameter"]
                found += [Variable(e) for e in given if e.value.size == variable.size]
        return found

    def _behind_in_call(self, event: Event) -> Iterator[int]:
        """What a function's result is computed from within the call."""
        waiting, seen = [event.index], set[int]()
        while waiting:
            for at in self._flow.inputs[waiting.pop()]:
                if at not in seen and self.events[at].frame == event.frame:
                    seen.add(at)
                    waiting.append(at)
                    yield at

    def _updated_by(self, row: Row) -> list[Variable]:
        """The variable that a row updates: `w -= rate * gradient`.

        The two have one size, but for a product that only the update reads: it is meant as a
        gradient whatever its shape, as `h.T @ d` where `x.T @ d` is right.
        """
        for reader in self._flow.readers[row.last.index]:
            event = self.events[reader]
            if not (event.site.is_update or event.name in event.site.reads):
                continue
            if row.to and not self._ends_chain(row, event):
                continue
            before = [
                e
                for e in self._variables.forward
                if e.name == event.name and e.index < row.last.index
            ]
            if before and (row.step or before[-1].value.size == row.value.size):
                row.to = row.to or squeeze(event.name)
                return [Variable(before[-1])]
        return []

    def _ends_chain(self, row: Row, update: Event) -> bool:
        """True if an update goes by no other derivative, or the row is the last factor of a chain.

        `w -= rate * dL_dy * dy_dh * dh_dw` is by none of the other factors.
        """
        of = self._variables.functions_of_rows
        names = update.site.reads - {row.name}
        others = {of[name] for name in names if name in of}
        others |= {parts[0] for parts in map(derivative, names) if parts and parts[0]}
        return not others or (bool(row.of) and row.to not in others)
