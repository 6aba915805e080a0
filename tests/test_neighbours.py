"""Rectangles found by where they are: the same as by a look at each."""

from __future__ import annotations

import random

import numpy as np

from graphviz_backprop.figure import Rect
from graphviz_backprop.figure.spots import placement, places
from graphviz_backprop.figure.spots.neighbours import Neighbours
from graphviz_backprop.figure.spots.placement import Spots
from graphviz_backprop.figure.spots.places import Ground, Wish


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


def solids_and_wires(chance, count):
    corners = [(chance.uniform(0, 900), chance.uniform(0, 500)) for _ in range(count)]
    solids = [Rect(x, y, x + chance.uniform(5, 90), y + chance.uniform(5, 30)) for x, y in corners]
    return solids, [((one.left, one.top), (one.right, one.bottom)) for one in solids[::4]]


def wish_of(chance, wires):
    near = chance.uniform(50, 850), chance.uniform(50, 450)
    return Wish(near, (90.0, 22.0), chance.choice([0.0, 4.0, 8.0]), wires[:2], rim=7.0)


def test_what_is_left_out_at_once_is_no_free_spot(monkeypatch):
    """The same spots are found where every place is measured."""
    chance = random.Random(7)

    def all_of_them(at, *others):
        return np.arange(len(at.dx))

    ground, left_out = Ground(Rect(10, 10, 880, 520), 470.0), 0
    for number in range(60):
        solids, wires = solids_and_wires(chance, number * 3)
        spots, wish = Spots(solids, wires, solids[:9]), wish_of(chance, wires)
        found = spots.best(wish, [ground])
        at = places._grid_of(wish.size)
        taken = spots._solids.within(ground.area)
        wanted = places._wanted(at, wish, ground, taken, np.inf)
        left_out += len(at.dx) - len(wanted)
        with monkeypatch.context() as patched:
            patched.setattr(places, "_wanted", all_of_them)
            assert spots.best(wish, [ground]) == found
    assert left_out > 100_000


def test_a_look_at_what_is_near_is_enough_where_a_box_costs_little(monkeypatch):
    chance, near = random.Random(8), 0
    ground = Ground(Rect(10, 10, 880, 520), 470.0)
    for number in range(60):
        solids, wires = solids_and_wires(chance, number * 3)
        spots, wish = Spots(solids, wires, solids[:9]), wish_of(chance, wires)
        found = spots.best(wish, [ground])
        near += found is not None and found.cost < placement._CHEAP
        with monkeypatch.context() as patched:
            patched.setattr(placement, "_CHEAP", placement._TOO_FAR)
            assert spots.best(wish, [ground]) == found
    assert near > 20


def test_beside_a_panel_only_what_is_outside_is_looked_at(monkeypatch):
    chance, outside = random.Random(9), 0
    panel, page = Rect(200, 100, 600, 330), Rect(10, 10, 880, 520)
    for number in range(60):
        solids, wires = solids_and_wires(chance, number * 3)
        spots, wish = Spots(solids, wires, solids[:9]), wish_of(chance, wires)
        inside = Ground(panel, 470.0)
        found = spots.best(wish, [inside, Ground(page, 470.0, 20.0, panel)])
        assert spots.best(wish, [inside, Ground(page, 470.0, 20.0)]) == found
        outside += found != spots.best(wish, [inside])
    assert outside > 10
