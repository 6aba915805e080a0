"""The layers and losses of chapters 3 to 9: dense, softmax, cross-entropy, the last two in one.

Arrays are (samples, features) or one sample (features,). Targets are one-hot: 1 at the class of
each sample. They come as an argument, or as an option where the code has class numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays.product import matmul
from graphviz_backprop.ops.op import Op, register

_BATCH = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]])
_WEIGHTS = np.array([[0.2, -0.5], [1.0, 0.3], [-0.7, 0.9]])
_CLASSES = np.eye(3)[[0, 1, 1]]
_SOFT = np.array([[0.9, 0.1, 0.0], [0.2, 0.6, 0.2], [0.0, 0.5, 0.5]])


def _dense(x: Any, weights: Any, bias: Any) -> Any:
    return np.matmul(x, weights) + bias


dense = register(
    Op(
        name="dense",
        symbol="x·W + b",
        noun="dense layer",
        code="{a} @ {b} + {c}",
        forward=_dense,
        vjps=(
            lambda g, ans, x, weights, bias: matmul.vjp(0, g, ans, (x, weights)),
            lambda g, ans, x, weights, bias: matmul.vjp(1, g, ans, (x, weights)),
            lambda g, ans, x, weights, bias: g,
        ),
        formula="{a} dot {b} + {c}",
        gradients=("{g} dot {b}^top", "{a}^top dot {g}", "{sum_g}"),
        samples=(
            (_BATCH, _WEIGHTS, np.array([[0.1, -0.2]])),
            (_BATCH[0], _WEIGHTS, np.array([0.1, -0.2])),
            (_BATCH, _WEIGHTS[:, 0], 0.5),
        ),
        is_matrix_product=True,
        is_elementwise=False,
    )
)


dense_columns = register(
    Op(
        name="dense_columns",
        symbol="W·x + b",
        noun="dense layer",
        code="{a} @ {b} + {c}",
        forward=_dense,
        vjps=dense.vjps,
        formula=dense.formula,
        gradients=dense.gradients,
        samples=(
            (_WEIGHTS.T, _BATCH.T, np.array([[0.1], [-0.2]])),
            (_WEIGHTS.T, _BATCH[0], np.array([0.1, -0.2])),
        ),
        is_elementwise=False,
        is_matrix_product=True,
    )
)


def _softmax(z: Any) -> Any:
    """e^z of each row over its sum; the row's maximum is taken off first, so nothing overflows."""
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def _of_softmax(g: Any, ans: Any, z: Any) -> Any:
    """Row by row (diag(s) - s sᵀ) · g."""
    return ans * (g - (g * ans).sum(axis=-1, keepdims=True))


def jacobian(s: Any) -> Any:
    """The Jacobian of a softmax at its result s, of shape (n,): diag(s) - s sᵀ, of shape (n, n)."""
    return np.diag(s) - np.outer(s, s)


softmax = register(
    Op(
        name="softmax",
        symbol="eᶻ / Σ eᶻ",
        noun="softmax function",
        code="softmax({a})",
        forward=_softmax,
        vjps=(_of_softmax,),
        formula='"softmax"({a})',
        gradients=('("diag"(s) - s s^top) dot {g}',),
        samples=((_BATCH * 3,), (_BATCH[0],), (_BATCH[:1],), (_BATCH[:, :1],)),
        is_elementwise=False,
    )
)


_REDUCED: dict[str, Callable[[Any], Any]] = {"mean": np.mean, "sum": np.sum, "none": np.asarray}


def _reduced(losses: Any, reduce: str) -> Any:
    return _REDUCED[reduce](losses)


def _shares(g: Any, samples: Any, reduce: str) -> Any:
    """The gradient of each sample's loss, as a column."""
    count = samples.shape[0] if samples.ndim > 1 else 1
    share = g / count if reduce == "mean" else g
    return np.broadcast_to(share, samples.shape[:-1])[..., None]


def _inside(p: Any, low: float, high: float) -> Any:
    return (p >= low) & (p <= high)


def _cross_entropy(
    p: Any,
    y: Any = None,
    targets: Any = None,
    reduce: str = "mean",
    low: float = 0.0,
    high: float = np.inf,
    is_inside: bool = False,
) -> Any:
    targets = targets if y is None else y
    if is_inside:
        return _reduced(-np.log((targets * np.clip(p, low, high)).sum(axis=-1)), reduce)
    return _reduced(-(targets * np.log(np.clip(p, low, high))).sum(axis=-1), reduce)


def _of_probabilities(
    g: Any,
    ans: Any,
    p: Any,
    y: Any = None,
    targets: Any = None,
    reduce: str = "mean",
    low: float = 0.0,
    high: float = np.inf,
    is_inside: bool = False,
) -> Any:
    """-y / p for each sample; nothing where p was clipped."""
    targets = targets if y is None else y
    shares = np.where(targets != 0, -targets / p, 0.0) * _inside(p, low, high)
    return shares * _shares(g, p, reduce)


def _of_targets(
    g: Any,
    ans: Any,
    p: Any,
    y: Any,
    reduce: str = "mean",
    low: float = 0.0,
    high: float = np.inf,
    is_inside: bool = False,
) -> Any:
    """-ln p for -sum(y ln p); -p / sum(p y) for -ln(sum(p y)), which is the same for one-hot y."""
    p = np.clip(p, low, high)
    slope = p / (p * y).sum(axis=-1, keepdims=True) if is_inside else np.log(p)
    return -slope * _shares(g, p, reduce)


_CHOICES = (
    (_BATCH, {"targets": _CLASSES}),
    (_BATCH, {"targets": _CLASSES, "reduce": "none"}),
    (_BATCH, {"targets": _CLASSES, "reduce": "sum", "low": 0.05, "high": 0.95}),
    (_BATCH, _SOFT),
    (_BATCH, _CLASSES, {"is_inside": True}),
    (_BATCH[0], {"targets": _CLASSES[0]}),
)

cross_entropy = register(
    Op(
        name="cross_entropy",
        symbol="−Σ y·log p",
        noun="cross-entropy",
        code="cross_entropy({all})",
        forward=_cross_entropy,
        vjps=(_of_probabilities, _of_targets),
        formula='"CE"({a}, y)',
        gradients=("-{over_n} y / {a} dot {g}", "-{over_n} ln({a}) dot {g}"),
        samples=_CHOICES,
        is_loss=True,
        is_elementwise=False,
    )
)


def _both(z: Any, y: Any = None, **options: Any) -> Any:
    return _cross_entropy(_softmax(z), y, **options)


def _of_scores(
    g: Any,
    ans: Any,
    z: Any,
    y: Any = None,
    targets: Any = None,
    reduce: str = "mean",
    is_inside: bool = False,
) -> Any:
    """(ŷ - y) / n, where y sums to 1 in each row."""
    targets = targets if y is None else y
    whole = targets.sum(axis=-1, keepdims=True)
    return (_softmax(z) * whole - targets) * _shares(g, z, reduce)


def _of_targets_of_both(g: Any, ans: Any, z: Any, y: Any, **options: Any) -> Any:
    return _of_targets(g, ans, _softmax(z), y, **options)


softmax_cross_entropy = register(
    Op(
        name="softmax_cross_entropy",
        symbol="−Σ y·log softmax(z)",
        noun="softmax with cross-entropy",
        code="cross_entropy(softmax({a}))",
        forward=_both,
        vjps=(_of_scores, _of_targets_of_both),
        formula='"CE"("softmax"({a}), y)',
        gradients=("{over_n} (hat(y) - y) dot {g}", '-{over_n} ln("softmax"({a})) dot {g}'),
        samples=(
            (_BATCH * 3, {"targets": _CLASSES}),
            (_BATCH * 3, {"targets": _CLASSES, "reduce": "none"}),
            (_BATCH * 3, _SOFT),
            (_BATCH[0], {"targets": _CLASSES[0]}),
        ),
        is_loss=True,
        is_elementwise=False,
    )
)
