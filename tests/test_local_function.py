"""The point (z, a) on an activation's curve, and the tangent there."""

from __future__ import annotations

import math

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure.mark import Circle, Line
from tests.conftest import movie_of
from tests.quick_or_long import quick


def marks(movie, kind):
    return [mark for mark in movie.rendering.scene.marks if mark.kind == kind]


def ring_of(movie, mark):
    (ring,) = [one for one in marks(movie, "ring") if one.data["index"] == mark.data["index"]]
    return ring


def steepness(tangent):
    """How much it rises to the right, in points."""
    (x0, y0), (x1, y1) = tangent.inks[0].points
    return (y0 - y1) / (x1 - x0)


def movie_at(function, z):
    return gb.run(code=f"import math\nz = {z!r}\ny = math.{function}(z)\n")


def test_the_point_comes_with_the_value_and_the_tangent_with_its_step(neuron):
    (point,), (tangent,) = marks(neuron, "point"), marks(neuron, "tangent")
    relu = next(node for node in neuron.graph.operators() if node.op.name == "relu")
    board = neuron.rendering.storyboard
    assert point.born == board.appearance[relu.index]
    assert tangent.born == next(frame.index for frame in neuron.frames if frame.steps == (0,))
    assert point.dies == tangent.dies == len(neuron.frames)
    book = neuron.replace(sequence="book")
    (tangent,) = marks(book, "tangent")
    assert book.frames[tangent.born].kind == "calculation"


def test_a_dead_unit_is_seen_left_and_flat_a_live_one_on_the_slope(neuron):
    dead = movie_of("dead_relu")
    for movie, is_alive in ((neuron, True), (dead, False)):
        (point,), (tangent,) = marks(movie, "point"), marks(movie, "tangent")
        ring = ring_of(movie, point)
        (dot,) = point.inks
        assert (dot.x > float(ring.data["cx"])) == is_alive
        assert (abs(steepness(tangent)) > 1.0) == is_alive
        assert tangent.data["slope"] == ("1.0" if is_alive else "0.0")


@pytest.mark.parametrize("z", [-2.0, -0.5, 0.0, 1.0, 2.5])
def test_the_tangent_touches_the_curve_where_the_point_is(z):
    movie = movie_at("tanh", z)
    (point,), (tangent,) = marks(movie, "point"), marks(movie, "tangent")
    curve = next(ink for ink in ring_of(movie, point).inks if isinstance(ink, Line))
    (dot,) = point.inks
    places = np.array(curve.points)
    on_curve = np.interp(dot.x, places[:, 0], places[:, 1])
    assert dot.y == pytest.approx(on_curve, abs=0.3)
    around = np.interp([dot.x - 0.3, dot.x + 0.3], places[:, 0], places[:, 1])
    assert steepness(tangent) == pytest.approx((around[0] - around[1]) / 0.6, abs=0.25)


@pytest.mark.parametrize(("z", "is_beyond"), [(2.0, False), (5.0, False), (12.0, True)])
def test_a_saturated_unit_stands_on_the_flat_part_with_an_arrowhead_beyond_it(z, is_beyond):
    for sign in (1, -1):
        movie = movie_at("tanh", sign * z)
        (point,), (tangent,) = marks(movie, "point"), marks(movie, "tangent")
        dot, *heads = point.inks
        assert isinstance(dot, Circle)
        assert len(heads) == is_beyond
        assert (dot.x - float(ring_of(movie, point).data["cx"])) * sign > 4.0
        if heads:
            assert (heads[0].points[1][0] - heads[0].points[0][0]) * sign > 0
            assert abs(steepness(tangent)) < 1e-3
        assert not marks(movie, "cause")


@pytest.mark.parametrize(
    "function",
    quick(["tanh", "log", "exp", "sqrt", "sin", "cos", "atan", "sinh", "erf", "expm1", "log1p"], 2),
)
@pytest.mark.parametrize("z", quick([0.4, 0.001, 3.0, 40.0], 1))
def test_nothing_leaves_the_ring(function, z):
    movie = movie_at(function, z)
    for mark in (*marks(movie, "point"), *marks(movie, "tangent")):
        data = ring_of(movie, mark).data
        ring = next(ink for ink in ring_of(movie, mark).inks if isinstance(ink, Circle))
        center = float(data["cx"]), float(data["cy"])
        inner = ring.radius - ring.width / 2
        for ink in mark.inks:
            ends = ink.points if isinstance(ink, Line) else [(ink.x, ink.y)]
            size = ink.width / 2 if isinstance(ink, Line) else ink.radius
            assert all(math.dist(end, center) + size <= inner + 0.01 for end in ends)


def test_an_array_has_a_point_for_each_entry_and_of_many_some():
    code = "import numpy as np\nz = np.linspace({}, {}, {})\ny = np.tanh(z)\ns = np.sum(y)\n"
    few = gb.run(code=code.format(-2, 2, 5), level="array")
    (point,), (tangent,) = marks(few, "point"), marks(few, "tangent")
    assert len(point.inks) == 5
    assert 5 <= len(tangent.inks) <= 10  # to both sides of a point where there is room
    many = gb.run(code=code.format(-9, 9, 5000), level="array")
    (point,) = marks(many, "point")
    assert 40 <= sum(isinstance(ink, Circle) for ink in point.inks) <= 60
    assert marks(many, "tangent") == []
