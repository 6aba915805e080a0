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
    module = module_of(function)
    is_numpy = type(module) is str and module.partition(".")[0] == "numpy"
    return loaded() if is_numpy and "numpy" in sys.modules else None


def module_of(function: object) -> object:
    """The module of a function, or of the object whose method it is."""
    module = getattr(function, "__module__", None)
    if module:
        return module
    owner = getattr(function, "__self__", None)
    return type(function if owner is None else owner).__module__


def loaded() -> ModuleType:
    """`capture.arrays`."""
    from graphviz_backprop.capture import arrays

    return arrays


def is_loaded() -> bool:
    """Whether the run had any use for it."""
    return "graphviz_backprop.capture.arrays" in sys.modules
