"""`sum`, `mean`, `max` and `min` of an array, over all of it or along axes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register

Axis = int | tuple[int, ...] | None


def _back(g: Any, x: Any, axis: Axis, keepdims: bool) -> Any:
    """`g` with the axes that were summed away, so that it spreads over `x`."""
    if keepdims or axis is None:
        return np.reshape(g, np.shape(g) if keepdims else (1,) * x.ndim)
    axes = axis if isinstance(axis, tuple) else (axis,)
    return np.expand_dims(g, tuple(one % x.ndim for one in axes))


def _of_sum(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.broadcast_to(_back(g, x, axis, keepdims), x.shape)


def _of_mean(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    return _of_sum(g, ans, x, axis, keepdims) * (max(ans.size, 1) / max(x.size, 1))


def _of_extreme(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """To the first of those that are equal to the result, as `np.argmax` finds it."""
    axes = range(x.ndim) if axis is None else np.atleast_1d(axis) % max(x.ndim, 1)
    kept = [one for one in range(x.ndim) if one not in axes]
    order = [*kept, *axes]
    rows = np.transpose(x, order).reshape(ans.size, -1)
    result = np.zeros(rows.shape)
    first = np.argmax(rows == np.reshape(ans, (-1, 1)), axis=1)
    result[np.arange(ans.size), first] = np.ravel(g)
    moved = result.reshape([x.shape[one] for one in order])
    there = np.transpose(moved, np.argsort(order))
    lost = np.isnan(np.broadcast_to(_back(ans, x, axis, keepdims), x.shape))
    return np.where(lost, np.nan, there)


_X = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])
_WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"axis": 0},
    {"axis": 1, "keepdims": True},
    {"axis": -1},
    {"axis": (0, 1)},
    {"keepdims": True},
)
_SAMPLES = tuple((_X, way) for way in _WAYS)


def _reduction(
    name: str, noun: str, forward: Callable[..., Any], vjp: Callable[..., Any], formula: str, d: str
) -> Op:
    return register(
        Op(
            name=f"numpy.{name}",
            symbol={"sum": "Σ", "mean": "mean"}.get(name, name),
            noun=noun,
            code=f"np.{name}({{a}})",
            forward=forward,
            vjps=(vjp,),
            formula=formula,
            gradients=(d,),
            samples=_SAMPLES,
            is_elementwise=False,
        )
    )


total = _reduction("sum", "sum", np.sum, _of_sum, "sum {a}", "{g}")
mean = _reduction("mean", "mean", np.mean, _of_mean, "1/n sum {a}", "1/n {g}")
array_max = _reduction("max", "maximum", np.max, _of_extreme, "max {a}", '{g} dot 1({a} = "max")')
array_min = _reduction("min", "minimum", np.min, _of_extreme, "min {a}", '{g} dot 1({a} = "min")')
