"""Long lines are painted in strips: apart from each other, and with all their ink."""

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from graphviz_backprop.figure import Line, Rect
from graphviz_backprop.paint import page_of, strips
from graphviz_backprop.paint.strips import strips_of
from graphviz_backprop.typesetting import compile_pages

RED = "#ff0000"
SLANTED = [Line(((12.5, 20.0), (90.0, 20.0), (260.0, 210.3)), RED, 2.5)]
FAN = [Line(((20.0, y), (280.0, 120.0)), RED, 1.5) for y in (15.0, 90.0, 150.0, 222.0)]
STEEP = [Line(((40.0, 8.0), (41.0, 225.0), (41.0, 60.0), (200.0, 60.0)), RED, 4.0, dashed=True)]
AREA = (0, 0, 600, 480)
SCALE = 2.0


def ink(lines, area):
    """The opacity of lines in an area, as they are painted there."""
    left, top, right, bottom = (corner / SCALE for corner in area)
    page = page_of(lines, Rect(left, top, right, bottom))
    (png,) = compile_pages([page], "png", SCALE)
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))[..., 3]


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def outside(lines, parts):
    """How much ink lies outside of these areas."""
    whole = ink(lines, AREA).copy()
    for left, top, right, bottom in parts:
        whole[top:bottom, left:right] = 0
    return np.count_nonzero(whole)


@pytest.mark.parametrize("lines", [SLANTED, FAN, STEEP], ids=["slanted", "fan", "steep"])
def test_strips_hold_the_lines_and_little_else(lines):
    parts = strips_of(lines, AREA, 0.0, SCALE, 3)
    assert outside(lines, parts) == 0
    assert outside(lines, parts[1:]) > 0
    assert not any(overlap(one, other) for one, other in combinations(parts, 2))
    assert sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in parts) < 0.6 * 600 * 480


@pytest.mark.parametrize("lines", [SLANTED, FAN, STEEP], ids=["slanted", "fan", "steep"])
def test_strips_together_are_the_whole(lines):
    whole = ink(lines, AREA)
    joined = np.zeros_like(whole)
    for left, top, right, bottom in strips_of(lines, AREA, 0.0, SCALE, 3):
        joined[top:bottom, left:right] = ink(lines, (left, top, right, bottom))
    difference = np.abs(joined.astype(int) - whole)
    assert difference.max() <= 16  # of 255: one of the painter's samples of a pixel, rounded
    assert (difference > 0).mean() < 2e-3


def test_a_small_area_stays_one(monkeypatch):
    area = (10, 10, 60, 60)
    assert strips_of(SLANTED, area, 0.0, SCALE, 3) == [area]
    monkeypatch.setattr(strips, "_LEAST", 0)
    assert strips_of(SLANTED, area, 0.0, SCALE, 3) != [area]
