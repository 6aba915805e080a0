"""From marks to pictures: typst paints, Pillow puts frames together."""

from graphviz_backprop.paint.animation import Shot, make_gif
from graphviz_backprop.paint.compact import compact
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.moments import Timeline, make_timeline
from graphviz_backprop.paint.raster import Raster
from graphviz_backprop.paint.vector import Vector, clean_text

__all__ = [
    "Raster",
    "Shot",
    "Timeline",
    "Vector",
    "clean_text",
    "compact",
    "make_gif",
    "make_timeline",
    "page_of",
]
