"""Graphs built by hand."""

from __future__ import annotations

import math

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError


def test_the_books_neuron_by_hand():
    x, w = gb.value("x", [1.0, -2.0, 3.0]), gb.value("w", [-3.0, -1.0, 2.0])
    b = gb.value("b", 1.0)
    z = gb.value("z", sum(p * q for p, q in zip(x, w, strict=True)) + b)
    movie = gb.movie(gb.value("y", gb.relu(z)))
    assert movie.gradients == {"x": [-3.0, -1.0, 2.0], "w": [1.0, -2.0, 3.0], "b": 1.0}
    assert [n.name for n in movie.graph.operators()] == ["", "", "", "z", "y"]
    assert len(movie) == 17


@pytest.mark.parametrize(
    ("function", "reference"),
    [
        (gb.tanh, math.tanh),
        (gb.exp, math.exp),
        (gb.log, math.log),
        (gb.sqrt, math.sqrt),
        (gb.sin, math.sin),
        (gb.cos, math.cos),
        (gb.sigmoid, lambda z: 1 / (1 + math.exp(-z))),
        (gb.relu, lambda z: max(z, 0)),
        (lambda z: gb.maximum(z, 0.5), lambda z: max(z, 0.5)),
        (lambda z: gb.minimum(z, 0.5), lambda z: min(z, 0.5)),
        (lambda z: 2.0 - 3.0 / (z**2) + 2.0**z, lambda z: 2.0 - 3.0 / z**2 + 2.0**z),
        (lambda z: abs(-z), abs),
    ],
)
def test_functions_and_operators(function, reference):
    at, step = 1.3, 1e-6
    movie = gb.movie(function(gb.value("z", at)))
    slope = (reference(at + step) - reference(at - step)) / (2 * step)
    assert movie.graph.nodes[movie.graph.output].value == pytest.approx(reference(at))
    assert movie.gradients["z"] == pytest.approx(slope, rel=1e-6)


def test_functions_work_in_traced_code_and_on_plain_numbers():
    assert gb.trace(lambda x: gb.relu(x * 2.0), x=3.0).gradients == {"x": 2.0}
    assert gb.tanh(0.5) == math.tanh(0.5)


def test_a_value_shows_its_name_and_number():
    assert repr(gb.value("x", 2.0)) == "Value(x = 2.0)"
    assert repr(gb.value("x", 2.0) * 3.0) == "Value(6.0)"
    assert gb.value("x", 2.0) > 1.0


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: math.exp(gb.value("x", 1.0)), "gb.exp"),
        (lambda: gb.value("x", "one"), "x: got a str"),
        (lambda: gb.movie(3.0), "expected a value"),
        (lambda: gb.value("", 1.0), "a value needs a name"),
        (lambda: gb.relu("text"), "relu: got a str"),
    ],
)
def test_mistakes_are_named(act, message):
    with pytest.raises(BackpropError, match=message):
        act()
