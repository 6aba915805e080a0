"""GIF: the whole backward pass as one endless animation."""

from __future__ import annotations

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.film import Film
from graphviz_backprop.formats.format import FORMATS, MovieFormat
from graphviz_backprop.paint import Raster, make_gif

_MOST_PIXELS = 0xFFFF


def movie_gif(film: Film) -> bytes:
    """The movie, each frame as long as its kind says.

    Raises:
        BackpropError: it is larger than the format allows.
    """
    raster, frames = Raster(film.scene, film.scale), film.storyboard.frames
    if max(raster.size) > _MOST_PIXELS:
        width, height = raster.size
        raise BackpropError(
            f"{film.graph.source}: a GIF of {width} x {height} pixels is too large, "
            f"{_MOST_PIXELS} at most; choose a width, or other formats"
        )
    changes = raster.changes(len(frames))
    shots = ((change, film.seconds(f)) for change, f in zip(changes, frames, strict=True))
    return make_gif(shots, raster.size, film.theme.colors)


FORMATS.add("gif", MovieFormat(movie_gif))
