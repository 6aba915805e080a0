"""NumPy's functions of single elements that Python's `math` has not, or has under other names."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from graphviz_backprop.ops.op import Op, register

_LN2, _LN10 = math.log(2.0), math.log(10.0)


def _single(
    name: str, noun: str, vjp: Callable[..., float], formula: str, derivative: str, *samples: float
) -> Op:
    return register(
        Op(
            name=f"numpy.{name}",
            symbol=name,
            noun=noun,
            code=f"np.{name}({{a}})",
            forward=getattr(np, name),
            vjps=(vjp,),
            takes_arrays=name not in ("sinh", "cosh"),
            formula=formula,
            derivatives=(derivative,),
            samples=tuple((one,) for one in samples),
            label=name,
            curve=(max(min(samples), 0.1) if name.startswith("log") else -2.0, 2.0),
        )
    )


# By NumPy's name of the function.
SINGLE: dict[str, Op] = {
    "square": _single("square", "square", lambda g, y, x: g * 2 * x, "{a}^2", "2 {a}", 3.0, -0.5),
    "sign": _single("sign", "sign", lambda g, y, x: g * 0.0, '"sgn"({a})', "0", 3.0, -0.5),
    "reciprocal": _single(
        "reciprocal", "reciprocal", lambda g, y, x: -g * y * y, "1 / {a}", "-1 / {a}^2", 2.0, 0.5
    ),
    "log2": _single(
        "log2",
        "binary logarithm",
        lambda g, y, x: g / (x * _LN2),
        "log_2({a})",
        "1 / ({a} ln(2))",
        0.5,
        3.0,
    ),
    "log10": _single(
        "log10",
        "decimal logarithm",
        lambda g, y, x: g / (x * _LN10),
        "log_10({a})",
        "1 / ({a} ln(10))",
        0.5,
        3.0,
    ),
    "log1p": _single(
        "log1p", "logarithm", lambda g, y, x: g / (1 + x), "ln(1 + {a})", "1 / (1 + {a})", 0.5, 3.0
    ),
    "expm1": _single(
        "expm1",
        "exponential function",
        lambda g, y, x: g * (y + 1),
        "e^({a}) - 1",
        "e^({a})",
        0.5,
        -2.0,
    ),
    "exp2": _single(
        "exp2", "power of two", lambda g, y, x: g * y * _LN2, "2^({a})", "2^({a}) ln(2)", 0.5, -2.0
    ),
    "tan": _single(
        "tan", "tangent", lambda g, y, x: g * (1 + y * y), "tan({a})", "1 + tan^2({a})", 0.5, -1.0
    ),
    "sinh": _single(
        "sinh",
        "hyperbolic sine",
        lambda g, y, x: g * math.cosh(x),
        "sinh({a})",
        "cosh({a})",
        0.5,
        -2.0,
    ),
    "cosh": _single(
        "cosh",
        "hyperbolic cosine",
        lambda g, y, x: g * math.sinh(x),
        "cosh({a})",
        "sinh({a})",
        0.5,
        -2.0,
    ),
}
