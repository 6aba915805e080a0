"""The loss of a yes or a no: -(y log p + (1 - y) log(1 - p)), entry by entry, then reduced."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.ops.op import Op, register

_P = np.array([[0.7, 0.1, 0.45], [0.2, 0.95, 0.5]])
_Y = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.3]])


def _loss(p: Any, y: Any, over: float | None = None) -> Any:
    losses = -(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))
    return losses if over is None else losses.sum() / over


def slope(p: Any, y: Any) -> Any:
    """The derivative of each entry's loss with respect to its probability."""
    return (p - y) / (p * (1.0 - p))


def slope_of_target(p: Any) -> Any:
    """The same with respect to its target."""
    return np.log(1.0 - p) - np.log(p)


def _gradients(over: float | None) -> tuple[str, str]:
    share = f"1/{over:g}" if over not in (None, 1.0) else ""
    return (
        f"{share} ({{a}} - {{b}}) / ({{a}} dot (1 - {{a}})) dot {{g}}",
        f"{share} (ln(1 - {{a}}) - ln({{a}})) dot {{g}}",
    )


binary_cross_entropy = register(
    Op(
        name="binary_cross_entropy",
        symbol="−y·log p − (1−y)·log(1−p)",
        noun="binary cross-entropy",
        code="binary_cross_entropy({all})",
        forward=_loss,
        vjps=(
            lambda g, ans, p, y, over=None: slope(p, y) * g / (over or 1.0),
            lambda g, ans, p, y, over=None: slope_of_target(p) * g / (over or 1.0),
        ),
        formula='"BCE"({a}, {b})',
        gradients=_gradients(None),
        gradients_at=lambda options: _gradients(options.get("over")),
        samples=((_P, _Y, {"over": 3.0}), (_P, _Y), (_P[0], _Y[0], {"over": 1.0})),
        is_loss=True,
        is_elementwise=False,
    )
)
