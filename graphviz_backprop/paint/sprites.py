"""Sprites: ink on nothing, painted at whole pixels, from which pictures are put together."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import combinations
from threading import Lock

from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from graphviz_backprop.figure import Ink, Line, Rect, Scene
from graphviz_backprop.paint.areas import Corners, around, holds, meets, merged
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.strips import strips_of
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.typesetting import compile_pages

_ROOM = 3  # pixels around ink, for its soft edge: the edge of a page would smear it

_Cluster = tuple[Corners, list[int]]  # an area, and the numbers of the inks in it, in order


@quick_dataclass(frozen=True, slots=True)
class Piece:
    """Ink that is painted as one.

    Attributes:
        page: its markup, made once for all the pictures that show it.
        corners: the pixels of the page that are painted.
    """

    page: str
    corners: Corners


@quick_dataclass(frozen=True, slots=True)
class Sprite:
    """A piece in RGBA, and its place."""

    image: Image.Image
    corners: Corners


class Sprites:
    """The painter of a scene's sprites; what was painted not long ago is not painted again.

    Args:
        scene: the movie's page.
        scale: pixels per point.
        most: how many pixels are kept.
    """

    def __init__(self, scene: Scene, scale: float, most: int) -> None:
        self.size = round(scene.width * scale), round(scene.height * scale)
        self._scale = scale
        self._fonts = scene.fonts
        self._most = most
        # By their pages, the last used at the end; some are being painted.
        self._kept: dict[str, Future[Image.Image]] = {}
        self._pixels: dict[str, int] = {}  # of those that are painted
        self._total = 0
        self._lock = Lock()

    def pieces(self, inks: Sequence[Ink], top: float) -> Iterator[Piece]:
        """The inks by the areas that they fill; apart they change less of a picture.

        Args:
            inks: in the order in which they are painted.
            top: where the page begins, in points.
        """
        for corners, some in self._clusters(inks, top):
            for part in self._strips(some, corners, top):
                yield Piece(page_of(some, self.rect(part, top)), part)

    def painted(self, pieces: Sequence[Piece]) -> list[Sprite]:
        """The sprite of each piece; several threads may ask at once, and none paints it twice."""
        pages = [piece.page for piece in pieces]
        with self._lock:
            wanted = {page: self._kept.pop(page, None) for page in dict.fromkeys(pages)}
            new = {page: Future[Image.Image]() for page, one in wanted.items() if one is None}
            known = {page: one for page, one in wanted.items() if one is not None}
            self._kept |= known | new
        self._paint(new)
        found = {page: one.result() for page, one in (known | new).items()}
        with self._lock:
            self._pixels |= {page: found[page].width * found[page].height for page in new}
            self._total += sum(self._pixels[page] for page in new)
            self._forget()
        return [
            Sprite(found[page], piece.corners) for piece, page in zip(pieces, pages, strict=True)
        ]

    def _paint(self, new: dict[str, Future[Image.Image]]) -> None:
        """Paint pages for which other threads may wait by now."""
        try:
            pngs = compile_pages(list(new), "png", self._scale, self._fonts)
            for one, png in zip(new.values(), pngs, strict=True):
                one.set_result(_picture(png))
        except BaseException as error:  # whatever it is: they would wait without end
            with self._lock:
                for page, one in new.items():
                    self._kept.pop(page, None)
                    if not one.done():
                        one.set_exception(error)
            raise

    def _forget(self) -> None:
        """Let go what was not used for the longest time."""
        while self._total > self._most:
            page = next(page for page in self._kept if page in self._pixels)
            del self._kept[page]
            self._total -= self._pixels.pop(page)

    def rect(self, corners: Corners, top: float) -> Rect:
        """Some pixels in points."""
        left, upper, right, lower = (corner / self._scale for corner in corners)
        return Rect(left, upper + top, right, lower + top)

    def _clusters(self, inks: Sequence[Ink], top: float) -> list[tuple[Corners, list[Ink]]]:
        places = [self._outward(ink.box, top) for ink in inks]
        areas: list[Corners] = []
        for place in places:
            areas = merged(areas, place)
        members: dict[Corners, list[int]] = {area: [] for area in areas}
        for number, place in enumerate(places):
            members[next(area for area in areas if holds(area, place))].append(number)
        clusters = [(area, numbers) for area, numbers in members.items() if numbers]
        clusters = _in_order(clusters, inks, places)
        return [(area, [inks[number] for number in numbers]) for area, numbers in clusters]

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


def _in_order(
    clusters: list[_Cluster], inks: Sequence[Ink], places: Sequence[Corners]
) -> list[_Cluster]:
    """Clusters that can be painted one after the other: no ink comes to lie above a later one.

    Two that lie through each other become one: the tinted cells of an array, of which each column
    is an area, and its rows of numbers.
    """
    clusters = sorted(clusters, key=lambda cluster: cluster[1][0])

    def is_crossed(below: _Cluster, above: _Cluster) -> bool:
        """True if some ink of the first comes behind one of the second that it meets."""
        if below[1][-1] < above[1][0] or not meets(below[0], above[0]):
            return False
        return any(
            late > early and meets(places[late], places[early])
            for late in below[1]
            for early in above[1]
            # Lines of one layer cross in any order.
            if not (isinstance(inks[late], Line) and isinstance(inks[early], Line))
        )

    for below, above in combinations(clusters, 2):
        if is_crossed(below, above):
            rest = [cluster for cluster in clusters if cluster not in (below, above)]
            both = around([below[0], above[0]]), sorted(below[1] + above[1])
            return _in_order([*rest, both], inks, places)
    return clusters


def lay(area: Image.Image, sprite: Sprite, left: int, top: int) -> Image.Image:
    """The picture of an area with this corner, and on it the part of a sprite that lies in it.

    Where that is all of the area it is a new picture, else the one that is given is changed.
    """
    x, y = sprite.corners[0] - left, sprite.corners[1] - top
    right = min(sprite.image.width, area.width - x)
    bottom = min(sprite.image.height, area.height - y)
    box = (max(0, -x), max(0, -y), right, bottom)
    part = sprite.image if box == (0, 0, *sprite.image.size) else sprite.image.crop(box)
    if part.size == area.size:
        return Image.alpha_composite(area, part)
    area.alpha_composite(part, (max(0, x), max(0, y)))
    return area


def _picture(png: bytes) -> Image.Image:
    image = PngImageFile(io.BytesIO(png))
    image.load()
    # typst leaves the alpha out where all is opaque.
    return image if image.mode == "RGBA" else image.convert("RGBA")
