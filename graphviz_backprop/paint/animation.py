"""Frames as a GIF: one palette for all, and of each frame only the part that changed."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.paint.areas import Corners, around
from graphviz_backprop.paint.lzw import encode
from graphviz_backprop.paint.palette import MOST, Codes, Palette
from graphviz_backprop.paint.raster import Change
from graphviz_backprop.themes import Colors

_TRANSPARENT = MOST  # the index behind those of the palette
_MOST_TIME = 0xFFFF  # hundredths of a second; GIF has two bytes for it
_KEEP = 1  # the disposal method that leaves a frame where it is
_CLEAR = 2  # the one that takes it away
_HEADER = b"GIF89a"
_ALL_COLORS = b"\xf7\0\0"  # a table of 256 for all frames; the first is the ground's
_ENDLESS = b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
# Pixels between two that changed in one row: so few are painted again as they were. A way into what
# is transparent and back takes more bytes than a run of the page, or a letter like the others.
_GAP = 48
_SEEN = 128  # a pixel is there or not; soft edges that cover less than half of one are not

Shot = tuple[list[Change], float]
Patch = tuple[tuple[int, int], NDArray[np.uint8]]  # its corner, and indices of colours


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
    palette = Palette(colors)
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
    shots: Iterable[Shot], size: tuple[int, int], palette: Palette
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
        found = _replace(shown, changes)
        indices = palette.nearest(np.concatenate([codes for _, codes in found] or [shown[:0, 0]]))
        start = 0
        for ((x0, y0, x1, y1), _), (painted, codes) in zip(changes, found, strict=True):
            place = patch[y0 - top : y1 - top, x0 - left : x1 - left]
            place[painted] = indices[start : start + len(codes)]
            start += len(codes)
        yield ((left, top), patch), seconds


def _shape(corners: Corners) -> tuple[int, int]:
    """Rows and columns."""
    return corners[3] - corners[1], corners[2] - corners[0]


def _replace(shown: Codes, changes: list[Change]) -> list[tuple[NDArray[np.bool_], Codes]]:
    """Show what changed: of each area where it is painted, as it differs there, and its pixels.

    All areas at once: what a call of NumPy costs is more than what one pixel does.
    """
    shapes = [_shape(corners) for corners, _ in changes]
    # Behind each row a gap that is too long to be painted.
    ends = list(accumulate((rows * (columns + _GAP) for rows, columns in shapes), initial=0))
    changed = np.zeros(ends[-1], dtype=np.bool_)

    def of_area(whole: NDArray[np.bool_], number: int) -> NDArray[np.bool_]:
        rows, columns = shapes[number]
        return whole[ends[number] : ends[number + 1]].reshape(rows, -1)[:, :columns]

    pictures = []
    for number, ((left, top, right, bottom), image) in enumerate(changes):
        new = np.asarray(image).view("<u4")[..., 0]
        old = shown[top:bottom, left:right]
        np.not_equal(new, old, out=of_area(changed, number))
        old[...] = new
        pictures.append(new)
    _fill_gaps(changed)
    painted = [of_area(changed, number) for number in range(len(changes))]
    return [(where, new[where]) for where, new in zip(painted, pictures, strict=True)]


def _fill_gaps(changed: NDArray[np.bool_]) -> None:
    """Add the short gaps between what changed, of all rows in one."""
    places = np.flatnonzero(changed)
    lengths = np.diff(places) - 1
    short = np.flatnonzero((lengths > 0) & (lengths < _GAP))
    lengths = lengths[short]
    # The gaps one behind the other: the place of a pixel less its number there is one of its gap.
    numbers = np.cumsum(lengths)
    firsts = places[short] + 1 - numbers + lengths
    changed[np.repeat(firsts, lengths) + np.arange(lengths.sum())] = True


def _wholes(
    shots: Iterable[Shot], size: tuple[int, int], palette: Palette
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
