"""From marks to pictures: typst paints, Pillow puts frames together."""

from graphviz_backprop.paint.animation import Shot, make_gif
from graphviz_backprop.paint.compact import compact
from graphviz_backprop.paint.few_colors import with_few_colors
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.moments import Timeline, make_timeline
from graphviz_backprop.paint.raster import Raster
from graphviz_backprop.paint.several_pictures import below_each_other
from graphviz_backprop.paint.vector import Vector, clean_text
from graphviz_backprop.paint.whole_pictures import (
    Pixels,
    whole_pictures,
    without_transparency,
)

__all__ = [
    "Pixels",
    "Raster",
    "Shot",
    "Timeline",
    "Vector",
    "below_each_other",
    "clean_text",
    "compact",
    "make_gif",
    "make_timeline",
    "page_of",
    "whole_pictures",
    "with_few_colors",
    "without_transparency",
]
