"""Derivatives that hold all of one array's elements by all of another's, as one matrix."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.output_choice import OutputChoice
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Nudges, Variable
from graphviz_backprop.checking.watching.telling import Event


class Jacobians:
    """Compares rows with whole matrices of derivatives."""

    def __init__(self, variables: VariablesByName, choice: OutputChoice, nudges: Nudges) -> None:
        self._variables, self._choice, self._nudges = variables, choice, nudges

    def jacobian(self, row: Row) -> bool:
        """Return whether a row holds all derivatives of one array's elements by another's."""
        self._nudges.until = row.last.index
        variables = self._choice.variables.of_row(row) or [
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
        """Return all derivatives of the function that a name says by its variable, in a matrix."""
        self._nudges.until = row.last.index
        for variable in self._choice.variables.of_row(row)[:2]:
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
