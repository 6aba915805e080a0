"""Every use as a wire, on several pages where one can't be read."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

import graphviz_backprop as gb
from tests.checks import beyond_the_page, touches
from tests.layout_checks import number_on_slide, points_of, wires
from tests.layout_graphs import movie_of_program

NAMES = ["8-8-1 in lists", "LSTM cell"]


@cache
def wired(name: str) -> gb.Movie:
    return movie_of_program(name).replace(shared="wires")


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_can_be_read_and_nothing_touches(name):
    movie = wired(name)
    scene, frames = movie.rendering.scene, movie.frames
    assert len(set(scene.pages)) > 1
    assert number_on_slide(scene) >= 12.0
    assert movie.rendering.shared == "wires"
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []
    assert {frame.page for frame in frames} == set(scene.pages)


@pytest.mark.parametrize("name", NAMES)
def test_each_use_is_a_wire_from_its_home_or_from_a_stub_that_names_another_page(name):
    movie = wired(name)
    scene, graph = movie.rendering.scene, movie.graph
    drawn = {
        tuple(int(mark.data[key]) for key in ("producer", "consumer", "argument")): mark
        for mark in wires(scene)
    }
    assert len(drawn) == len(graph.edges)
    pages = {
        int(m.data["index"]): scene.page_of(m) for m in scene.marks if m.kind in ("ring", "value")
    }
    stubs = {
        (int(m.data["index"]), int(m.data["consumer"])): m for m in scene.marks if m.kind == "stub"
    }
    assert stubs
    for (producer, consumer, _), mark in drawn.items():
        assert scene.page_of(mark) == pages[consumer]
        if graph.nodes[producer].is_constant:
            continue
        assert ((producer, consumer) in stubs) == (pages[producer] != pages[consumer])
        assert len(points_of(mark)) >= 2


def test_what_one_page_holds_has_one():
    assert wired("2-3-1 in lists").rendering.scene.pages == ()


def one_times_many(x, w):
    return sum(x * one for one in w)


def squashed_again_and_again(x, w):
    total = 0.0
    for one in w:
        total = total + math.tanh(x) * one
    return total


def products_of_one_matrix(x, w):
    for _ in range(6):
        x = np.maximum(x @ w, 0.1)
    return np.sum(x)


NO_PAGE_HOLDS = [
    (one_times_many, (0.5, [1.5] * 20), "element"),
    (squashed_again_and_again, (0.5, [0.1 * k for k in range(1, 21)]), "element"),
    (products_of_one_matrix, (np.ones((3, 4)), np.ones((4, 4))), "array"),
]


@pytest.mark.parametrize(("function", "args", "level"), NO_PAGE_HOLDS)
def test_what_no_page_can_hold_has_stubs_and_a_line_says_so(function, args, level):
    movie = gb.trace(function, *args, level=level)
    wires = movie.replace(shared="wires")
    with pytest.warns(UserWarning, match="px high on a slide; values that are used again are stub"):
        assert wires.rendering.shared == "stubs"
    assert wires[-1].svg == movie[-1].svg
    assert number_on_slide(wires.rendering.scene) >= 12.0


def weighted(x, w):
    return sum(a * b for a, b in zip(x, w, strict=True))


def network(x, v, w):
    return np.maximum(np.maximum(x @ v, 0.0) @ w, 0.0).sum()


NOT_SHARED = [
    (weighted, ([0.5] * 20, [1.5] * 20), "element"),
    (weighted, ([0.25] * 80, [1.5] * 80), "element"),
    (network, (np.ones((40, 9)), np.ones((9, 30)), np.ones((30, 2))), "array"),
]


@pytest.mark.parametrize(("function", "args", "level"), NOT_SHARED)
def test_where_nothing_is_used_again_every_use_is_a_wire_anyway(function, args, level):
    movie = gb.trace(function, *args, level=level)
    wires = movie.replace(shared="wires")
    assert wires.rendering.stubs_for_wires == ""
    assert wires[-1].svg == movie[-1].svg
    assert not [mark for mark in wires.rendering.scene.marks if mark.kind == "stub"]
