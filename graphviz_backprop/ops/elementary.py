"""Logarithms and powers of e, 2 and 10, and roots."""

import math

from graphviz_backprop.ops.op import Number, Op, register

_LN2, _LN10 = math.log(2.0), math.log(10.0)

exp = register(
    Op(
        name="exp",
        symbol="exp",
        noun="exponential function",
        code="math.exp({a})",
        forward=math.exp,
        vjps=(lambda g, ans, x: g * ans,),
        takes_arrays=True,
        rule="exp(a)",
        slopes=("exp(a)",),
        js_slopes=("y",),
        samples=((0.5,), (-2.0,)),
        label="exp",
        curve=(-3.0, 1.0),
    )
)

expm1 = register(
    Op(
        name="expm1",
        symbol="expm1",
        noun="exponential function minus one",
        code="math.expm1({a})",
        forward=math.expm1,
        vjps=(lambda g, ans, x: g * (ans + 1.0),),
        takes_arrays=True,
        rule="exp(a) - 1",
        slopes=("exp(a)",),
        js="expm1(a)",
        js_slopes=("y + 1",),
        samples=((0.5,), (-2.0,)),
        label="expm1",
        curve=(-3.0, 1.0),
    )
)

exp2 = register(
    Op(
        name="exp2",
        symbol="exp2",
        noun="power of two",
        code="math.exp2({a})",
        forward=math.exp2,
        vjps=(lambda g, ans, x: g * ans * _LN2,),
        takes_arrays=True,
        rule="2**a",
        slopes=("2**a * log(2)",),
        js_slopes=("y * Math.LN2",),
        samples=((0.5,), (-2.0,)),
        label="exp2",
        curve=(-4.0, 2.0),
    )
)

log = register(
    Op(
        name="log",
        symbol="log",
        noun="natural logarithm",
        code="math.log({a})",
        forward=math.log,
        vjps=(lambda g, ans, x: g / x,),
        takes_arrays=True,
        rule="log(a)",
        slopes=("1 / a",),
        samples=((0.5,), (3.0,)),
        label="log",
        curve=(0.06, 3.0),
    )
)

log1p = register(
    Op(
        name="log1p",
        symbol="log1p",
        noun="logarithm of one plus the input",
        code="math.log1p({a})",
        forward=math.log1p,
        vjps=(lambda g, ans, x: g / (1.0 + x),),
        takes_arrays=True,
        rule="log(1 + a)",
        slopes=("1 / (1 + a)",),
        js="log1p(a)",
        js_slopes=("div(1, 1 + a)",),
        samples=((0.5,), (-0.75,)),
        label="log1p",
        curve=(-0.94, 2.0),
    )
)

log2 = register(
    Op(
        name="log2",
        symbol="log2",
        noun="binary logarithm",
        code="math.log2({a})",
        forward=math.log2,
        vjps=(lambda g, ans, x: g / (x * _LN2),),
        takes_arrays=True,
        rule="log2(a)",
        slopes=("1 / (a * log(2))",),
        js_slopes=("div(1, a * Math.LN2)",),
        samples=((0.5,), (3.0,)),
        label="log2",
        curve=(0.06, 3.0),
    )
)

log10 = register(
    Op(
        name="log10",
        symbol="log10",
        noun="decimal logarithm",
        code="math.log10({a})",
        forward=math.log10,
        vjps=(lambda g, ans, x: g / (x * _LN10),),
        takes_arrays=True,
        rule="log10(a)",
        slopes=("1 / (a * log(10))",),
        js_slopes=("div(1, a * Math.LN10)",),
        samples=((0.5,), (3.0,)),
        label="log10",
        curve=(0.06, 3.0),
    )
)


def _logaddexp(x: Number, y: Number) -> float:
    """The larger one and a bit: written so that nothing overflows."""
    return max(x, y) + math.log1p(math.exp(-abs(x - y)))


logaddexp = register(
    Op(
        name="logaddexp",
        symbol="ln Σ eˣ",
        noun="logarithm of the sum of two exponentials",
        code="np.logaddexp({a}, {b})",
        forward=_logaddexp,
        vjps=(
            lambda g, ans, x, y: g * math.exp(x - ans),
            lambda g, ans, x, y: g * math.exp(y - ans),
        ),
        rule="log(exp(a) + exp(b))",
        slopes=("exp(a) / (exp(a) + exp(b))", "exp(b) / (exp(a) + exp(b))"),
        js="Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)))",
        js_slopes=("exp(a - y)", "exp(b - y)"),
        samples=((2.0, -3.0), (-0.5, 0.5)),
    )
)

sqrt = register(
    Op(
        name="sqrt",
        symbol="sqrt",
        noun="square root",
        code="math.sqrt({a})",
        forward=math.sqrt,
        vjps=(lambda g, ans, x: g / (2.0 * ans) if ans else math.copysign(math.inf, g),),
        array_vjps=(lambda g, ans, x: g / (2.0 * ans),),
        rule="sqrt(a)",
        slopes=("1 / (2 * sqrt(a))",),
        js_slopes=("(y ? 1 / (2 * y) : Infinity)",),
        samples=((0.25,), (9.0,)),
        label="sqrt",
        curve=(0.0, 2.0),
    )
)

cbrt = register(
    Op(
        name="cbrt",
        symbol="cbrt",
        noun="cube root",
        code="math.cbrt({a})",
        forward=math.cbrt,
        vjps=(lambda g, ans, x: g / (3.0 * ans * ans) if ans else math.copysign(math.inf, g),),
        array_vjps=(lambda g, ans, x: g / (3.0 * ans * ans),),
        rule="cbrt(a)",
        slopes=("1 / (3 * cbrt(a)**2)",),
        js_slopes=("(y ? 1 / (3 * y * y) : Infinity)",),
        samples=((0.25,), (-8.0,)),
        label="cbrt",
        curve=(-1.0, 1.0),
    )
)
