"""WebM: VP9 video for web pages, with its captions beside it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.formats.format import FORMATS, File, FileSetFormat, Tick
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.video import captions_track, refuse_video, video

_MARKER = b"graphviz_backprop"


def webm(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """The video, once through, and its captions as WebVTT."""
    yield File(f"{stem}.webm", video(rendering, "webm", _MARKER.decode(), tick), _MARKER)
    yield File(f"{stem}.vtt", captions_track(rendering), _MARKER)


def _refuse(rendering: Rendering) -> None:
    refuse_video(rendering, "webm")


FORMATS.add("webm", FileSetFormat(webm, refuse=_refuse))
