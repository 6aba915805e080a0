"""Names for arrays and for NumPy's numbers: what a name is given first is an input."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops import LEAF, opaque
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord
from graphviz_backprop.tracing.arrays.memory import (
    Unnamed,
    copied,
    memory_of,
    record_of_array,
    track,
)
from graphviz_backprop.tracing.arrays.record_call import MOST_ELEMENTS
from graphviz_backprop.tracing.arrays.synthetic_data import is_synthetic
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import can_wrap, wrap

_KINDS = "fiu"


def is_new(value: Any) -> bool:
    """True if this is a plain number, or an array or a part that nothing is known of."""
    if not isinstance(value, np.ndarray):
        return can_wrap(value)
    if type(value) not in (np.ndarray, TracedArray):
        return False
    return memory_of(value) is None or isinstance(record_of_array(value), Unnamed)


def is_plain_integer(value: Any) -> bool:
    """True if this is an integer of NumPy's without a record."""
    return isinstance(value, np.integer) and can_wrap(value)


def name_input(name: str, value: Any) -> tuple[Any, Record | None]:
    """A new array or number as an input of this name, and its leaf; arrays keep their memory."""
    if not isinstance(value, np.ndarray):
        leaf = Record(LEAF, (), value, name)
        return wrap(value, leaf), leaf
    array = plain_array(value)
    if array.dtype.kind not in _KINDS or not 0 < array.size <= MOST_ELEMENTS:
        return _traced(value), None
    leaf = ArrayRecord(LEAF, (), copied(array))
    leaf.name, leaf.is_synthetic = name, is_synthetic(array)
    traced = _traced(value)
    track(traced, leaf)
    return traced, leaf


def _traced(value: Any) -> Any:
    return value if type(value) is TracedArray else traced_array(value)


def record_of_known(array: Any) -> Record | None:
    """The record of an array that was computed or named before."""
    return record_of_array(array) if isinstance(array, np.ndarray) else None


def opaque_result(name: str, inputs: tuple[Record, ...], result: Any) -> Any:
    """The result of an unknown function: an array or a number of NumPy's."""
    if can_wrap(result):
        return wrap(result, Record(opaque(name), inputs, result))
    record = ArrayRecord(opaque(name), inputs, copied(plain_array(result)))
    if memory_of(result) is None:
        track(plain_array(result), record)
    return _traced(result)
