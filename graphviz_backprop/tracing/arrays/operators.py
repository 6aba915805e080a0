"""`+ - * / // % **` and their in-place forms, where an operand is an array or a NumPy number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from graphviz_backprop.function_table import OF_OPERATOR
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.memory import (
    discard_initial_value,
    record_of_array,
)
from graphviz_backprop.tracing.arrays.traced_array import plain_array
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import is_number, is_traced, plain, record_of

_NUMERIC = (np.ndarray, np.generic)


def arithmetic(name: str, real: Callable[..., Any], left: Any, right: Any) -> Any:
    """`left + right` and its like; `real` may be the in-place form, `operator.iadd`."""
    in_place = real.__name__.startswith("i")
    if not (_takes_part(left) and _takes_part(right)):
        return real(left, right)  # a class of the reader's
    if name == "mul" and (_is_repeated(left, right) or _is_repeated(right, left)):
        return real(plain(left), plain(right))
    called = OF_OPERATOR[name]
    if in_place and isinstance(left, np.ndarray):
        called = f"i:{called}"
        if _is_traced(right) and (_is_filled(left) or _is_start_of_sum(name, left)):
            discard_initial_value(left)
            if name == "add" and _is_zero(left):
                called = "i:positive"  # a sum that grows from zero starts with its first term
    return call_and_record(called, real, (left, right), {})


def start_of_sum(real: Callable[..., Any], zero: Any, term: Any) -> Any:
    """`zero += term`, recorded as the term alone."""
    return call_and_record("positive", partial(real, plain(zero)), (term,), {})


def known_record(value: Any) -> Record | None:
    """The record of a number or an array, where it has one."""
    if isinstance(value, np.ndarray):
        return record_of_array(value)
    return record_of(value) if is_traced(value) else None


def _is_traced(value: Any) -> bool:
    record = known_record(value)
    return record is not None and not record.is_constant


def _is_start_of_sum(name: str, array: Any) -> bool:
    return name in ("add", "sub") and not plain_array(array).any()


def _is_filled(array: Any) -> bool:
    """True if NumPy has filled an array with one number, `np.ones(2) * 3`: that is no data."""
    record, numbers = record_of_array(array), np.ravel(plain_array(array))
    return bool(getattr(record, "is_synthetic", False) and (numbers == numbers[:1]).all())


def _is_zero(array: Any) -> bool:
    record = record_of_array(array)
    return (record is None or record.is_constant) and not plain_array(array).any()


def _takes_part(value: Any) -> bool:
    """True if NumPy computes with it."""
    return is_number(value) or isinstance(value, (*_NUMERIC, complex, list, tuple))


def _is_repeated(sequence: Any, count: Any) -> bool:
    return type(sequence) in (list, tuple) and not isinstance(count, np.ndarray)
