"""Frames as a GIF: one palette for all, and of each frame only the part that changed."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from graphviz_backprop.paint.lzw import encode
from graphviz_backprop.paint.raster import Change, Corners, around
from graphviz_backprop.themes import Colors

_LEVELS = 20
_HALO_LEVELS = 4
_COLORS_AT_ONCE = 4_096
_TRANSPARENT = 255
_MOST_TIME = 0xFFFF  # hundredths of a second; GIF has two bytes for it
_KEEP = 1  # the disposal method that leaves a frame where it is
_CLEAR = 2  # the one that takes it away
_HEADER = b"GIF89a"
_ALL_COLORS = b"\xf7\0\0"  # a table of 256 for all frames; the first is the ground's
_ENDLESS = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
_SEEN = 128  # a pixel is there or not; soft edges that cover less than half of one are not

Shot = tuple[list[Change], float]
Patch = tuple[tuple[int, int], NDArray[np.uint8]]  # its corner, and indices of colours
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
    palette = _Palette(colors)
    patches = (_wholes if is_transparent else _patches)(shots, size, palette)
    parts = [_HEADER, struct.pack("<HH", *size), _ALL_COLORS, palette.table, _ENDLESS]
    parts += [b"!\xfe", bytes([len(comment)]), comment, b"\0"]
    flags = (_CLEAR if is_transparent else _KEEP) << 2 | 1  # and one colour is transparent
    for ((left, top), indices), seconds in _timed(patches):
        time = min(round(seconds * 100), _MOST_TIME)
        height, width = indices.shape
        parts.append(struct.pack("<4BH2B", 0x21, 0xF9, 4, flags, time, _TRANSPARENT, 0))
        parts.append(struct.pack("<B4HB", 0x2C, left, top, width, height, 0))
        parts.append(encode(indices))
    return b"".join([*parts, b";"])


def _patches(
    shots: Iterable[Shot], size: tuple[int, int], palette: _Palette
) -> Iterator[tuple[Patch | None, float]]:
    """Of each frame the rectangle around what changed, transparent where nothing did."""
    shown = np.full(size[::-1], palette.page_code, dtype=np.uint32)
    for index, (changes, seconds) in enumerate(shots):
        if index and not changes:
            yield None, seconds
            continue
        if index:
            corners = around([corners for corners, _ in changes])
            patch = np.full(_shape(corners), _TRANSPARENT, dtype=np.uint8)
        else:
            corners = (0, 0, *size)
            patch = np.full(_shape(corners), palette.page, dtype=np.uint8)
        left, top = corners[:2]
        found = [_replace(shown, area, image) for area, image in changes]
        # All colours of a frame at once: what a call costs is more than what one pixel does.
        indices = palette.nearest(np.concatenate([codes for _, codes in found] or [shown[:0, 0]]))
        start = 0
        for ((x0, y0, x1, y1), _), (changed, codes) in zip(changes, found, strict=True):
            place = patch[y0 - top : y1 - top, x0 - left : x1 - left]
            place[changed] = indices[start : start + len(codes)]
            start += len(codes)
        yield ((left, top), patch), seconds


def _shape(corners: Corners) -> tuple[int, int]:
    """Rows and columns."""
    return corners[3] - corners[1], corners[2] - corners[0]


def _replace(shown: Codes, area: Corners, image: Image.Image) -> tuple[NDArray[np.bool_], Codes]:
    """Show a picture in an area: where it differs from what is there, and its pixels there."""
    left, top, right, bottom = area
    new = np.asarray(image).view("<u4")[..., 0]
    old = shown[top:bottom, left:right]
    changed = new != old
    old[...] = new
    return changed, new[changed]


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
        yield (((0, 0), picture.copy()) if is_new else None), seconds


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
        self._squares = (self._entries**2).sum(axis=1).astype(np.float32)
        self._columns = self._entries.T.astype(np.float32)
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
            new = np.unique(codes[unknown])
            for some in np.array_split(new, 1 + len(new) // _COLORS_AT_ONCE):
                colors = np.stack([some & 255, some >> 8 & 255, some >> 16], axis=1)
                # Squares of distances but for what is equal for all entries; these numbers are
                # whole and small enough to be exact.
                distances = self._squares - 2 * (colors.astype(np.float32) @ self._columns)
                self._known[some] = 1 + distances.argmin(axis=1)
            found[unknown] = self._known[codes[unknown]]
        return found - 1

    @property
    def table(self) -> bytes:
        """The colours as a GIF has them, in the order of their indices."""
        return self._entries.astype(np.uint8).tobytes().ljust(3 * 256, b"\0")


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
