"""Calculations over arrays: the sum that is spelled out, and the words under the figure."""

from __future__ import annotations

import re

import numpy as np
import pytest

from graphviz_backprop.figure import Text
from graphviz_backprop.storyboard import make_grid
from tests.array_graphs import ARRAY_GRAPHS, DVALUES, INPUTS, WEIGHTS
from tests.test_array_figure import marks, movie_of


def test_a_calculation_shows_the_product_and_one_sum():
    calculation = marks(movie_of("dense"), "calculation")[-1]
    assert calculation.title == (
        "dweights = inputs^T · d(np.dot(inputs, weights)); "
        "dweights[1, 0] = 2.0 * 1.0 + 5.0 * 2.0 + 2.7 * 3.0 = 20.1"
    )
    assert calculation.data["result"] == str(
        make_grid(INPUTS.T @ (DVALUES * [[1, 1, 1], [1, 0, 1], [1, 1, 1]]))
    )


def printed_sums(movie):
    """What stands before and after the last equals sign of each spelled-out entry of numbers."""
    for mark in marks(movie, "calculation"):
        for part in mark.title.split("; "):
            found = re.fullmatch(r"\S+(?: \S+)* \+?= ([-\d.e*+ ]+) = ([-\d.e]+)", part)
            if found:
                yield (
                    [[*map(float, t.split(" * "))] for t in found[1].split(" + ")],
                    float(found[2]),
                )


def test_a_sum_without_dots_is_true_as_it_is_printed():
    count = 0
    for name in ARRAY_GRAPHS:
        for terms, total in printed_sums(movie_of(name)):
            products = [float(np.prod(term)) for term in terms]
            assert sum(products) == pytest.approx(total, abs=2e-3 * sum(map(abs, products)))
            count += 1
    assert count > 20


def test_dots_never_stand_for_one_term():
    for name in ("dense", "wide", "one_by_n"):
        for mark in marks(movie_of(name), "calculation"):
            if " + … = " in mark.title:
                shown = mark.title.split("; ")[1].count(" + ")
                step = next(s for s in movie_of(name).frames if s.index == mark.born).steps[0]
                upstream = movie_of(name).steps[step].upstream
                assert np.size(upstream) > shown + 1


def test_a_gradient_that_was_broadcast_is_a_sum():
    (box,) = (m for m in marks(movie_of("dense"), "calculation") if "summed over" in m.title)
    assert "Σ" in [ink.plain for ink in box.inks if isinstance(ink, Text)]
    captions = [frame.caption.code for frame in movie_of("dense").frames]
    assert "dbiases = sum of 1.0 * dz: (3, 3) → (1, 3)" in captions


def test_a_contribution_that_is_added_says_so():
    titles = [mark.title for mark in marks(movie_of("softmax"), "calculation")]
    assert any(
        "exp_values[1, 0] += d(np.sum(exp_values, axis=1))[1, 0] = -0.69519" in title
        for title in titles
    )


def test_captions_name_shapes_not_numbers():
    captions = [frame.caption for frame in movie_of("dense").frames]
    assert captions[1].sentence == "The dot product of inputs and weights"
    assert captions[1].code == "np.dot(inputs, weights): (3, 4) @ (4, 3) → (3, 3)"
    assert captions[4].code == f"dvalues = {make_grid(DVALUES)}"
    assert captions[9].sentence == ("weights gets inputs.T · d(np.dot(inputs, weights))")
    assert captions[10].sentence == "Complete backpropagation graph"
    assert (
        captions[9].code
        == "dweights = inputs.T @ d(np.dot(inputs, weights)): (4, 3) @ (3, 3) → (4, 3)"
    )
    parameters, data = captions[-1].vectors
    assert dict(parameters.parts)["dbiases"] == "[[6.0, 4.0, 6.0]]"
    assert dict(data.parts)["dinputs"].endswith("(3, 4)")
    assert captions[-1].remark == ""


def test_products_with_vectors_are_written_as_numpy_has_them():
    codes = [frame.caption.code for frame in movie_of("matrix_and_vectors").frames]
    assert "dh = dy/dy * v: 1.0 * (3,) → (3,)" in codes
    assert "dx = dh @ W.T: (3,) @ (3, 4) → (4,)" in codes
    assert "dW = np.outer(x, dh): (4,), (3,) → (4, 3)" in codes


def test_ones_come_from_the_next_layer():
    frames = movie_of("softmax").frames
    (seed,) = (frame for frame in frames if frame.kind == "seed")
    assert seed.caption.sentence == "The gradient from the next layer: ones"


def test_the_remark_names_the_steepest_entry_and_is_true():
    movie = movie_of("one_by_n")
    found = re.fullmatch(
        r"Raise W\[(\d), (\d)\] by 0.001 and y (rises|falls) by about (\S+)",
        movie.frames[-1].caption.remark,
    )
    weights = WEIGHTS.copy()
    weights[int(found[1]), int(found[2])] += 0.001
    change = np.sum((INPUTS[:1] @ weights) ** 2) - np.sum((INPUTS[:1] @ WEIGHTS) ** 2)
    assert (change > 0) == (found[3] == "rises")
    assert abs(change) == pytest.approx(float(found[4]), rel=0.01)
