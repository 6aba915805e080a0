"""Factors that a loss puts before the error: means over a batch, squares, halves of squares."""

from __future__ import annotations

import math
from collections.abc import Iterator

from graphviz_backprop.graph import Handwritten
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value, is_array, shape_of


@quick_dataclass(frozen=True, slots=True)
class Factor:
    """A fraction, kept as it would be written: `-2 / 6`."""

    above: int
    below: int

    @property
    def value(self) -> float:
        """The number."""
        return self.above / self.below

    def times(self, written: Handwritten) -> Handwritten:
        """Return a gradient of the code times this factor, with the formula for it."""
        name = written.name or ("an array" if is_array(written.value) else "a number")
        sign = "-" if self.above < 0 else ""
        twice = "" if abs(self.above) == 1 else f"{abs(self.above)} * "
        below = "" if self.below == 1 else f" / {self.below}"
        formula = f"{sign}{twice}{name}{below}"
        return Handwritten("", self.value * written.value, written.place, formula)


def factors(output: Value) -> Iterator[Factor]:
    """Yield the factors of the usual losses.

    Args:
        output: what the error is of; its shape has the size of the batch.
    """
    shape = shape_of(output)
    for count in sorted({1, *shape, math.prod(shape)}):
        for above, below in ((1, count), (2, count), (1, 2 * count)):
            yield Factor(above, below)
            yield Factor(-above, below)
