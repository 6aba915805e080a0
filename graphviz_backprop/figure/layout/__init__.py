"""Where everything stands in a figure: rows of values, wires, constants, panels."""

from typing import TYPE_CHECKING

from graphviz_backprop.figure.layout.arrangement import arrange
from graphviz_backprop.figure.layout.layout import ArrayStyle, Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import CONSTANT_GAP, Measures, is_above, page_note
from graphviz_backprop.figure.layout.packing import Shape
from graphviz_backprop.figure.layout.use_tree import is_at_ring, uses_by
from graphviz_backprop.lazy_names import lazy_names

if TYPE_CHECKING:
    from graphviz_backprop.figure.layout.hanging import width_for
    from graphviz_backprop.figure.layout.spine import Spine, find_spines
    from graphviz_backprop.figure.layout.spine_lines import lay_out_lines
    from graphviz_backprop.figure.layout.spine_pages import PlannedLine, plan_pages
else:  # A figure of numbers has no lines of arrays.
    __getattr__ = lazy_names(
        __name__,
        {
            "hanging": ("width_for",),
            "spine": ("Spine", "find_spines"),
            "spine_lines": ("lay_out_lines",),
            "spine_pages": ("PlannedLine", "plan_pages"),
        },
    )

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
