"""GIF: the whole backward pass as one endless animation."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.paint import Raster, Shot, make_gif
from graphviz_backprop.playing import moments_of, seconds_of
from graphviz_backprop.rendering import Rendering

_MOST_PIXELS = 0xFFFF
_MARKER = b"graphviz_backprop"


def movie_gif(rendering: Rendering, tick: Tick) -> bytes:
    """The complete figure, then the movie, each frame as long as its kind says."""
    raster = Raster(rendering.scene, rendering.animation_scale)
    shots, colors = _shots(rendering, raster, tick), rendering.theme.colors
    return make_gif(shots, raster.size, colors, _MARKER, rendering.is_transparent)


def _refuse(rendering: Rendering) -> None:
    """Raise where it is larger than the format allows."""
    width, height = Raster(rendering.scene, rendering.animation_scale).size
    if max(width, height) > _MOST_PIXELS:
        raise BackpropError(
            f"{rendering.graph.source}: a GIF of {width} x {height} pixels is too large, "
            f"{_MOST_PIXELS} at most; choose a width, or other formats"
        )


def _shots(rendering: Rendering, raster: Raster, tick: Tick) -> Iterator[Shot]:
    timeline = moments_of(rendering)
    shown: set[int] = set()
    changes = zip(raster.changes(timeline), seconds_of(rendering, timeline), strict=True)
    for moment, (change, seconds) in enumerate(changes):
        yield change, seconds
        index = timeline.frames[moment]
        if moment > 0 and index not in shown:
            shown.add(index)
            tick()


FORMATS.add("gif", MovieFormat(movie_gif, _MARKER, is_drawn=True, refuse=_refuse))
