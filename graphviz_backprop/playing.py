"""A movie as an animation plays it: its moments, and how long each is shown."""

from __future__ import annotations

from graphviz_backprop.paint import Timeline, make_timeline
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
