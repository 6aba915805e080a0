"""Frames in pixels: painted whole for PNG, put together from sprites for animations."""

from __future__ import annotations

import io
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from PIL import Image, ImageColor
from PIL.PngImagePlugin import PngImageFile

from graphviz_backprop.figure import Ink, Layer, Line, Rect, Scene
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.moments import Timeline
from graphviz_backprop.paint.strips import strips_of
from graphviz_backprop.typesetting import compile_pages

Corners = tuple[int, int, int, int]
Change = tuple[Corners, Image.Image]
_Cluster = tuple[tuple[int, int, int], float, Corners, list[Ink]]
Item = TypeVar("Item")
Result = TypeVar("Result")
_WHOLE_PAGES = 8
_SPRITES_AT_ONCE = 32
_MOST_PICTURES = 64
_ROOM_TO_GROW = 512  # pixels
_MOST_AREAS = 50
_ROOM = 3  # pixels around ink, for its soft edge: the edge of a page would smear it
# Rings and texts can share a picture, for nothing comes between them.
_LEVELS = {Layer.RING: Layer.TEXT}


class Raster:
    """All frames of a scene at one scale.

    Args:
        scene: the movie's page.
        scale: pixels per point.
    """

    def __init__(self, scene: Scene, scale: float) -> None:
        self.size = round(scene.width * scale), round(scene.height * scale)
        self._scene = scene
        self._scale = scale
        self._pictures: dict[str, Image.Image] = {}  # of sprites, by their pages

    def pngs(self, indices: Iterable[int]) -> Iterator[bytes]:
        """Frames painted whole, encoded by typst in a fraction of the time that Pillow takes."""
        for some in _batches(indices, _WHOLE_PAGES):
            pages = [page_of(self._inks(i), self._page(i), self._scene) for i in some]
            yield from compile_pages(pages, "png", self._scale, self._scene.fonts)

    def _page(self, index: int) -> Rect:
        return self._rect((0, 0, *self.size), self._scene.view(index).top)

    def _inks(self, index: int) -> Iterator[Ink]:
        return (ink for mark in self._scene.alive(index) for ink in mark.inks)

    def changes(self, timeline: Timeline) -> Iterator[list[Change]]:
        """Of each moment the areas that differ from the one before, in RGBA.

        The first differs from an empty page. A mark is painted once, so what stays is the same
        pixels on all frames.
        """
        count = len(timeline.frames)
        ground = self._scene.background
        color = (*ImageColor.getrgb(ground)[:3], 255) if ground else (0, 0, 0, 0)
        stack = _Stack(color, self.size, count)
        sprites = self._sprites(timeline)
        sprite = next(sprites, None)
        for index in range(count):
            areas = stack.remove_dead(index)
            while sprite is not None and sprite.born == index:
                stack.add(sprite)
                areas = _merged(areas, sprite.corners)
                sprite = next(sprites, None)
            yield [(corners, stack.compose(corners)) for corners in areas]

    def _sprites(self, timeline: Timeline) -> Iterator[_Sprite]:
        """Marks of the same frames and level that lie together are painted together, in time.

        Apart from each other they change less of the picture.
        """
        groups: dict[tuple[int, int, int], list[Ink]] = defaultdict(list)
        for mark in timeline.marks:
            level = _LEVELS.get(mark.layer, mark.layer)
            groups[mark.born, level, mark.dies] += mark.inks
        clusters: Iterator[_Cluster] = (
            (key, top, corners, inks)
            for key in sorted(groups)
            for top in [self._scene.view(timeline.frames[key[0]]).top]
            for corners, inks in self._clusters(groups[key], top)
            for corners in self._strips(inks, corners, top)
        )
        for sprites in _ahead(self._painted, _batches(clusters, _SPRITES_AT_ONCE)):
            yield from sprites

    def _painted(self, clusters: list[_Cluster]) -> list[_Sprite]:
        """The sprites of these clusters; what was painted not long ago is not painted again."""
        pages = [page_of(inks, self._rect(corners, top)) for _, top, corners, inks in clusters]
        new = [page for page in dict.fromkeys(pages) if page not in self._pictures]
        painted = compile_pages(new, "png", self._scale, self._scene.fonts)
        self._pictures |= zip(new, map(_picture, painted), strict=True)
        sprites = [
            _Sprite(self._pictures[page], corners, *key)
            for (key, _, corners, _), page in zip(clusters, pages, strict=True)
        ]
        while len(self._pictures) > _MOST_PICTURES:  # the oldest go
            del self._pictures[next(iter(self._pictures))]
        return sprites

    def _clusters(self, inks: list[Ink], top: float) -> list[tuple[Corners, list[Ink]]]:
        """The inks by the areas that they fill, in the order in which they are painted."""
        places = [self._outward(ink.box, top) for ink in inks]
        areas: list[Corners] = []
        for place in places:
            areas = _merged(areas, place)
        clusters: dict[Corners, list[Ink]] = {area: [] for area in areas}
        for ink, place in zip(inks, places, strict=True):
            area = next(area for area in areas if _holds(area, place))
            clusters[area].append(ink)
        return list(clusters.items())

    def _strips(self, inks: list[Ink], area: Corners, top: float) -> list[Corners]:
        """The parts of an area that hold something, if it is lines and nothing else."""
        lines = [ink for ink in inks if isinstance(ink, Line)]
        if len(lines) < len(inks):
            return [area]
        return strips_of(lines, area, top, self._scale, _ROOM)

    def _outward(self, box: Rect, top: float) -> Corners:
        """The whole pixels around some ink, within the page that begins at a height."""
        return (
            max(0, math.floor(box.left * self._scale) - _ROOM),
            max(0, math.floor((box.top - top) * self._scale) - _ROOM),
            min(self.size[0], math.ceil(box.right * self._scale) + _ROOM),
            min(self.size[1], math.ceil((box.bottom - top) * self._scale) + _ROOM),
        )

    def _rect(self, corners: Corners, page: float) -> Rect:
        left, top, right, bottom = (corner / self._scale for corner in corners)
        return Rect(left, page + top, right, page + bottom)


@dataclass(frozen=True, slots=True)
class _Sprite:
    """Ink on nothing, its place in pixels, its level, and its lifetime in moments."""

    image: Image.Image
    corners: Corners
    born: int
    level: int
    dies: int


class _Stack:
    """The sprites that are seen: what lasts to the end is kept as one picture for each level."""

    def __init__(self, background: tuple[int, ...], size: tuple[int, int], end: int) -> None:
        self._size = size
        self._background = background
        self._end = end
        self._lasting: dict[int, _Sprite] = {}
        self._filled: dict[int, list[Corners]] = defaultdict(list)
        self._passing: list[_Sprite] = []

    def add(self, sprite: _Sprite) -> None:
        """Put a sprite above what is on its level."""
        if sprite.dies < self._end or sprite.born == self._end - 1:
            self._passing.append(sprite)
            return
        below = self._lasting.get(sprite.level)
        if below is None or not _holds(below.corners, sprite.corners):
            below = self._lasting[sprite.level] = self._larger(below, sprite)
        left, top, *_ = below.corners
        x, y = sprite.corners[0] - left, sprite.corners[1] - top
        below.image.alpha_composite(sprite.image, (x, y))
        self._filled[sprite.level].append(sprite.corners)

    def _larger(self, below: _Sprite | None, sprite: _Sprite) -> _Sprite:
        """The picture of a level with room for a sprite, and more so that it seldom grows."""
        corners = around([below.corners, sprite.corners] if below else [sprite.corners])
        left, top = (corner // _ROOM_TO_GROW * _ROOM_TO_GROW for corner in corners[:2])
        right, bottom = (-(-corner // _ROOM_TO_GROW) * _ROOM_TO_GROW for corner in corners[2:])
        right, bottom = min(right, self._size[0]), min(bottom, self._size[1])
        image = Image.new("RGBA", (right - left, bottom - top))
        if below:
            image.paste(below.image, (below.corners[0] - left, below.corners[1] - top))
        return replace(sprite, image=image, corners=(left, top, right, bottom))

    def remove_dead(self, index: int) -> list[Corners]:
        """Take away what is not seen on this frame any more; the areas where it was."""
        areas: list[Corners] = []
        for sprite in self._passing:
            if sprite.dies <= index:
                areas = _merged(areas, sprite.corners)
        self._passing = [sprite for sprite in self._passing if sprite.dies > index]
        return areas

    def compose(self, corners: Corners) -> Image.Image:
        """The picture in this area, from the lowest level to the highest."""
        left, top, right, bottom = corners
        area = Image.new("RGBA", (right - left, bottom - top), self._background)
        for level in Layer:
            if any(_meets(filled, corners) for filled in self._filled[level]):
                _lay(area, self._lasting[level], left, top)
            for sprite in self._passing:
                if sprite.level == level and _meets(sprite.corners, corners):
                    _lay(area, sprite, left, top)
        return area


def _lay(area: Image.Image, sprite: _Sprite, left: int, top: int) -> None:
    """Compose the part of a sprite that lies in an area with this corner."""
    x, y = sprite.corners[0] - left, sprite.corners[1] - top
    right = min(sprite.image.width, area.width - x)
    bottom = min(sprite.image.height, area.height - y)
    part = sprite.image.crop((max(0, -x), max(0, -y), right, bottom))
    area.alpha_composite(part, (max(0, x), max(0, y)))


def _picture(png: bytes) -> Image.Image:
    image = PngImageFile(io.BytesIO(png))
    image.load()
    # typst leaves the alpha out where all is opaque.
    return image if image.mode == "RGBA" else image.convert("RGBA")


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most this size."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _ahead(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The result for each item; the next one is made in a thread while this one is used."""
    with ThreadPoolExecutor(1) as thread:
        waiting: Future[Result] | None = None
        for item in items:
            following = thread.submit(work, item)
            if waiting is not None:
                yield waiting.result()
            waiting = following
        if waiting is not None:
            yield waiting.result()


def _meets(box: Corners, other: Corners) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def around(areas: list[Corners]) -> Corners:
    """The rectangle around all areas."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _merged(areas: list[Corners], new: Corners) -> list[Corners]:
    """The areas with a new one; two become one where that is no larger than both together."""
    left, top, right, bottom = new
    own = _size(new)

    def growth(area: Corners) -> int:  # many are asked for, so nothing is called
        x0, y0, x1, y1 = area
        width = (x1 if x1 > right else right) - (x0 if x0 < left else left)
        height = (y1 if y1 > bottom else bottom) - (y0 if y0 < top else top)
        return width * height - (x1 - x0) * (y1 - y0) - own

    nearest = min(areas, key=growth, default=None)
    if nearest is None or (growth(nearest) > 0 and len(areas) < _MOST_AREAS):
        return [*areas, new]
    return _merged([area for area in areas if area != nearest], around([nearest, new]))


def _size(area: Corners) -> int:
    return (area[2] - area[0]) * (area[3] - area[1])


def _holds(area: Corners, other: Corners) -> bool:
    return around([area, other]) == area
