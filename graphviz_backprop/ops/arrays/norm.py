"""`np.linalg.norm`: the length of a vector, of each row, or of a matrix taken as one vector."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.numerals import shown_constant
from graphviz_backprop.ops.arrays.reduction import array_max, array_min
from graphviz_backprop.ops.arrays.reduction_rows import Axis, spread_back
from graphviz_backprop.ops.op import Op, Options, register


def has_norm_rule(x: Any, order: Any, axis: Axis) -> bool:
    """True where the norm is one of vectors, or the root of the sum of all squares."""
    if order is None or order == "fro":
        return True
    is_of_vectors = isinstance(axis, int) or (axis is None and np.ndim(x) == 1)
    return is_of_vectors and not isinstance(order, str) and order != 0


def _norm(x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.linalg.norm(x, ord, axis, keepdims)


def _of_norm(
    g: Any, ans: Any, x: Any, ord: Any = None, axis: Axis = None, keepdims: bool = False
) -> Any:
    if ord in (np.inf, -np.inf):
        extreme = array_max if ord > 0 else array_min
        return np.sign(x) * extreme.vjps[0](g, ans, np.abs(x), axis, keepdims)
    up, length = (spread_back(part, x, axis, keepdims) for part in (g, ans))
    if ord in (None, 2, "fro"):
        return up * x / length
    if ord == 1:
        return up * np.sign(x)
    return up * np.sign(x) * (np.abs(x) / length) ** (ord - 1)


def _gradients(options: Options) -> tuple[str, ...]:
    """The rule of a norm by its order."""
    order = options.get("ord")
    if order in (None, 2, "fro"):
        return _OF_LENGTH
    if order == 1:
        return ('"sgn"({a}) dot {g}',)
    if order in (np.inf, -np.inf):
        return (f'"sgn"({{a}}) 1(abs({{a}}) = "{"max" if order > 0 else "min"}") dot {{g}}',)
    return (f'"sgn"({{a}}) (abs({{a}}) / {{y}})^({shown_constant(order - 1)}) dot {{g}}',)


_OF_LENGTH = ("{a} / {y} dot {g}",)
_X = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])

norm = register(
    Op(
        name="norm",
        symbol="‖x‖",
        noun="norm",
        code="np.linalg.norm({a})",
        forward=_norm,
        vjps=(_of_norm,),
        formula="norm({a})",
        gradients=_OF_LENGTH,
        gradients_at=_gradients,
        samples=(
            (_X,),
            (_X[0],),
            (_X[0], {"ord": 1}),
            (_X[0], {"ord": 2}),
            (_X[0], {"ord": 3}),
            (_X[0], {"ord": np.inf}),
            (_X[0], {"ord": -np.inf}),
            (_X, {"axis": 0}),
            (_X, {"axis": 1, "keepdims": True}),
            (_X, {"ord": 1, "axis": -1}),
            (_X, {"ord": np.inf, "axis": 0, "keepdims": True}),
            (_X, {"ord": "fro"}),
            (_X, {"axis": (0, 1), "keepdims": True}),
        ),
        is_elementwise=False,
    )
)
