"""+ - * / ** and unary minus."""

import math
import operator
from typing import Any

from graphviz_backprop.ops.op import Number, Op, register


def _total(*terms: Number) -> Number:
    """The terms added from the left, as Python does: the result has Python's own rounding."""
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


add = register(
    Op(
        name="add",
        symbol="+",
        noun="sum",
        code="{all}",
        separator=" + ",
        forward=_total,
        vjps=(lambda k, g, ans, terms: g,),
        formula="{all}",
        slopes=("1", "1"),
        js="t.reduce((s, x) => s + x)",
        js_slopes=("1",),
        samples=((2.0, -3.0), (1.5, 0.25, -4.0, 2.0)),
        variadic=True,
        takes_arrays=True,
    )
)

sub = register(
    Op(
        name="sub",
        symbol="−",
        noun="subtraction",
        code="{a} - {b}",
        brackets_negatives=True,
        forward=operator.sub,
        vjps=(lambda g, ans, x, y: g, lambda g, ans, x, y: -g),
        rule="a - b",
        slopes=("1", "-1"),
        samples=((2.0, -3.0), (0.5, 4.0)),
        takes_arrays=True,
    )
)

mul = register(
    Op(
        name="mul",
        symbol="*",
        noun="multiplication",
        code="{a} * {b}",
        forward=operator.mul,
        vjps=(lambda g, ans, x, y: g * y, lambda g, ans, x, y: g * x),
        rule="a * b",
        slopes=("b", "a"),
        samples=((2.0, -3.0), (-0.5, 4.0)),
        takes_arrays=True,
    )
)

div = register(
    Op(
        name="div",
        symbol="/",
        noun="division",
        code="{a} / {b}",
        forward=operator.truediv,
        vjps=(lambda g, ans, x, y: g / y, lambda g, ans, x, y: g * (-ans / y)),
        rule="a / b",
        slopes=("1 / b", "-a / b**2"),
        js_slopes=("div(1, b)", "div(-y, b)"),
        samples=((2.0, -3.0), (-0.5, 4.0)),
        takes_arrays=True,
    )
)


def _power_base(g: Number, ans: Number, x: Number, p: Number) -> Number:
    return g * p * x ** (p - 1) if p != 0 else g * 0.0


def _power_exponent(g: Number, ans: Number, x: Number, p: Number) -> Number:
    """Ans · ln x: 0 at x = 0 where p > 0; below zero it does not exist, and nan says so."""
    if x == 0:
        return g * (0.0 if p > 0 else math.nan)
    return g * ans * (math.log(x) if x > 0 else math.nan)


def _power_base_of_arrays(g: Number, ans: Any, x: Any, p: Any) -> Any:
    """Squares alone: NumPy's power may differ from Python's in the last digit."""
    return g * p * x if p.shape == () and p == 2 else None


power = register(
    Op(
        name="pow",
        symbol="**",
        noun="power",
        code="{a} ** {b}",
        brackets_negatives=True,
        forward=operator.pow,
        vjps=(_power_base, _power_exponent),
        rule="a**b",
        slopes=("b * a**(b - 1)", "a**b * log(a)"),
        js_slopes=(
            "(b != 0 ? b * pow(a, b - 1) : 0)",
            "(a == 0 ? (b > 0 ? 0 : NaN) : y * (a > 0 ? log(a) : NaN))",
        ),
        samples=((2.0, 3.0), (0.5, -1.5), (3.0, 2.0)),
        array_vjps=(_power_base_of_arrays, lambda g, ans, x, p: None),
    )
)

square = register(
    Op(
        name="square",
        symbol="x²",
        noun="square",
        code="np.square({a})",
        forward=lambda x: x * x,
        vjps=(lambda g, ans, x: g * 2 * x,),
        rule="a**2",
        slopes=("2 * a",),
        js="a * a",
        samples=((3.0,), (-0.5,)),
        takes_arrays=True,
        label="square",
        curve=(-2.0, 2.0),
    )
)

reciprocal = register(
    Op(
        name="reciprocal",
        symbol="1/x",
        noun="reciprocal",
        code="np.reciprocal({a})",
        forward=lambda x: 1.0 / x,
        vjps=(lambda g, ans, x: -g * ans * ans,),
        rule="1 / a",
        slopes=("-1 / a**2",),
        js_slopes=("-y * y",),
        samples=((2.0,), (-0.5,)),
        takes_arrays=True,
    )
)

neg = register(
    Op(
        name="neg",
        symbol="−",
        noun="negation",
        code="-{a}",
        brackets_negatives=True,
        forward=operator.neg,
        vjps=(lambda g, ans, x: -g,),
        rule="-a",
        slopes=("-1",),
        samples=((2.0,), (-3.5,)),
        takes_arrays=True,
    )
)
