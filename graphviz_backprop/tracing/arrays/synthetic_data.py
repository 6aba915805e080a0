"""Arrays that NumPy made up, of random numbers or by a rule, and what is computed from them alone.

Nothing is recorded of them yet: only that they were not written as numbers in the reader's code.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from typing import Any

import numpy as np

from graphviz_backprop.tracing.arrays.memory import owner_of
from graphviz_backprop.tracing.arrays.numpy_functions import is_drawing, is_making
from graphviz_backprop.tracing.tape.record import Record

# By the id of the array: what tells that it is gone, and whether it is of random numbers.
_SYNTHETIC: dict[int, tuple[Any, bool]] = {}
_SCALING = frozenset(["multiply", "divide", "true_divide"])
# A scale of more steps than these is a computation.
_MOST_STEPS = 20


def is_synthetic(array: Any) -> bool:
    """True if this is such an array, or a view of one."""
    return id(owner_of(array)) in _SYNTHETIC


def is_drawn(value: Any) -> bool:
    """True if this is such an array of random numbers; a number is none."""
    if not isinstance(value, np.ndarray):
        return False
    _, is_random = _SYNTHETIC.get(id(owner_of(value)), (None, False))
    return is_random


def note(name: str, array: Any, operands: Iterable[Any]) -> None:
    """The result of the function of this name: made up by itself, or from arrays that are."""
    parts = list(operands)
    if is_making(name) or (parts and all(map(is_synthetic, parts))):
        note_made_up(array, is_drawing(name) or any(map(is_drawn, parts)))


def note_made_up(array: Any, is_random: bool) -> None:
    """An array that is to be known as one that NumPy made up, of random numbers or by a rule."""
    owner = owner_of(array)
    key = id(owner)
    _SYNTHETIC[key] = weakref.ref(owner, lambda _: _SYNTHETIC.pop(key, None)), is_random


def is_scaled(name: str, arrays: list[Any], scales: Iterable[Record]) -> bool:
    """True if first weights are scaled by their number: `randn(n, m) / np.sqrt(n)`.

    Args:
        name: that of the function under `np.`.
        arrays: those among its arguments.
        scales: the records of its arguments.
    """
    if name not in _SCALING or not arrays or not all(map(is_synthetic, arrays)):
        return False
    return all(map(_is_of_whole_numbers, scales))


def _is_of_whole_numbers(scale: Record) -> bool:
    waiting, steps = [scale], 0
    while waiting and steps < _MOST_STEPS:
        record, steps = waiting.pop(), steps + 1
        is_whole = record.is_constant or isinstance(record.value, int | np.integer)
        if not record.is_single or not (record.inputs or is_whole):
            return False
        waiting += record.inputs
    return not waiting
