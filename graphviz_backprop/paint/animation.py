"""Frames as a GIF: one palette for all, and of each frame only the part that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple

import numpy as np
from PIL import GifImagePlugin, Image, ImageChops, ImageColor

from graphviz_backprop.paint.raster import Corners, around
from graphviz_backprop.themes import Colors

_LEVELS = 20
_HALO_LEVELS = 4
_TRANSPARENT = 255
_KEEP = 1  # the disposal method that leaves a frame where it is

Shot = tuple[Image.Image, list[Corners], float]
Patch = tuple[Image.Image, Corners]


def make_gif(shots: Iterable[Shot], colors: Colors) -> bytes:
    """An endless animation.

    Args:
        shots: pictures of one size, each with the areas that differ from the one before (the whole
            for the first) and its seconds.
        colors: the theme's, whose shades on the page and on the halo make the palette.
    """
    parts: list[bytes] = []
    for (patch, corners), seconds in _timed(_patches(shots, _Palette(colors))):
        if not parts:
            header, _ = GifImagePlugin.getheader(patch.copy(), info={"loop": 0})
            parts += header
        parts += GifImagePlugin.getdata(
            patch,
            corners[:2],
            duration=round(seconds * 100) * 10,
            disposal=_KEEP,
            transparency=_TRANSPARENT,
        )
    return b"".join([*parts, b";"])


def _patches(shots: Iterable[Shot], palette: _Palette) -> Iterator[tuple[Patch | None, float]]:
    """Of each frame the rectangle around what changed, transparent where nothing did."""
    shown: Image.Image | None = None
    for image, areas, seconds in shots:
        if not areas:
            yield None, seconds
            continue
        if shown is None:
            shown = palette.indexed(image)
            yield (shown.copy(), (0, 0, *image.size)), seconds
            continue
        left, top, right, bottom = box = around(areas)
        patch = palette.blank((right - left, bottom - top))
        for area in areas:
            new = palette.indexed(image.crop(area))
            changed = ImageChops.difference(shown.crop(area), new).point([0] + [255] * 255, "1")
            patch.paste(new, (area[0] - left, area[1] - top), changed)
            shown.paste(new, area)
        yield (patch, box), seconds


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
    """Each colour of the theme, exact, and its shades; pictures are mapped to the nearest.

    Pillow's own mapping is by coarse cells, which would tint a white page.
    """

    def __init__(self, colors: Colors) -> None:
        self._entries = np.array(list(_shades(colors))[:_TRANSPARENT], dtype=np.int32)
        self._nearest = np.full(1 << 24, -1, dtype=np.int16)

    def indexed(self, image: Image.Image) -> Image.Image:
        """The picture with its pixels as indices of the palette."""
        levels = np.asarray(image.convert("RGB"), dtype=np.int32)
        codes = (levels[..., 0] << 16) | (levels[..., 1] << 8) | levels[..., 2]
        new = np.unique(codes[self._nearest[codes] < 0])
        for code in new.tolist():
            color = np.array([code >> 16, code >> 8 & 255, code & 255])
            self._nearest[code] = int(((self._entries - color) ** 2).sum(axis=1).argmin())
        return self._with_colors(Image.fromarray(self._nearest[codes].astype(np.uint8)))

    def blank(self, size: tuple[int, int]) -> Image.Image:
        """A picture of nothing."""
        return self._with_colors(Image.new("L", size, _TRANSPARENT))

    def _with_colors(self, indices: Image.Image) -> Image.Image:
        """Indices as a picture with this palette."""
        indices.putpalette(self._entries.astype(np.uint8).tobytes())
        return indices


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
