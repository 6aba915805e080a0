"""`np.where` and `np.clip`: each element of the result is one of the arguments'."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register


def _chosen(a: Any, b: Any, *tests: Any, mask: Any) -> Any:
    return np.where(mask, a, b)


def _of_where(k: int, g: Any, ans: Any, args: tuple[Any, ...], mask: Any) -> Any:
    """To the argument that was chosen; nothing to what only decided."""
    if k > 1:
        return np.zeros(np.shape(args[k]))
    return np.where(mask, g, 0.0) if k == 0 else np.where(mask, 0.0, g)


def _clipped(x: Any, low: Any = None, high: Any = None) -> Any:
    return np.clip(x, low, high)


def _of_clip(g: Any, ans: Any, x: Any, low: Any = None, high: Any = None) -> Any:
    """Through where the value is within the bounds, on them too."""
    inside = np.ones(np.shape(g), dtype=bool)
    inside = inside & (x >= low) if low is not None else inside
    inside = inside & (x <= high) if high is not None else inside
    return np.where(np.isnan(x), np.nan, g * inside)


_X = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])

where = register(
    Op(
        name="where",
        symbol="if",
        noun="choice",
        code="np.where(…, {a}, {b})",
        forward=_chosen,
        vjps=(_of_where,),
        formula='"where"("…", {a}, {b})',
        gradients=('{g} dot "mask"', '{g} dot (1 - "mask")'),
        explanations=(*("to the chosen entries; nothing to the others",) * 2, ""),
        samples=(
            (_X, _X * 2, {"mask": _X > 0}),
            (_X, 0.0, {"mask": _X > 0}),
            (_X[0], _X, {"mask": _X[:, :1] > 0.7}),
        ),
        variadic=True,
        is_elementwise=False,
    )
)

clip = register(
    Op(
        name="clip",
        symbol="clip",
        noun="limit",
        code="np.clip({a})",
        forward=_clipped,
        vjps=(_of_clip,),
        formula='"clip"({a})',
        gradients=('{g} dot 1("low" <= {a} <= "high")',),
        explanations=("through within the limits; nothing beyond them",),
        samples=(
            (_X, {"low": -1.0, "high": 2.0}),
            (_X, {"low": 0.0}),
            (_X, {"high": np.array([0.0, 2.0, 1.0])}),
        ),
        is_elementwise=False,
    )
)
