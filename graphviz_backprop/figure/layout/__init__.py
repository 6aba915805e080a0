"""Where everything stands in a figure: rows of values, wires, constants, panels."""

from graphviz_backprop.figure.layout.arrangement import arrange
from graphviz_backprop.figure.layout.layout import Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import CONSTANT_GAP, Measures, is_above, page_note
from graphviz_backprop.figure.layout.packing import Shape
from graphviz_backprop.figure.layout.spine import stub_nodes
from graphviz_backprop.figure.layout.spine_lines import lay_out_spines
from graphviz_backprop.figure.layout.use_tree import is_at_ring, uses_by

__all__ = [
    "CONSTANT_GAP",
    "Layout",
    "Measures",
    "Panel",
    "Row",
    "Shape",
    "arrange",
    "is_above",
    "is_at_ring",
    "lay_out_spines",
    "page_note",
    "stub_nodes",
    "uses_by",
]
