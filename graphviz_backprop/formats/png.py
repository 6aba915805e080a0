"""PNG: one picture for each frame."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from PIL import PngImagePlugin

from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.paint import Raster
from graphviz_backprop.rendering import Rendering

_MARKER = b"Software\x00graphviz_backprop"
_HEAD = 33  # the signature and the first chunk, after which others may stand


def one_png(rendering: Rendering, index: int) -> bytes:
    """One frame."""
    return next(_pngs(rendering, [index]))


def every_png(rendering: Rendering) -> Iterator[bytes]:
    """All frames."""
    return _pngs(rendering, range(len(rendering.storyboard)))


def _pngs(rendering: Rendering, indices: Iterable[int]) -> Iterator[bytes]:
    rendering.check_pixels()
    indices = list(indices)
    painted = Raster(rendering.scene, rendering.scale).pngs(indices)
    for index, png in zip(indices, painted, strict=True):
        yield _signed(png, rendering.storyboard.frames[index].alt)


def _signed(png: bytes, description: str) -> bytes:
    """The picture with its maker and its description in words."""
    words = description.encode("utf-8", "replace")  # a name may hold half of a surrogate pair
    text = io.BytesIO()
    PngImagePlugin.putchunk(text, b"tEXt", _MARKER)
    PngImagePlugin.putchunk(text, b"iTXt", b"Description\x00\x00\x00\x00\x00", words)
    return png[:_HEAD] + text.getvalue() + png[_HEAD:]


FORMATS.add("png", FrameFormat(one_png, every_png, _MARKER))
