"""How long the reader's code may run, what memory it may take, and how wide a picture is."""

from __future__ import annotations

import math

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass

TIMEOUT = 60.0  # seconds, where none are asked for
MEMORY = 4.0  # gigabytes
MOST_STEPS = 1_000  # down the gradient
MOST_FRAMES = 2_000  # of a movie
MOST_DRAWN = 5_000  # values of a graph
LEAST_WIDTH, MOST_WIDTH = 50, 20_000  # pixels of a picture


@quick_dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a run, with all processes that it starts.

    Attributes:
        timeout: seconds of the clock.
        memory: gigabytes (10⁹ bytes).
    """

    timeout: float
    memory: float

    def __post_init__(self) -> None:
        for name, unit in (("timeout", "seconds"), ("memory", "gigabytes")):
            value = getattr(self, name)
            number = isinstance(value, float | int) and not isinstance(value, bool)
            if not (number and math.isfinite(value) and value > 0):
                raise BackpropError(f"{name}: got {value!r}; expected {unit}, more than 0")
