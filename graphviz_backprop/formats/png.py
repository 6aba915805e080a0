"""PNG: one picture for each frame."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL import PngImagePlugin

from graphviz_backprop.film import Film
from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.paint import Raster

_MARKER = b"Software\x00graphviz_backprop"
_HEAD = 33  # the signature and the first chunk, after which others may stand


def one_png(film: Film, index: int) -> bytes:
    """One frame."""
    return next(_pngs(film, [index]))


def every_png(film: Film) -> Iterator[bytes]:
    """All frames."""
    return _pngs(film, range(len(film.storyboard)))


def _pngs(film: Film, indices: Iterable[int]) -> Iterator[bytes]:
    indices = list(indices)
    painted = Raster(film.scene, film.scale).pngs(indices)
    for index, png in zip(indices, painted, strict=True):
        yield _signed(png, film.storyboard.frames[index].alt)


def _signed(png: bytes, description: str) -> bytes:
    """The picture with its maker and its description in words."""
    text = io.BytesIO()
    PngImagePlugin.putchunk(text, b"tEXt", _MARKER)
    PngImagePlugin.putchunk(text, b"iTXt", b"Description\x00\x00\x00\x00\x00", description.encode())
    return png[:_HEAD] + text.getvalue() + png[_HEAD:]


FORMATS.add("png", FrameFormat(one_png, every_png, _MARKER))
