"""From marks to pictures: typst paints, Pillow puts frames together."""

from graphviz_backprop.paint.animation import Shot, make_gif
from graphviz_backprop.paint.moments import make_timeline
from graphviz_backprop.paint.raster import Raster
from graphviz_backprop.paint.vector import Vector

__all__ = ["Raster", "Shot", "Vector", "make_gif", "make_timeline"]
