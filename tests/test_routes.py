"""Both routes through softmax with cross-entropy have one gradient, and stand in one figure."""

from __future__ import annotations

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from tests.checks import touches

SCORES = """
import numpy as np
z = np.array([[2.0, 1.0, 0.1], [0.5, 2.5, -1.0], [1.0, -0.5, 3.0]])
"""
LOOSE = """
e = np.exp(z - np.max(z, axis=1, keepdims=True))
p = e / np.sum(e, axis=1, keepdims=True)
"""
CLASSES = "loss = np.mean(-np.log(p[range(3), [0, 1, 1]]))"
ONE_HOT = "y = np.eye(3)[[0, 1, 1]]\nloss = np.mean(-np.sum(y * np.log(p), axis=1))"
COMBINED = """
class Combined:
    def forward(self, z, y):
        e = np.exp(z - np.max(z, axis=1, keepdims=True))
        p = e / np.sum(e, axis=1, keepdims=True)
        return np.mean(-np.log(p[range(len(p)), y]))
loss = Combined().forward(z, np.array([0, 1, 1]))
"""
PROGRAMS = {
    "classes": SCORES + LOOSE + CLASSES,
    "one_hot": SCORES + LOOSE + ONE_HOT,
    "combined": SCORES + COMBINED,
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("level", ["array", "layer"])
def test_both_routes_give_the_gradient_that_the_movie_has(program, level):
    movie = gb.run(code=PROGRAMS[program], level=level)
    routes = movie.both_routes()
    expected = movie.gradients["z"]
    found = [routes.gradients[name] for name in ("z", "z#2")]
    assert np.allclose(found, [expected, expected], rtol=1e-12, atol=1e-15)
    names = [node.op.name for node in routes.graph.operators()]
    assert names == ["softmax_cross_entropy", "softmax", "cross_entropy", "array"]
    losses = routes.graph.nodes[routes.graph.output].value
    assert losses.tolist() == [movie.graph.nodes[movie.graph.output].value] * 2


def test_the_routes_stand_one_above_the_other():
    scene = gb.run(code=PROGRAMS["classes"], level="layer").both_routes().rendering.scene
    tops = {mark.data["op"]: mark.box.top for mark in scene.marks if mark.kind == "box"}
    assert tops["softmax_cross_entropy"] < min(tops["softmax"], tops["cross_entropy"])
    assert [str(touch) for touch in touches(scene)] == []


def test_a_clipped_probability_has_no_two_equal_routes():
    clipped = SCORES + LOOSE + "q = np.clip(p, 0.1, 0.9)\n" + CLASSES.replace("p[", "q[")
    with pytest.raises(BackpropError, match="clipped"):
        gb.run(code=clipped, level="layer").both_routes()


def test_without_such_a_loss_there_are_no_routes():
    with pytest.raises(BackpropError, match="no softmax goes into a cross-entropy"):
        gb.run(code="x = 2.0\ny = x * 3.0").both_routes()
