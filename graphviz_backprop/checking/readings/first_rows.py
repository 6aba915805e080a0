"""The first derivatives of a pass: of the output itself, or the error that it starts from."""

from __future__ import annotations

import numpy as np

from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.error_targets import scale_of, target_of
from graphviz_backprop.checking.outputs.outputs import Output, Outputs
from graphviz_backprop.checking.watching.telling import Event


class FirstRows:
    """Tells which rows the chosen outputs' passes start from."""

    def __init__(
        self,
        events: list[Event],
        variables: VariablesByName,
        outputs: Outputs,
        chosen: list[Output],
    ) -> None:
        self._events, self._variables, self._outputs = events, variables, outputs
        self._chosen = chosen

    def is_of_output(self, row: Row) -> bool:
        """True if a row is the derivative by the output itself, by its name."""
        for output in self._chosen:
            functional = self._outputs.functional(output, row, -1) if row.to else None
            if functional is not None:
                event = self._events[functional[-1][0]]
                found = self._variables.named(row.to, row.last.index)
                if any(e.index == event.index for e in found[-3:]):
                    return True
        return False

    def error_of_output(self, row: Row) -> str:
        """Return what error of the output a row is, in words; empty where it is none."""
        for output in self._chosen:
            functional = self._outputs.functional(output, row, -1)
            event = self._events[functional[-1][0]] if functional else None
            if event is None or event.value.size != row.value.size:
                continue
            for seed in self._outputs.targets.seeds(event, row.last.index):
                error = self._outputs.targets.error(seed, event, row.last.index)
                if error is None or not np.any(error) or row.value.shape != error.shape:
                    continue
                place = int(np.argmax(np.abs(error)))
                times = scale_of(row.value[place] / error[place], self._outputs.counts)
                is_minus = times is not None and times < 0 and output.scale > 0
                if times and not is_minus and np.allclose(row.value, times * error, rtol=1e-7):
                    factor = "" if abs(times) == 1.0 else f", times {abs(times):g}"
                    return f"the error to {target_of(seed)}{factor}"
        return ""

    def is_declared(self, row: Row) -> bool:
        """True if a row is the declared upstream gradient under another name."""
        for output in self._chosen if row.value.size > 1 else ():
            found = self._outputs.functional(output, row, -1)
            told = found and self._outputs.declared(self._events[found[-1][0]], row)
            if told and np.array_equal(told[0], row.value):
                return True
        return False

    def is_start(self, row: Row) -> bool:
        """True if a row is what the code starts from."""
        return row.name in {one.seed for one in self._chosen}
