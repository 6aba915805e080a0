"""`sum`, `mean`, `max` and `min` of an array, over all of it or along axes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays.reduction_rows import Axis, as_rows, from_rows, spread_back
from graphviz_backprop.ops.op import Op, register


def _of_sum(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.broadcast_to(spread_back(g, x, axis, keepdims), x.shape)


def _of_mean(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    return _of_sum(g, ans, x, axis, keepdims) * (max(ans.size, 1) / max(x.size, 1))


def _of_extreme(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """To the first of those that are equal to the result, as `np.argmax` finds it."""
    rows = as_rows(x, axis)
    result = np.zeros(rows.shape)
    first = np.argmax(rows == np.reshape(ans, (-1, 1)), axis=1)
    result[np.arange(ans.size), first] = np.ravel(g)
    there = from_rows(result, x, axis)
    lost = np.isnan(np.broadcast_to(spread_back(ans, x, axis, keepdims), x.shape))
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


def _along(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with the options that its vjp knows too."""

    def forward(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
        return function(x, axis=axis, keepdims=keepdims)

    return forward


def _reduction(
    name: str,
    noun: str,
    function: Callable[..., Any],
    vjp: Callable[..., Any],
    formula: str,
    gradient: str,
    explanation: str,
) -> Op:
    return register(
        Op(
            name=f"numpy.{name}",
            symbol={"sum": "Σ", "mean": "mean"}.get(name, name),
            noun=noun,
            code=f"np.{name}({{a}})",
            forward=_along(function),
            vjps=(vjp,),
            formula=formula,
            gradients=(gradient,),
            explanations=(explanation,),
            samples=_SAMPLES,
            is_elementwise=False,
        )
    )


total = _reduction(
    "sum",
    "sum",
    np.sum,
    _of_sum,
    "sum {a}",
    "{g}",
    "each entry that was summed gets the gradient of its sum",
)
mean = _reduction(
    "mean",
    "mean",
    np.mean,
    _of_mean,
    "1/n sum {a}",
    "1/n {g}",
    "each of the n entries gets 1/n of the gradient of their mean",
)
array_max = _reduction(
    "max",
    "maximum",
    np.max,
    _of_extreme,
    "max {a}",
    '{g} dot 1({a} = "max")',
    "all of it to the largest entry, the first of equal ones",
)
array_min = _reduction(
    "min",
    "minimum",
    np.min,
    _of_extreme,
    "min {a}",
    '{g} dot 1({a} = "min")',
    "all of it to the smallest entry, the first of equal ones",
)
