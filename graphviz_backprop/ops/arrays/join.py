"""Arrays made of others: `np.concatenate`, `np.stack`, and `np.array` of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register


def _of_concatenate(k: int, g: Any, ans: Any, args: tuple[Any, ...], axis: int | None = 0) -> Any:
    """The part of the gradient that stands where the k-th array stands."""
    if axis is None:
        start = sum(one.size for one in args[:k])
        return g[start : start + args[k].size].reshape(args[k].shape)
    start = sum(one.shape[axis] for one in args[:k])
    return np.take(g, range(start, start + args[k].shape[axis]), axis=axis)


def _of_stack(k: int, g: Any, ans: Any, args: tuple[Any, ...], axis: int = 0) -> Any:
    return np.take(g, k, axis=axis)


def _concatenate(*arrays: Any, axis: int | None = 0) -> Any:
    return np.concatenate(arrays, axis=axis)


def _stack(*arrays: Any, axis: int = 0) -> Any:
    return np.stack(arrays, axis=axis)


def _array(*numbers: Any, shape: tuple[int, ...]) -> Any:
    return np.array(numbers).reshape(shape)


_A, _B = np.array([[1.0, -2.0]]), np.array([[3.0, 4.0], [0.5, -1.0]])

concatenate = register(
    Op(
        name="concatenate",
        symbol="‖",
        noun="concatenation",
        code="np.concatenate([{all}])",
        forward=_concatenate,
        vjps=(_of_concatenate,),
        formula="[{all}]",
        gradients=("{g}",),
        explanations=("each input gets its part",),
        samples=(
            (_A, _B, {"axis": 0}),
            (_B, _A.T, {"axis": -1}),
            (_A, _B, {"axis": None}),
            (_A[:0], _B, {"axis": 0}),
        ),
        variadic=True,
        is_elementwise=False,
    )
)

stack = register(
    Op(
        name="stack",
        symbol="‖",
        noun="stack",
        code="np.stack([{all}])",
        forward=_stack,
        vjps=(_of_stack,),
        formula="[{all}]",
        gradients=("{g}",),
        explanations=("each input gets its part",),
        samples=((_B, _B * 2, {"axis": 0}), (_B, _B * 2, {"axis": -1})),
        variadic=True,
        is_elementwise=False,
    )
)

array = register(
    Op(
        name="array",
        symbol="[ ]",
        noun="array",
        code="np.array([{all}])",
        forward=_array,
        vjps=(lambda k, g, ans, args, shape: np.ravel(g)[k],),
        formula="[{all}]",
        gradients=("{g}",),
        explanations=("each number gets its entry",),
        samples=((1.0, 2.0, -3.0, 0.5, {"shape": (2, 2)}), (2.0, {"shape": (1,)})),
        variadic=True,
        is_elementwise=False,
    )
)
