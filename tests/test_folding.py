"""Many like terms of a sum: the first two and the last are drawn, the others as one with lists."""

from __future__ import annotations

import json
import math
import re
from functools import cache

import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Mark
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.storyboard import find_folding
from tests.checks import beyond_the_page, touches
from tests.layout_checks import (
    crossings,
    number_on_slide,
    numbers_at,
    strayed_boxes,
    upside_down,
)
from tests.layout_graphs import fan_out, network, numbers, relu_neuron
from tests.quick_or_long import quick


def squares(x, t):
    return sum((a - b) ** 2 for a, b in zip(x, t, strict=True))


def losses(w, b, x, y):
    total = 0.0
    for one, target in zip(x, y, strict=True):
        total = total + (math.tanh(w * one + b) - target) ** 2
    return total / len(x)


def plain_sum(x):
    return 0.5 * sum(x)


def neighbours(x):
    return sum(x[i] * x[i + 1] for i in range(12))


def unlike(x, w):
    return sum(a * b for a, b in zip(x, w, strict=True)) + math.tanh(x[3]) + x[4] ** 2


def rectified(x, k):
    z = [sum(x[i + j] * k[j] for j in range(3)) for i in range(12)]
    return sum([max(one, 0) for one in z])


def of_layers(x, w):
    h = [math.tanh(sum(a * b for a, b in zip(x, row, strict=True))) for row in w]
    return sum(h)


PROGRAMS = {
    "neuron": (relu_neuron, (numbers(20), numbers(20, 0.2), 0.5)),
    "dead": (relu_neuron, (numbers(20), numbers(20, 0.2), -50.0)),
    "neuron of 60": (relu_neuron, (numbers(60), numbers(60, 0.2), 0.5)),
    "neuron of 200": (relu_neuron, (numbers(200), numbers(200, 0.2), 0.5)),
    "squares": (squares, (numbers(20), numbers(20, 0.2))),
    "losses": (losses, (0.5, 0.1, numbers(20), numbers(20, 0.2))),
    "sum": (plain_sum, (numbers(20),)),
    "neighbours": (neighbours, (numbers(13),)),
    "unlike": (unlike, (numbers(20), numbers(20, 0.2))),
    "fan-out": (fan_out, (1.5, numbers(10))),
    "convolution": (rectified, (numbers(14), [0.2, -0.5, 0.8])),
    "layer": (of_layers, (numbers(12), [numbers(12, 0.1 * k) for k in range(10)])),
    "network": (
        network,
        (numbers(3), [numbers(3, 0.3 * k) for k in range(12)], numbers(12), numbers(12, 0.2), 0.3),
    ),
}


@cache
def movie_of(name: str) -> gb.Movie:
    function, args = PROGRAMS[name]
    return gb.trace(function, *args, level="element")


def seen(movie: gb.Movie, frame: int, kind: str) -> dict[int, float]:
    found: dict[int, float] = {}
    for mark in movie.rendering.scene.alive(frame):
        if mark.kind == kind:
            found |= numbers_at(mark)
    return found


@pytest.mark.parametrize("name", quick(PROGRAMS, 5))
def test_all_rules_hold(name):
    scene = movie_of(name).rendering.scene
    assert number_on_slide(scene) >= 12.0
    assert crossings(scene) == []
    assert upside_down(scene) == []
    assert strayed_boxes(scene) == []
    assert beyond_the_page(scene) == []
    assert [str(touch) for touch in touches(scene)] == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_number_is_lost(name):
    movie = movie_of(name)
    pages = 1 + max(movie.rendering.scene.pages, default=0)
    values: dict[int, float] = {}
    gradients: dict[int, float] = {}
    for frame in range(len(movie) - pages, len(movie)):
        values |= seen(movie, frame, "value")
        gradients |= seen(movie, frame, "gradient")
    for node in movie.graph.nodes:
        if not node.is_constant:
            assert values[node.index] == pytest.approx(node.value, rel=1e-4, abs=1e-9)
            wanted = movie.backprop.gradients[node.index]
            assert gradients[node.index] == pytest.approx(wanted, rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("name", ["neuron", "losses", "network"])
@pytest.mark.parametrize("sequence", quick(["full", "book"], 1))
def test_on_each_frame_a_list_has_what_has_come_by_then(name, sequence):
    movie = movie_of(name).replace(sequence=sequence)
    scene = movie.rendering.scene
    homes = {}
    for mark in scene.marks:
        if mark.kind == "gradient":
            homes |= dict.fromkeys(map(int, indices_of(mark)), scene.page_of(mark))
    now = {movie.graph.output: 1.0}
    for frame in movie.frames:
        if frame.kind in ("step", "result"):
            for number in frame.steps:
                step = movie.steps[number]
                now[step.edge.producer] = step.after
        if frame.kind == "forward" or frame.kind == "calculation":
            continue
        page = scene.pages[frame.index] if scene.pages else 0
        wanted = {i: one for i, one in now.items() if homes[i] == page}
        assert seen(movie, frame.index, "gradient") == pytest.approx(wanted, rel=1e-4, abs=1e-9)


def indices_of(mark: Mark) -> list[str]:
    return mark.data.get("indices", mark.data["index"]).split()


def test_the_first_two_and_the_last_are_drawn():
    scene = movie_of("neuron").rendering.scene
    names = [mark.inks[0].plain for mark in scene.marks if mark.kind == "name"]
    assert names[:7] == ["x[0]", "w[0]", "x[1]", "w[1]", "x[2 … 18]", "w[2 … 18]", "x[19]"]
    labels = [mark.inks[0].plain for mark in scene.marks if mark.kind == "label"]
    assert "17 more" in labels
    assert sum(mark.data["op"] == "mul" for mark in scene.marks if mark.kind == "ring") == 4


@pytest.mark.parametrize(("count", "is_folded"), [(8, False), (9, True)])
def test_over_eight_like_terms_fold(count, is_folded):
    movie = gb.trace(relu_neuron, numbers(count), numbers(count, 0.2), 0.5, level="element")
    assert bool(find_folding(movie.graph).nodes) == is_folded


def test_terms_with_other_constants_are_not_alike():
    def weighted(x):
        return sum((k + 1) * x[k] for k in range(12))

    movie = gb.trace(weighted, numbers(12), level="element")
    assert not find_folding(movie.graph).nodes


def test_unlike_terms_are_drawn_beside_the_folded_ones():
    movie = movie_of("unlike")
    rings = {int(m.data["index"]) for m in movie.rendering.scene.marks if m.kind == "ring"}
    kinds = {movie.graph.nodes[index].op.noun for index in rings}
    assert len(rings) == 7
    assert len(kinds) == 4


def test_what_is_folded_is_explained_once():
    movie = movie_of("neuron of 200")
    folding = find_folding(movie.graph)
    assert len(movie) < 20
    for frame in movie.frames:
        if frame.kind == "step":
            assert not any(folding.holds(movie.steps[one].edge) for one in frame.steps)


def test_all_terms_where_they_are_asked_for():
    movie = movie_of("neuron").replace(terms="all")
    scene = movie.rendering.scene
    assert sum(mark.kind == "name" for mark in scene.marks) > 41
    assert not any("indices" in mark.data for mark in scene.marks)
    assert number_on_slide(movie_of("neuron").rendering.scene) > 18.0 > number_on_slide(scene)


def test_a_way_to_draw_terms_that_is_unknown():
    with pytest.raises(gb.BackpropError, match="terms: got 'some'; expected one of folded, all"):
        movie_of("neuron").replace(terms="some")


def test_data_keep_every_step():
    movie = movie_of("neuron")
    data = json.loads(FORMATS["json"].make(movie.rendering, unwatched))
    plain = json.loads(FORMATS["json"].make(movie.replace(terms="all").rendering, unwatched))
    for key in ("steps", "nodes", "gradients"):
        assert data[key] == plain[key]
    assert sorted(one for frame in data["frames"] for one in frame["steps"]) == [
        step["index"] for step in data["steps"]
    ]


def test_svg_and_dot_tell_of_the_list():
    figure = movie_of("neuron")[-1]
    assert re.search(r'data-indices="[\d ]+"', figure.svg)
    assert "x[2 … 18]" in figure.svg
    assert "17 more" in figure.source.source
