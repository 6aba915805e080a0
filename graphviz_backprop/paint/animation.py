"""Frames as a GIF: one palette for all, and of each frame only the part that changed."""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray
from PIL import GifImagePlugin, Image, ImageColor

from graphviz_backprop.paint.raster import Change, around
from graphviz_backprop.themes import Colors

_LEVELS = 20
_HALO_LEVELS = 4
_TRANSPARENT = 255
_MOST_TIME = 0xFFFF  # hundredths of a second; GIF has two bytes for it
_KEEP = 1  # the disposal method that leaves a frame where it is
_CLEAR = 2  # the one that takes it away
_SEEN = 128  # a pixel is there or not; soft edges that cover less than half of one are not

Shot = tuple[list[Change], float]
Patch = tuple[Image.Image, tuple[int, int]]
Codes = NDArray[np.uint32]


def make_gif(
    shots: Iterable[Shot],
    size: tuple[int, int],
    colors: Colors,
    comment: bytes,
    is_transparent: bool = False,
) -> bytes:
    """An endless animation.

    Args:
        shots: of each frame what changes, as opaque RGBA, and its seconds.
        size: width and height in pixels.
        colors: the theme's, whose shades on the page and on the halo make the palette.
        comment: text in the file's head that is not shown.
        is_transparent: there is no page. What is erased can't be left out then, so each frame is
            whole, and goes before the next one comes.
    """
    parts: list[bytes] = []
    palette = _Palette(colors)
    patches = (_wholes if is_transparent else _patches)(shots, size, palette)
    for (patch, corner), seconds in _timed(patches):
        if not parts:
            header, _ = GifImagePlugin.getheader(patch.copy(), info={"loop": 0, "comment": comment})
            parts += header
        parts += GifImagePlugin.getdata(
            patch,
            corner,
            duration=min(round(seconds * 100), _MOST_TIME) * 10,
            disposal=_CLEAR if is_transparent else _KEEP,
            transparency=_TRANSPARENT,
        )
    return b"".join([*parts, b";"])


def _patches(
    shots: Iterable[Shot], size: tuple[int, int], palette: _Palette
) -> Iterator[tuple[Patch | None, float]]:
    """Of each frame the rectangle around what changed, transparent where nothing did."""
    whole = (0, 0, *size)
    shown = np.full(size[::-1], palette.page_code, dtype=np.uint32)
    for index, (changes, seconds) in enumerate(shots):
        if index and not changes:
            yield None, seconds
            continue
        left, top, right, bottom = around([corners for corners, _ in changes]) if index else whole
        base = _TRANSPARENT if index else palette.page
        patch = np.full((bottom - top, right - left), base, dtype=np.uint8)
        for (x0, y0, x1, y1), image in changes:
            new = np.asarray(image).view("<u4")[..., 0]
            old = shown[y0:y1, x0:x1]
            changed = new != old
            place = patch[y0 - top : y1 - top, x0 - left : x1 - left]
            place[changed] = palette.nearest(new[changed])
            old[...] = new
        yield (palette.picture(patch), (left, top)), seconds


def _wholes(
    shots: Iterable[Shot], size: tuple[int, int], palette: _Palette
) -> Iterator[tuple[Patch | None, float]]:
    """Each frame on nothing. An edge has the ink's own colour, or light ones shine on dark."""
    picture = np.full(size[::-1], _TRANSPARENT, dtype=np.uint8)
    for index, (changes, seconds) in enumerate(shots):
        for (x0, y0, x1, y1), image in changes:
            new = np.asarray(image).view("<u4")[..., 0]
            area = palette.nearest(new)
            area[new >> 24 < _SEEN] = _TRANSPARENT
            picture[y0:y1, x0:x1] = area
        is_new = bool(changes) or not index
        yield ((palette.picture(picture.copy()), (0, 0)) if is_new else None), seconds


def _timed(patches: Iterable[tuple[Patch | None, float]]) -> Iterator[tuple[Patch, float]]:
    """The time of a frame that shows nothing new goes to the one before."""
    held: Patch | None = None
    total = 0.0
    for patch, seconds in patches:
        if patch is not None and held is not None:
            yield held, total
        held, total = (held, total + seconds) if patch is None else (patch, seconds)
    if held is not None:
        yield held, total


class _Palette:
    """Each colour of the theme, exact, and its shades; pixels are mapped to the nearest.

    Pillow's own mapping is by coarse cells, which would tint a white page.
    """

    def __init__(self, colors: Colors) -> None:
        self._entries = np.array(list(_shades(colors))[:_TRANSPARENT], dtype=np.int32)
        # One more than the index for each colour that is known. Of a map, unlike of an array, only
        # the parts that are used take memory.
        self._known = np.frombuffer(mmap.mmap(-1, 1 << 24), dtype=np.uint8)
        red, green, blue = self._entries.T
        codes = red | green << 8 | blue << 16
        self._known[codes] = np.arange(1, len(codes) + 1)
        self.page = 0  # the first of the shades
        self.page_code = 0xFF << 24 | int(codes[self.page])

    def nearest(self, pixels: Codes) -> NDArray[np.uint8]:
        """The index of the nearest colour for each pixel."""
        codes = pixels & 0xFFFFFF
        found: NDArray[np.uint8] = self._known[codes]
        unknown = found == 0
        if unknown.any():
            for code in set(codes[unknown].tolist()):
                color = np.array([code & 255, code >> 8 & 255, code >> 16])
                self._known[code] = 1 + ((self._entries - color) ** 2).sum(axis=1).argmin()
            found[unknown] = self._known[codes[unknown]]
        return found - 1

    def picture(self, indices: NDArray[np.uint8]) -> Image.Image:
        """Indices as a picture with this palette."""
        image = Image.fromarray(indices)
        image.putpalette(self._entries.astype(np.uint8).tobytes())
        return image


def _shades(colors: Colors) -> dict[tuple[int, ...], None]:
    page, halo = ImageColor.getrgb(colors.page), ImageColor.getrgb(colors.halo)
    inks = [ImageColor.getrgb(color) for color in astuple(colors)]
    shades: dict[tuple[int, ...], None] = dict.fromkeys([page, *inks])
    for ink in inks:
        shades |= dict.fromkeys(_between(page, ink, _LEVELS))
    for color in (colors.wire, colors.gradient, colors.ring):
        shades |= dict.fromkeys(_between(halo, ImageColor.getrgb(color), _HALO_LEVELS))
    return shades


def _between(page: tuple[int, ...], ink: tuple[int, ...], levels: int) -> Iterator[tuple[int, ...]]:
    """The shades of soft edges: ink that covers a pixel in part."""
    for level in range(1, levels):
        share = level / levels
        yield tuple(round(p + (i - p) * share) for p, i in zip(page, ink, strict=True))
