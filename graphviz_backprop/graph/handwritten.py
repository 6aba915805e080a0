"""What the reader's code writes by hand: a gradient with its place."""

from __future__ import annotations

from graphviz_backprop.graph.place import Place
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value


@quick_dataclass(frozen=True, slots=True)
class Handwritten:
    """A gradient that the reader's code computes itself: its name, value and place.

    Attributes:
        formula: what makes it of a number of the code, where it is none itself: `dZ / 6`.
    """

    name: str
    value: Value
    place: Place | None
    formula: str = ""
