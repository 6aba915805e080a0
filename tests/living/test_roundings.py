"""On a page too, what is nothing but rounding is ≈ 0, at the start and with other numbers."""

from __future__ import annotations

import pytest

from graphviz_backprop.living import for_page
from graphviz_backprop.numerals import ALMOST_ZERO
from tests.living.figures_of_frames import caption_of, marks_of
from tests.living.programs import Program
from tests.living.test_in_browser import assert_same_frames
from tests.living.test_random_edits import fragment_of


def sum_of_tenths(a, b, c):
    rest = a + b - c
    return rest * a + max(rest, 0.0)


def squared(a, b, c):
    rest = a + b - c
    return rest**2


def sixth_of_square(a, b, c):
    """A step of the rate 1 leads to a rest of nothing but rounding."""
    rest = a + b - c
    return rest**2 / 6.0


def product_of_lists(x, w):
    z = sum(one * other for one, other in zip(x, w, strict=True))
    return z * x[0]


def softmax_of_equals(a, b):
    p = a / (a + b + 1.0)
    rest = 1.0 - p - (b + 1.0) / (a + b + 1.0)
    return rest * a


TENTHS = {"a": 0.1, "b": 0.2, "c": 0.3}
CASES = {
    "numbers": (Program(sum_of_tenths, TENTHS), {"c": 0.4}, {"a": 0.7, "b": 0.1, "c": 0.8}),
    "a square": (Program(squared, {**TENTHS, "c": 0.5}), TENTHS, {"c": 0.31}),
    "lists": (
        Program(product_of_lists, {"x": [0.1, 0.2, 0.7], "w": [0.3, 0.3, -0.9 / 7]}),
        {"w[1]": 0.4},
        {"w[1]": 0.3, "x[2]": 0.70001},
    ),
    "a rest of one": (Program(softmax_of_equals, {"a": 0.3, "b": 0.9}), {"a": 0.1}, {"b": 0.7}),
}


def texts_of(marks):
    return sorted(tuple(mark[:2]) for mark in marks if mark[1])


@pytest.mark.parametrize("name", CASES)
def test_what_is_nothing_but_rounding_is_said_as_in_the_figure(browser, name):
    program, *edits = CASES[name]
    start = program.movie()
    browser.open(start)
    assert_same_frames(browser, for_page(start.rendering))
    told = 0
    for edit in ({}, *edits):
        movie = program.movie(edit)
        rendering = for_page(movie.rendering)
        browser.visit(f"frame={len(rendering.storyboard)}&{fragment_of(edit)}")
        pictures = browser.every_frame(len(rendering.storyboard))
        for frame, picture in zip(rendering.storyboard.frames, pictures, strict=True):
            assert {key: picture[key] for key in caption_of(frame)} == caption_of(frame)
            found = [mark for mark in picture["marks"] if mark[0] not in ("point", "tangent")]
            assert texts_of(found) == texts_of(marks_of(rendering, frame.index)), edit
        told += sum("≈ 0" in mark[1] for picture in pictures for mark in picture["marks"])
        # Whoever reads the page by a program has the numbers themselves.
        for text in browser.numbers()["value"].values():
            assert float(text) != ALMOST_ZERO
    assert told
    assert browser.errors() == []


def test_a_small_number_with_digits_of_its_own_stays(browser):
    program = Program(sum_of_tenths, {"a": 1e-14, "b": 0.25, "c": 0.25})
    browser.open(program.movie())
    assert ["value", "1.0e−14"] in [mark[:2] for mark in browser.every_frame(3)[2]["marks"]]


def test_a_step_that_leads_to_rounding_is_said_so(browser):
    """What if the code took a step: the sentence has the rule as well, and the figure stays."""
    program = Program(sixth_of_square, {"a": 0.3, "b": 0.6, "c": 0.1})
    browser.open(program.movie())
    before = browser.seen()
    texts = browser.driver.execute_script(
        "document.getElementById('whatif').open = true;"
        "const bar = document.getElementById('rate'); bar.value = 0;"
        "bar.dispatchEvent(new Event('input'));"
        "return document.getElementById('whathappens').textContent;"
    )
    assert "≈ 0" in texts
    assert "e−" not in texts
    assert browser.seen() == before
