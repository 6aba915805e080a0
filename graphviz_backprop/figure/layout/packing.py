"""Panels on a page: in their order, by columns or by rows, so that the text becomes largest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphviz_backprop.figure.mark import Point

_GAP = (24.0, 20.0)  # between the grounds of panels
_TRIES = 24
_LARGE_ENOUGH = 18.0
_SLIDE_HEIGHT = 1080.0
READABLE = 12.0  # pixels of a number
_BETTER = 1.01

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """The page that a figure is made for.

    Attributes:
        width, height: in pixels.
        margins: what the page needs beside the graph, in points: at the sides, and for the caption.
        least_width: of a page, in points.
    """

    width: float
    height: float
    margins: Size
    least_width: float

    @property
    def large_enough(self) -> float:
        """The pixels of a number that are enough on it: 18 on a slide, less on a small picture."""
        small = min(1.0, min(self.width, self.height) / _SLIDE_HEIGHT)
        return max(READABLE, _LARGE_ENOUGH * small)

    def scale(self, size: Size) -> float:
        """Pixels per point of a graph of this size with its caption."""
        width = max(size[0] + self.margins[0], self.least_width)
        return min(self.width / width, self.height / (size[1] + self.margins[1]))


@dataclass(frozen=True, slots=True)
class Packed:
    """The corners of the panels, and the size of the whole, in points."""

    corners: tuple[Point, ...]
    size: Size


def pack(sizes: Sequence[Size], shape: Shape) -> Packed:
    """Place panels of these sizes; the fewest lines of those that make the text largest."""
    if len(sizes) == 1:
        return Packed(((0.0, 0.0),), sizes[0])
    best: Packed | None = None
    for packed in _candidates(sizes):
        if best is None or shape.scale(packed.size) > _BETTER * shape.scale(best.size):
            best = packed
    assert best is not None
    return best


def _candidates(sizes: Sequence[Size]) -> Iterator[Packed]:
    total_width = sum(width + _GAP[0] for width, _ in sizes)
    total_height = sum(height + _GAP[1] for _, height in sizes)
    for least, most, place in (
        (max(height for _, height in sizes), total_height, _by_columns),
        (max(width for width, _ in sizes), total_width, _by_rows),
    ):
        for step in range(_TRIES + 1):
            yield place(sizes, least * (most / least) ** (step / _TRIES) + 1.0)


def _by_rows(sizes: Sequence[Size], limit: float) -> Packed:
    return _lines(sizes, limit, _GAP)


def _by_columns(sizes: Sequence[Size], limit: float) -> Packed:
    turned = _lines([(height, width) for width, height in sizes], limit, _GAP[::-1])
    return Packed(tuple((x, y) for y, x in turned.corners), turned.size[::-1])


def _lines(sizes: Sequence[Size], limit: float, gaps: Size) -> Packed:
    """Side by side as far as the limit, then the next line below."""
    corners: list[Point] = []
    x = y = lowest = widest = 0.0
    for width, height in sizes:
        if x > 0 and x + width > limit:
            x, y, lowest = 0.0, y + lowest + gaps[1], 0.0
        corners.append((x, y))
        x, lowest = x + width + gaps[0], max(lowest, height)
        widest = max(widest, x - gaps[0])
    return Packed(tuple(corners), (widest, y + lowest))
