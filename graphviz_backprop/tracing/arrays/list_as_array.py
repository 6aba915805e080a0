"""A long list of plain numbers as an array: see `tape.undivided_lists`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from graphviz_backprop.tracing.arrays.memory import track
from graphviz_backprop.tracing.arrays.name_input import name_input
from graphviz_backprop.tracing.arrays.operands import Operands
from graphviz_backprop.tracing.arrays.record_call import record_call
from graphviz_backprop.tracing.arrays.traced_array import traced_array
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import can_wrap, wrap


def input_of_list(
    name: str, value: Sequence[float], known: Record | None = None
) -> tuple[Any, Record | None]:
    """The list as an array of its own memory, and its record; both None where it can be none.

    Args:
        name: that of the input.
        value: the list.
        known: its record as it was; given back where its numbers are the same.
    """
    try:
        array = np.array(value)
    except (OverflowError, TypeError, ValueError):
        return None, None
    if known is not None and _bits(array) == _bits(known.value):
        traced = traced_array(array)
        track(traced, known)
        return traced, known
    return name_input(name, array) if array.ndim == 1 else (None, None)


def _bits(array: Any) -> tuple[Any, bytes]:
    """What two arrays have in common that are equal: NaN is itself, and -0.0 is not 0.0."""
    return array.dtype, array.tobytes()


def reduced(name: str, array: Any, result: Any) -> Any:
    """What Python's `sum`, `max` or `min` gave for a list, recorded as that of NumPy."""
    if not can_wrap(result):
        return result
    return wrap(result, record_call(name, getattr(np, name), Operands((array,), {}), result))
