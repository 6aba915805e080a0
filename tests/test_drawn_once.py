"""What a scene needs is worked out once: spots of calculations, sizes of texts, letters."""

from __future__ import annotations

import re

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure.calculation import boxes
from graphviz_backprop.figure.spots.places import Wish
from graphviz_backprop.typesetting import compile_pages, drawable, letters, measure
from tests.cases import CASES
from tests.large_programs import chain
from tests.layout_graphs import movie_of_program

GRAPHS = {
    "one page": lambda: CASES["logistic"].movie(),
    "several pages": lambda: gb.run(code=chain(100), level="element"),
    "several pages of a network": lambda: movie_of_program("8-8-1 in lists"),
}


@pytest.mark.parametrize("movie", GRAPHS.values(), ids=GRAPHS)
def test_spots_are_looked_for_once(movie, monkeypatch):
    asked = []
    find_spots = boxes.Calculations._find_spots

    def counted(calculations, marks):
        asked.append(len(marks))
        return find_spots(calculations, marks)

    monkeypatch.setattr(boxes.Calculations, "_find_spots", counted)
    assert movie().rendering.scene
    assert len(asked) == 1


def test_on_higher_pages_a_box_stands_where_it_would_be_found(monkeypatch):
    """A strip under the graph moves the pages; the boxes on them stay beside their operators."""
    made = []

    class Watched(boxes.Calculations):
        def __init__(self, page, contents, marks, before=None):
            super().__init__(page, contents, marks, before)
            if before:
                found = self._find_spots(list(marks))
                made.append((self._away, found))

    monkeypatch.setattr("graphviz_backprop.figure.scene.Calculations", Watched)
    for values in (40, 60, 80, 100):
        assert gb.run(code=chain(values), level="element").rendering.scene
    assert made
    assert all(kept == found for kept, found in made)


def test_a_box_is_around_its_centre():
    box = Wish((10.0, 20.0), (8.0, 4.0), 0.0, ()).at((3.0, -5.0))
    assert (box.left, box.bottom) == (9.0, 17.0)


@pytest.mark.parametrize(
    "piece",
    [
        '#text(font: serif, size: 15pt)[#"x gets w × upstream = −3.0 × 1.0"]',
        "#text(size: 13pt)[$ d / (d z) tanh(z) = 1 - tanh^2(z) $]",
        '#text(size: 9pt)[#"θ₀"]',
        '#text(font: serif, size: 15pt)[#""]',
    ],
)
def test_a_size_is_that_of_a_page(piece):
    (page,) = compile_pages([piece], "svg")
    found = re.search(rb'width="([\d.]+)pt" height="([\d.]+)pt"', page)
    assert found
    ((width, height),) = measure([piece])
    assert (width, height) == (float(found[1]), float(found[2]))


def test_sizes_come_in_the_order_of_the_pieces():
    assert measure([]) == []
    short, long = '#"a"', '#"aaa"'
    assert measure([long, short, long]) == [*measure([long]), *measure([short]), *measure([long])]


@pytest.mark.parametrize(
    "text",
    [
        "−3.0 × w₀",
        "é as two: e\u0301",
        "\U000cfffe",
        "a\u200db",
        "🇦🇹 🇦",
        "tab\tand\nline",
        "权重",
        "👍🏽",
    ],
)
def test_letters_that_stand_alone_are_drawn_as_before(text, monkeypatch):
    quick = drawable(text)
    monkeypatch.setattr(letters, "_stands_alone", lambda *_: False)
    assert drawable(text) == quick
