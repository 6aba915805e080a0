"""NumPy's functions of single elements that Python has no function for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphviz_backprop.ops.op import Op, register


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
            takes_arrays=True,
            formula=formula,
            derivatives=(derivative,),
            samples=tuple((one,) for one in samples),
            label=name,
            curve=(-2.0, 2.0),
        )
    )


# By NumPy's name of the function.
SINGLE: dict[str, Op] = {
    "square": _single("square", "square", lambda g, y, x: g * 2 * x, "{a}^2", "2 {a}", 3.0, -0.5),
    "sign": _single("sign", "sign", lambda g, y, x: g * 0.0, '"sgn"({a})', "0", 3.0, -0.5),
    "reciprocal": _single(
        "reciprocal", "reciprocal", lambda g, y, x: -g * y * y, "1 / {a}", "-1 / {a}^2", 2.0, 0.5
    ),
}
