"""SVG: outlines with titles, roles and data attributes; no font is needed to show it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.film import Film
from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.paint import Vector


def one_svg(film: Film, index: int) -> bytes:
    """One frame."""
    return _document(film, Vector(film.scene), index)


def every_svg(film: Film) -> Iterator[bytes]:
    """All frames, each mark painted once."""
    vector = Vector(film.scene)
    for frame in film.storyboard.frames:
        yield _document(film, vector, frame.index)


def _document(film: Film, vector: Vector, index: int) -> bytes:
    frame = film.storyboard.frames[index]
    return vector.document(index, film.frame_title(frame), frame.alt).encode()


FORMATS.add("svg", FrameFormat(one_svg, every_svg, b"<!-- graphviz_backprop -->"))
