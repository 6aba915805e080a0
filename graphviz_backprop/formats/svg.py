"""SVG: outlines with titles, roles and data attributes; no font is needed to show it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.paint import Vector
from graphviz_backprop.rendering import Rendering


def one_svg(rendering: Rendering, index: int) -> bytes:
    """One frame."""
    return _document(rendering, Vector(rendering.scene), index)


def every_svg(rendering: Rendering) -> Iterator[bytes]:
    """All frames, each mark painted once."""
    vector = Vector(rendering.scene)
    for frame in rendering.storyboard.frames:
        yield _document(rendering, vector, frame.index)


def _document(rendering: Rendering, vector: Vector, index: int) -> bytes:
    frame = rendering.storyboard.frames[index]
    return vector.document(index, rendering.frame_title(frame), frame.alt).encode()


FORMATS.add("svg", FrameFormat(one_svg, every_svg, b"<!-- graphviz_backprop -->"))
