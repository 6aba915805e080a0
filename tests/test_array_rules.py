"""An op's rule for whole arrays gives, bit for bit, the numbers of its rule for one element."""

from __future__ import annotations

import math

import numpy as np
import pytest

from graphviz_backprop.backward.chain import _local_of_elements
from graphviz_backprop.ops import OPS, Op
from graphviz_backprop.ops import arrays as arrays
from graphviz_backprop.values import as_floats
from tests.op_references import DOMAINS

SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.0, 1e-308, 1e200, -1e200, math.inf, -math.inf, math.nan]
OWN = [op for op in OPS.values() if op.takes_arrays or op.array_vjps]
WITHIN = {
    "log": 0.01,
    "log2": 0.01,
    "log10": 0.01,
    "log1p": 0.01,
    "sqrt": 0.01,
    "cbrt": 0.01,
    "reciprocal": 0.01,
}
HOW_MANY = 400


def one_by_one(op, argument, ans, args):
    """As it is where the op has no rule for arrays."""
    plain = Op(
        name=op.name, symbol="", noun="", code="", forward=op.forward, vjps=op.vjps,
        variadic=op.variadic,
    )  # fmt: skip
    return _local_of_elements(plain, argument, ans, args)


def arguments(op, rng):
    """Arrays of one shape, of shapes that spread over it, and a number."""
    count = len(op.samples[0]) if op.variadic else len(op.vjps)
    shapes = [(HOW_MANY // 4, 4), (4,), (HOW_MANY // 4, 1)][:count]
    found = [np.round(rng.normal(size=shape), 1) for shape in shapes]
    if op.name in WITHIN:
        found[0] = np.abs(found[0]) + WITHIN[op.name]
    if op.name in DOMAINS:
        low, high = DOMAINS[op.name]
        found[0] = np.clip(found[0], low, high)
    if op.name == "pow":
        found[1] = np.array(2.0)
    return found


def value(op, args):
    every = np.frompyfunc(lambda *numbers: op.forward(*numbers), len(args), 1)
    return np.asarray(every(*args), dtype=float)


def assert_same_bits(op, args, ans):
    for argument in range(len(args)):
        with np.errstate(all="ignore"):
            found = _local_of_elements(op, argument, ans, tuple(args))
            expected = one_by_one(op, argument, ans, tuple(args))
        assert np.asarray(found + 0.0).tobytes() == np.asarray(expected + 0.0).tobytes()


def test_there_are_such_rules():
    assert {"add", "sub", "mul", "div", "neg", "exp", "log", "relu", "max"} <= {
        op.name for op in OWN
    }


@pytest.mark.parametrize("op", OWN, ids=lambda op: op.name)
def test_the_rule_for_arrays_gives_the_same_numbers(op):
    args = arguments(op, np.random.default_rng(1))
    if op.name == "div":
        args[1] = np.where(args[1] == 0, 0.3, args[1])
    ans = value(op, args)
    assert np.isfinite(ans).all()
    locals_ = [op.local_of_arrays(k, as_floats(ans), tuple(args)) for k in range(len(args))]
    assert locals_[0] is not None
    assert_same_bits(op, args, ans)


@pytest.mark.parametrize("op", OWN, ids=lambda op: op.name)
def test_also_at_poles_and_where_nothing_is_finite(op):
    count = len(op.samples[0]) if op.variadic else len(op.vjps)
    numbers = np.array(SPECIAL)
    args = [numbers, *(numbers[:, None] for _ in range(count - 1))]
    with np.errstate(all="ignore"):
        ans = as_floats(_of_numpy(op, args))
    assert_same_bits(op, args, ans)
    for number in SPECIAL:
        alone = [np.array([number]), *(np.array([2.0]) for _ in range(count - 1))]
        with np.errstate(all="ignore"):
            assert_same_bits(op, alone, as_floats(_of_numpy(op, alone)))


def _of_numpy(op, args):
    """The op's value as NumPy has it: without Python's errors."""
    named = {"neg": np.negative, "pow": np.power, "relu": lambda z: np.maximum(z, 0)}
    named |= {"sub": np.subtract, "mul": np.multiply, "div": np.divide, "abs": np.abs}
    named |= {"add": lambda *terms: sum(terms), "sigmoid": lambda z: 1 / (1 + np.exp(-z))}
    named |= {name: _folded(getattr(np, f"{name}imum")) for name in ("max", "min")}
    named |= {"atan": np.arctan, "atan2": np.arctan2, "atanh": np.arctanh}
    function = named.get(op.name) or getattr(np, op.name.removeprefix("numpy."))
    return function(*args)


def _folded(function):
    def every(first, *others):
        for one in others:
            first = function(first, one)
        return first

    return every
