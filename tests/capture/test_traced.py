"""Traced numbers behave as plain ones: they print, compare, hash, copy and compute the same."""

from __future__ import annotations

import copy
import json
import math
import operator
import pickle

import pytest

from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import is_traced, plain, record_of, wrap


def traced(value, name="x"):
    return wrap(value, Record(LEAF, (), value, name))


VALUES = [1.5, -0.0, 3, 0, -7, 2.5e-8, 10**20]
OPERATIONS = [
    operator.add,
    operator.sub,
    operator.mul,
    operator.truediv,
    operator.pow,
    operator.floordiv,
    operator.mod,
    divmod,
    operator.lt,
    operator.eq,
    math.atan2,
]


def outcome(function, *args):
    """What a call gives, its type included, or how it fails."""
    try:
        result = function(*args)
    except Exception as error:
        return type(error), str(error)
    return repr(result), result.__class__


@pytest.mark.parametrize("function", OPERATIONS, ids=lambda f: f.__name__)
@pytest.mark.parametrize("left", VALUES)
@pytest.mark.parametrize("right", [2, 0.5, -3, 0])
def test_operations_give_what_plain_numbers_give(function, left, right):
    expected = outcome(function, left, right)
    assert outcome(function, traced(left), right) == expected
    assert outcome(function, left, traced(right)) == expected
    assert outcome(function, traced(left), traced(right)) == expected


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "function",
    [
        repr,
        str,
        hash,
        bool,
        float,
        int,
        abs,
        round,
        math.floor,
        math.trunc,
        operator.neg,
        "{:g}".format,
    ],
    ids=lambda f: f.__name__,
)
def test_functions_give_what_plain_numbers_give(function, value):
    assert outcome(function, traced(value)) == outcome(function, value)


@pytest.mark.parametrize("value", [1.5, 3])
def test_it_looks_like_a_plain_number(value):
    number = traced(value)
    assert isinstance(number, type(value))
    assert number.__class__ is type(value)
    assert type(number).__name__ == type(value).__name__
    assert f"{number:>8}" == f"{value:>8}"
    assert f"{number!r}" == repr(value)
    assert json.dumps([number]) == json.dumps([value])
    assert {value: "found"}[number] == "found"
    assert [10, 20, 30, 40][traced(2)] == 30
    assert list(range(traced(3))) == [0, 1, 2]


@pytest.mark.parametrize("value", [1.5, 3])
def test_copies_keep_the_record_and_pickles_lose_it(value):
    number = traced(value)
    assert copy.copy(number) is number
    assert copy.deepcopy([number])[0] is number
    restored = pickle.loads(pickle.dumps(number))
    assert type(restored) is type(value)
    assert restored == value


@pytest.mark.parametrize(
    ("left", "right"), [(2.0, 1.5), (2, 1.5), (2.0, 3), (2, 3)], ids=lambda v: type(v).__name__
)
def test_a_number_from_traced_numbers_is_traced(left, right):
    a, b = traced(left, "a"), traced(right, "b")
    result = a * b
    assert is_traced(result)
    assert [record.name for record in record_of(result).inputs] == ["a", "b"]
    assert type(plain(result)) is type(left * right)


def test_unknown_members_are_opaque_and_still_traced():
    for result in (traced(2.5).__floor__(), round(traced(2.5), 1), traced(6).bit_length()):
        assert is_traced(result)
        assert record_of(result).is_opaque


def test_what_is_computed_from_constants_is_a_constant():
    three = wrap(3, Record(LEAF, (), 3, "n")).__class__(3)
    assert not is_traced(three + 1)


def test_a_complex_result_is_traced_and_has_no_derivative():
    result = traced(-8.0) ** 0.5
    assert (result.__class__, repr(result)) == (complex, repr((-8.0) ** 0.5))
    for number in (result, 2.0 * result, result + traced(1), result.real, abs(result)):
        assert is_traced(number)
        assert record_of(number).is_opaque
