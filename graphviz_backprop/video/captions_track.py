"""The captions of a video as WebVTT, which players and screen readers take."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from graphviz_backprop.playing import moments_of, seconds_of
from graphviz_backprop.rendering import Rendering

_HEAD = "WEBVTT - Made by graphviz_backprop.\n"


def captions_track(rendering: Rendering) -> bytes:
    """A cue for each frame, with its sentence and its code, as long as the video shows it."""
    cues = "\n".join(_cues(rendering))
    return f"{_HEAD}\n{cues}".encode("utf-8", "replace")


def _cues(rendering: Rendering) -> Iterator[str]:
    timeline = moments_of(rendering)
    times = accumulate(seconds_of(rendering, timeline), initial=0.0)
    shown = zip(timeline.frames, pairwise(times), strict=True)
    for index, moments in groupby(shown, key=lambda moment: moment[0]):
        spans = [span for _, span in moments]
        caption = rendering.storyboard.frames[index].caption
        lines = [f"{caption.count}: {caption.sentence}", caption.code, *caption.judged]
        text = "\n".join(_text(line) for line in lines if line)
        yield f"{_time(spans[0][0])} --> {_time(spans[-1][1])}\n{text}\n"


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(1000 * seconds), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _text(line: str) -> str:
    """One line of a cue: neither a tag nor an arrow of a time."""
    one = " ".join(line.split())
    return one.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
