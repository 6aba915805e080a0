"""No step is worse than n log n: calls are counted at two sizes, not seconds."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.capture import capture_program
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.levels import View
from graphviz_backprop.movies import Movie
from graphviz_backprop.sources import read_code
from tests.benchmarks import layouts
from tests.large_programs import SHAPES
from tests.quick_or_long import quick

SMALL, LARGE = 200, 800
JSON, SVG = FORMATS["json"], FORMATS["svg"]


def calls(work):
    """How many functions are called, generators resumed, functions of C called; and the result."""
    count = 0

    def note(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        result = work()
    finally:
        sys.setprofile(before)
    return count, result


def is_n_log_n(small, large, sizes):
    """True if the calls grow no faster than n log n, and a tenth for what is rounded up."""
    first, second = sizes
    return large / small <= 1.1 * second / first * math.log(second) / math.log(first)


def captured(code):
    view = View.wanted("element", (), None)
    return capture_program(read_code(code), None, "explained", view, ()).graphs[0]


@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES)
def test_no_step_from_code_to_json_is_worse_than_n_log_n(shape):
    counts, sizes = {}, []
    for size in (SMALL // 4, SMALL, LARGE):  # the first one loads what is loaded once
        code = SHAPES[shape](size)
        made = [calls(lambda code=code: captured(code))]
        made.append(calls(lambda graph=made[0][1]: Movie(graph)))
        movie = made[1][1]
        made.append(calls(lambda movie=movie: movie.rendering.storyboard))
        made.append(calls(lambda movie=movie: JSON.make(movie.rendering, unwatched)))
        counts[size] = [count for count, _ in made]
        sizes.append(len(movie.graph))
    for step, small, large in zip(
        ("capture", "backward", "storyboard", "json"), counts[SMALL], counts[LARGE], strict=True
    ):
        assert is_n_log_n(small, large, sizes[1:]), (step, small, large, sizes)


def chain(x, w, rounds):
    for _ in range(rounds):
        x = x * w + 0.0001
    return x


def test_a_function_and_its_backward_pass_are_not_worse_than_n_log_n():
    counts, sizes = [], []
    for size in (SMALL // 4, SMALL, LARGE):
        count, movie = calls(lambda size=size: gb.trace(chain, 1.0, 0.9999, rounds=size))
        counts.append(count)
        sizes.append(len(movie.graph))
        assert movie.gradients["w"] > 0
    assert is_n_log_n(*counts[1:], sizes[1:]), counts


def drawn(movie):
    """The calls of each step from a movie to its last figure as SVG."""
    made = movie.rendering
    assert made.shown_backprop  # only where a number is tiny it is computed again, four times
    steps = {
        "storyboard": lambda: made.storyboard,  # with the layout
        "scene": lambda: made.scene,
        "json": lambda: JSON.make(made, unwatched),
        "last figure": lambda: SVG.one(made, len(movie) - 1),
    }
    return {name: calls(step)[0] for name, step in steps.items()}


def layers_of_arrays(count):
    def network(x, weights):
        for w in weights:
            x = np.maximum(x @ w, 0)
        return np.mean(x**2)

    weights = [np.eye(4) * (1 + k / 1000) for k in range(count)]
    return gb.trace(network, np.eye(3, 4), weights, level="array")


def operations_on_arrays(count):
    def chain(x):
        for _ in range(count):
            x = np.tanh(x * 1.01)
        return np.sum(x)

    return gb.trace(chain, np.eye(3, 4), level="array")


DRAWN = {
    "layers of arrays": (layers_of_arrays, (15, 45)),
    "operations on arrays": (operations_on_arrays, (20, 60)),
    "a layer of neurons": (layouts.layer, (700, 1_400)),  # of 600 values all ways are tried
}


@pytest.mark.long
@pytest.mark.parametrize("shape", DRAWN)
def test_no_step_to_svg_is_worse_than_n_log_n(shape):
    make, counts = DRAWN[shape]
    drawn(make(counts[0] // 4))  # loads what is loaded once
    movies = [make(count) for count in counts]
    sizes = [len(movie.graph) for movie in movies]
    small, large = map(drawn, movies)
    for step in small:
        assert is_n_log_n(small[step], large[step], sizes), (step, small, large, sizes)


LINKS = {
    "times a number": lambda x: x * 1.001,
    "over a number": lambda x: x / 1.001,
    "minus": lambda x: -x,
    "plus a number": lambda x: x + 0.001,
    "less a number": lambda x: x - 0.001,
    "less the rest": lambda x: 1 - x,
    "squared": lambda x: x * x,
    "to a power": lambda x: x**1.01,
    "at least": lambda x: max(x, 0.001),
    "tanh": lambda x: math.tanh(x),
    "of an array": lambda x: np.exp(-x),
}


@pytest.mark.long
@pytest.mark.parametrize("link", LINKS)
def test_a_chain_of_one_operation_is_not_worse_than_n_log_n(link):
    def links(x, rounds):
        for _ in range(rounds):
            x = LINKS[link](x)
        return np.sum(x)

    start = np.array([0.4, 0.6]) if link == "of an array" else 0.5
    traced, told = {}, {}
    for rounds in (50, 100, 200, 400, 800):  # the first one loads what is loaded once
        traced[rounds], movie = calls(lambda rounds=rounds: gb.trace(links, start, rounds=rounds))
        if rounds <= 400:  # of more values not all ways to lay them out are tried
            told[rounds], _ = calls(lambda movie=movie: JSON.make(movie.rendering, unwatched))
    assert is_n_log_n(traced[200], traced[800], (200, 800)), traced
    assert is_n_log_n(told[100], told[400], (100, 400)), told


def test_what_is_quadratic_is_seen():
    def every_pair(size):
        return sum(1 for one in range(size) for other in range(size) if one < other)

    def sort(size):
        return sorted(range(size), key=lambda one: -one)

    for work, is_fine in ((every_pair, False), (sort, True)):
        small, large = (calls(lambda n=n, work=work: work(n))[0] for n in (100, 400))
        assert is_n_log_n(small, large, (100, 400)) is is_fine


@pytest.mark.parametrize("shape", quick(layouts.SHAPES, 1))
def test_the_layout_is_not_worse_than_n_log_n(shape):
    counts, sizes = [], []
    for size in (100, 700, 1_400):  # of more than 600 values not all ways are tried
        movie = layouts.SHAPES[shape](size)
        count, _ = calls(lambda movie=movie: layouts.seconds(movie))
        counts.append(count)
        sizes.append(len(movie.graph))
    assert is_n_log_n(*counts[1:], sizes[1:]), counts
