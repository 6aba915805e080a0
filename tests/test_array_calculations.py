"""Calculations over arrays: their place, the sum that is spelled out, the words under it."""

from __future__ import annotations

import re

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Text
from graphviz_backprop.storyboard import make_grid
from tests.array_graphs import ARRAY_GRAPHS, DVALUES, INPUTS, WEIGHTS
from tests.checks import beyond_the_page, touches
from tests.test_array_figure import marks, movie_of

NETWORK = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.random((30, 20)); y = rng.integers(0, 3, 30)
W1 = rng.normal(0, 0.1, (20, 8)); b1 = np.zeros(8)
W2 = rng.normal(0, 0.1, (8, 3)); b2 = np.zeros(3)
a = np.maximum(X @ W1 + b1, 0)
z = a @ W2 + b2
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
loss = np.mean(-np.log(p[range(30), y]))
"""


def test_a_calculation_shows_the_product_and_one_sum():
    calculation = marks(movie_of("dense"), "calculation")[-1]
    assert calculation.title == (
        "dweights = inputs^T · dz; dweights[1, 0] = 2.0 × 1.0 + 5.0 × 2.0 + 2.7 × 3.0 = 20.1"
    )
    assert calculation.data["result"] == str(
        make_grid(INPUTS.T @ (DVALUES * [[1, 1, 1], [1, 0, 1], [1, 1, 1]]))
    )


SUM = re.compile(
    r"\S+(?: \S+)* \+?= \(?([-\d.× +]+)(?: \+ \d+ more: (\S+?))?(?:\) ×10(\S+))? = (\S+)"
)
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def printed_sums(movie):
    """Of each spelled-out entry the terms with their factor, the rest of them, and the result."""
    for mark in marks(movie, "calculation"):
        for part in mark.title.split("; "):
            if found := SUM.fullmatch(part):
                scale = 10.0 ** int(found[3].translate(RAISED)) if found[3] else 1.0
                terms = [[*map(float, t.split(" × "))] for t in found[1].split(" + ")]
                rest = float(found[2] or 0.0) * scale
                yield [float(np.prod(term)) * scale for term in terms], rest, float(found[4])


@pytest.mark.long
def test_a_sum_is_true_as_it_is_printed():
    count, rests = 0, 0
    for name in ARRAY_GRAPHS:
        for products, rest, total in printed_sums(movie_of(name)):
            parts = [*products, rest]
            assert sum(parts) == pytest.approx(total, abs=6e-3 * sum(map(abs, parts)) + 1e-12)
            count, rests = count + 1, rests + (rest != 0)
    assert count > 20
    assert rests >= 3


def test_where_the_terms_that_are_not_shown_are_most_of_a_sum_the_figure_says_so():
    told = 0
    for mark in marks(movie_of("wide"), "calculation"):
        found = [SUM.fullmatch(part) for part in mark.title.split("; ")]
        for sum_ in (one for one in found if one and one[2]):
            terms = [[*map(float, t.split(" × "))] for t in sum_[1].split(" + ")]
            is_most = abs(float(sum_[2])) > abs(sum(map(np.prod, terms)))
            assert ("most of the sum is in" in mark.title) == is_most
            told += is_most
    assert told


def test_windows_tell_their_true_positions():
    movie = movie_of("wide")
    for mark in marks(movie, "calculation"):
        faint = movie.rendering.theme.colors.faint
        texts = [
            ink.plain
            for ink in mark.inks
            if isinstance(ink, Text) and ink.spans[0].color == faint and ink.plain.isdigit()
        ]
        assert texts, mark.title
        found = re.search(r"\[(\d+), (\d+)\]", mark.title)
        if found:
            assert {found[1], found[2]} <= {*texts, "0"}


def test_a_gradient_that_was_broadcast_is_a_sum():
    (box,) = (m for m in marks(movie_of("dense"), "calculation") if "summed over" in m.title)
    assert "Σ" in [ink.plain for ink in box.inks if isinstance(ink, Text)]
    captions = [frame.caption.code for frame in movie_of("dense").frames]
    assert "dbiases = np.sum(dz, axis=0, keepdims=True)  # (3, 3) → (1, 3)" in captions


def test_a_contribution_that_is_added_says_so():
    titles = [mark.title for mark in marks(movie_of("softmax"), "calculation")]
    assert any("exp_values[1, 0] += dsum[1, 0] = -0.69519" in title for title in titles)


def test_captions_name_shapes_not_numbers():
    captions = [frame.caption for frame in movie_of("dense").frames]
    assert captions[1].sentence == "The dot product of inputs and weights"
    assert captions[1].code == "np.dot(inputs, weights): (3, 4) @ (4, 3) → (3, 3)"
    assert captions[4].code == f"dvalues = {make_grid(DVALUES)}"
    assert captions[9].sentence == "weights gets inputs.T · dz"
    assert captions[10].sentence == "Complete backpropagation graph"
    assert captions[9].code == "dweights = np.dot(inputs.T, dz)  # (4, 3) @ (3, 3) → (4, 3)"
    parameters, data = captions[-1].vectors
    assert dict(parameters.parts)["dbiases"] == "[[6.0, 4.0, 6.0]]"
    assert dict(data.parts)["dinputs"].endswith("(3, 4)")
    assert captions[-1].remark == ""


def test_products_with_vectors_are_written_as_numpy_has_them():
    codes = [frame.caption.code for frame in movie_of("matrix_and_vectors").frames]
    assert "dh = dy * v" in codes
    assert "dx = dh @ W.T  # (3,) @ (3, 4) → (4,)" in codes
    assert "dW = np.outer(x, dh)  # (4, 3)" in codes


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


def is_beside(scene):
    """True if calculations stand right of the captions, False if they stand below their own."""
    captions = {mark.born: mark.box for mark in scene.marks if mark.kind == "caption"}
    boxes = {mark.born: mark.box for mark in scene.marks if mark.kind == "calculation"}
    right = {captions[born].right < box.left for born, box in boxes.items()}
    below = {captions[born].bottom < box.top for born, box in boxes.items()}
    assert right == {True} or below == {True}
    return right == {True}


def test_on_a_wide_page_calculations_stand_beside_the_caption():
    movie = gb.run(code=NETWORK, level="array")
    wide, natural = movie.replace(fit="16:9").rendering.scene, movie.rendering.scene
    assert is_beside(wide)
    assert not is_beside(natural)
    assert list(touches(wide)) == []
    assert beyond_the_page(wide) == []
    grids = next(mark.box for mark in wide.marks if mark.kind == "end_gradients")
    end = next(mark.box for mark in reversed(wide.marks) if mark.kind == "caption")
    assert end.right < grids.left


@pytest.mark.parametrize("name", ["dense", "dead"])
def test_the_panel_at_the_foot_is_seen_from_the_first_calculation_on(name):
    movie = movie_of(name)
    scene, frames = movie.rendering.scene, range(len(movie))
    seen = [{mark.kind for mark in scene.alive(frame)} for frame in frames]
    first = next(frame for frame in frames if "calculation" in seen[frame])
    assert first > 0
    assert ["detail" in kinds for kinds in seen] == [frame >= first for frame in frames]
