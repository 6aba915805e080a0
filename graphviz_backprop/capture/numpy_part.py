"""The door to the part for NumPy, which is only loaded once the reader's code has NumPy values."""

from __future__ import annotations

import sys
from types import ModuleType


def numpy_part(*values: object) -> ModuleType | None:
    """`capture.arrays`, where one of these is an array or a number of NumPy's; else None."""
    numpy = sys.modules.get("numpy")
    if numpy is None:
        return None
    kinds = (numpy.ndarray, numpy.generic, numpy.ufunc)
    return loaded() if any(isinstance(value, kinds) for value in values) else None


def part_of_function(function: object) -> ModuleType | None:
    """`capture.arrays`, where this is a function, a type or a method of NumPy's."""
    owner = getattr(function, "__module__", None)
    owner = owner or type(getattr(function, "__self__", None) or function).__module__
    is_numpy = type(owner) is str and owner.partition(".")[0] == "numpy"
    return loaded() if is_numpy and "numpy" in sys.modules else None


def loaded() -> ModuleType:
    """`capture.arrays`."""
    from graphviz_backprop.capture import arrays

    return arrays


def is_loaded() -> bool:
    """Whether the run had any use for it."""
    return "graphviz_backprop.capture.arrays" in sys.modules
