"""The room that is kept for a number, where others may come into its place."""

from graphviz_backprop.themes import Sizes
from graphviz_backprop.typesetting import mono_width


def number_room(sizes: Sizes, size: float) -> float:
    """The least width that is kept for a number in letters of a size."""
    return sizes.room * mono_width("m", size) if sizes.room else 0.0
