"""What is too long loses its middle where a reader would cut: no number, no word in two."""

from __future__ import annotations

import math
import random
import re

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure.text.caption_lines import code_in_lines, prose
from graphviz_backprop.storyboard import shortened, shortened_apart, shortened_line
from graphviz_backprop.storyboard.texts.value_texts import value_texts
from tests.checks import touches
from tests.layout_graphs import movie_of_program, numbers

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def list_of_lists(chance):
    def number():
        return f"{chance.uniform(-9, 9):.{chance.randint(1, 5)}g}" + chance.choice(["", "e-7"])

    rows = [", ".join(number() for _ in range(3)) for _ in range(chance.randint(2, 8))]
    return "[" + ", ".join(f"[{row}]" for row in rows) + "]"


def test_no_number_is_cut_in_two():
    chance = random.Random(3)
    for count in range(200):
        text = list_of_lists(chance)
        if count % 3 == 0:
            text = f"W = {text}; b = {list_of_lists(chance)}"
        longest = chance.randint(24, len(text))
        short = shortened_line(text, longest)
        assert len(short) <= longest
        assert set(_NUMBER.findall(short)) <= set(_NUMBER.findall(text)), (text, short)
        brackets = [short.count(sign) for sign in "[]"]
        assert brackets[0] == brackets[1] or "=" in text or len(short) < 36, short


def test_a_line_ends_after_a_statement():
    code = "X = [[0.5, -1.2], [1.5, 0.3]]; W = [[0.2, -0.4, 0.1], [0.7, 0.5, -0.6]]; b = [[0.1]]"
    first, second = code_in_lines(code, 54, 0)
    assert first.endswith(";")
    assert second.startswith("  W = [[0.2, ")


@pytest.mark.parametrize(
    ("name", "longest", "expected"),
    [
        ("discount_for_regular_customers", 24, "discount_for…customers"),
        ("net.hidden.neurons[0].w[0]", 24, "…hidden.neurons[0].w[0]"),
        ("priceOfAllApplesInTheBasket", 24, "priceOfAllApples…Basket"),
        ("delivery_cost_per_order", 12, "delive…order"),  # too little would be left of it
    ],
)
def test_a_name_is_cut_between_its_words(name, longest, expected):
    assert shortened(name, longest) == expected


WORDS = ("price", "weight", "of", "the", "first", "hidden", "layer", "b", "before", "discount")


def test_on_a_page_of_little_width_a_name_is_cut_as_only_one_name_can_be():
    chance = random.Random(5)
    for count in range(60):
        sign, ends = ("_", [""]) if count % 2 else (".", ["[0]", "[1]", ""])
        longs = {
            sign.join(
                chance.choice(WORDS) + chance.choice(ends) for _ in range(chance.randint(1, 6))
            )
            for _ in range(8)
        }
        for name in longs:
            short = shortened_apart(name, longs, 14)
            head, cut, tail = short.partition("…")
            meant = [one for one in longs if one.startswith(head) and one.endswith(tail)]
            assert meant == [name] if cut else short == name, (short, longs)
            assert len(short) < len(name) if cut else True


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("discount_for_regular_customers", "discount_for…"),
        ("delivery_cost_per_order", "delivery…order"),
        ("net.hidden.neurons[0].w[0]", "net…[0].w[0]"),
        ("averylongnamethatisonewordalone", "averylo…dalone"),
    ],
)
def test_of_a_name_on_such_a_page_whole_words_are_left(name, expected):
    assert shortened_apart(name, [name, "x"], 14) == expected


def test_code_that_is_computed_twice_is_numbered_on_its_own_only():
    movie = gb.run(
        code="a, b, c = 1.5, 2.0, 3.0\ny = a / (a + b) * c + b / (a + b) * c\n", level="element"
    )
    texts = value_texts(movie.graph)
    assert {"a + b", "(a + b)#2", "a / (a + b)", "b / (a + b)"} <= set(texts)
    assert len(set(texts)) == len(texts)


def test_a_power_in_a_sentence_is_raised():
    assert prose("a gets (-1 / a ** 2) × upstream") == "a gets (−1 / a²) × upstream"
    assert prose("2 ** x * y ** 2.5") == "2^x · y^2.5"


def _sum_of_squares(x, w):
    h = [math.tanh(sum(a * c for a, c in zip(x, row, strict=True))) for row in w]
    return sum(v * v for v in h)


def test_a_second_use_of_several_values_is_drawn_once_and_says_all_their_pages():
    rows = [numbers(9, 0.3 * k) for k in range(10)]
    movie = gb.trace(_sum_of_squares, numbers(9), rows, level="element")
    scene = movie.rendering.scene
    stubs = [
        mark for mark in scene.marks if mark.kind == "stub" and mark.data["node"] == "h[2 … 8]"
    ]
    assert len(stubs) == 1
    pages = [mark.title for mark in scene.marks if mark.kind == "home"]
    assert "from pages 3\u20139" in pages
    assert list(touches(scene)) == []


@pytest.mark.parametrize("name", ["2-3-1 in lists", "8-8-1 in lists"])
def test_the_line_around_a_shared_name_holds_its_page_too(name):
    scene = movie_of_program(name).replace(fit="phone").rendering.scene
    outlines = [mark for mark in scene.marks if mark.kind == "shared"]
    notes = [mark for mark in scene.marks if mark.kind == "home"]
    held = 0
    for outline in outlines:
        for note in notes:
            box, inner = outline.box, note.box
            if (
                box.left < inner.right
                and inner.left < box.right
                and box.bottom > inner.top > box.top
            ):
                assert box.left <= inner.left
                held += 1
    assert held


def test_a_constant_in_an_object_without_a_name_is_no_vector():
    code = """
class Value:
    def __init__(self, data):
        self.data, self.grad = data, 0.0
    def __mul__(self, other):
        return Value(self.data * other.data)
    def __sub__(self, other):
        return Value(self.data - other.data)
a, b = Value(1.5), Value(-2.0)
y = a * b - Value(1.0)
"""
    vectors = gb.run(code=code).frames[-1].caption.vectors
    names = [name for line in vectors for name, _ in line.parts]
    assert sorted(names) == ["da", "db"]
