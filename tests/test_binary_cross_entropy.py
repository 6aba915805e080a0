"""A binary cross-entropy that is written out is read as the one thing it is, on one page."""

from __future__ import annotations

import pytest

import graphviz_backprop as gb
from tests.quick_or_long import quick

NETWORK = """
import numpy as np
X = np.array([[0.5, -1.2, 0.3], [1.5, 0.3, -0.7]])
Y = np.array([[1, 0, 1]])
W = np.array([[0.2, -0.4]])
b = np.array([[0.1]])
m = X.shape[1]
A = 1 / (1 + np.exp(-(np.dot(W, X) + b)))
"""
WRITTEN = {
    "ng": "logprobs = np.multiply(np.log(A), Y) + np.multiply(np.log(1 - A), 1 - Y)\n"
    "cost = -np.sum(logprobs) / m",
    "factor before": "cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    "mean": "cost = np.mean(-(Y * np.log(A) + (1 - Y) * np.log(1 - A)))",
    "differences": "cost = (1 / m) * np.sum(-Y * np.log(A) - (1 - Y) * np.log(1 - A))",
    "no before yes": "cost = -np.mean((1 - Y) * np.log(1 - A) + Y * np.log(A))",
    "sum": "cost = -(np.log(A) * Y + np.log(1 - A) * (1 - Y)).sum()",
}
OTHER = {
    "a part": "cost = -np.mean(Y * np.log(A))",
    "another sign": "cost = np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))",
    "targets mixed up": "cost = -np.mean(Y * np.log(A) + Y * np.log(1 - A))",
    "no difference": "cost = -np.mean(Y * np.log(A) - (1 - Y) * np.log(1 - A))",
    "the rest of two": "cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(2 - A))",
}


def ops_of(movie):
    return [node.op.name for node in movie.graph.operators()]


@pytest.mark.parametrize("loss", quick(WRITTEN.values(), 2), ids=WRITTEN)
def test_it_is_one_box_on_one_page_with_the_same_gradients(loss):
    movie = gb.run(code=NETWORK + loss)
    assert ops_of(movie) == ["dense_columns", "sigmoid", "binary_cross_entropy"]
    assert movie.rendering.scene.pages == ()
    written_out = gb.run(code=NETWORK + loss, level="array")
    assert "binary_cross_entropy" not in ops_of(written_out)
    for name, gradient in written_out.gradients.items():
        assert movie.gradients[name] == pytest.approx(gradient, rel=1e-9)


@pytest.mark.parametrize("loss", OTHER.values(), ids=OTHER)
def test_what_only_looks_like_it_stays_as_it_is(loss):
    assert "binary_cross_entropy" not in ops_of(gb.run(code=NETWORK + loss))


def test_a_probability_of_one_stays_as_it_is():
    code = NETWORK.replace("A = 1 /", "A = 0 * X[:1] + 1 + 0 /") + WRITTEN["mean"]
    assert "binary_cross_entropy" not in ops_of(gb.run(code=code))


def test_the_captions_say_the_formula_and_the_box_its_numbers():
    movie = gb.run(code=NETWORK + WRITTEN["ng"])
    told = [frame.caption.sentence for frame in movie.frames]
    assert "A gets (A - Y) / (A * (1 - A)) / 3 × upstream" in told
    assert "Y gets (log(1 - A) - log(A)) / 3 × upstream" in told
    codes = [frame.caption.code for frame in movie.frames]
    assert "dA = (A - Y) / (A * (1 - A)) * dcost / 3" in codes
    boxes = [mark.title for mark in movie.rendering.scene.marks if mark.kind == "calculation"]
    (of_a,) = (title for title in boxes if "; dA[0, " in title)
    assert ") / " in of_a
    assert " / 3.0 · " in of_a
