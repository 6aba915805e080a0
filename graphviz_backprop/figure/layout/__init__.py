"""Where everything stands in a figure: rows of values, wires, constants, panels."""

from graphviz_backprop.figure.layout.arrangement import arrange
from graphviz_backprop.figure.layout.hanging import width_for
from graphviz_backprop.figure.layout.layout import ArrayStyle, Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import CONSTANT_GAP, Measures, is_above, page_note
from graphviz_backprop.figure.layout.packing import Shape
from graphviz_backprop.figure.layout.spine import Spine, find_spines
from graphviz_backprop.figure.layout.spine_lines import lay_out_lines
from graphviz_backprop.figure.layout.spine_pages import PlannedLine, plan_pages
from graphviz_backprop.figure.layout.use_tree import is_at_ring, uses_by

__all__ = [
    "CONSTANT_GAP",
    "ArrayStyle",
    "Layout",
    "Measures",
    "Panel",
    "PlannedLine",
    "Row",
    "Shape",
    "Spine",
    "arrange",
    "find_spines",
    "is_above",
    "is_at_ring",
    "lay_out_lines",
    "page_note",
    "plan_pages",
    "uses_by",
    "width_for",
]
