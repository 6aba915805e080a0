"""What is nothing but rounding is ≈ 0 in figures, and only that."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.backward import without_rounding
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.numerals import ALMOST_ZERO
from graphviz_backprop.storyboard.texts.grid import make_grid

X = [[0.1, 0.2], [0.3, 0.7], [-0.4, 0.5]]


def mean_of_centred(x):
    centred = x - x.mean(axis=0)
    return np.sum((centred + centred.mean(axis=0)) ** 2)


def product_to_zero(w, x):
    scores = (w @ x) * 2.0
    return np.sum(scores * scores)


def sum_of_tenths(a, b, c):
    rest = a + b - c
    return rest * 4.0


def in_single_precision(x):
    rest = np.mean(x - np.mean(x, keepdims=True), keepdims=True)
    return rest * x


def told(movie):
    backprop = without_rounding(movie.backprop)
    return backprop, [node.value for node in backprop.graph.nodes]


def as_json(movie):
    return FORMATS["json"].make(movie.rendering, unwatched).decode()


def entries(value):
    return np.ravel(np.asarray(value, dtype=float)).tolist()


ROUNDING = {
    "a mean of differences from the mean": (mean_of_centred, {"x": np.array(X)}),
    "a product of matrices": (
        product_to_zero,
        {"w": np.array([[0.1, 0.2, 0.3], [0.3, 0.3, -0.9 / 7]]), "x": np.array([0.1, 0.2, 0.7])},
    ),
    "numbers": (sum_of_tenths, {"a": 0.1, "b": 0.2, "c": 0.3}),
    "float32": (in_single_precision, {"x": np.array([0.1, 0.2, 0.7], dtype=np.float32)}),
}


@pytest.mark.parametrize("case", ROUNDING)
def test_what_a_sum_to_zero_leaves_behind_is_almost_zero(case):
    function, inputs = ROUNDING[case]
    movie = gb.trace(function, **inputs, level="array")
    backprop, values = told(movie)
    marked = [one for value in values for one in entries(value) if one == ALMOST_ZERO]
    assert marked
    # The numbers themselves are what they were, here and in the file.
    assert backprop is not movie.backprop
    for node, value in zip(movie.graph.nodes, values, strict=True):
        pairs = zip(entries(node.value), entries(value), strict=True)
        assert all(one == other or abs(one) < 1e-6 for one, other in pairs)
    assert "5e-324" not in as_json(movie)


def softmax(scores):
    powers = np.exp(scores)
    return -np.log((powers / np.sum(powers))[0])


def from_one(p):
    return (1.0 - p) * 3.0


def cancels_on_purpose(x):
    return (1.0 + x) - 1.0


def flat(z):
    return math.tanh(z) * 2.0


def chain(x):
    for _ in range(12):
        x = 1.0 / (1.0 + math.exp(-x)) * 0.01
    return x


def sign_of_rest(a, b, c):
    return np.sign(np.sum(np.array([a, b, -c])) * 1e3) * 5.0


KEPT = {
    "a probability": (softmax, {"scores": np.array([-30.0, 2.0, 1.0])}),
    "what lacks to a probability of 1": (from_one, {"p": 1.0 - 1e-14}),
    "some units of the last place, exactly": (cancels_on_purpose, {"x": 1.1e-15}),
    "a flat curve": (flat, {"z": 17.5}),
    "small factors": (chain, {"x": 1.0}),
    "a tiny input": (lambda x: x * 1e-20 + 5.0, {"x": 2.0}),
}


@pytest.mark.parametrize("case", KEPT)
def test_a_small_number_stays(case):
    function, inputs = KEPT[case]
    movie = gb.trace(function, **inputs)
    assert without_rounding(movie.backprop) is movie.backprop


def test_a_grid_stays_readable_beside_an_entry_that_is_rounding():
    movie = gb.trace(product_to_zero, **ROUNDING["a product of matrices"][1], level="array")
    backprop, values = told(movie)
    assert str(make_grid(values[2])) == "[0.26, ≈ 0]"
    assert "e-" in str(make_grid(movie.graph.nodes[2].value))  # as it was
    assert "≈ 0" in str(make_grid(backprop.gradients[0]))


def test_what_only_hangs_on_rounding_is_not_rounding():
    """A sign of it is ±1 each time, and that is not next to nothing."""
    movie = gb.trace(sign_of_rest, a=0.1, b=0.2, c=0.3)
    assert abs(told(movie)[1][-1]) == 5.0


def test_sentences_about_it_read_as_others_do():
    """As an operand it has parentheses: `dy/drest ≈ 0 * 1.0` would be about the gradient."""
    movie = gb.trace(lambda a, b, c: (a + b - c) ** 2, a=0.1, b=0.2, c=0.3)
    captions = [frame.caption for frame in movie.frames]
    assert captions[5].code.endswith(" = (≈ 0) * 1.0 ≈ 0")
    assert captions[5].sentence.endswith(" × upstream = (≈ 0) × 1.0 ≈ 0")
    assert captions[6].code.endswith(" = 1.0 * (≈ 0) ≈ 0")
    assert captions[-1].remark == "No small change of these inputs changes output"
    powers = gb.trace(lambda a, b, c: math.exp(a + b - c) * 3.0, a=0.1, b=0.2, c=0.3)
    assert powers.frames[3].caption.code == "math.exp(≈ 0) = 1.0"


def test_figures_say_it():
    movie = gb.trace(sum_of_tenths, a=0.1, b=0.2, c=0.3)
    assert "≈ 0" in movie[-1].svg
    assert "e-17" not in movie[-1].svg
    assert movie.frames[2].caption.code == "rest = 0.3 - 0.3 ≈ 0"
    data = json.loads(as_json(movie))
    assert data["nodes"][-1]["value"] == pytest.approx(2.22e-16, rel=0.01)
