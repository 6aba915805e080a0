"""Animated WebP and PNG: every colour as it is, and soft edges on a transparent page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphviz_backprop.playing import moments_of, pictures_of, refuse_beyond, seconds_of
from graphviz_backprop.rendering import Rendering

_MOST_MEMORY = 2_000_000_000  # bytes: the encoders want all pictures at once


def refuse_animated(rendering: Rendering, name: str) -> None:
    """See that an animated picture does not take too much memory before anything is drawn.

    Args:
        rendering: the movie.
        name: of the format.

    Raises:
        BackpropError: it does.
    """
    refuse_beyond(rendering, moments_of(rendering), _MOST_MEMORY, name)


def animated_picture(
    rendering: Rendering, suffix: str, tick: Callable[[], None], **options: Any
) -> bytes:
    """The movie, endless, without loss.

    Args:
        rendering: the movie.
        suffix: of the kind of picture, ".webp" or ".apng".
        tick: called for each frame of the movie.
        options: for Pillow.
    """
    import imageio.v3 as iio  # only some movies need it

    timeline = moments_of(rendering)
    channels = 4 if rendering.is_transparent else 3
    pictures = [picture[..., :channels] for picture in pictures_of(rendering, timeline)]
    milliseconds = [round(1000 * seconds) for seconds in seconds_of(rendering, timeline)]
    made: bytes = iio.imwrite(
        "<bytes>",
        pictures,
        plugin="pillow",
        extension=suffix,
        duration=milliseconds,
        loop=0,
        **options,
    )
    for _ in rendering.storyboard.frames:
        tick()
    return made
