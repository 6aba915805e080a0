"""The graph of a function of one number, fitted into the ring of its operator."""

from __future__ import annotations

from functools import cache

import numpy as np

from graphviz_backprop.figure.mark import Line, Point
from graphviz_backprop.figure.page import Page
from graphviz_backprop.ops import Op

_POINTS = 33
_FILL = 0.66  # of the ring's inner width
_RISE = 0.8  # of the curve's width
_LINE = 2.2


def curve(page: Page, op: Op, center: Point) -> Line | None:
    """The curve of an op that has one."""
    if op.curve is None or not np.isfinite(_heights(op)).all():  # a pole
        return None
    low, high = op.curve
    values = [low + (high - low) * step / (_POINTS - 1) for step in range(_POINTS)]
    points = tuple(point_on_curve(page, op, center, value) for value in values)
    return Line(points, page.theme.colors.curve, _LINE)


def point_on_curve(page: Page, op: Op, center: Point, value: float) -> Point:
    """Where the curve is at a value; beyond its ends, at the end."""
    assert op.curve is not None
    low, high = op.curve
    inside = min(max(value, low), high)
    bottom, top = _heights(op)
    width = _FILL * (2 * page.theme.sizes.ring - page.theme.sizes.ring_line)
    across = (inside - low) / (high - low) - 0.5
    up = (float(op.forward(inside)) - bottom) / (top - bottom) - 0.5
    return center[0] + width * across, center[1] - _RISE * width * up


@cache
def _heights(op: Op) -> tuple[float, float]:
    assert op.curve is not None
    low, high = op.curve
    values = [low + (high - low) * step / (_POINTS - 1) for step in range(_POINTS)]
    with np.errstate(all="ignore"):
        heights = [float(op.forward(value)) for value in values]
    return min(heights), max(heights)
