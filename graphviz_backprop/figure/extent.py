"""How much room a row takes above and below its wire."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a row's ink reaches above and below its wire in the row's own column, in points."""

    up: float
    down: float
