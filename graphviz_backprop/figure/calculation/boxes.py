"""Where the box with the calculation of a step stands."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_backprop.figure.calculation.contents import Content
from graphviz_backprop.figure.drawing.wires import arrow
from graphviz_backprop.figure.mark import Layer, Line, Mark, Point, Rect, Text
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.spots.boxes_and_lines import are_covered
from graphviz_backprop.figure.spots.neighbours import Neighbours
from graphviz_backprop.figure.spots.placement import CLEARLY, FAR, OUTSIDE_COST, Spot, Spots
from graphviz_backprop.figure.spots.places import Ground, Wish
from graphviz_backprop.figure.text.number_text import number_room
from graphviz_backprop.themes import Sizes

_PAD = 6.0
_INSIDE = 4.0  # from the edge of a panel
_ROUND_A_LINE = 12.0  # what is farther from the area of all leaders meets none
_BESIDE = 4.0  # a line begins so far from a ring
_EDGE = 10.0  # from the edge of the page
_NUMBERS = frozenset({"value", "again", "gradient", "contribution"})


class Calculations:
    """All calculations of a movie: found a spot for, or put into a strip under the graph.

    Args:
        page: the graph at its place.
        contents: what stands in the boxes.
        marks: those of the graph, which the boxes do not cover.
        before: the same on pages that were lower by a strip and no different else: there the spots
            are the same.
    """

    def __init__(
        self,
        page: Page,
        contents: Sequence[Content],
        marks: Marks,
        before: Calculations | None = None,
    ) -> None:
        self._page = page
        self._contents = contents
        self._room = max((content.size[1] for content in self._contents), default=0.0) + 3 * _PAD
        self._solids = [mark for mark in marks if mark.layer in (Layer.TEXT, Layer.RING)]
        self._boxes = [_with_room(mark, page.theme.sizes) for mark in self._solids]
        self._near = Neighbours((box.left, box.top, box.right, box.bottom) for box in self._boxes)
        self._drawn = [node.index for node in page.operators()]
        outlines = map(page.outline, self._drawn)
        self._operators = Neighbours((r.left, r.top, r.right, r.bottom) for r in outlines)
        if before and [one.size for one in before._contents] == [one.size for one in contents]:
            self._away: list[Point | None] = before._away
        else:
            self._away = self._find_spots(list(marks))
        self._spots = [
            away and self._wish(content).at(away)
            for content, away in zip(contents, self._away, strict=True)
        ]
        self.strip = self._strip()

    def _strip(self) -> float:
        """The height of the strip under the graph: what the boxes in it need."""
        low = [
            spot.bottom + _PAD - self._page.bottom(content.step.edge.consumer)
            for content, spot in zip(self._contents, self._spots, strict=True)
            if spot
        ]
        return max([0.0, *low, self._room if None in self._spots else 0.0])

    def _find_spots(self, marks: Sequence[Mark]) -> list[Point | None]:
        """How far each box is from its operator, both at their centres; None if there is no spot.

        First clear of all that is ever seen, so that the edges of one operator share a spot.
        """
        page = self._page
        wires = [pair for mark in marks if mark.kind == "wire" for pair in _pieces(mark)]
        always = Spots(self._boxes, wires, [page.outline(node.index) for node in page.operators()])
        panels = [Ground(area, bottom) for area, bottom in self._panels()]
        shared: dict[tuple[int, tuple[float, float]], Spot | None] = {}
        found: list[Point | None] = []
        for content in self._contents:
            consumer = content.step.edge.consumer
            area, bottom = self._ground(page.layout.page(consumer))
            wish = self._wish(content)
            key = consumer, content.size
            if key not in shared:
                its = [panel for panel in panels if panel.area.holds(wish.near)]
                without = its[0].area if its else None
                outside = Ground(area, bottom, OUTSIDE_COST, without)
                shared[key] = always.best(wish, [*its, outside])
            spot, page_alone = shared[key], [Ground(area, bottom)]
            if spot is None:
                spot = always.among(self._alive(content, wish)).best(wish, page_alone)
            if spot and not self._is_told(content, wish.at(spot.away)):
                alone = always.among(self._alive(content, wish))
                spot = alone.best(wish, page_alone, may_stray=False) or spot
            found.append(spot.away if spot else None)
        return found

    def _wish(self, content: Content) -> Wish:
        """What is to stand near an operator."""
        page, consumer = self._page, content.step.edge.consumer
        near, sizes = page.center(consumer), page.theme.sizes
        rim = 0.0 if page.graph.nodes[consumer].is_box else self._begin(sizes.ring)
        return Wish(near, content.size, sizes.clearance, _wires_at(page, consumer), rim)

    def _alive(self, content: Content, wish: Wish) -> list[Rect]:
        """The boxes of all near an operator that is seen together with a calculation."""
        near = self._near.numbers(wish.reach()).tolist()
        return [self._boxes[i] for i in near if self._solids[i].is_alive(content.frame)]

    def _ground(self, number: int) -> tuple[Rect, float]:
        """Where a box may stand on a page, and where the graph ends there."""
        page = self._page
        top = page.height * number
        bottom = top + page.layout.height
        area = Rect(_EDGE, top + _EDGE, page.layout.width - _EDGE, bottom + self._room)
        return area, bottom

    def _panels(self) -> Iterator[tuple[Rect, float]]:
        """The same for each panel: a box belongs to its operator's."""
        for panel in self._page.layout.panels:
            yield panel.rect.grown(-_INSIDE), self._ground(panel.page)[1]

    def draw(self, marks: Marks) -> None:
        """The boxes; those without a spot of their own stand in the strip, below their operator."""
        for content, spot in zip(self._contents, self._spots, strict=True):
            width, height = content.size
            if spot is None:
                operator = content.step.edge.consumer
                strip_top = self._page.bottom(operator) + _PAD
                x = self._page.center(operator)[0] - width / 2
                x = max(_EDGE, min(x, self._page.layout.width - width - _EDGE))
                spot = Rect(x, strip_top, x + width, strip_top + height)
            lifetime = (content.frame, content.frame + 1)
            rect = (spot.left, spot.top, spot.right - spot.left, spot.bottom - spot.top)
            data = {**content.data, "box": " ".join(f"{side:.2f}" for side in rect)}
            if self._lead(marks, content, spot):
                data["leader"] = "true"
            marks.add(
                "calculation",
                Layer.CALCULATION,
                content.inks(spot),
                lifetime,
                content.title,
                **data,
            )
            if content.struck is not None:
                inks = content.struck(spot)
                marks.add("struck_factor", Layer.CALCULATION, inks, lifetime, content.struck_title)

    def _rim(self, operator: int, towards: Point) -> float:
        """How far the edge of an operator is from its centre, in a direction."""
        if not self._page.graph.nodes[operator].is_box:
            return self._page.theme.sizes.ring
        rect = self._page.outline(operator)
        sides = (rect.right - rect.left) / 2, (rect.bottom - rect.top) / 2
        length = math.hypot(*towards)
        return min(side * length / abs(d) for side, d in zip(sides, towards, strict=True) if d)

    def _begin(self, rim: float) -> float:
        """How far from an operator's centre a line begins beside its rim."""
        return rim + self._page.theme.sizes.ring_line + _BESIDE

    def _is_nearest(self, operator: int, spot: Rect) -> bool:
        """True if every other operator is clearly farther from a box."""
        own = self._page.outline(operator).distance(spot) + CLEARLY
        near = self._operators.numbers(spot.grown(own + 1.0)).tolist()
        others = (self._drawn[number] for number in near)
        return all(
            self._page.outline(other).distance(spot) > own for other in others if other != operator
        )

    def _lead(self, marks: Marks, content: Content, spot: Rect) -> bool:
        """A line from the operator to a box that might belong to another one, or stands away.

        Not where something is between.
        """
        if self._is_beside(content, spot):
            return False
        points = self._free_leader(content, spot)
        if points is None:
            return False
        theme = self._page.theme
        line = Line(points, theme.colors.frame, theme.sizes.hairline)
        marks.add("leader", Layer.ACTIVE, (line,), (content.frame, content.frame + 1))
        return True

    def _is_beside(self, content: Content, spot: Rect) -> bool:
        """True if a box is seen to belong to its operator without a line."""
        operator = content.step.edge.consumer
        nearest = self._leader(operator, *_ends(self._page.center(operator), spot)[0])
        return math.dist(*nearest) < FAR and self._is_nearest(operator, spot)

    def _is_told(self, content: Content, spot: Rect) -> bool:
        """True if a box is nearest to its operator, or a line can say that it belongs to it."""
        is_nearest = self._is_nearest(content.step.edge.consumer, spot)
        return is_nearest or self._free_leader(content, spot) is not None

    def _free_leader(self, content: Content, spot: Rect) -> tuple[Point, Point] | None:
        """A straight line from the operator to its box that covers nothing."""
        operator = content.step.edge.consumer
        center = self._page.center(operator)
        near = self._near.numbers(spot.union(Rect(*center, *center)).grown(_ROUND_A_LINE)).tolist()
        alive = [self._boxes[i] for i in near if self._solids[i].is_alive(content.frame)]
        # The box around its own ring has corners, beside which a slanting line begins.
        solids = [box for box in alive if not box.holds(center)]
        leaders = [self._leader(operator, *end) for end in _ends(center, spot)]
        covered = are_covered(leaders, solids)
        return next((one for one, is_in in zip(leaders, covered, strict=True) if not is_in), None)

    def _leader(self, operator: int, x: float, y: float) -> tuple[Point, Point]:
        """The line from beside an operator to a point of a box's edge."""
        center = self._page.center(operator)
        away = max(math.dist(center, (x, y)), 1.0)
        rim = self._rim(operator, (x - center[0], y - center[1]))
        share = self._begin(rim) / away
        begin = center[0] + (x - center[0]) * share, center[1] + (y - center[1]) * share
        return begin, (x, y)


def _with_room(mark: Mark, sizes: Sizes) -> Rect:
    """What a mark takes, and a number the room that is kept for it."""
    box, ink = mark.box, mark.inks[-1]
    if mark.kind not in _NUMBERS or not isinstance(ink, Text):
        return box
    more = max(number_room(sizes, ink.size) - (box.right - box.left), 0.0) / 2
    return Rect(box.left - more, box.top, box.right + more, box.bottom)


def _ends(center: Point, spot: Rect) -> list[Point]:
    """Where a line from an operator may end at a box, from the nearest point on."""
    x, y = center
    middle = (spot.left + spot.right) / 2, (spot.top + spot.bottom) / 2
    near = min(max(x, spot.left), spot.right), min(max(y, spot.top), spot.bottom)
    xs, ys = (spot.left, middle[0], spot.right), (spot.top, middle[1], spot.bottom)
    rim = [(a, b) for a in xs for b in ys if (a, b) != middle]
    return [near, *sorted(rim, key=lambda point: math.dist(center, point))]


def _wires_at(page: Page, operator: int) -> list[tuple[Point, Point]]:
    """The pieces of the wires into an operator with their arrowheads, and of its own stub."""
    row, sizes = page.layout.home(operator), page.theme.sizes
    wires = [page.wire(edge) for edge in page.edges_into(operator)]
    heads = [arrow(wire, "", sizes).points for wire in wires]
    into = [piece for points in (*wires, *heads) for piece in pairwise(points)]
    return [*into, ((row.start, row.height), (row.end, row.height))]


def _pieces(mark: Mark) -> list[tuple[Point, Point]]:
    lines = [ink for ink in mark.inks if isinstance(ink, Line)]
    return [pair for line in lines for pair in pairwise(line.points)]
