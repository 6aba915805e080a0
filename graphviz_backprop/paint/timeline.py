"""The moments of an animation: the complete figure first, and of a step the result a beat later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_backprop.figure import Ink, Layer, Mark, Scene

_RESULTS = frozenset({"gradient", "contribution"})


@dataclass(frozen=True, slots=True)
class TimedMark:
    """A mark that is seen from the moment `born` up to and without `dies`."""

    layer: Layer
    inks: tuple[Ink, ...]
    born: int
    dies: int


@dataclass(frozen=True)
class Timeline:
    """What an animation shows.

    Attributes:
        marks: with their lifetimes in moments.
        frames: the frame of each moment.
    """

    marks: tuple[TimedMark, ...]
    frames: tuple[int, ...]


def make_timeline(scene: Scene, in_two: Sequence[bool]) -> Timeline:
    """Put the frames one after the other, behind the complete figure.

    Args:
        scene: all marks.
        in_two: for each frame whether its numbers come a beat after the rest.
    """
    last = len(in_two) - 1
    frames = [last]
    starts: list[int] = []
    for frame, is_in_two in enumerate(in_two):
        starts.append(len(frames))
        frames += [frame, frame] if is_in_two else [frame]
    starts.append(len(frames))
    marks = [timed for mark in scene.marks for timed in _timed(mark, starts, in_two)]
    return Timeline(tuple(marks), tuple(frames))


def _timed(mark: Mark, starts: Sequence[int], in_two: Sequence[bool]) -> Iterator[TimedMark]:
    last = len(in_two) - 1
    if mark.is_alive(last):
        yield TimedMark(mark.layer, mark.inks, 0, 1)
    born, dies = starts[mark.born], starts[mark.dies]
    if mark.is_early:
        dies = born + 1 if in_two[mark.born] else born
    elif mark.kind in _RESULTS:
        born += in_two[mark.born]
        dies += mark.dies <= last and in_two[mark.dies]
    if born < dies:
        yield TimedMark(mark.layer, mark.inks, born, dies)
