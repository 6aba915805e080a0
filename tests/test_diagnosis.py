"""Why a gradient is small or gone: said in the caption, and seen in the figure."""

from __future__ import annotations

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure.mark import Line

DEAD = """
import numpy as np
X = np.array([[1.0, 2.0], [0.5, -1.0], [2.0, 1.0]])
W = np.array([[0.5, -3.0, 1.0], [0.25, -4.0, -1.0]])
b = np.array([0.0, {bias}, 0.0])
z = X @ W + b
y = np.maximum(z, 0)
"""
SATURATED = """
import math
w, x = {w}, 3.0
z = w * x
y = math.tanh(z)
"""
CHAIN = """
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))
x = 0.5
a = sigmoid(x * 0.8)
b = sigmoid(a * 0.9)
c = sigmoid(b * 1.1)
d = sigmoid(c * 0.7)
e = sigmoid(d * 0.9)
"""


def remarks(movie):
    return [frame.caption.remark for frame in movie.frames]


def causes(movie):
    return [mark for mark in movie.rendering.scene.marks if mark.kind == "cause"]


def test_a_neuron_that_is_dead_for_the_whole_batch_is_named():
    movie = gb.run(code=DEAD.format(bias=-5.0), level="array")
    said = "Neuron 1 is dead: z[:, 1] ≤ 0 for all 3 samples, so no weight of it gets a gradient"
    assert remarks(movie).count(said) == 2  # at its calculation, and at the end
    assert np.array_equal(movie.gradients["W"][:, 1], [0.0, 0.0])


def test_its_column_is_marked_in_values_and_gradients():
    movie = gb.run(code=DEAD.format(bias=-5.0), level="array")
    value, gradient = causes(movie)
    assert all(isinstance(ink, Line) and ink.dashed for ink in (*value.inks, *gradient.inks))
    texts = [mark for mark in movie.rendering.scene.marks if mark.data.get("node") == "z"]
    for cause, kind in ((value, "value"), (gradient, "gradient")):
        grid = next(mark.box for mark in texts if mark.kind == kind)
        assert grid.left < cause.box.left < cause.box.right < grid.right
    assert value.dies == gradient.dies == len(movie.frames)


def test_a_neuron_that_one_sample_gets_through_is_not_dead():
    movie = gb.run(code=DEAD.format(bias=5.0), level="array")
    assert not any("dead" in said for said in remarks(movie))
    assert causes(movie) == []


@pytest.mark.parametrize(("w", "is_saturated"), [(4.0, True), (-4.0, True), (0.5, False)])
def test_a_saturated_curve_is_named(w, is_saturated):
    movie = gb.run(code=SATURATED.format(w=w))
    said = f"The hyperbolic tangent is saturated at z = {w * 3}, its slope there is "
    assert any(one.startswith(said) for one in remarks(movie)) == is_saturated


def test_a_written_out_sigmoid_is_known_at_every_level():
    code = "import numpy as np\nz = np.array([0.5, 9.0, -8.0])\np = 1 / (1 + np.exp(-z))"
    said = "The sigmoid function is saturated in 2 of 3 elements: slopes below 0.01"
    for level in ("array", "layer"):
        assert gb.run(code=code, level=level).frames[-1].caption.remark == said
    number = gb.run(code="import math\nz = 9.0\np = 1 / (1 + math.exp(-z))")
    assert number.frames[-1].caption.remark.startswith(
        "The sigmoid function is saturated at z = 9.0"
    )


def test_a_chain_of_small_factors_is_named_with_its_numbers():
    movie = gb.run(code=CHAIN)
    gradient = movie.gradients["x"]
    said = movie.frames[-1].caption.remark
    assert said.startswith("The gradient vanishes on its way: 1.0 at e, ")
    assert f"{gradient:.5}"[:6] in said


def test_a_healthy_chain_has_no_such_remark():
    movie = gb.run(code="x = 0.5\nw = 2.0\ny = x * w\nz = y * w\nu = z * w\nv = u * w")
    assert "vanishes" not in movie.frames[-1].caption.remark
