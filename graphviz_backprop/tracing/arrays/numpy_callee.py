"""What a call of a NumPy function calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import numpy as np

from graphviz_backprop.ops import Op
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.numpy_functions import OUTSIDE, name_of
from graphviz_backprop.tracing.arrays.traced_array import plain_array, traced_array
from graphviz_backprop.tracing.tape.traced import plain


def _listed(numbers: Iterable[Any], count: int = -1, **_: Any) -> list[Any]:
    return list(numbers) if count < 0 else list(islice(numbers, count))


def apply(op: Op, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """What a function of an op from outside gives for arrays, with a record of the op."""

    def on_plain(*plain_args: Any) -> Any:
        return plain_array(plain(function(*plain_args)))

    return call_and_record(OUTSIDE + op.name, on_plain, args, {})


def numpy_callee(function: Any) -> Callable[..., Any]:
    """The function with its records kept."""
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray):
        return getattr(traced_array(owner), function.__name__)  # type: ignore[no-any-return]  # a method

    def call(*args: Any, **named: Any) -> Any:
        name = name_of(function)
        if name == "where" and len(args) == 1:
            name = "nonzero"
        if name == "fromiter" and args:  # its numbers are seen only one by one
            args = (_listed(*args[:1], *args[2:3], **named), *args[1:])
        return call_and_record(name, function, args, named)

    return call
