"""Panels on a page: in their order, by rows or by columns, so that the text becomes largest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from graphviz_backprop.figure.mark import Point
from graphviz_backprop.quick_dataclass import quick_dataclass

_GAP = (24.0, 20.0)  # between the grounds of panels
_TRIES = 24
# Pixels of a number: what is asked of a page if that can be had, and what it must have.
_LARGE_ENOUGH = 18.0
READABLE = 12.0
_SLIDE_HEIGHT = 1080.0
# The same of a page that is higher than wide: a phone shows its width in so many pixels.
_PHONE_WIDTH = 390.0
_LARGE_ENOUGH_IN_HAND = 9.6
_READABLE_IN_HAND = 8.4
_READABLE_PART = 0.8  # of the pixels that a page asks for by itself
_BETTER = 1.02  # times the text, for which panels may be placed otherwise
MANY_PANELS = 60  # beyond, they are placed in one way
_EVENER = (1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5)

Size = tuple[float, float]


@quick_dataclass(frozen=True, slots=True)
class Shape:
    """The page that a figure is made for.

    Attributes:
        width, height: in pixels.
        margins: what the page needs beside the graph, in points: at the sides, and for the caption.
        least_width: of a page, in points.
        number: pixels that a number should have; 0 for what the shape asks for.
        is_exact: the caption is known to need no more than the margins have for it.
    """

    width: float
    height: float
    margins: Size
    least_width: float
    number: float = 0.0
    is_exact: bool = False

    @property
    def large_enough(self) -> float:
        """The pixels of a number that are enough on it: 18 on a slide, less on a small picture."""
        if self.number:
            return self.number
        if self.is_upright:
            return max(READABLE, _LARGE_ENOUGH_IN_HAND * self.width / _PHONE_WIDTH)
        small = min(1.0, min(self.width, self.height) / _SLIDE_HEIGHT)
        return max(READABLE, _LARGE_ENOUGH * small)

    @property
    def readable(self) -> float:
        """The pixels of a number without which it stands on several pages."""
        if self.number:
            return _READABLE_PART * self.number
        in_hand = _READABLE_IN_HAND * self.width / _PHONE_WIDTH if self.is_upright else 0.0
        return max(READABLE, in_hand)

    @property
    def is_upright(self) -> bool:
        """True if it is higher than wide, and is held in a hand."""
        return self.width < self.height and not self.number

    def room(self, scale: float) -> Size:
        """The largest graph that has this scale."""
        return self.width / scale - self.margins[0], self.height / scale - self.margins[1]

    def scale(self, size: Size) -> float:
        """Pixels per point of a graph of this size with its caption."""
        width = max(size[0] + self.margins[0], self.least_width)
        return min(self.width / width, self.height / (size[1] + self.margins[1]))


@quick_dataclass(frozen=True, slots=True)
class Packed:
    """Panels on a page.

    Attributes:
        corners: of the panels, in points.
        size: of the whole, in points.
        is_ragged: a line has more panels than the first.
    """

    corners: tuple[Point, ...]
    size: Size
    is_ragged: bool = False

    def centred(self, page: Size) -> tuple[Point, ...]:
        """The corners where the whole stands in the middle of a page."""
        right, down = ((all_of - size) / 2 for all_of, size in zip(page, self.size, strict=True))
        return tuple((x + right, y + down) for x, y in self.corners)


def pack(sizes: Sequence[Size], shape: Shape) -> Packed:
    """Place panels of these sizes so that the text becomes as good as largest.

    Of those ways the first that begins with a full line, as text does.
    """
    if len(sizes) == 1:
        return Packed(((0.0, 0.0),), sizes[0])
    tried = [(shape.scale(packed.size), packed) for packed in _candidates(sizes)]
    largest = max(scale for scale, _ in tried)
    good = [packed for scale, packed in tried if _BETTER * scale >= largest]
    return min(good, key=lambda packed: packed.is_ragged)


def pack_pages(sizes: Sequence[Size], shape: Shape, least: float) -> list[Packed]:
    """Place panels of these sizes on as few pages as hold them, in their order.

    Args:
        sizes: of the panels.
        shape: of the pages.
        least: pixels per point; down to half of it where a panel alone has fewer, for all pages
            have one scale.
    """
    least = max(least / 2, min(least, *map(shape.scale, sizes)))
    pages = _filled(sizes, shape, least)
    for more in (
        _EVENER if len(sizes) <= MANY_PANELS else ()
    ):  # of as many pages those with the largest text
        tried = _filled(sizes, shape, least * more)
        if len(tried) > len(pages) or joint_scale(tried, shape) < joint_scale(pages, shape):
            break
        pages = tried
    return pages


def placed_anew(pages: Sequence[Packed], sizes: Sequence[Size], shape: Shape) -> list[Packed]:
    """The same pages of very many panels, on each of them so that its text is largest.

    Args:
        pages: of `pack_pages`.
        sizes: of all panels.
        shape: of the pages.
    """
    if len(sizes) <= MANY_PANELS:
        return list(pages)
    ends = [0, *accumulate(len(page.corners) for page in pages)]
    return [
        _placed_anew(page, sizes[start:end], shape)
        for page, (start, end) in zip(pages, pairwise(ends), strict=True)
    ]


def _filled(sizes: Sequence[Size], shape: Shape, least: float) -> list[Packed]:
    pages: list[Packed] = []
    place = _placed_as_it_is if len(sizes) > MANY_PANELS else _placed_anew
    first = 0
    best: Packed | None = None
    for end in range(1, len(sizes) + 1):
        packed = _as_large(sizes[first:end], shape, least)
        if best is not None and shape.scale(packed.size) < least:
            pages.append(place(best, sizes[first : end - 1], shape))
            first = end - 1
            packed = _as_large(sizes[first:end], shape, least)
        best = packed
    return [*pages, place(best, sizes[first:], shape)] if best else pages


def _placed_anew(page: Packed, sizes: Sequence[Size], shape: Shape) -> Packed:
    """The panels of a page so that its text is largest."""
    return _larger(page, pack(sizes, shape), shape)


def _placed_as_it_is(page: Packed, sizes: Sequence[Size], shape: Shape) -> Packed:
    """The same of very many, while it is not known if they will be drawn."""
    return page


def _as_large(sizes: Sequence[Size], shape: Shape, least: float) -> Packed:
    """Lines as long as the page has room at this scale."""
    if len(sizes) == 1:
        return Packed(((0.0, 0.0),), sizes[0])
    width, height = shape.room(least)
    return _larger(_by_rows(sizes, width), _by_columns(sizes, height), shape)


def _larger(one: Packed, other: Packed, shape: Shape) -> Packed:
    """The one with the larger text."""
    return other if shape.scale(other.size) > shape.scale(one.size) else one


def joint_size(pages: Sequence[Packed]) -> Size:
    """The size of a page that each of these fits."""
    return max(page.size[0] for page in pages), max(page.size[1] for page in pages)


def joint_scale(pages: Sequence[Packed], shape: Shape) -> float:
    """Pixels per point where all pages have one size."""
    return shape.scale(joint_size(pages))


def _candidates(sizes: Sequence[Size]) -> Iterator[Packed]:
    """By rows first: so they are read."""
    total_width = sum(width + _GAP[0] for width, _ in sizes)
    total_height = sum(height + _GAP[1] for _, height in sizes)
    for least, most, place in (
        (max(width for width, _ in sizes), total_width, _by_rows),
        (max(height for _, height in sizes), total_height, _by_columns),
    ):
        for step in range(_TRIES + 1):
            yield place(sizes, least * (most / least) ** (step / _TRIES) + 1.0)


def _by_rows(sizes: Sequence[Size], limit: float) -> Packed:
    return _lines(sizes, limit, _GAP)


def _by_columns(sizes: Sequence[Size], limit: float) -> Packed:
    turned = _lines([(height, width) for width, height in sizes], limit, _GAP[::-1])
    return Packed(tuple((x, y) for y, x in turned.corners), turned.size[::-1], turned.is_ragged)


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
    counts = Counter(top for _, top in corners)
    return Packed(tuple(corners), (widest, y + lowest), max(counts.values()) > counts[0.0])
