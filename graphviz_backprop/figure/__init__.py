"""The figure: every mark of a movie, with its place, its ink and its lifetime."""

from graphviz_backprop.figure.fit import NATURAL, Fit, find_fit
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
from graphviz_backprop.figure.scene import SHARED, make_scene

__all__ = [
    "NATURAL",
    "SHARED",
    "Box",
    "Circle",
    "Fit",
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
    "find_fit",
    "make_scene",
]
