"""The table's rows for NumPy's functions, and the name under which it has one."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.function_table import FUNCTIONS, Kind, functions_of, kind_of, numpy_name
from graphviz_backprop.ops import OPS, Op
from graphviz_backprop.tracing.tape.numpy_support import module_of

# Functions that work on each element by itself, and their op.
ELEMENTWISE: dict[str, Op] = {
    row.name: OPS[row.op] for row in functions_of(Kind.ELEMENTWISE) if row.op
}


# Before the name of an op from outside the package, where it stands for a function's name.
OUTSIDE = "op:"


def elementwise_op(name: str) -> Op | None:
    """The op of a function that works on each element by itself."""
    if name.startswith(OUTSIDE):
        return OPS[name.removeprefix(OUTSIDE)]
    return ELEMENTWISE.get(name)


def is_decision(name: str) -> bool:
    """True for a function whose result is decided, not computed: a constant."""
    return kind_of(name) is Kind.DECISION


def writes_to_first(name: str) -> bool:
    """True for a function that writes to its first argument."""
    return kind_of(name) is Kind.WRITER or name.endswith(".at")


def is_making(name: str) -> bool:
    """True for a function that makes an array up: its arguments say how large it is."""
    return kind_of(name) is Kind.MAKER or is_drawing(name)


def is_drawing(name: str) -> bool:
    """True for a function that draws random numbers: they are data, not computed."""
    return name.startswith("random.")


def first_count(name: str) -> int | None:
    """The argument from which on a function's integers only count; None where they are data."""
    if is_drawing(name):
        return 0
    row = FUNCTIONS.get(name)
    return None if row is None else row.counts_from


def name_of(function: Any) -> str:
    """The name under `np.`: "dot", "linalg.norm"; that of its module for what isn't there."""
    name = getattr(function, "__name__", type(function).__name__)
    if getattr(np, name, None) is function:
        return numpy_name(name)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return f"{name_of(owner)}.{name}"
    module = str(module_of(function))
    return numpy_name(f"{module.removeprefix('numpy').lstrip('.')}.{name}".lstrip("."))
