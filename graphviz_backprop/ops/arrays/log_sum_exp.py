"""`np.log(np.sum(np.exp(z)))` in one: a maximum without a kink, whose gradient is the softmax."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays.reduction_rows import Axis, spread_back
from graphviz_backprop.ops.op import Op, register


def _logsumexp(z: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The maximum is taken off first, so that nothing overflows."""
    highest = np.max(z, axis=axis, keepdims=True)
    sums = np.sum(np.exp(z - highest), axis=axis, keepdims=keepdims)
    return np.log(sums) + np.reshape(highest, np.shape(sums))


def _of_logsumexp(g: Any, ans: Any, z: Any, axis: Axis = None, keepdims: bool = False) -> Any:
    """The softmax e^(z - ans) times g."""
    up, result = (spread_back(part, z, axis, keepdims) for part in (g, ans))
    return up * np.exp(z - result)


_Z = np.array([[0.7, 0.1, -2.2], [0.1, 1.5, -0.4]])

logsumexp = register(
    Op(
        name="logsumexp",
        symbol="ln Σ eᶻ",
        noun="logarithm of the sum of exponentials",
        code="np.log(np.sum(np.exp({a})))",
        forward=_logsumexp,
        vjps=(_of_logsumexp,),
        formula="ln(sum e^({a}))",
        gradients=('"softmax"({a}) dot {g}',),
        explanations=("each entry gets its share, its softmax",),
        samples=(
            (_Z,),
            (_Z * 300.0, {"axis": -1}),
            (_Z, {"axis": 0}),
            (_Z, {"axis": 1, "keepdims": True}),
            (_Z[0],),
        ),
        is_elementwise=False,
    )
)
