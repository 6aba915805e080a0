"""Rectangles found by where they are: the same as by a look at each."""

from __future__ import annotations

import random

from graphviz_backprop.figure import Rect
from graphviz_backprop.figure.calculation.neighbours import Neighbours


def rectangle(chance, largest):
    left, top = chance.uniform(-900, 4000), chance.uniform(-900, 4000)
    return Rect(left, top, left + chance.uniform(0, largest), top + chance.uniform(0, largest))


def test_what_meets_an_area_is_found_in_its_order():
    chance = random.Random(1)
    rects = [rectangle(chance, 5000 if n % 50 == 0 else 90) for n in range(500)]
    near = Neighbours((r.left, r.top, r.right, r.bottom) for r in rects)
    for _ in range(100):
        area = rectangle(chance, 700)
        true = [
            number
            for number, r in enumerate(rects)
            if r.left < area.right
            and r.right > area.left
            and r.top < area.bottom
            and r.bottom > area.top
        ]
        assert near.numbers(area).tolist() == true


def test_a_line_may_go_in_any_direction():
    near = Neighbours([(100.0, 100.0, 0.0, 0.0), (500.0, 0.0, 400.0, 0.0)])
    assert near.within(Rect(40, 40, 60, 60)).tolist() == [[100.0, 100.0, 0.0, 0.0]]


def test_of_nothing_nothing_is_near():
    assert Neighbours([]).within(Rect(0, 0, 10, 10)).shape == (0, 4)
