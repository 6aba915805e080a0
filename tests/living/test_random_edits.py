"""Random numbers for random inputs: the page against the code, run with these numbers."""

from __future__ import annotations

import math
import random
import re
from urllib.parse import quote

import pytest

from graphviz_backprop.living import for_page
from graphviz_backprop.numerals import AROUND_ZERO, shown, typeset
from graphviz_backprop.storyboard import flagged, label
from tests.conftest import tries
from tests.living.figures_of_frames import (
    NUMBERS,
    caption_of,
    marks_of,
    points_with_other_numbers,
    wires_of,
)
from tests.living.programs import PROGRAMS, most_are_long

NEAR = 0.02  # points
ROUNDING = 1e-12
FEW = 2  # edits of each program
# More than a thousand over all programs; a large one takes its time for each.
MANY = {
    "neuron": 200,
    "dead ReLU": 200,
    "square": 200,
    "tanh": 80,
    "guard": 80,
    "several guards": 60,
    "max and min": 40,
    "Value class": 40,
    "sigmoid": 30,
    "softmax": 30,
    "cross-entropy": 30,
    "2-3-1": 20,
    "NumPy layer": 12,
}
OF_OTHERS = 12
# The numbers are compared after each edit; all frames, which take longest, after one of so many.
FRAMES_AFTER = tries(3, 1)


def fragment_of(inputs):
    return "&".join(f"{quote(name)}={number!r}" for name, number in inputs.items())


def assert_same_numbers(browser, movie):
    """All values and gradients are Python's."""
    found, backprop = browser.numbers(), movie.backprop
    labels = {}
    for node in movie.graph.nodes:
        labels[label(movie.graph, node)] = node
    for kind in ("value", "gradient"):
        for name, text in found[kind].items():
            node = labels[name]
            expected = node.value if kind == "value" else backprop.gradients[node.index]
            number = float(text)
            is_same = number == expected or (math.isnan(number) and math.isnan(expected))
            assert is_same or math.isclose(number, expected, rel_tol=1e-12, abs_tol=1e-12), (
                kind,
                name,
            )
    assert len(found["value"]) >= sum(node.is_leaf for node in movie.graph.nodes)


def assert_same_texts(picture, rendering, frame, inputs):
    """The caption, all numbers and all wires are those of the fresh figure of these numbers."""
    expected = {key: without_noise(text) for key, text in caption_of(frame).items()}
    assert {key: without_noise(picture[key]) for key in expected} == expected, inputs
    marks = [mark[:2] for mark in marks_of(rendering, frame.index)]
    assert numbers_among(picture["marks"]) == numbers_among(marks), inputs
    assert {tuple(wire) for wire in picture["wires"]} == wires_of(rendering, frame.index), inputs


def numbers_among(marks):
    return sorted((kind, without_noise(text)) for kind, text, *_ in marks if kind in NUMBERS)


def assert_points_on_their_curves(picture, own, movie, frame):
    """A curve stays as it is drawn; the point on it moves to the new number."""
    expected = points_with_other_numbers(own, movie.graph, frame)
    assert sorted(map(tuple, picture["points"])) == [
        pytest.approx(point, abs=NEAR) for point in sorted(expected)
    ]


def assert_own_caption(picture, frame, inputs):
    """Where a fresh figure is cut into other pages, the steps say the same."""
    expected = {key: without_noise(text) for key, text in caption_of(frame).items()}
    del expected["count"]
    assert {key: without_noise(picture[key]) for key in expected} == expected, inputs


def is_cut_alike(own, fresh):
    """False where wider numbers cut the fresh figure into other pages or rows."""
    one, other = (
        (
            [frame.page for frame in rendering.storyboard.frames],
            [
                sorted(mark.kind for mark in rendering.scene.alive(k) if mark.kind in NUMBERS)
                for k in range(len(rendering.storyboard))
            ],
        )
        for rendering in (own, fresh)
    )
    return one == other


def assert_same_frames(browser, own, movie, inputs):
    """Each frame of the page is that of the fresh movie of these numbers."""
    rendering = for_page(movie.rendering)
    frames, fresh = own.storyboard.frames, rendering.storyboard.frames
    is_alike = is_cut_alike(own, rendering)
    by_steps = {(frame.kind, frame.steps): frame for frame in fresh if frame.steps}
    for at, picture in enumerate(browser.every_frame(len(frames))):
        assert_points_on_their_curves(picture, own, movie, at)
        if is_alike:
            assert_same_texts(picture, rendering, fresh[at], inputs)
        elif (frames[at].kind, frames[at].steps) in by_steps:
            assert_own_caption(picture, by_steps[frames[at].kind, frames[at].steps], inputs)


def edit_and_compare(browser, program, count, seed=0):
    """Edits of one page; returns how many of them took another way."""
    rng = random.Random(seed)
    start = program.movie()
    browser.open(start)
    own = for_page(start.rendering)
    flips = 0
    for number in range(count):
        inputs = program.changed(rng)
        browser.visit(f"frame={len(own.storyboard)}&{fragment_of(inputs)}")
        movie = program.movie_or_none(inputs)
        if movie is None or not program.is_same_way(start, movie):
            flips += 1
            assert browser.seen()["trouble"], inputs
            assert set(browser.numbers()["gradient"].values()) == {None}
            continue
        assert browser.seen()["trouble"] == "", inputs
        assert_same_numbers(browser, movie)
        texts = browser.texts_of_numbers()
        assert texts
        for exact, text in texts:
            is_rounding = text == AROUND_ZERO and 0 < abs(float(exact)) < ROUNDING
            assert is_rounding or text == typeset(flagged(shown(float(exact))))
        if number % FRAMES_AFTER == 0:
            assert_same_frames(browser, own, movie, inputs)
    return flips


def without_noise(text):
    """What is left where numbers cancel is something here, nothing there: exp has its last bit."""
    told = re.sub(r"\(?≈ 0\)?", "0.0", text)
    return re.sub(r"= (0\.0)(?!\d)", r"\1", told)


@pytest.mark.parametrize("name", most_are_long())
def test_random_edits_are_what_python_computes(browser, name):
    edit_and_compare(browser, PROGRAMS[name], FEW)
    assert browser.errors() == []


@pytest.mark.long
@pytest.mark.parametrize("name", PROGRAMS)
def test_many_random_edits(browser, name):
    count = tries(1, 10) * MANY.get(name, OF_OTHERS)
    flips = edit_and_compare(browser, PROGRAMS[name], count, seed=1)
    assert flips < count
    assert flips > 0 or not PROGRAMS[name].movie().guards
