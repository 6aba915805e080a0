"""SVG: outlines with titles, roles and data attributes; no font is needed to show it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.formats.chosen_figures import chosen_figures
from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.rendering import Rendering

MARKER = b"<!-- graphviz_backprop -->"


def one_svg(rendering: Rendering, index: int) -> bytes:
    """One frame; its marks are painted that no frame before it showed."""
    frame = rendering.storyboard.frames[index]
    return rendering.vector.document(index, rendering.frame_title(frame), frame.alt).encode()


def every_svg(rendering: Rendering) -> Iterator[bytes]:
    """All frames, each mark painted once."""
    return (one_svg(rendering, frame.index) for frame in rendering.storyboard.frames)


FORMATS.add("svg", FrameFormat(one_svg, every_svg, MARKER, chosen_figures))
