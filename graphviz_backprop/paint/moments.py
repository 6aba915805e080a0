"""The moments of an animation: the complete figure first, and of a step the result a beat later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from graphviz_backprop.figure import Ink, Layer, Mark, Scene
from graphviz_backprop.quick_dataclass import quick_dataclass

_RESULTS = frozenset({"gradient", "contribution", "struck"})


@quick_dataclass(frozen=True, slots=True)
class TimedMark:
    """A mark that is seen from the moment `born` up to and without `dies`."""

    mark: Mark
    born: int
    dies: int

    @property
    def layer(self) -> Layer:
        """What it lies above."""
        return self.mark.layer

    @property
    def inks(self) -> tuple[Ink, ...]:
        """What is painted."""
        return self.mark.inks


@quick_dataclass(frozen=True)
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
    marks = [timed for mark in scene.marks for timed in _timed(scene, mark, starts, in_two)]
    return Timeline(tuple(marks), tuple(frames))


def _timed(
    scene: Scene, mark: Mark, starts: Sequence[int], in_two: Sequence[bool]
) -> Iterator[TimedMark]:
    last = len(in_two) - 1
    if mark.is_alive(last) and scene.shows(last, mark):
        yield TimedMark(mark, 0, 1)
    for first, end in _stretches(scene, mark):
        born, dies = starts[first], starts[end]
        if mark.is_early:
            dies = born + 1 if in_two[first] else born
        elif mark.kind in _RESULTS:
            born += first == mark.born and in_two[first]
            is_replaced = end == mark.dies and end <= last and scene.shows(end, mark)
            dies += is_replaced and in_two[end]
        if born < dies:
            yield TimedMark(mark, born, dies)


def _stretches(scene: Scene, mark: Mark) -> Iterator[tuple[int, int]]:
    """The frames on which a mark is seen: of several pages when its own is shown."""
    if not scene.pages:
        yield mark.born, mark.dies
        return
    frames = range(mark.born, mark.dies)
    for is_shown, some in groupby(frames, key=lambda frame: scene.shows(frame, mark)):
        stretch = list(some)
        if is_shown:
            yield stretch[0], stretch[-1] + 1
