"""GIF: the whole backward pass as one endless animation."""

from __future__ import annotations

from graphviz_backprop.film import Film
from graphviz_backprop.formats.format import FORMATS, MovieFormat
from graphviz_backprop.paint import Raster, make_gif


def movie_gif(film: Film) -> bytes:
    """The movie, each frame as long as its kind says."""
    frames = film.storyboard.frames
    images = Raster(film.scene, film.scale).frames(len(frames))
    shots = ((*image, film.seconds(f)) for image, f in zip(images, frames, strict=True))
    return make_gif(shots, film.theme.colors)


FORMATS.add("gif", MovieFormat(movie_gif))
