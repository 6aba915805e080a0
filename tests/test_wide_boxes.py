"""Boxes with many inputs: these hang in columns along them, and a page holds them."""

from __future__ import annotations

from itertools import pairwise

import pytest

import graphviz_backprop as gb
from tests.checks import beyond_the_page, touches
from tests.layout_checks import crossings, points_of, wires
from tests.test_array_pages import number_of_grid

GRU = """
import numpy as np
rng = np.random.default_rng(2)
xs = [rng.normal(size=(3, 1)) for _ in range(3)]
Wz, Wr, Wh = (rng.normal(0, 0.5, (4, 3)) for _ in range(3))
Uz, Ur, Uh = (rng.normal(0, 0.5, (4, 4)) for _ in range(3))
bz, br, bh = (np.zeros((4, 1)) for _ in range(3))
h = np.zeros((4, 1))
for x in xs:
    z = 1 / (1 + np.exp(-(Wz @ x + Uz @ h + bz)))
    r = 1 / (1 + np.exp(-(Wr @ x + Ur @ h + br)))
    c = np.tanh(Wh @ x + Uh @ (r * h) + bh)
    h = (1 - z) * h + z * c
loss = np.sum(h ** 2)
"""
LSTM = """
import numpy as np
rng = np.random.default_rng(2)
xs = [rng.normal(size=(3, 1)) for _ in range(6)]
Wf, Wi, Wo, Wc = (rng.normal(0, 0.5, (4, 3)) for _ in range(4))
Uf, Ui, Uo, Uc = (rng.normal(0, 0.5, (4, 4)) for _ in range(4))
bf, bi, bo, bc = (np.zeros((4, 1)) for _ in range(4))
h = np.zeros((4, 1)); c = np.zeros((4, 1))
W2 = rng.normal(0, 0.5, (2, 4)); b2 = np.zeros((2, 1))

def sigmoid(a):
    return 1 / (1 + np.exp(-a))

def lstm(xs, h, c):
    for x in xs:
        f = sigmoid(Wf @ x + Uf @ h + bf)
        i = sigmoid(Wi @ x + Ui @ h + bi)
        o = sigmoid(Wo @ x + Uo @ h + bo)
        g = np.tanh(Wc @ x + Uc @ h + bc)
        c = f * c + i * g
        h = o * np.tanh(c)
    return h

y = W2 @ lstm(xs, h, c) + b2
loss = np.mean((y - 1.0) ** 2)
"""


@pytest.fixture(scope="module", params=[GRU, LSTM], ids=["13 inputs", "20 inputs"])
def movie(request):
    return gb.run(code=request.param, level="layer")


def wide_boxes(movie):
    return [node for node in movie.graph.operators() if node.is_box and len(node.inputs) > 12]


def test_its_numbers_can_be_read_on_a_slide(movie):
    scene, sizes = movie.rendering.scene, movie.rendering.theme.sizes
    assert len(wide_boxes(movie)) == 1
    assert number_of_grid(scene, sizes) >= sizes.entry * 0.9
    assert scene.width <= sizes.array_page


def test_nothing_touches_is_cut_or_crosses(movie):
    scene = movie.rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []
    assert crossings(scene) == []


def test_every_wire_ends_at_the_box(movie):
    scene = movie.rendering.scene
    (node,) = wide_boxes(movie)
    (box,) = (m.box for m in scene.marks if m.kind == "box" and m.data["index"] == str(node.index))
    ends = [points_of(m)[-1] for m in wires(scene) if m.data["consumer"] == str(node.index)]
    assert len(ends) == len(node.inputs)
    # The line around the box has a thickness.
    assert all(box.left <= x <= box.right and box.top <= y <= box.bottom for x, y in ends)


def test_inputs_are_read_from_the_left_and_from_the_top(movie):
    scene = movie.rendering.scene
    (node,) = wide_boxes(movie)
    starts = {
        int(m.data["argument"]): points_of(m)
        for m in wires(scene)
        if m.data["consumer"] == str(node.index)
    }
    main = next(a for a, points in starts.items() if points[-1][1] == points[0][1])
    for side in (range(main), range(main + 1, len(starts))):
        rises = [starts[argument] for argument in side]
        # The next one stands below the one before, or at the top of a column further right.
        for before, after in pairwise(rises):
            assert after[0][1] > before[0][1] or after[1][0] > before[1][0]
