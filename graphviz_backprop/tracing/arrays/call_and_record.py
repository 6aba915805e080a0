"""A NumPy function on traced values: the real call on plain ones, and its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.function_table import FUNCTIONS
from graphviz_backprop.tracing.arrays.call_at_readers_line import call_at_readers_line
from graphviz_backprop.tracing.arrays.memory import (
    discard_initial_value,
    is_start,
    memory_of,
    owner_of,
    record_of_array,
    take,
    track,
    write,
)
from graphviz_backprop.tracing.arrays.numpy_functions import (
    first_count,
    is_drawing,
    writes_to_first,
)
from graphviz_backprop.tracing.arrays.operands import Operands, stripped
from graphviz_backprop.tracing.arrays.record_call import record_call
from graphviz_backprop.tracing.arrays.synthetic_data import is_drawn, is_scaled, note, note_made_up
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array
from graphviz_backprop.tracing.tape.guards import note_decision
from graphviz_backprop.tracing.tape.record import Record, constant
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.traced import can_wrap, wrap

_REPLACING = frozenset({"fill", "copyto"})


def call_and_record(
    name: str, function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
) -> Any:
    """Call the real function; what it gives, and what it wrote to, has a record.

    Args:
        name: that of the function under `np.`.
        function: the real function, for plain values.
        args: the reader's arguments, traced or not.
        named: those with names.
    """
    if RECORDING.is_asleep:
        plain_named = {key: stripped(value) for key, value in named.items()}
        return call_at_readers_line(function, tuple(map(stripped, args)), plain_named)
    if name == "full_like" and args:  # its array only gives the shape
        args = (np.empty_like(plain_array(args[0])), *args[1:])
    operands = Operands(args, named, first_count(name))
    is_refilled = _is_refilled(name, args, operands)
    if not is_refilled and writes_to_first(name) and _is_overwritten(name, args[0]):
        discard_initial_value(args[0])
        operands = Operands(args, named)
    if operands.records:
        operands.keep()
    result = call_at_readers_line(function, operands.args, operands.named)
    for array in map(traced_array, _written(name, result, operands)):
        value = np.array(plain_array(array))
        new = constant(value) if is_refilled else record_call(name, function, operands, value)
        write(array, new)
    return _wrapped(name, function, operands, result)


def _is_overwritten(name: str, array: Any) -> bool:
    """True if what an array holds is gone, or was the zero that sums start from: `np.add.at`."""
    content = plain_array(array)
    is_of_records = content.dtype.names is not None  # which are neither zero nor not
    return name in _REPLACING or not (is_of_records or content.any())


def _is_refilled(name: str, args: tuple[Any, ...], operands: Operands) -> bool:
    """True if there is only one input, which nothing has used yet: it is what it is made to be.

    Only what replaces all of it does that; any other function in place is an operation on it,
    unless it is data that NumPy has made up: `w = rng.normal(size=3)` and then `w *= 0.1`.
    """
    own = record_of_array(args[0]) if args and isinstance(args[0], np.ndarray) else None
    if own is None or not is_start(own) or len(operands.records) > 1:
        return not operands.records
    is_made_up = bool(getattr(own, "is_synthetic", False))
    return operands.records in ([], [own]) and (is_made_up or name in _REPLACING)


def _written(name: str, result: Any, operands: Operands) -> list[Any]:
    """The arrays that the call has changed, where that matters to a record."""
    out = operands.named.get("out")
    written = [one for one in (out if type(out) is tuple else (out,)) if one is not None]
    if writes_to_first(name) or name.startswith("i:"):
        first = operands.args[0]
        if type(first) is np.ndarray and (result is first or not name.startswith("i:")):
            written.append(first)
    if not operands.records:
        return [array for array in written if memory_of(array)]
    if not written and operands.is_filled(result):
        written.append(result)
    if not written and name not in FUNCTIONS:
        written = [array for array, record in operands.arrays if _has_changed(array, record)]
    return written


def _has_changed(array: Any, record: Record) -> bool:
    value = record.value
    return bool(np.shape(value) == array.shape and value.tobytes() != array.tobytes())


def _wrapped(name: str, function: Any, operands: Operands, result: Any) -> Any:
    """A result as the reader's code gets it."""
    kind = type(result)
    if kind is np.ndarray:
        return _wrapped_array(name, function, operands, result)
    if name == "tolist":
        return _listed(record_of_array(operands.args[0]), result)
    if kind is list:
        return [_wrapped(name, function, operands, part) for part in result]
    if isinstance(result, tuple):
        parts = [_wrapped(f"{name}", function, operands.opaque(), part) for part in result]
        return result._make(parts) if hasattr(result, "_make") else kind(parts)
    if isinstance(result, np.ndarray) and kind is not TracedArray and memory_of(result) is None:
        if operands.records:  # of a class that may compute in its own way
            track(result, record_call(name, function, operands.opaque(), np.array(result)))
        return result
    if isinstance(result, np.bool) and operands.is_traced:
        note_decision(name, (*operands.records, *operands.tested), result)
    if not operands.is_traced or not can_wrap(result) or is_drawing(name):
        return result
    return wrap(result, record_call(name, function, operands, result))


def _wrapped_array(name: str, function: Any, operands: Operands, result: Any) -> Any:
    same = operands.original(result)
    if same is not None:
        return same
    if memory_of(result) is None and not _is_view(result, operands):
        if is_scaled(name, operands.every_array(), operands.records):
            note_made_up(result, any(map(is_drawn, operands.every_array())))
        elif operands.is_traced and not is_drawing(name):
            track(result, record_call(name, function, operands, np.array(result)))
        else:
            note(name, result, operands.every_array())
    return traced_array(result)


def _is_view(result: Any, operands: Operands) -> bool:
    """True if it is the memory of an argument that has no record."""
    owner = owner_of(result)
    return any(owner is owner_of(arg) for arg in operands.args if isinstance(arg, np.ndarray))


def _listed(record: Record | None, value: Any) -> Any:
    """`a.tolist()`: each number with its record."""
    if record is None:
        return value
    places = np.arange(np.size(record.value)).reshape(np.shape(record.value))
    return _list_of(record, value, places)


def _list_of(record: Record, value: Any, places: Any) -> Any:
    if type(value) is list:
        return [_list_of(record, part, places[at]) for at, part in enumerate(value)]
    return wrap(value, take(record, places, value)) if can_wrap(value) else value
