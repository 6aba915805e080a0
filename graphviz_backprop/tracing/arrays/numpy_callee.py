"""The callee of a NumPy call: a stand-in that keeps the record, or the function itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from graphviz_backprop.ops import Op
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.element_reads import (
    BroadcastIterator,
    ElementIterator,
    apply_along_axis,
    call_vectorized,
    enumerate_elements,
)
from graphviz_backprop.tracing.arrays.numpy_functions import OUTSIDE, is_drawing, name_of
from graphviz_backprop.tracing.arrays.random_draws import draw
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array
from graphviz_backprop.tracing.tape.traced import plain


def _listed(numbers: Iterable[Any], count: int = -1, **_: Any) -> list[Any]:
    return list(numbers) if count < 0 else list(islice(numbers, count))


def apply(op: Op, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
    """The result of a function of an op from outside for arrays, with a record of the op."""

    def on_plain(*plain_args: Any) -> Any:
        return plain_array(plain(function(*plain_args)))

    return call_and_record(OUTSIDE + op.name, on_plain, args, {})


def _call_method(method: Callable[..., Any], owner: Any, *args: Any, **named: Any) -> Any:
    """The result of a method of an array whose class may compute in its own way."""

    def call(_: Any, *plain_args: Any, **plain_named: Any) -> Any:
        return method(*plain_args, **plain_named)

    return call_and_record(f"{type(owner).__name__}.{name_of(method)}", call, (owner, *args), named)


def numpy_callee(function: Any, hooked: Callable[[Any], Any]) -> Callable[..., Any]:
    """The function with its records kept.

    Args:
        function: of NumPy's.
        hooked: gives a function of the reader's with its hooks, for NumPy to call.
    """
    if isinstance(function, np.vectorize):
        return lambda *args, **named: call_vectorized(function, args, named, hooked)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray) and type(owner) not in (np.ndarray, TracedArray):
        return partial(_call_method, function, owner)
    if isinstance(owner, np.ndarray):
        method: Callable[..., Any] = getattr(traced_array(owner), function.__name__)
        return method

    def call(*args: Any, **named: Any) -> Any:
        name = name_of(function)
        if name == "where" and len(args) == 1:
            name = "nonzero"
        if name == "fromiter" and args:  # its numbers are seen only one by one
            args = (_listed(*args[:1], *args[2:3], **named), *args[1:])
        if name == "apply_along_axis":
            return apply_along_axis(hooked, *args, **named)
        if args and type(args[0]) is TracedArray and name == "ndenumerate":
            return enumerate_elements(*args)
        if function is np.nditer:
            return ElementIterator.over(*args, **named)
        if function is np.nested_iters:
            return ElementIterator.nested(*args, **named)
        if function is np.broadcast:
            return BroadcastIterator(*args)
        if is_drawing(name):
            return draw(name, function, args, named)
        return call_and_record(name, function, args, named)

    return call
