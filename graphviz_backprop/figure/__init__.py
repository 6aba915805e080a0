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
)
from graphviz_backprop.figure.scene import check_size, make_scene

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
    "Point",
    "Rect",
    "Scene",
    "Span",
    "Text",
    "check_size",
    "find_fit",
    "lay_out",
    "make_scene",
]
