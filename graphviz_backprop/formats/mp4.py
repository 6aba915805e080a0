"""MP4: H.264 video for slides and chats, with its captions beside it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.formats.format import FORMATS, File, FileSetFormat, Tick
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.video import captions_track, refuse_video, video

_MARKER = b"graphviz_backprop"
_LAST_BOX = (len(_MARKER) + 8).to_bytes(4, "big") + b"free" + _MARKER  # players skip it


def mp4(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """The video, once through, and its captions as WebVTT."""
    yield File(f"{stem}.mp4", video(rendering, "mp4", _MARKER.decode(), tick) + _LAST_BOX, _MARKER)
    yield File(f"{stem}.vtt", captions_track(rendering), _MARKER)


def _refuse(rendering: Rendering) -> None:
    refuse_video(rendering, "mp4")


FORMATS.add("mp4", FileSetFormat(mp4, refuse=_refuse))
