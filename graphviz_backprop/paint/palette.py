"""The colours of a theme and their shades, as the one palette of all its pictures."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import astuple

import numpy as np
from numpy.typing import NDArray
from PIL import ImageColor

from graphviz_backprop.themes import Colors

MOST = 255  # colours; GIF needs one more for what is transparent
Codes = NDArray[np.uint32]  # pixels in RGBA, from the lowest byte up
_LEVELS = 20
_HALO_LEVELS = 4
_COLORS_AT_ONCE = 4_096


class Palette:
    """Each colour of the theme, exact, and its shades; pixels are mapped to the nearest.

    Pillow's own mapping is by coarse cells, which would tint a white page.
    """

    def __init__(self, colors: Colors) -> None:
        self._entries = np.array(list(_shades(colors))[:MOST], dtype=np.int32)
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
            new = _different(codes[unknown])
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


def _different(codes: Codes) -> Codes:
    """Each once, in order. `np.unique` does the same, and loads masked arrays for it."""
    ordered: Codes = np.sort(codes)
    is_new: NDArray[np.bool_] = np.append(True, ordered[1:] != ordered[:-1])
    different: Codes = ordered[is_new]
    return different


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
