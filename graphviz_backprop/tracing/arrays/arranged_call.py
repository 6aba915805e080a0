"""Calls that only move numbers: which place of the array each number of the result comes from."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.function_table import FUNCTIONS
from graphviz_backprop.ops import Op, arrays
from graphviz_backprop.ops.arrays import STORAGE, NumpyCall, Slot, slots
from graphviz_backprop.tracing.arrays.applied_call import Applied, as_option
from graphviz_backprop.tracing.tape.record import Record

# Ways of `np.pad` that repeat numbers of the array, or a constant.
_PADDED = frozenset("constant edge reflect symmetric wrap".split())
_LONGEST_TEXT = 20


def arranged(applied: Applied) -> Record | None:
    """A function that only moves elements: it moves their positions in the same way.

    Positions count from 1, so that 0 is what the function itself puts in.
    """
    call, source = applied.parent.call, _only_input(applied)
    if call is None or source is None or not call.is_in_order:
        return None
    if not np.shape(source.value):
        return source if not np.ndim(applied.parent.value) else None
    named = {key: arg for key, arg in call.named.items() if key not in STORAGE - {"order"}}
    if applied.name == "pad" and not _only_moves(named, call):
        return None
    named.pop("constant_values", None)
    places = np.arange(1, np.size(source.value) + 1).reshape(np.shape(source.value))
    positions = np.asarray(call.function(places, *call.args[1:], **named)) - 1
    return _moved(applied, source, positions, _text_of(call))


def sorted_array(applied: Applied) -> Record | None:
    """`np.sort`: the order of the values says where each comes from."""
    source = _only_input(applied)
    if source is None or applied.given is None or "order" in applied.given:
        return None
    axis, values = as_option(applied.plain("axis", -1)), np.asarray(source.value)
    if axis is None:
        axis, values = 0, values.reshape(-1)
    if not values.ndim:
        return None
    places = np.arange(values.size).reshape(values.shape)
    order = np.argsort(values, axis=axis, kind="stable")
    positions = np.take_along_axis(places, order, axis)
    return _moved(applied, source, positions, "")


def partitioned_array(applied: Applied) -> Record | None:
    """`np.partition`: as `np.argpartition` orders the places, where that gives the same values."""
    call, source = applied.parent.call, _only_input(applied)
    if call is None or source is None or not np.shape(source.value):
        return None
    values = np.asarray(source.value)
    places: Any = np.arange(values.size).reshape(values.shape)
    order = np.argpartition(values, *call.args[1:], **call.named)
    axis = as_option(applied.plain("axis", -1))
    if axis is None:
        axis, values, places = 0, values.reshape(-1), places.reshape(-1)
    positions = np.take_along_axis(places, order, axis)
    is_same = np.array_equal(values.flat[positions], applied.parent.value)
    return _moved(applied, source, positions, _text_of(call)) if is_same else None


def _only_input(applied: Applied) -> Record | None:
    """The array, where it is the first argument and all others are plain."""
    call = applied.parent.call
    if call is None or len(applied.inputs) != 1 or not call.args:
        return None
    others = any(slots_of(arg) for arg in (*call.args[1:], *call.named.values()))
    return applied.inputs[0] if isinstance(call.args[0], Slot) and not others else None


def slots_of(argument: Any) -> list[Slot]:
    """The places of computed values in an argument."""
    return list(slots(argument))


def _only_moves(named: dict[str, Any], call: NumpyCall) -> bool:
    mode = named.get("mode", call.args[2] if len(call.args) > 2 else "constant")
    return mode in _PADDED and named.get("reflect_type", "even") == "even"


def _moved(applied: Applied, source: Record, positions: Any, text: str) -> Record | None:
    op, part = _op_of(applied, source, positions)
    value = np.asarray(applied.parent.value)
    put_in = positions < 0
    if op is None or positions.shape != value.shape:
        return None
    if not put_in.any():
        return applied.becomes(op, source, positions=positions, text=part or text)
    constants = np.unique(value[put_in])
    fill = constants[0].item() if constants.size == 1 else np.where(put_in, value, 0)
    return applied.becomes(op, source, positions=positions, fill=fill, text=part or text)


def _op_of(applied: Applied, source: Record, positions: Any) -> tuple[Op | None, str]:
    """The function's own op; else that of a part, which has no constants, and how it is written."""
    row = FUNCTIONS[applied.name]
    if row.op:
        return arrays.ARRANGED[row.op], ""
    if (positions < 0).any():
        return None, ""
    op, text = arrays.describe_part(np.shape(source.value), positions)
    return op, text if op is not arrays.index else f".{applied.name}(…)"


def _text_of(call: NumpyCall) -> str:
    """The other arguments as the code has them: `, 1, axis=0`."""
    named = (f"{key}={arg!r}" for key, arg in call.named.items())
    text = "".join(f", {part}" for part in (*map(repr, call.args[1:]), *named))
    return text if len(text) <= _LONGEST_TEXT else ", …"
