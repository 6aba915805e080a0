"""Which views there are, and up to which size one is readable."""

from __future__ import annotations

from graphviz_backprop.graph import Graph

ELEMENT = "element"
ARRAY = "array"
LAYER = "layer"
LEVELS = (ELEMENT, ARRAY, LAYER)
# Chosen by eye, on neurons, layers with a batch and a softmax: of more a slide shows no detail.
MOST_VALUES = 36
MOST_IN_A_ROW = 8
# Of layers that would be one box otherwise: they stand on two pages.
MOST_OF_A_NETWORK = 16
# Code without arrays has no other view of its numbers: it may take a page of its own.
MOST_NUMBERS = 150


def is_readable(graph: Graph, has_arrays: bool, most_in_a_row: int = MOST_IN_A_ROW) -> bool:
    """True if a view is small enough to be chosen by itself.

    Up to 36 values, and up to 8 operations in a row, or another number. Numbers of plain Python may
    be 150, and lists of them that are drawn as arrays may have more than 8 operations in a row: its
    classes and loops are small ones, of which a box hides the whole network.
    """
    if not has_arrays:
        return len(graph) <= MOST_NUMBERS
    if graph.numbers:
        return len(graph) <= MOST_VALUES
    return len(graph) <= MOST_VALUES and graph.depth <= most_in_a_row
