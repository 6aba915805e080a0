"""The graph of a function of one number in the ring of its operator, and where its input stands.

The point (z, a) comes with the value; the tangent there, whose slope is the local derivative, with
the step that uses it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.mark import Circle, Ink, Layer, Line, Point
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.graph import Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.ops import Op
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import label
from graphviz_backprop.themes import Sizes

_POINTS = 33
_FILL = 0.62  # of the ring's inner width
_RISE = 0.8  # of the curve's width
_LINE = 2.2
_DOT, _SMALL_DOT, _AROUND = 3.1, 2.6, 0.8
_TANGENT, _SHORT_TANGENT = 2.2, 1.5
_REACH, _SHORT_REACH = 0.55, 0.28  # of a tangent to each side, in widths of the curve
_SHORTEST = 2.5  # side of a tangent
_ARROW, _ARROW_LINE = 2.4, 1.6
_INSIDE = 0.26  # of the range stands a point beyond it from its end, where the arrowhead is
_MOST_POINTS = 60  # of an array, evenly spaced
_MOST_TANGENTS = 6
_WIDER = 0.5  # of the range is the most that it is widened to each side
_BEYOND = 1.4  # times as far as a point reaches a curve that is widened for it


@quick_dataclass(frozen=True, slots=True)
class LocalFunction:
    """A curve in a ring.

    Attributes:
        center: of the ring.
        width: of the curve in points.
        low: the argument at its left end.
        high: the argument at its right end.
        heights: the lowest and the highest value between.
        op: the function.
    """

    center: Point
    width: float
    low: float
    high: float
    heights: tuple[float, float]
    op: Op

    def line(self, color: str) -> Line:
        """The curve itself."""
        span = self.high - self.low
        values = [self.low + span * step / (_POINTS - 1) for step in range(_POINTS)]
        return Line(tuple(self.at(value) for value in values), color, _LINE)

    def at(self, value: float) -> Point:
        """Where the curve is at an argument; beyond its ends, at the end."""
        inside = min(max(value, self.low), self.high)
        bottom, top = self.heights
        across = (inside - self.low) / (self.high - self.low) - 0.5
        up = (float(self.op.forward(inside)) - bottom) / (top - bottom) - 0.5
        return self.center[0] + self.width * across, self.center[1] - _RISE * self.width * up

    def point(self, value: float) -> Point:
        """Where an argument stands; one beyond the range a bit before its end."""
        inset = _INSIDE * (self.high - self.low)
        if value > self.high:
            value = self.high - inset
        return self.at(self.low + inset if value < self.low else value)

    def tangent(
        self, value: float, slope: float, radii: tuple[float, float], limit: float
    ) -> list[tuple[Point, Point]]:
        """Both sides of a tangent, from its point's rim to a reach, no further out than a limit."""
        x, y = self.point(value)
        bottom, top = self.heights
        steep = slope * _RISE * (self.high - self.low) / (top - bottom)
        size = math.hypot(1.0, steep)
        dx, dy = 1 / size, -steep / size
        px, py = x - self.center[0], y - self.center[1]
        along = px * dx + py * dy
        room = math.sqrt(max(along * along - px * px - py * py + limit * limit, 0.0))
        rim, reach = radii
        sides = (max(-reach, -along - room), -rim), (rim, min(reach, -along + room))
        return [
            ((x + start * dx, y + start * dy), (x + end * dx, y + end * dy))
            for start, end in sides
            if end - start > _SHORTEST
        ]


def local_function(page: Page, node: Node) -> LocalFunction | None:
    """The curve of an activation, as wide as its inputs ask; None where an op has none."""
    return function_at(node, _inputs(page, node), page.center(node.index), page.theme.sizes)


def function_at(
    node: Node, inputs: Iterable[float], center: Point, sizes: Sizes
) -> LocalFunction | None:
    """The curve of a node's op in a ring at this place, for these inputs."""
    op = node.op
    if op.curve is None or node.is_box or len(node.inputs) != 1:
        return None
    numbers = [z for z in inputs if math.isfinite(z)]
    ends = _widened(op, min(numbers, default=0.0), max(numbers, default=0.0))
    heights = _heights(op, *ends)
    if not np.isfinite(heights).all():
        ends, heights = op.curve, _heights(op, *op.curve)
    if not np.isfinite(heights).all() or heights[0] == heights[1]:  # a pole
        return None
    width = _FILL * (2 * sizes.ring - sizes.ring_line)
    return LocalFunction(center, width, *ends, heights, op)


@quick_dataclass(frozen=True, slots=True)
class PointSizes:
    """How large a point on a curve and its tangent are, in points.

    Attributes:
        rise: the height of a curve as a share of its width.
        inset: how far before the end a point beyond it stands, as a share of the range.
        dot, around: the radius of the point, and of the ground around it.
        arrowhead, arrow_line: of a point beyond the end.
        rim: from the point's centre to the tangent.
        reach: of a tangent to each side beyond its rim, in widths of the curve.
        limit: how far from the ring's centre a tangent goes.
        shortest: side of a tangent.
        tangent: its thickness.
    """

    rise: float
    inset: float
    dot: float
    around: float
    arrowhead: float
    arrow_line: float
    rim: float
    reach: float
    limit: float
    shortest: float
    tangent: float


def point_sizes(sizes: Sizes) -> PointSizes:
    """The sizes for a curve with one point."""
    rim = _AROUND + _DOT + _TANGENT / 2
    limit = sizes.ring - sizes.ring_line / 2 - _TANGENT / 2 - 0.5
    point = _DOT, _AROUND, _ARROW, _ARROW_LINE
    return PointSizes(_RISE, _INSIDE, *point, rim, _REACH, limit, _SHORTEST, _TANGENT)


def draw_points(page: Page, marks: Marks, node: Node) -> None:
    """The point (z, a) on the curve; of an array those of its entries, of many some of them."""
    function = local_function(page, node)
    if function is None:
        return
    color, ground = page.theme.colors.curve, page.theme.colors.page
    numbers = _inputs(page, node)
    radius = _DOT if len(numbers) == 1 else _SMALL_DOT
    inks: list[Ink] = []
    for z in dict.fromkeys(z for z in numbers if math.isfinite(z)):
        inks.append(Circle(*function.point(z), radius, color, ground, _AROUND))
        if not function.low <= z <= function.high:
            inks.append(_arrowhead(function.at(z), -1 if z < function.low else 1, color))
    if inks:
        z_name = label(page.graph, page.graph.nodes[node.inputs[0]])
        data = {"op": node.op.name, "index": str(node.index)}
        if len(numbers) == 1:
            data |= {"z": shown(numbers[0])}
        lifetime = page.appearance(node.index), page.end
        title = f"where {z_name} stands on the curve"
        marks.add("point", Layer.RING, tuple(inks), lifetime, title, **data)


def draw_tangent(page: Page, marks: Marks, step: Step, born: int) -> None:
    """The tangent at the point, from the frame on that calculates the step."""
    node = page.graph.nodes[step.edge.consumer]
    function = local_function(page, node)
    if function is None or step.local is None:
        return
    numbers, slopes = _inputs(page, node), _spaced(step.local)
    pairs = dict(zip(numbers, slopes, strict=False))
    pairs = {z: s for z, s in pairs.items() if math.isfinite(z) and math.isfinite(s)}
    if not pairs or len(pairs) > _MOST_TANGENTS:
        return
    is_one, sizes = len(numbers) == 1, page.theme.sizes
    thickness = _TANGENT if is_one else _SHORT_TANGENT
    rim = _AROUND + (_DOT if is_one else _SMALL_DOT) + thickness / 2
    radii = rim, rim + function.width * (_REACH if is_one else _SHORT_REACH)
    limit = sizes.ring - sizes.ring_line / 2 - thickness / 2 - 0.5
    color = page.theme.colors.local
    inks = tuple(
        Line(side, color, thickness)
        for z, slope in pairs.items()
        for side in function.tangent(z, slope, radii, limit)
    )
    slope = shown(slopes[0]) if is_one else "the local derivatives"
    data = {"op": node.op.name, "index": str(node.index)} | ({"slope": slope} if is_one else {})
    marks.add("tangent", Layer.RING, inks, (born, page.end), f"slope {slope}", **data)


def _arrowhead(at: Point, way: int, color: str) -> Line:
    """A point beyond the end of the curve."""
    x, y = at[0] + way * _ARROW, at[1]
    back = at[0]
    return Line(((back, y - _ARROW), (x, y), (back, y + _ARROW)), color, _ARROW_LINE)


def _inputs(page: Page, node: Node) -> list[float]:
    """The arguments; those of a sine, or another function with its period, in the first one."""
    several = page.folding.all_of(node.index)
    inputs = [page.graph.nodes[index].inputs[0] for index in several]
    values = [page.graph.nodes[index].value for index in inputs]
    numbers = _spaced(values[0] if len(values) == 1 else values)
    return [within_period(node.op, z) for z in numbers]


def within_period(op: Op, z: float) -> float:
    """An argument as it stands on the curve: of a function with a period in the first one."""
    is_moved = op.curve is not None and math.isfinite(z) and has_period(op)
    return math.remainder(z, math.tau) if is_moved else z


@cache
def has_period(op: Op) -> bool:
    """True if a function repeats after 2π."""
    try:
        pairs = [(op.forward(z), op.forward(z + math.tau)) for z in (0.5, 1.0, 2.5)]
    except (ValueError, OverflowError, ZeroDivisionError):
        return False
    is_constant = pairs[0][0] == pairs[1][0] == pairs[2][0]
    return not is_constant and all(math.isclose(one, other) for one, other in pairs)


def _spaced(value: Any) -> list[float]:
    """The entries of an array, of many some that are evenly spaced."""
    flat = np.ravel(np.asarray(value, dtype=float))
    if flat.size > _MOST_POINTS:
        flat = flat[np.linspace(0, flat.size - 1, _MOST_POINTS).astype(int)]
    return [float(one) for one in flat]


def _widened(op: Op, least: float, most: float) -> tuple[float, float]:
    """The range of a curve that reaches as far as the inputs, up to a limit.

    A curve that looks the same at any scale, as ReLU's, has none.
    """
    assert op.curve is not None
    low, high = op.curve
    if _looks_the_same(op):
        far = max(1.0, _BEYOND * most / high, _BEYOND * least / low)
        return low * far, high * far
    room = _WIDER * (high - low)
    left = low if least >= low else max(low - room, least * _BEYOND)
    right = high if most <= high else min(high + room, most * _BEYOND)
    if low == -high:  # its middle stays in the middle
        right = max(right, -left)
        left = -right
    return left, right


@cache
def _looks_the_same(op: Op) -> bool:
    """True if the curve through zero is the same with larger numbers at its axes."""
    assert op.curve is not None
    low, high = op.curve
    if not low < 0 < high:
        return False
    try:
        small, large = ([float(op.forward(k * z)) for z in (low, high)] for k in (1.0, 10.0))
    except (ValueError, OverflowError, ZeroDivisionError):
        return False
    return any(large == [scale * one for one in small] for scale in (10.0, 100.0))


@cache
def _heights(op: Op, low: float, high: float) -> tuple[float, float]:
    values = [low + (high - low) * step / (_POINTS - 1) for step in range(_POINTS)]
    try:
        with np.errstate(all="ignore"):
            heights = [float(op.forward(value)) for value in values]
    except (ValueError, OverflowError, ZeroDivisionError):  # outside of its domain
        return math.nan, math.nan
    return min(heights), max(heights)
