"""`a @ b` and `np.dot(a, b)`: matrix products, of vectors too."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register


def _left(g: Any, ans: Any, a: Any, b: Any) -> Any:
    """Of the row i and the column j: g · bᵀ."""
    columns = b[:, None] if b.ndim == 1 else b
    rows = g[..., None] if b.ndim == 1 else g
    rows = rows[None, :] if a.ndim == 1 else rows
    return (rows @ columns.T).reshape(a.shape)


def _right(g: Any, ans: Any, a: Any, b: Any) -> Any:
    """Aᵀ · g."""
    rows = a[None, :] if a.ndim == 1 else a
    upstream = g[None, ...] if a.ndim == 1 else g
    upstream = upstream[..., None] if b.ndim == 1 else upstream
    return (rows.T @ upstream).reshape(b.shape)


_BATCH = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
_WEIGHTS = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])

matmul = register(
    Op(
        name="matmul",
        symbol="@",
        noun="matrix product",
        code="{a} @ {b}",
        forward=np.matmul,
        vjps=(_left, _right),
        formula="{a} dot {b}",
        gradients=("{g} dot {b}^top", "{a}^top dot {g}"),
        samples=(
            (_BATCH, _WEIGHTS),
            (_BATCH[0], _WEIGHTS),
            (_BATCH, _WEIGHTS[:, 0]),
            (_BATCH[0], _WEIGHTS[:, 0]),
            (_BATCH[:1], _WEIGHTS[:, :1]),
            (np.ones((0, 4)), _WEIGHTS),
            (np.ones((2, 0)), np.ones((0, 3))),
        ),
        is_elementwise=False,
        is_matrix_product=True,
    )
)

dot = register(
    replace(matmul, name="dot", noun="dot product", code="np.dot({a}, {b})", forward=np.dot)
)
