"""Figures of arrays that one page can't hold: numbers that can be read, and what ties the pages."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import SLIDE, Text
from tests.checks import beyond_the_page, touches
from tests.quick_or_long import quick

TRAINING = """
import numpy as np
rng = np.random.default_rng(1)
X = rng.random((32, 300)); Y = np.eye(10)[rng.integers(0, 10, 32)]
W1 = rng.normal(0, 0.1, (300, 64)); b1 = np.zeros(64)
W2 = rng.normal(0, 0.1, (64, 32)); b2 = np.zeros(32)
W3 = rng.normal(0, 0.1, (32, 10)); b3 = np.zeros(10)
a1 = np.maximum(X @ W1 + b1, 0)
a2 = np.maximum(a1 @ W2 + b2, 0)
z3 = a2 @ W3 + b3
e = np.exp(z3 - z3.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)
loss = -np.mean(np.sum(Y * np.log(p), axis=1))
"""
RECURRENT = """
import numpy as np
rng = np.random.default_rng(2)
xs = [rng.normal(size=(3, 1)) for _ in range(3)]
Wx = rng.normal(0, 0.5, (4, 3)); Wh = rng.normal(0, 0.5, (4, 4)); b = np.zeros((4, 1))
Wy = rng.normal(0, 0.5, (2, 4))
h = np.zeros((4, 1))
for x in xs:
    h = np.tanh(Wx @ x + Wh @ h + b)
y = Wy @ h
loss = np.sum((y - np.array([[1.0], [0.0]])) ** 2)
"""
RESIDUAL = """
import numpy as np
rng = np.random.default_rng(3)
x = rng.normal(size=(4, 5))
W1 = rng.normal(size=(5, 5)); W2 = rng.normal(size=(5, 5)); Wo = rng.normal(size=(5, 2))
b1 = np.zeros(5); b2 = np.zeros(5)
h1 = np.maximum(0, x @ W1 + b1) + x
h2 = np.maximum(0, h1 @ W2 + b2) + h1
loss = np.mean((h2 @ Wo - 1.0) ** 2)
"""
ATTENTION = """
import numpy as np
X = np.array([[1.0, 0.5], [-0.5, 2.0]])
Wq = np.array([[0.3, -0.2], [0.5, 0.8]]); Wk = np.array([[-0.6, 0.4], [0.9, 0.1]])
Wv = np.array([[1.0, 0.2], [-0.3, 0.7]])
Q = X @ Wq; K = X @ Wk; V = X @ Wv
scores = Q @ K.T / np.sqrt(2.0)
e = np.exp(scores - scores.max(axis=1, keepdims=True))
out = e / e.sum(axis=1, keepdims=True) @ V
loss = np.sum(out ** 2)
"""
BATCH = """
import numpy as np
from tests.quick_or_long import quick
inputs = np.array([[1., 2., 3., 2.5], [2., 5., -1., 2.], [-1.5, 2.7, 3.3, -0.8]])
weights = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
biases = np.array([[2, 3, 0.5]])
outputs = np.maximum(0, np.dot(inputs, weights) + biases)
"""
PROGRAMS = {
    "training": (TRAINING, True),
    "recurrent": (RECURRENT, True),
    "residual": (RESIDUAL, True),
    "attention": (ATTENTION, True),
    "batch": (BATCH, False),
}
CIRCLED = re.compile(r"[①-⑳]")
PAGE = re.compile(r"page (\d+)$")


@cache
def program(folder, name):
    path = folder / f"{name}.py"
    path.write_text(PROGRAMS[name][0])
    return gb.run(path, level="array")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("programs")


@pytest.fixture(params=PROGRAMS)
def movie(request, folder):
    return program(folder, request.param)


@pytest.fixture(params=[name for name, (_, has_pages) in PROGRAMS.items() if has_pages])
def paged(request, folder):
    return program(folder, request.param)


def number_of_grid(scene, sizes):
    """The height in pixels of a number in a grid on a slide."""
    return sizes.entry * min(SLIDE[0] / scene.width, SLIDE[1] / scene.height)


def test_numbers_can_be_read_on_a_slide_and_in_a_readme(movie):
    scene, sizes = movie.rendering.scene, movie.rendering.theme.sizes
    assert number_of_grid(scene, sizes) >= 12.0
    assert scene.width <= sizes.array_page
    assert sizes.entry * 800 / scene.width >= 10.0


def a_loss_at_each_step(x, w, v):
    h, loss = np.tanh(x @ w), 0.0
    for _ in range(6):
        h = np.tanh(h @ w)
        loss = loss + np.mean((h @ v) ** 2)
    return loss


def many_heads(x, w, v):
    return sum(np.sum(np.exp(x @ w * scale) @ v) for scale in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))


def branches_of_one_product(x, w, v):
    parts = [np.maximum(x @ w - shift, 0.0) @ v for shift in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)]
    return np.mean((parts[0] + parts[1] + parts[2] + parts[3] + parts[4] + parts[5]) ** 2)


@pytest.mark.parametrize("function", [a_loss_at_each_step, many_heads, branches_of_one_product])
def test_short_runs_that_one_page_can_not_hold_have_several(function):
    rng = np.random.default_rng(4)
    shapes = (2, 6), (6, 6), (6, 3)
    movie = gb.trace(function, *(rng.normal(size=shape) for shape in shapes), level="array")
    movie = movie.replace(sequence="book")
    scene = movie.rendering.scene
    assert number_of_grid(scene, movie.rendering.theme.sizes) >= 12.0
    assert [str(touch) for touch in touches(scene)] == []


def test_nothing_touches_and_nothing_is_cut(movie):
    scene = movie.rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []


def test_what_fits_one_page_has_one(folder):
    assert {frame.page for frame in program(folder, "batch").frames} == {0}


def test_a_frame_shows_the_page_of_its_step_and_names_it(paged):
    scene, count = paged.rendering.scene, 1 + max(frame.page for frame in paged.frames)
    assert count > 1
    for frame in paged.frames:
        assert frame.caption.count.endswith(f"page {frame.page + 1} of {count}")
        boxes = [mark for mark in scene.marks if mark.kind == "calculation"]
        for mark in (one for one in boxes if one.is_alive(frame.index)):
            assert scene.page_of(mark) == frame.page
        for step in frame.steps:
            (ring,) = (
                mark
                for mark in scene.alive(frame.index)
                if mark.kind in ("ring", "box")
                and mark.data["index"] == str(paged.steps[step].edge.consumer)
            )
            assert scene.page_of(ring) == frame.page


def pages_of_forward(movie):
    """Of its frames, from 1."""
    return [frame.page + 1 for frame in movie.frames if frame.kind == "forward"]


def forward_frames(movie):
    """Of each frame of the forward pass its operators, and its page."""
    graph = movie.rendering.storyboard.backprop.graph
    for frame in movie.frames:
        nodes = [graph.nodes[index] for index in frame.appears]
        operators = [node for node in nodes if node.is_operator]
        if frame.kind == "forward" and operators:
            yield operators, frame.page


@pytest.mark.parametrize("function", quick([a_loss_at_each_step, branches_of_one_product], 1))
def test_the_forward_pass_begins_on_page_1_and_leaves_no_page_too_early(function):
    rng = np.random.default_rng(4)
    shapes = (2, 6), (6, 6), (6, 3)
    movie = gb.trace(function, *(rng.normal(size=shape) for shape in shapes), level="array")
    assert movie.rendering.scene.pages
    assert pages_of_forward(movie)[0] == 1
    frames, known = list(forward_frames(movie)), set()
    made = {node.index for operators, _ in frames for node in operators}

    def is_ready(operators):
        needed = {index for node in operators for index in node.inputs if index in made}
        return not known & {node.index for node in operators} and needed <= known

    for (operators, page), (_, following) in pairwise(frames):
        known |= {node.index for node in operators}
        ready = {one for others, one in frames if is_ready(others)}
        assert following == page or page not in ready


def test_the_complete_graph_comes_page_by_page(paged):
    count = 1 + max(frame.page for frame in paged.frames)
    assert [frame.page for frame in paged.frames[-count:]] == list(range(count))


def rows(scene):
    """The small texts above the arrays, of homes and of stubs: their mark, and what they say."""
    for mark in scene.marks:
        if mark.kind in ("name", "stub"):
            yield mark, " ".join(ink.plain for ink in mark.inks if isinstance(ink, Text))


def loose_ends(scene):
    """Stubs without a home of their number on the page that they name."""
    homes = {
        (CIRCLED.search(said)[0], scene.page_of(mark))
        for mark, said in rows(scene)
        if mark.kind == "name" and CIRCLED.search(said)
    }
    found = []
    for mark, said in rows(scene):
        sign, page = CIRCLED.search(said), PAGE.search(said)
        where = int(page[1]) - 1 if page else scene.page_of(mark)
        if mark.kind == "stub" and sign and (sign[0], where) not in homes:
            found.append(said)
    return found


def test_results_that_go_on_elsewhere_are_tied_by_a_number(paged):
    scene, graph = paged.rendering.scene, paged.graph
    stubs = [(mark, said) for mark, said in rows(scene) if mark.kind == "stub"]
    assert stubs
    for mark, said in stubs:
        assert graph.nodes[int(mark.data["index"])].is_operator == bool(CIRCLED.search(said))
    assert loose_ends(scene) == []


def test_a_stub_without_a_home_is_found(folder):
    from dataclasses import replace

    scene = program(folder, "attention").rendering.scene
    marks = tuple(mark for mark in scene.marks if mark.kind != "name")
    assert loose_ends(replace(scene, marks=marks))


def test_a_page_goes_on_with_a_value_that_is_seen(folder):
    movie = program(folder, "training")
    layout = movie.rendering.scene
    seen = [mark for mark in layout.marks if mark.kind == "again"]
    pages = 1 + max(frame.page for frame in movie.frames)
    assert len(seen) == pages - 1
    assert {layout.page_of(mark) for mark in seen} == set(range(1, pages))


def test_the_same_pages_come_again(folder):
    movie = program(folder, "recurrent")
    assert movie.replace()[9].svg == movie[9].svg


def number_on_page(movie):
    """The height in pixels of a number in a grid on the page that is asked for."""
    rendering = movie.rendering
    width, height = (rendering.fit.width, rendering.fit.height) if rendering.fit else SLIDE
    scale = min(width / rendering.scene.width, height / rendering.scene.height)
    return rendering.theme.sizes.entry * scale


@pytest.mark.parametrize("name", quick(["batch", "training", "residual"], 1))
def test_lines_are_longer_on_a_wide_page(folder, name):
    natural = program(folder, name)
    wide, upright = natural.replace(fit="16:9"), natural.replace(fit="phone")
    if wide.frames[-1].page == natural.frames[-1].page:  # else there are fewer pages
        assert number_on_page(wide) > 1.05 * number_on_page(natural)
    assert number_on_page(wide) >= 12.0
    assert wide.rendering.scene.width > upright.rendering.scene.width
    for movie in (wide, upright):
        scene = movie.rendering.scene
        assert [str(touch) for touch in touches(scene)] == []
        assert beyond_the_page(scene) == []
    assert wide.frames[-1].page <= natural.frames[-1].page
