"""Frames in pixels: painted whole for PNG, put together from sprites for animations."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

from PIL import Image, ImageColor

from graphviz_backprop.figure import Ink, Layer, Scene
from graphviz_backprop.paint.areas import Corners, meets, merged
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.moments import Timeline
from graphviz_backprop.paint.sprites import Piece, Sprite, Sprites, lay
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.typesetting import compile_pages

Change = tuple[Corners, Image.Image]
_Key = tuple[int, int, int]  # the moment it is born, its level, the moment it dies
Item = TypeVar("Item")
Result = TypeVar("Result")
_WHOLE_PAGES = 8
_SPRITES_AT_ONCE = 32
_PAINTERS = 2  # threads
_MOST_KEPT = 1_000_000  # pixels of sprites
_TILE = 512  # pixels
# Rings and texts can share a picture, for nothing comes between them.
_LEVELS = {Layer.RING: Layer.TEXT}


class Raster:
    """All frames of a scene at one scale.

    Args:
        scene: the movie's page.
        scale: pixels per point.
    """

    def __init__(self, scene: Scene, scale: float) -> None:
        self._scene = scene
        self._scale = scale
        self._sprites = Sprites(scene, scale, _MOST_KEPT)
        self.size = self._sprites.size

    def pngs(self, indices: Iterable[int]) -> Iterator[bytes]:
        """Frames painted whole, encoded by typst in a fraction of the time that Pillow takes."""
        for some in _batches(indices, _WHOLE_PAGES):
            pages = map(self._page, some)
            yield from compile_pages(list(pages), "png", self._scale, self._scene.fonts)

    def _page(self, index: int) -> str:
        inks = (ink for mark in self._scene.alive(index) for ink in mark.inks)
        area = self._sprites.rect((0, 0, *self.size), self._scene.view(index).top)
        return page_of(inks, area, self._scene)

    def changes(self, timeline: Timeline) -> Iterator[list[Change]]:
        """Of each moment the areas that differ from the one before, in RGBA.

        The first differs from an empty page. A mark is painted once, so what stays is the same
        pixels on all frames.
        """
        count = len(timeline.frames)
        ground = self._scene.background
        color = (*ImageColor.getrgb(ground)[:3], 255) if ground else (0, 0, 0, 0)
        stack = _Stack(color, self.size, count)
        stays = self._stays(timeline)
        stay = next(stays, None)
        for index in range(count):
            areas = stack.remove_dead(index)
            while stay is not None and stay.born == index:
                stack.add(stay)
                areas = merged(areas, stay.sprite.corners)
                stay = next(stays, None)
            yield [(corners, stack.compose(corners)) for corners in areas]

    def _stays(self, timeline: Timeline) -> Iterator[_Stay]:
        """Marks of the same frames and level that lie together are painted together, in time."""
        groups: dict[_Key, list[Ink]] = defaultdict(list)
        for mark in timeline.marks:
            level = _LEVELS.get(mark.layer, mark.layer)
            groups[mark.born, level, mark.dies] += mark.inks
        pieces: Iterator[tuple[_Key, Piece]] = (
            (key, piece)
            for key in sorted(groups)
            for top in [self._scene.view(timeline.frames[key[0]]).top]
            for piece in self._sprites.pieces(groups[key], top)
        )
        for stays in _ahead(self._painted, _batches(pieces, _SPRITES_AT_ONCE)):
            yield from stays

    def _painted(self, pieces: list[tuple[_Key, Piece]]) -> list[_Stay]:
        sprites = self._sprites.painted([piece for _, piece in pieces])
        return [_Stay(sprite, *key) for (key, _), sprite in zip(pieces, sprites, strict=True)]


@quick_dataclass(frozen=True, slots=True)
class _Stay:
    """A sprite with its level and its lifetime in moments."""

    sprite: Sprite
    born: int
    level: int
    dies: int


class _Stack:
    """The sprites that are seen: what lasts to the end is kept as one picture for each level.

    Such a picture is in tiles, of which only those exist on which something is.
    """

    def __init__(self, background: tuple[int, ...], size: tuple[int, int], end: int) -> None:
        self._size = size
        self._background = background
        self._end = end
        self._lasting: dict[int, dict[Corners, Sprite]] = defaultdict(dict)
        self._filled: dict[int, list[Corners]] = defaultdict(list)
        self._passing: list[_Stay] = []

    def add(self, stay: _Stay) -> None:
        """Put a sprite above what is on its level."""
        if stay.dies < self._end or stay.born == self._end - 1:
            self._passing.append(stay)
            return
        tiles = self._lasting[stay.level]
        for corners in self._tiles(stay.sprite.corners):
            left, top, right, bottom = corners
            below = tiles[corners].image if corners in tiles else None
            below = below or Image.new("RGBA", (right - left, bottom - top))
            tiles[corners] = Sprite(lay(below, stay.sprite, left, top), corners)
        self._filled[stay.level].append(stay.sprite.corners)

    def _tiles(self, area: Corners) -> Iterator[Corners]:
        """The tiles that an area meets."""
        left, top, right, bottom = area
        width, height = self._size
        for y in range(top // _TILE * _TILE, bottom, _TILE):
            for x in range(left // _TILE * _TILE, right, _TILE):
                yield x, y, min(x + _TILE, width), min(y + _TILE, height)

    def remove_dead(self, index: int) -> list[Corners]:
        """Take away what is not seen on this frame any more; the areas where it was."""
        areas: list[Corners] = []
        for stay in self._passing:
            if stay.dies <= index:
                areas = merged(areas, stay.sprite.corners)
        self._passing = [stay for stay in self._passing if stay.dies > index]
        return areas

    def compose(self, corners: Corners) -> Image.Image:
        """The picture in this area, from the lowest level to the highest."""
        left, top, right, bottom = corners
        area = Image.new("RGBA", (right - left, bottom - top), self._background)
        for level in Layer:
            if any(meets(filled, corners) for filled in self._filled[level]):
                tiles = self._lasting[level]
                for tile in self._tiles(corners):
                    if tile in tiles:
                        area = lay(area, tiles[tile], left, top)
            for stay in self._passing:
                if stay.level == level and meets(stay.sprite.corners, corners):
                    area = lay(area, stay.sprite, left, top)
        return area


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most this size."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _ahead(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The result for each item, in order; those of the next ones are made while this one is used.

    By more than one thread, for the first figure waits until all that it shows is painted.
    """
    with ThreadPoolExecutor(_PAINTERS) as threads:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(threads.submit(work, item))
            if len(waiting) > _PAINTERS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
