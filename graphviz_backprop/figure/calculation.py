"""Where the box with the calculation of a step stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from graphviz_backprop.figure.contents import Content
from graphviz_backprop.figure.mark import Layer, Line, Mark, Point, Rect
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.placement import Spots, is_any_covered

_PAD = 6.0
_FAR = 16.0  # from the ring: beyond it a line says to which one a box belongs
_EDGE = 10.0  # from the edge of the page


class Calculations:
    """All calculations of a movie: found a spot for, or put into a strip under the graph."""

    def __init__(self, page: Page, contents: Sequence[Content], marks: Marks) -> None:
        self._page = page
        self._contents = contents
        self._room = max((content.size[1] for content in self._contents), default=0.0) + 3 * _PAD
        self._solids = [mark for mark in marks if mark.layer in (Layer.TEXT, Layer.RING)]
        self._spots = self._find_spots(list(marks))
        self.strip = self._strip()

    def _strip(self) -> float:
        """The height of the strip under the graph: what the boxes in it need."""
        low = [spot.bottom + _PAD - self._page.layout.height for spot in self._spots if spot]
        return max([0.0, *low, self._room if None in self._spots else 0.0])

    def _find_spots(self, marks: Sequence[Mark]) -> list[Rect | None]:
        """First clear of all that is ever seen, so that the edges of one operator share a spot."""
        page = self._page
        bottom = page.layout.height + self._room
        area = Rect(_EDGE, _EDGE, page.layout.width - _EDGE, bottom)
        wires = [pair for mark in marks if mark.kind == "wire" for pair in _pieces(mark)]
        solids = [mark.box for mark in self._solids]
        always = Spots(solids, wires, area, page.layout.height)
        shared: dict[tuple[int, tuple[float, float]], Rect | None] = {}
        found: list[Rect | None] = []
        for content in self._contents:
            consumer, clearance = content.step.edge.consumer, page.theme.sizes.clearance
            own, where = _wires_at(page, consumer), page.center(consumer)
            key = consumer, content.size
            if key not in shared:
                shared[key] = always.find(where, content.size, clearance, own)
            spot = shared[key]
            if spot is None:
                alive = [mark.box for mark in self._solids if mark.is_alive(content.frame)]
                spots = Spots(alive, wires, area, page.layout.height)
                spot = spots.find(where, content.size, clearance, own)
            found.append(spot)
        return found

    def draw(self, marks: Marks) -> None:
        """The boxes; those without a spot of their own stand in the strip, below their operator."""
        strip_top = self._page.layout.height + _PAD
        for content, spot in zip(self._contents, self._spots, strict=True):
            width, height = content.size
            if spot is None:
                x = self._page.center(content.step.edge.consumer)[0] - width / 2
                x = max(_EDGE, min(x, self._page.layout.width - width - _EDGE))
                spot = Rect(x, strip_top, x + width, strip_top + height)
            self._lead(marks, content, spot)
            marks.add(
                "calculation",
                Layer.CALCULATION,
                content.inks(spot),
                (content.frame, content.frame + 1),
                content.title,
                **content.data,
            )

    def _rim(self, operator: int, towards: Point) -> float:
        """How far the edge of an operator is from its centre, in a direction."""
        if not self._page.graph.nodes[operator].is_box:
            return self._page.theme.sizes.ring
        rect = self._page.outline(operator)
        sides = (rect.right - rect.left) / 2, (rect.bottom - rect.top) / 2
        length = math.hypot(*towards)
        return min(side * length / abs(d) for side, d in zip(sides, towards, strict=True) if d)

    def _lead(self, marks: Marks, content: Content, spot: Rect) -> None:
        """A line from the operator to a box that stands away from it, where nothing is between."""
        sizes = self._page.theme.sizes
        operator = content.step.edge.consumer
        x, y = self._page.center(operator)
        end = min(max(x, spot.left), spot.right), min(max(y, spot.top), spot.bottom)
        away = math.dist((x, y), end)
        start = self._rim(operator, (end[0] - x, end[1] - y)) + sizes.ring_line + 4.0
        if away - start < _FAR:
            return
        begin = x + (end[0] - x) * start / away, y + (end[1] - y) * start / away
        solids = [mark.box for mark in self._solids if mark.is_alive(content.frame)]
        if is_any_covered([(begin, end)], solids):
            return
        line = Line((begin, end), self._page.theme.colors.frame, sizes.hairline)
        marks.add("leader", Layer.ACTIVE, (line,), (content.frame, content.frame + 1))


def _wires_at(page: Page, operator: int) -> list[tuple[Point, Point]]:
    """The pieces of the wires into an operator, and of its own stub."""
    start, end = page.layout.stubs[operator]
    height = page.layout.heights[operator]
    into = [p for edge in page.graph.edges_into(operator) for p in pairwise(page.wire(edge))]
    return [*into, ((start, height), (end, height))]


def _pieces(mark: Mark) -> list[tuple[Point, Point]]:
    lines = [ink for ink in mark.inks if isinstance(ink, Line)]
    return [pair for line in lines for pair in pairwise(line.points)]
