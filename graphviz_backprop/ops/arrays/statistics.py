"""`prod`, `cumsum`, `diff`, `var` and `std` of an array, over all of it or along axes."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays.reduction_rows import Axis, as_rows, from_rows, spread_back
from graphviz_backprop.ops.op import Op, Options, register


def _of_prod(g: Any, ans: Any, x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The product of all the others: those before times those after, so that a zero is no harm."""
    rows = as_rows(x, axis)
    others = np.ones(rows.shape)
    others[:, 1:] = np.cumprod(rows[:, :-1], axis=1)
    others[:, :-1] *= np.cumprod(rows[:, :0:-1], axis=1)[:, ::-1]
    return from_rows(others, x, axis) * spread_back(g, x, axis, keepdims)


def _of_cumsum(g: Any, ans: Any, x: Any, axis: int | None = None) -> Any:
    """An entry is in its own sum and in all that follow."""
    g, axis = (g, axis) if axis is not None else (np.ravel(g), 0)
    return np.flip(np.cumsum(np.flip(g, axis), axis=axis), axis).reshape(x.shape)


def _of_diff(g: Any, ans: Any, x: Any, n: int = 1, axis: int = -1) -> Any:
    """Each difference goes to its second entry, and with a minus to its first."""
    width = [(0, 0)] * x.ndim
    width[axis] = (1, 1)
    for _ in range(n):
        g = -np.diff(np.pad(g, width), axis=axis)
    return g


def _gradients_of_diff(options: Options) -> tuple[str, ...]:
    times = options.get("n", 1)
    return ('-"diff" {g}' if times == 1 else f'(-"diff")^{times} {{g}}',)


def _of_var(
    g: Any, ans: Any, x: Any, axis: Axis = None, ddof: float = 0, keepdims: bool = False
) -> Any:
    kept = np.mean(x, axis=axis, keepdims=True)
    count = x.size / max(kept.size, 1) - ddof
    return spread_back(g, x, axis, keepdims) * 2.0 * (x - kept) / count


def _of_std(
    g: Any, ans: Any, x: Any, axis: Axis = None, ddof: float = 0, keepdims: bool = False
) -> Any:
    """Std is the root of var: 1 / (2 std) times its gradient."""
    return _of_var(g / (2.0 * ans), ans, x, axis, ddof, keepdims)


def _prod(x: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    return np.prod(x, axis=axis, keepdims=keepdims)


def _cumsum(x: Any, axis: int | None = None) -> Any:
    return np.cumsum(x, axis=axis)


def _diff(x: Any, n: int = 1, axis: int = -1) -> Any:
    return np.diff(x, n, axis)


def _var(x: Any, axis: Axis = None, ddof: float = 0, keepdims: bool = False) -> Any:
    return np.var(x, axis=axis, ddof=ddof, keepdims=keepdims)


def _std(x: Any, axis: Axis = None, ddof: float = 0, keepdims: bool = False) -> Any:
    return np.std(x, axis=axis, ddof=ddof, keepdims=keepdims)


_X = np.array([[1.0, -2.0, 3.0], [0.5, 2.5, -1.5]])
_ZEROS = np.array([[0.0, -2.0, 3.0], [0.0, 2.5, 0.0], [0.5, 1.5, -1.0]])
_BOX = np.arange(12.0).reshape(3, 2, 2) ** 2 * 0.1 - 1.7
_SPREADS = (
    (_X,),
    (_X, {"axis": 0, "ddof": 1}),
    (_X, {"axis": -1, "keepdims": True}),
    (_BOX, {"axis": (0, 2)}),
    (_BOX, {"keepdims": True}),
)

prod = register(
    Op(
        name="prod",
        symbol="Π",
        noun="product",
        code="np.prod({a})",
        forward=_prod,
        vjps=(_of_prod,),
        formula="product {a}",
        gradients=('{g} dot "product of the others"',),
        explanations=("each entry gets the product of the others",),
        samples=(
            (_X,),
            (_ZEROS, {"axis": 0}),
            (_ZEROS, {"axis": 1, "keepdims": True}),
            (_BOX, {"axis": (0, 2)}),
        ),
        is_elementwise=False,
    )
)

cumsum = register(
    Op(
        name="cumsum",
        symbol="cumsum",
        noun="running sum",
        code="np.cumsum({a})",
        forward=_cumsum,
        vjps=(_of_cumsum,),
        formula='"cumsum" {a}',
        gradients=('"sum of" {g} "from each entry on"',),
        explanations=("each entry is in its own sum and in all later ones",),
        samples=((_X,), (_X, {"axis": 0}), (_X, {"axis": -1}), (_BOX, {"axis": 1})),
        is_elementwise=False,
    )
)

diff = register(
    Op(
        name="diff",
        symbol="diff",
        noun="differences",
        code="np.diff({a})",
        forward=_diff,
        vjps=(_of_diff,),
        formula="Delta {a}",
        gradients=('-"diff" {g}',),
        gradients_at=_gradients_of_diff,
        explanations=("to the second entry of each difference, and with a minus to the first",),
        samples=((_X,), (_X, {"axis": 0}), (_X, {"n": 2}), (_BOX, {"n": 2, "axis": 0})),
        is_elementwise=False,
    )
)

var = register(
    Op(
        name="var",
        symbol="var",
        noun="variance",
        code="np.var({a})",
        forward=_var,
        vjps=(_of_var,),
        formula='"var" {a}',
        gradients=('2 / ({n}) ({a} - "mean") dot {g}',),
        explanations=("as far as each entry is from the mean",),
        samples=_SPREADS,
        is_elementwise=False,
    )
)

std = register(
    Op(
        name="std",
        symbol="std",
        noun="standard deviation",
        code="np.std({a})",
        forward=_std,
        vjps=(_of_std,),
        formula='"std" {a}',
        gradients=('({a} - "mean") / (({n}) {y}) dot {g}',),
        explanations=("as far as each entry is from the mean",),
        samples=_SPREADS,
        is_elementwise=False,
    )
)
