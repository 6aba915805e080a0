"""The figure: every mark of a movie, with its place, its ink and its lifetime."""

from graphviz_backprop.figure.fit import NATURAL, Fit, find_fit
from graphviz_backprop.figure.laid_out import SHARED, SLIDE, lay_out
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
from graphviz_backprop.figure.scene import check_size, make_scene
from graphviz_backprop.figure.text.footer import lay_out_captions

__all__ = [
    "NATURAL",
    "SHARED",
    "SLIDE",
    "Box",
    "Circle",
    "Fit",
    "Formula",
    "Ink",
    "Layer",
    "Layout",
    "Line",
    "Mark",
    "Marks",
    "Point",
    "Rect",
    "Scene",
    "Span",
    "Text",
    "check_size",
    "find_fit",
    "lay_out",
    "lay_out_captions",
    "make_scene",
    "mono",
]
