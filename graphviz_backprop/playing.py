"""A movie as an animation plays it: its moments, how long each is shown, and whole pictures."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.paint import Pixels, Raster, Timeline, make_timeline, whole_pictures
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import STEP


def moments_of(rendering: Rendering) -> Timeline:
    """The complete figure first, then the frames; of a step the result comes a beat later."""
    frames = rendering.storyboard.frames
    return make_timeline(rendering.scene, [frame.kind == STEP for frame in frames])


def seconds_of(rendering: Rendering, timeline: Timeline) -> list[float]:
    """How long each moment is shown, in seconds."""
    frames, seconds = rendering.storyboard.frames, rendering.theme.seconds
    shown: set[int] = set()
    found = [seconds["poster"]]
    for index in timeline.frames[1:]:
        is_calculation = frames[index].kind == STEP and index not in shown
        found.append(
            seconds["calculation_of_step"] if is_calculation else rendering.seconds(frames[index])
        )
        shown.add(index)
    return found


def pictures_of(rendering: Rendering, timeline: Timeline) -> Iterator[Pixels]:
    """Each moment as a whole picture in RGBA, of shape (height, width, 4)."""
    return whole_pictures(rendering.scene, rendering.scale, timeline)


def refuse_beyond(rendering: Rendering, timeline: Timeline, most: int, name: str) -> None:
    """Raise where whole pictures would fill more than the memory that a format may take.

    Args:
        rendering: the movie.
        timeline: its moments.
        most: bytes.
        name: of the format.

    Raises:
        BackpropError: they would; the message says what would fit.
    """
    width, height = Raster(rendering.scene, rendering.scale).size
    needed = 4 * width * height * len(timeline.frames)
    if needed <= most:
        return
    fitting = int(width * (most / needed) ** 0.5)
    raise BackpropError(
        f"{rendering.graph.source}: {name}: {len(timeline.frames)} pictures of {width} x {height} "
        f"pixels take {needed / 1e9:.1f} GB of memory, {most / 1e9:.1f} at most; "
        f"--width {fitting} would fit, and so do the formats gif and animated-svg"
    )
