"""GIF: the whole backward pass as one endless animation."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.paint import Raster, Shot, make_gif
from graphviz_backprop.rendering import Rendering

_MOST_PIXELS = 0xFFFF
_MARKER = b"graphviz_backprop"


def movie_gif(rendering: Rendering, tick: Tick) -> bytes:
    """The movie, each frame as long as its kind says.

    Raises:
        BackpropError: it is larger than the format allows.
    """
    raster = Raster(rendering.scene, rendering.scale)
    if max(raster.size) > _MOST_PIXELS:
        width, height = raster.size
        raise BackpropError(
            f"{rendering.graph.source}: a GIF of {width} x {height} pixels is too large, "
            f"{_MOST_PIXELS} at most; choose a width, or other formats"
        )
    shots, colors = _shots(rendering, raster, tick), rendering.theme.colors
    return make_gif(shots, raster.size, colors, _MARKER, rendering.is_transparent)


def _shots(rendering: Rendering, raster: Raster, tick: Tick) -> Iterator[Shot]:
    frames = rendering.storyboard.frames
    for change, frame in zip(raster.changes(len(frames)), frames, strict=True):
        yield change, rendering.seconds(frame)
        tick()


FORMATS.add("gif", MovieFormat(movie_gif, _MARKER, is_drawn=True))
