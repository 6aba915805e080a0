"""Every operator on every pair of operand types: results, types, warnings, errors as plain."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.tape.session import Session
from tests.quick_or_long import quick

VALUES = {
    "int": 3,
    "negative_int": -2,
    "bool": True,
    "float": 2.5,
    "zero": 0.0,
    "complex": 1j,
    "list": [1.0, 2.0],
    "float64": np.float64(1.5),
    "float32": np.float32(0.1),
    "float16": np.float16(0.3),
    "int64": np.int64(4),
    "uint8": np.uint8(200),
    "bool_": np.bool_(True),
    "array0": np.array(1.25),
    "array1": np.array([1.5, -2.0]),
    "array2": np.array([[1.0, 2.0], [3.0, 0.5]]),
    "array32": np.array([0.1, 0.7], dtype=np.float32),
    "array_int": np.array([3, -1]),
    "array_bool": np.array([True, False]),
    "array3": np.array([1.0, 2.0, 3.0]),
}
TRACED = [name for name in VALUES if name not in ("complex", "list", "bool", "bool_", "array_bool")]


def copy_of(value):
    return (
        value.copy()
        if isinstance(value, np.ndarray)
        else list(value)
        if type(value) is list
        else value
    )


def outcome(function, *args):
    """The result or the error, and the warnings."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            result = function(*args)
        except Exception as error:
            result = (type(error), str(error))
    return result, [(one.category, str(one.message)) for one in seen]


def shown(result):
    """What the reader's code can see of a value."""
    if isinstance(result, tuple | list):
        return type(result), [shown(part) for part in result]
    kind = result.__class__
    dtype = getattr(result, "dtype", None)
    shape = getattr(result, "shape", None)
    return kind, dtype, shape, repr(result), str(result)


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def mul(a, b):
    return a * b


def div(a, b):
    return a / b


def floordiv(a, b):
    return a // b


def mod(a, b):
    return a % b


def power(a, b):
    return a**b


def matmul(a, b):
    return a @ b


def less(a, b):
    return a < b


def less_equal(a, b):
    return a <= b


def equal(a, b):
    return a == b


def unequal(a, b):
    return a != b


def iadd(a, b):
    a += b
    return a


def isub(a, b):
    a -= b
    return a


def imul(a, b):
    a *= b
    return a


def idiv(a, b):
    a /= b
    return a


def ifloordiv(a, b):
    a //= b
    return a


def imod(a, b):
    a %= b
    return a


def ipow(a, b):
    a **= b
    return a


def imatmul(a, b):
    a @= b
    return a


FUNCTIONS = [
    *(add, sub, mul, div, floordiv, mod, power, matmul, less, less_equal, equal, unequal),
    *(iadd, isub, imul, idiv, ifloordiv, imod, ipow, imatmul),
]


def depends(session, result, leaf):
    """Whether the record of a result leads back to a leaf."""
    record = session.record(result)
    waiting = [record] if record else []
    while waiting:
        one = waiting.pop()
        if one is leaf:
            return True
        waiting += one.inputs
    return False


def differences(function, left, right, hooks):
    """How the hooked operation differs from the plain one, for each choice of traced operands."""
    plain = [copy_of(VALUES[name]) for name in (left, right)]
    expected, warned = outcome(function, *plain)
    if type(expected) is complex and type(plain[0]) in (int, float):
        return  # Python's own power of a negative number is refused
    shown_expected, shown_plain = shown(expected), [shown(one) for one in plain]
    for traced in ((True, False), (False, True), (True, True)):
        if any(t and name not in TRACED for t, name in zip(traced, (left, right))):
            continue
        given, leaves = [], []
        for t, name in zip(traced, (left, right)):
            value = copy_of(VALUES[name])
            if t:
                value = hooks.session.bind(name, value, is_given=True)
                leaves.append(hooks.session.variables[-1].leaves)
            given.append(value)
        result, seen = outcome(hooks.instrumented(function), *given)
        where = f"{left} {right} {traced}"
        if seen != warned:
            yield where, "warnings", seen, warned
        if shown(result) != shown_expected:
            yield where, "result", shown(result), shown_expected
        if [shown(one) for one in given] != shown_plain:
            yield where, "operands", given, plain
        if is_numeric(expected) and not all(
            depends(hooks.session, result, leaf) for leaf in leaves
        ):
            yield where, "record lost", result


def is_numeric(result):
    """Whether a result is of numbers that can have gradients: no text, no bool."""
    numbers = isinstance(result, float | int | np.number | np.ndarray)
    return numbers and np.asarray(result).dtype.kind in "fiu"


@pytest.mark.parametrize("function", quick(FUNCTIONS, 6), ids=lambda f: f.__name__)
def test_operators_are_those_of_plain_values(function):
    hooks = Hooks(Session())
    found = [
        difference
        for left in VALUES
        for right in VALUES
        for difference in differences(function, left, right, hooks)
    ]
    assert found == []
