"""Hyperbolic functions and their inverses, and the error function."""

import math

from graphviz_backprop.ops.op import Number, Op, register

_TWO_OVER_ROOT_PI = 2.0 / math.sqrt(math.pi)


def _sinh(x: Number) -> Number:
    """The derivative of cosh, infinite where `math.sinh` overflows."""
    try:
        return math.sinh(x)
    except OverflowError:
        return math.copysign(math.inf, x)


sinh = register(
    Op(
        name="sinh",
        symbol="sinh",
        noun="hyperbolic sine",
        code="math.sinh({a})",
        forward=math.sinh,
        vjps=(lambda g, ans, x: g * math.cosh(x),),
        rule="sinh(a)",
        slopes=("cosh(a)",),
        samples=((0.5,), (-2.0,)),
        label="sinh",
        curve=(-2.0, 2.0),
    )
)

cosh = register(
    Op(
        name="cosh",
        symbol="cosh",
        noun="hyperbolic cosine",
        code="math.cosh({a})",
        forward=math.cosh,
        vjps=(lambda g, ans, x: g * _sinh(x),),
        rule="cosh(a)",
        slopes=("sinh(a)",),
        js_slopes=("Math.sinh(a)",),
        samples=((0.5,), (-2.0,)),
        label="cosh",
        curve=(-2.0, 2.0),
    )
)

asinh = register(
    Op(
        name="asinh",
        symbol="asinh",
        noun="inverse hyperbolic sine",
        code="math.asinh({a})",
        array_code="np.arcsinh({a})",
        forward=math.asinh,
        vjps=(lambda g, ans, x: g / math.hypot(1.0, x),),
        rule="asinh(a)",
        slopes=("1 / sqrt(1 + a**2)",),
        js_slopes=("1 / Math.hypot(1, a)",),
        samples=((0.5,), (-2.0,)),
        label="asinh",
        curve=(-4.0, 4.0),
    )
)

acosh = register(
    Op(
        name="acosh",
        symbol="acosh",
        noun="inverse hyperbolic cosine",
        code="math.acosh({a})",
        array_code="np.arccosh({a})",
        forward=math.acosh,
        vjps=(lambda g, ans, x: g / (math.sqrt(x - 1.0) * math.sqrt(x + 1.0)),),
        rule="acosh(a)",
        slopes=("1 / sqrt(a**2 - 1)",),
        js_slopes=("div(1, sqrt(a - 1) * sqrt(a + 1))",),
        samples=((1.5,), (4.0,)),
        label="acosh",
        curve=(1.0, 4.0),
    )
)

atanh = register(
    Op(
        name="atanh",
        symbol="atanh",
        noun="inverse hyperbolic tangent",
        code="math.atanh({a})",
        array_code="np.arctanh({a})",
        forward=math.atanh,
        vjps=(lambda g, ans, x: g / (1.0 - x * x),),
        takes_arrays=True,
        rule="atanh(a)",
        slopes=("1 / (1 - a**2)",),
        js_slopes=("div(1, 1 - a * a)",),
        samples=((0.5,), (-0.9,)),
        label="atanh",
        curve=(-0.97, 0.97),
    )
)

erf = register(
    Op(
        name="erf",
        symbol="erf",
        noun="error function",
        code="math.erf({a})",
        forward=math.erf,
        vjps=(lambda g, ans, x: g * _TWO_OVER_ROOT_PI * math.exp(-x * x),),
        rule="erf(a)",
        slopes=("2 / sqrt(pi) * exp(-(a**2))",),
        js_slopes=("2 / Math.sqrt(Math.PI) * exp(-a * a)",),
        samples=((0.5,), (-1.5,)),
        label="erf",
        curve=(-2.5, 2.5),
    )
)

erfc = register(
    Op(
        name="erfc",
        symbol="erfc",
        noun="complementary error function",
        code="math.erfc({a})",
        forward=math.erfc,
        vjps=(lambda g, ans, x: -g * _TWO_OVER_ROOT_PI * math.exp(-x * x),),
        rule="erfc(a)",
        slopes=("-2 / sqrt(pi) * exp(-(a**2))",),
        js_slopes=("-2 / Math.sqrt(Math.PI) * exp(-a * a)",),
        samples=((0.5,), (-1.5,)),
        label="erfc",
        curve=(-2.5, 2.5),
    )
)
