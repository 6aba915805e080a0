"""Which views there are, and up to which size one is readable."""

from __future__ import annotations

from graphviz_backprop.graph import Graph

ELEMENT = "element"
ARRAY = "array"
LAYER = "layer"
LEVELS = (ELEMENT, ARRAY, LAYER)
# So many values fit on a slide with their numbers in letters of 12 px.
MOST_VALUES = 36
# Code without arrays has no other view of its numbers: it may take a page of its own.
MOST_NUMBERS = 150


def is_readable(graph: Graph, has_arrays: bool) -> bool:
    """Whether a view is small enough to be chosen by itself: up to 36 values.

    Numbers of plain Python, which has no arrays to draw them as, may be 150.
    """
    return len(graph) <= (MOST_VALUES if has_arrays else MOST_NUMBERS)
