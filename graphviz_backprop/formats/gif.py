"""GIF: the whole backward pass as one endless animation."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.paint import Raster, Shot, make_gif, make_timeline
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import STEP, Frame

_MOST_PIXELS = 0xFFFF
_MARKER = b"graphviz_backprop"


def movie_gif(rendering: Rendering, tick: Tick) -> bytes:
    """The complete figure, then the movie, each frame as long as its kind says.

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
    timeline = make_timeline(rendering.scene, [frame.kind == STEP for frame in frames])
    shown: set[int] = set()
    for moment, change in enumerate(raster.changes(timeline)):
        index = timeline.frames[moment]
        is_first = moment > 0 and index not in shown
        yield change, _seconds(rendering, frames[index], moment == 0, is_first)
        if is_first:
            shown.add(index)
            tick()


def _seconds(rendering: Rendering, frame: Frame, is_poster: bool, is_first: bool) -> float:
    """How long a moment is shown: of a step first the calculation, then the result."""
    seconds = rendering.theme.seconds
    if is_poster:
        return seconds["poster"]
    if frame.kind == STEP and is_first:
        return seconds["calculation_of_step"]
    return rendering.seconds(frame)


FORMATS.add("gif", MovieFormat(movie_gif, _MARKER, is_drawn=True))
