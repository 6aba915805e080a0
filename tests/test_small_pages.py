"""On a phone and in a README: numbers that can be read, names that are shorter, all rules kept."""

from __future__ import annotations

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Text
from tests.cases import CASES
from tests.checks import beyond_the_page, touches
from tests.conftest import tries
from tests.layout_checks import crossings, strayed_boxes, upside_down
from tests.layout_graphs import PROGRAMS, movie_of_program, random_movie
from tests.quick_or_long import quick
from tests.test_fit import NEURON, size_of

IN_HAND = 390  # pixels of a phone's width


@pytest.mark.parametrize("name", quick(PROGRAMS, 3))
def test_numbers_can_be_read_on_a_phone(name):
    scene = movie_of_program(name).replace(fit="phone").rendering.scene
    assert 14.0 * IN_HAND / scene.width >= 8.8
    small = [ink.size for mark in scene.marks for ink in mark.inks if isinstance(ink, Text)]
    assert min(small) * IN_HAND / scene.width >= 7.7


@pytest.mark.parametrize("shape", [(3, 4, 3), (2, 6, 2), (5, 2, 4), (40, 9, 12)])
def test_numbers_of_arrays_can_be_read_on_a_phone(shape):
    samples, inputs, neurons = shape
    x = np.linspace(-1.0, 2.0, samples * inputs).reshape(samples, inputs)
    w = np.linspace(-0.5, 0.9, inputs * neurons).reshape(inputs, neurons)
    movie = gb.trace(lambda x, w: np.maximum(x @ w, 0.0), x, w, level="array")
    scene = movie.replace(fit="phone").rendering.scene
    assert 12.0 * IN_HAND / scene.width >= 8.1
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []


IN_README = 800  # pixels of a README's width


@pytest.mark.parametrize("name", PROGRAMS)
def test_numbers_have_ten_pixels_in_a_readme_and_the_page_is_no_higher_than_a_screen(name):
    scene = movie_of_program(name).replace(fit="readme").rendering.scene
    assert 14.0 * IN_README / scene.width >= 9.8  # a caption may be higher than meant
    assert scene.height / scene.width <= 1.13
    assert crossings(scene) == []
    assert upside_down(scene) == []
    assert [str(touch) for touch in touches(scene)] == []
    assert strayed_boxes(scene) == []
    assert beyond_the_page(scene) == []


@pytest.mark.parametrize("shape", [(3, 4, 3), (2, 6, 2), (8, 5, 9)])
def test_numbers_of_arrays_have_ten_pixels_in_a_readme(shape):
    samples, inputs, neurons = shape
    x = np.linspace(-1.0, 2.0, samples * inputs).reshape(samples, inputs)
    w = np.linspace(-0.5, 0.9, inputs * neurons).reshape(inputs, neurons)
    movie = gb.trace(lambda x, w: np.maximum(x @ w, 0.0), x, w, level="array")
    scene = movie.replace(fit="readme").rendering.scene
    assert 12.0 * IN_README / scene.width >= 9.8


def test_what_is_large_enough_in_a_readme_is_as_it_is_by_itself():
    movie = gb.run(code=NEURON)
    natural, readme = (movie.replace(fit=fit) for fit in ("natural", "readme"))
    assert natural[-1].svg == readme[-1].svg
    assert size_of(readme.replace(width=400)[-1].png)[0] == 400


def sizes_by_itself(movie):
    """Pixels of a number of the natural figure in a README and on a slide."""
    scene = movie.rendering.scene
    on_slide = min(1920 / scene.width, 1080 / scene.height)
    return 14.0 * IN_README / scene.width, 14.0 * on_slide


BOTH = {
    "softmax": lambda: movie_of_program("softmax of three"),
    "network": CASES["two_layers"].movie,
    "random": lambda: random_movie(52),
}


@pytest.mark.parametrize("name", quick(BOTH, 2))
def test_by_itself_a_figure_is_legible_in_a_readme_and_on_a_slide_where_it_can_be(name):
    movie = BOTH[name]()
    in_readme, on_slide = sizes_by_itself(movie)
    assert in_readme > 10.0
    assert on_slide > 18.0
    # On a slide alone the same had lines that a README makes too small.
    wide = movie.replace(fit="16:9").rendering.scene
    assert 14.0 * IN_README / wide.width < 10.0


@pytest.mark.parametrize("name", quick(("RNN, 3 steps", "20 inputs", "chain of 30"), 1))
def test_what_cannot_be_both_is_made_for_a_slide_and_stays_on_one_page(name):
    movie = movie_of_program(name)
    assert not movie.rendering.scene.pages
    in_readme, on_slide = sizes_by_itself(movie)
    assert in_readme < 10.0
    assert on_slide > 18.0


def test_a_neuron_stays_whole_on_a_phone_and_rows_come_closer_before_it_is_cut():
    scene = gb.run(code=NEURON).replace(fit="phone").rendering.scene
    assert not [mark for mark in scene.marks if mark.kind == "panel"]
    assert 14.0 * IN_HAND / scene.width >= 8.0


LONG_NAMES = [
    ("weight_of_the_first_layer", "weight_of_the_other_layer"),
    ("price_per_apple_in_euros", "price_per_pear_in_euros_too"),
    ("a_quite_long_name_of_a_number", "short"),
]


@pytest.mark.parametrize("names", LONG_NAMES)
def test_long_names_are_shorter_on_a_phone_told_apart_and_whole_in_titles(names):
    one, other = names
    code = f"{one}, {other} = 2.0, 3.0\nresult = {one} * {other}\n"
    movie = gb.run(code=code)
    drawn = {}
    for fit in ("natural", "phone"):
        scene = movie.replace(fit=fit).rendering.scene
        marks = [mark for mark in scene.marks if mark.kind == "name"]
        drawn[fit] = {"".join(s.text for ink in m.inks for s in ink.spans): m for m in marks}
        assert {one, other} <= {mark.title for mark in marks} | set(drawn[fit])
    assert max(map(len, drawn["phone"])) < max(map(len, drawn["natural"]))
    assert len(drawn["phone"]) == len(drawn["natural"])


@pytest.mark.parametrize("name", ["softmax of three", "LSTM cell", "attention 2 x 2"])
def test_code_on_a_phone_is_cut_between_its_operands(name):
    scene = movie_of_program(name).replace(fit="phone").rendering.scene
    stubs = [mark for mark in scene.marks if mark.kind == "stub"]
    names = {"".join(span.text for ink in mark.inks for span in ink.spans) for mark in stubs}
    assert any("…" in one for one in names)
    for one in names:
        assert one.count("(") == one.count(")"), one
        assert one.count("[") == one.count("]"), one


@pytest.mark.parametrize("shape", [(3, 4, 3), (2, 6, 2), (4, 2, 3)])
def test_what_has_numbers_on_a_usual_page_has_them_on_a_phone(shape):
    samples, inputs, neurons = shape

    def layer(x, w, b):
        return np.maximum(x @ w + b, 0.0)

    x = np.linspace(-1.0, 2.0, samples * inputs).reshape(samples, inputs)
    w = np.linspace(-0.5, 0.9, inputs * neurons).reshape(inputs, neurons)
    movie = gb.trace(layer, x, w, np.full((1, neurons), 0.5), level="array")
    usual, upright = (
        [mark for mark in movie.replace(fit=fit).rendering.scene.marks if mark.kind == "value"]
        for fit in ("natural", "phone")
    )
    assert [mark.data["value"] for mark in usual] == [mark.data["value"] for mark in upright]
    texts = [
        sum(isinstance(ink, Text) for m in marks for ink in m.inks) for marks in (usual, upright)
    ]
    assert texts[1] >= texts[0]
    assert texts[1] > samples * inputs


@pytest.mark.parametrize("seed", quick(range(0, tries(12, 120), 3), 1))
def test_random_graphs_keep_all_rules_on_a_phone(seed):
    scene = random_movie(seed).replace(fit="phone").rendering.scene
    assert crossings(scene) == []
    assert upside_down(scene) == []
    assert [str(touch) for touch in touches(scene)] == []
    assert strayed_boxes(scene) == []
    assert beyond_the_page(scene) == []
