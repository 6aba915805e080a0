"""Sine, cosine, tangent, their inverses, and the angle and length of a vector."""

import math

from graphviz_backprop.ops.op import Number, Op, register

_DEGREE = math.pi / 180.0

sin = register(
    Op(
        name="sin",
        symbol="sin",
        noun="sine",
        code="math.sin({a})",
        forward=math.sin,
        vjps=(lambda g, ans, x: g * math.cos(x),),
        rule="sin(a)",
        slopes=("cos(a)",),
        samples=((0.5,), (-2.0,)),
        label="sin",
        curve=(-math.pi, math.pi),
    )
)

cos = register(
    Op(
        name="cos",
        symbol="cos",
        noun="cosine",
        code="math.cos({a})",
        forward=math.cos,
        vjps=(lambda g, ans, x: -g * math.sin(x),),
        rule="cos(a)",
        slopes=("-sin(a)",),
        samples=((0.5,), (-2.0,)),
        label="cos",
        curve=(-math.pi, math.pi),
    )
)

tan = register(
    Op(
        name="tan",
        symbol="tan",
        noun="tangent",
        code="math.tan({a})",
        forward=math.tan,
        vjps=(lambda g, ans, x: g * (1.0 + ans * ans),),
        takes_arrays=True,
        rule="tan(a)",
        slopes=("1 + tan(a)**2",),
        js_slopes=("1 + y * y",),
        samples=((0.5,), (-1.0,)),
        label="tan",
        curve=(-1.3, 1.3),
    )
)


def _asin_vjp(g: Number, x: Number) -> Number:
    """Return g / sqrt(1 - x²), the vjp of asin: at ±1 the curve stands upright."""
    return g / math.sqrt(1.0 - x * x) if abs(x) != 1 else math.copysign(math.inf, g)


asin = register(
    Op(
        name="asin",
        symbol="asin",
        noun="arcsine",
        code="math.asin({a})",
        array_code="np.arcsin({a})",
        forward=math.asin,
        vjps=(lambda g, ans, x: _asin_vjp(g, x),),
        rule="asin(a)",
        slopes=("1 / sqrt(1 - a**2)",),
        js_slopes=("(Math.abs(a) == 1 ? Infinity : div(1, sqrt(1 - a * a)))",),
        samples=((0.5,), (-0.9,)),
        label="asin",
        curve=(-1.0, 1.0),
    )
)

acos = register(
    Op(
        name="acos",
        symbol="acos",
        noun="arccosine",
        code="math.acos({a})",
        array_code="np.arccos({a})",
        forward=math.acos,
        vjps=(lambda g, ans, x: _asin_vjp(-g, x),),
        rule="acos(a)",
        slopes=("-1 / sqrt(1 - a**2)",),
        js_slopes=("(Math.abs(a) == 1 ? -Infinity : div(-1, sqrt(1 - a * a)))",),
        samples=((0.5,), (-0.9,)),
        label="acos",
        curve=(-1.0, 1.0),
    )
)

atan = register(
    Op(
        name="atan",
        symbol="atan",
        noun="arctangent",
        code="math.atan({a})",
        array_code="np.arctan({a})",
        forward=math.atan,
        vjps=(lambda g, ans, x: g / (1.0 + x * x),),
        takes_arrays=True,
        rule="atan(a)",
        slopes=("1 / (1 + a**2)",),
        js_slopes=("1 / (1 + a * a)",),
        samples=((0.5,), (-2.0,)),
        label="atan",
        curve=(-4.0, 4.0),
    )
)


def _over_square(g: Number, part: Number, y: Number, x: Number) -> Number:
    """Return g · part / (x² + y²): at the origin there is no angle, and nan says so."""
    square = x * x + y * y
    if square:
        return g * part / square
    length = math.hypot(x, y)  # the squares of very small numbers are zero
    return g * (part / length) / length if length else math.nan


atan2 = register(
    Op(
        name="atan2",
        symbol="atan2",
        noun="angle",
        code="math.atan2({a}, {b})",
        array_code="np.arctan2({a}, {b})",
        forward=math.atan2,
        vjps=(
            lambda g, ans, y, x: _over_square(g, x, y, x),
            lambda g, ans, y, x: _over_square(g, -y, y, x),
        ),
        array_vjps=(
            lambda g, ans, y, x: g * x / (x * x + y * y),
            lambda g, ans, y, x: g * -y / (x * x + y * y),
        ),
        rule="atan2(a, b)",
        slopes=("b / (a**2 + b**2)", "-a / (a**2 + b**2)"),
        js_slopes=("overSquare(b, a, b)", "overSquare(-a, a, b)"),
        samples=((2.0, -3.0), (-0.5, 4.0)),
    )
)

hypot = register(
    Op(
        name="hypot",
        symbol="hypot",
        noun="length",
        code="math.hypot({a}, {b})",
        forward=math.hypot,
        vjps=(
            lambda g, ans, x, y: g * x / ans if ans else math.nan,
            lambda g, ans, x, y: g * y / ans if ans else math.nan,
        ),
        array_vjps=(lambda g, ans, x, y: g * x / ans, lambda g, ans, x, y: g * y / ans),
        rule="hypot(a, b)",
        slopes=("a / hypot(a, b)", "b / hypot(a, b)"),
        samples=((2.0, -3.0), (-0.5, 4.0)),
    )
)

degrees = register(
    Op(
        name="degrees",
        symbol="°",
        noun="change to degrees",
        code="math.degrees({a})",
        forward=math.degrees,
        vjps=(lambda g, ans, x: g / _DEGREE,),
        takes_arrays=True,
        rule="a * 180 / pi",
        slopes=("180 / pi",),
        js="a * (180 / Math.PI)",
        js_slopes=("180 / Math.PI",),
        samples=((0.5,), (-2.0,)),
    )
)

radians = register(
    Op(
        name="radians",
        symbol="rad",
        noun="change to radians",
        code="math.radians({a})",
        forward=math.radians,
        vjps=(lambda g, ans, x: g * _DEGREE,),
        takes_arrays=True,
        rule="a * pi / 180",
        slopes=("pi / 180",),
        js="a * (Math.PI / 180)",
        js_slopes=("Math.PI / 180",),
        samples=((0.5,), (-20.0,)),
    )
)
