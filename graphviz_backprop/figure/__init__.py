"""The figure: every mark of a movie, with its place, its ink and its lifetime."""

from typing import TYPE_CHECKING

from graphviz_backprop.lazy_names import lazy_names

if TYPE_CHECKING:
    from graphviz_backprop.figure.figure_texts import Later, changed_text
    from graphviz_backprop.figure.fit import NATURAL, SHARED, SLIDE, Fit, find_fit
    from graphviz_backprop.figure.footer import Foot, lay_out_captions
    from graphviz_backprop.figure.laid_out import lay_out
    from graphviz_backprop.figure.layout import Layout
    from graphviz_backprop.figure.mark import (
        Box,
        Circle,
        Formula,
        Ink,
        Layer,
        Line,
        Mark,
        Point,
        Rect,
        Scene,
        Span,
        Text,
        mono,
    )
    from graphviz_backprop.figure.page import Marks
    from graphviz_backprop.figure.scene import check_size, draw_graph, make_scene, room_for_captions
    from graphviz_backprop.figure.sheet import Sheet
else:  # JSON needs nothing that draws.
    __getattr__ = lazy_names(
        __name__,
        {
            "figure_texts": ("Later", "changed_text"),
            "fit": ("NATURAL", "SHARED", "SLIDE", "Fit", "find_fit"),
            "laid_out": ("lay_out",),
            "layout": ("Layout",),
            "mark": (
                "Box",
                "Circle",
                "Formula",
                "Ink",
                "Layer",
                "Line",
                "Mark",
                "Point",
                "Rect",
                "Scene",
                "Span",
                "Text",
                "mono",
            ),
            "page": ("Marks",),
            "scene": ("check_size", "draw_graph", "make_scene", "room_for_captions"),
            "sheet": ("Sheet",),
            "footer": ("Foot", "lay_out_captions"),
        },
    )

__all__ = [
    "NATURAL",
    "SHARED",
    "SLIDE",
    "Box",
    "Circle",
    "Fit",
    "Foot",
    "Formula",
    "Ink",
    "Later",
    "Layer",
    "Layout",
    "Line",
    "Mark",
    "Marks",
    "Point",
    "Rect",
    "Scene",
    "Sheet",
    "Span",
    "Text",
    "changed_text",
    "check_size",
    "draw_graph",
    "find_fit",
    "lay_out",
    "lay_out_captions",
    "make_scene",
    "mono",
    "room_for_captions",
]
