"""An array as rows along the axes of a reduction, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

Axis = int | tuple[int, ...] | None


def spread_back(g: Any, x: Any, axis: Axis, keepdims: bool) -> Any:
    """`g` with the axes that were reduced away, so that it spreads over `x`."""
    if keepdims or axis is None:
        return np.reshape(g, np.shape(g) if keepdims else (1,) * x.ndim)
    axes = axis if isinstance(axis, tuple) else (axis,)
    return np.expand_dims(g, tuple(number % x.ndim for number in axes))


def as_rows(x: Any, axis: Axis) -> Any:
    """The elements that are reduced to one number, as the rows of a matrix (results, elements)."""
    order = _order(x, axis)
    kept = x.ndim - len(_axes(x, axis))
    moved = np.transpose(x, order)
    return moved.reshape(int(np.prod(moved.shape[:kept])), -1) if x.size else np.zeros((0, 0))


def from_rows(rows: Any, x: Any, axis: Axis) -> Any:
    """Such rows in the shape of `x`."""
    if not x.size:
        return np.zeros(x.shape)
    order = _order(x, axis)
    return np.transpose(rows.reshape([x.shape[number] for number in order]), np.argsort(order))


def _axes(x: Any, axis: Axis) -> list[int]:
    if axis is None:
        return list(range(x.ndim))
    return [int(number) % max(x.ndim, 1) for number in np.atleast_1d(axis)]


def _order(x: Any, axis: Axis) -> list[int]:
    axes = _axes(x, axis)
    return [*(number for number in range(x.ndim) if number not in axes), *axes]
