"""Every op against finite differences, and against autograd, which shares no line with us."""

from __future__ import annotations

import autograd
import pytest

from graphviz_backprop.ops import OPS, Op
from tests.op_references import ELEMENTWISE  # with it, the ops that need NumPy are known too

STEP = 1e-6

SCALAR = {name: op for name, op in OPS.items() if op.is_elementwise}
SAMPLES = [(op, args) for op in SCALAR.values() for args in op.samples]
NAMES = [f"{op.name}{args}" for op, args in SAMPLES]


def central_difference(op: Op, args: tuple[float, ...], argument: int) -> float:
    """(f(x + h) - f(x - h)) / 2h in one argument."""
    up, down = list(args), list(args)
    up[argument] += STEP
    down[argument] -= STEP
    return (op.forward(*up) - op.forward(*down)) / (2 * STEP)


def locals_of(op: Op, args: tuple[float, ...]) -> list[float]:
    ans = op.forward(*args)
    return [op.local(argument, ans, args) for argument in range(len(args))]


@pytest.mark.parametrize(("op", "args"), SAMPLES, ids=NAMES)
def test_local_derivatives_match_finite_differences(op, args):
    expected = [central_difference(op, args, argument) for argument in range(len(args))]
    assert locals_of(op, args) == pytest.approx(expected, rel=1e-6, abs=1e-7)


@pytest.mark.parametrize(("op", "args"), SAMPLES, ids=NAMES)
def test_local_derivatives_match_autograd(op, args):
    reference = ELEMENTWISE[op.name]
    expected = [
        float(autograd.grad(reference, argument)(*map(float, args)))
        for argument in range(len(args))
    ]
    assert locals_of(op, args) == pytest.approx(expected, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("op", SCALAR.values(), ids=SCALAR)
def test_every_op_is_complete(op):
    """An op without samples would not be checked, one without a rule could not be drawn."""
    assert op.samples
    assert op.rule or op.formula
    assert op.name in ELEMENTWISE
    for args in op.samples:
        assert op.variadic or len(args) == len(op.vjps) == len(op.slopes)


def test_the_check_can_fail():
    """A wrong vjp is caught."""
    wrong = Op(
        name="wrong",
        symbol="?",
        noun="wrong",
        code="",
        forward=lambda x: x * x,
        vjps=(lambda g, ans, x: g * x,),
    )
    expected = central_difference(wrong, (3.0,), 0)
    assert locals_of(wrong, (3.0,)) != pytest.approx([expected], rel=1e-6)


def test_poles_are_infinite_not_errors():
    assert locals_of(OPS["pow"], (0.0, 0.5))[0] == float("inf")
    assert locals_of(OPS["sqrt"], (0.0,)) == [float("inf")]


def test_relu_is_zero_at_zero_as_in_the_book():
    assert locals_of(OPS["relu"], (0.0,)) == [0.0]
    assert locals_of(OPS["relu"], (0,)) == [0.0]
