"""How much room a row takes above and below its wire."""

from __future__ import annotations

from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Extent:
    """How far a row's ink reaches above and below its wire in the row's own column, in points."""

    up: float
    down: float
