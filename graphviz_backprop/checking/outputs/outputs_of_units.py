"""What the deltas of neurons start from where none of them is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.names_of_losses import is_loss
from graphviz_backprop.checking.by_hand.units import Units
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.error_targets import is_cross_entropy, is_error
from graphviz_backprop.checking.outputs.outputs import Output, Outputs
from graphviz_backprop.checking.watching.nudges import Nudges, Variable
from graphviz_backprop.checking.watching.telling import Event

_NEAR = 1e-4


class OutputsOfUnits:
    """Finds the loss, or the error to a target, by what the neurons give.

    Args:
        outputs: the values that may be it.
        flow: the links between the events.
        nudges: give its slopes.
        events: all that is told.
    """

    def __init__(
        self, outputs: Outputs, flow: Dataflow, nudges: Nudges, events: list[Event]
    ) -> None:
        self._outputs, self._flow, self._nudges, self._events = outputs, flow, nudges, events
        self._units = Units(events)

    def choose(self, rows: list[Row], is_added: bool) -> list[Output]:
        """Return the output of the first delta, in the measure and sign of the code's errors."""
        for row in [one for one in rows if one.is_unit][:1]:
            found = list(self._candidates(row))
            found.sort(key=lambda one: is_error(one.seed))
            for output in found:
                size = self._size(output, row)
                if size:
                    return [replace(output, scale=-size if is_added else size)]
        return []

    def _candidates(self, row: Row) -> Iterator[Output]:
        for place, events in self._outputs.places(row):
            for seed in self._outputs.seeds(events, row):
                is_lost = seed == "ones" and events[-1].value.size == 1 and is_loss(place.name)
                if is_lost or (is_error(seed) and not is_cross_entropy(seed)):
                    yield replace(place, seed=seed)

    def _size(self, output: Output, row: Row) -> float:
        """So many times its slope is an error that the delta is made of: 1/2 of a whole square."""
        unit = self._units.output(row.last)
        functional = self._outputs.functional(output, row, unit.index) if unit is not None else None
        if unit is None or functional is None:
            return 0.0
        self._nudges.until = row.last.index
        response = self._nudges.moved(Variable(unit))
        slope = sum(
            float(weights @ response[at].central) for at, weights in functional if at in response
        )
        if not slope:
            return 0.0
        behind = self._flow.ancestors([row.last.index])
        numbers = [
            self._events[at].value
            for at in behind
            if unit.index < at < row.last.index and self._events[at].value.size < 50
        ]
        every = np.abs(np.concatenate([*numbers, np.zeros(1)]))
        for size in (1.0, 0.5):
            if np.any(np.abs(every - abs(size * slope)) < _NEAR * abs(slope)):
                return size
        return 1.0
