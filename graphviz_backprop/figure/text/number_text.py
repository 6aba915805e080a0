"""Numbers in one line: the room that they take, and a power of ten."""

from graphviz_backprop.themes import Sizes
from graphviz_backprop.typesetting import mono_width

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def number_width(text: str, sizes: Sizes, size: float) -> float:
    """The width of a number's text, at least the room that is kept for it."""
    width = mono_width(text, size)
    return max(width, number_room(sizes, size)) if text else width


def number_room(sizes: Sizes, size: float) -> float:
    """The least width that is kept for a number in letters of a size."""
    return sizes.room * mono_width("m", size) if sizes.room else 0.0


def power_text(exponent: int) -> str:
    """`×10⁻³`."""
    return f"×10{str(exponent).translate(_RAISED)}"
