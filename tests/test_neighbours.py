"""Rectangles found by where they are: the same as by a look at each."""

from __future__ import annotations

import random

import numpy as np

from graphviz_backprop.figure import Rect
from graphviz_backprop.figure.spots import placement
from graphviz_backprop.figure.spots.neighbours import Neighbours


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


def test_what_is_left_out_at_once_is_no_free_spot(monkeypatch):
    """The same spots are found where every place is measured."""
    chance = random.Random(7)

    def box():
        x, y = chance.uniform(0, 900), chance.uniform(0, 500)
        return Rect(x, y, x + chance.uniform(5, 90), y + chance.uniform(5, 30))

    def all_of_them(near, size, clearance, solids):
        return np.ones(len(placement._offsets(size).dx), dtype=bool)

    page = Rect(10, 10, 880, 520)
    left_out = 0
    for number in range(60):
        solids = [box() for _ in range(number * 3)]
        wires = [((one.left, one.top), (one.right, one.bottom)) for one in solids[::4]]
        spots = placement.Spots(solids, wires, page, 470.0, solids[:9])
        near, size = (chance.uniform(50, 850), chance.uniform(50, 450)), (90.0, 22.0)
        asked = near, size, chance.choice([0.0, 4.0, 8.0]), wires[:2]
        found = spots.find(*asked)
        taken = placement._not_covered(*asked[:3], spots._solids.within(page))
        left_out += np.count_nonzero(~taken)
        with monkeypatch.context() as patched:
            patched.setattr(placement, "_not_covered", all_of_them)
            assert spots.find(*asked) == found
    assert left_out > 100_000
