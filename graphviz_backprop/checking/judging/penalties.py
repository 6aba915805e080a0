"""Penalties on large weights, of which the code computes no loss: `dW += reg * W`."""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.checking.by_hand.agreement import Reading, fits
from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT

_MOST = 1.0


def settle_penalised(states: Iterable[State], bench: Bench) -> None:
    """Let a gradient be right that is so but for a multiple of its variable added to it."""
    if not bench.readings.is_without_loss:
        return
    for state in states:
        if state.verdict == RIGHT or not state.readings:
            continue
        for reading in state.readings:
            if reading.kind == "total" and _is_penalised(state.row, reading, bench):
                state.verdict, state.reading, state.truth = RIGHT, reading, state.row.value
                bench.penalties.add(round(_times(state.row, reading, bench), 9))
                state.note = f"with a penalty on large {reading.variable.event.name}"
                break


def _times(row: Row, reading: Reading, bench: Bench) -> float:
    """How many times the variable is added, as one direction tells."""
    bench.nudges.until = row.last.index
    direction = bench.nudges.directions(reading.variable.size)[0]
    over = float(reading.variable.value @ direction)
    return float(row.value @ direction - bench.agreement.slopes(reading)[0]) / over if over else 0.0


def _is_penalised(row: Row, reading: Reading, bench: Bench) -> bool:
    variable = reading.variable
    if variable.size < 2 or not fits(row.value, row.last.shape, variable):
        return False
    times = _times(row, reading, bench)
    if not 0.0 < times <= _MOST or same(row.value, times * variable.value):
        return False
    return bench.agreement.agrees(row.value - times * variable.value, row.last.shape, reading)
