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

# By the id of the array: what tells that it is gone, and whether it is of random numbers.
_SYNTHETIC: dict[int, tuple[Any, bool]] = {}


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
        owner, key = owner_of(array), id(owner_of(array))
        is_random = is_drawing(name) or any(map(is_drawn, parts))
        _SYNTHETIC[key] = weakref.ref(owner, lambda _: _SYNTHETIC.pop(key, None)), is_random
