"""Whether a derivative may belong to another layer's variable of the same name."""

from __future__ import annotations

import re
from typing import Any

from graphviz_backprop.checking.by_hand.agreement import Reading, fits, has_other_axes
from graphviz_backprop.checking.by_hand.handed_back import where_computed
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import WRONG
from graphviz_backprop.checking.watching.nudges import Variable


def settle_another_shape(state: State, states: list[State], bench: Bench) -> Any:
    """Call a row of another shape wrong where it is certain what it is; return what it is like.

    The `dW` of a function is certainly what the `dW2` is that a call of it gives a name.
    """
    matrix = bench.jacobians.jacobian_truth(state.row) if state.row.of else None
    if matrix is not None:
        state.verdict, state.truth = WRONG, matrix
        return None
    if bench.is_of_a_number(state):
        state.note = "by which variable it is the derivative could not be told"
        return None
    reading = None
    for other in states if state.readings else ():
        if where_computed(other, [state], bench.events, bench.flow) is state:
            reading = reading or only_reading(other, bench.variables)
    reading = reading or only_reading(state, bench.variables)
    bench.nudges.until = state.index
    truth = bench.agreement.truth(reading) if reading else None
    if reading is None or truth is None:
        state.note = "what it is the derivative of could not be told"
        return None
    state.verdict, state.reading, state.truth = WRONG, reading, truth
    state.note = "it has another shape"
    return reading.variable.like


def only_reading(state: State, variables: VariablesByName) -> Reading | None:
    """Return what a row of another shape is certainly; None where something else may be meant."""
    readings = state.readings
    shapes = {(one.variable.shape, one.variable.size) for one in readings}
    is_open = state.row.is_weak and not state.row.step  # `delta_output`, of any layer
    # `db2 = layer2.dweights`: no layer's bias is a matrix.
    is_certain = len(shapes) == 1 or has_other_axes(state.row.last, readings)
    if not is_certain or is_open or has_one_that_fits(state.row, variables):
        return None
    # A factor, as `d_z_d_w = x`, may have any shape.
    is_factor = bool(state.row.of) and readings[0].kind == "local"
    return None if is_factor else readings[0]


def has_one_that_fits(row: Row, variables: VariablesByName) -> bool:
    """Return whether some variable of a row's name, whatever its number or place, has its shape.

    Also one whose name goes on: `dx` may be that of `xVals` or `x_data` where `x` is a number.
    """
    names = {row.to, row.to.rstrip("0123456789")} - {""}
    if not names:
        return False
    events = [event for name in names for event in variables.named(name, row.last.index)]
    longer = re.compile(rf"(?:{'|'.join(map(re.escape, names))})(?:s|[_A-Z]\w*)")
    events += [
        event
        for event in variables.forward
        if event.index < row.last.index and longer.fullmatch(event.name.rpartition(".")[2])
    ]
    return any(fits(row.value, row.last.shape, Variable(event)) for event in events)
