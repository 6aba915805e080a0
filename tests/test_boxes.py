"""Layers as boxes: they stand where they should, and what is said of them is so."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import graphviz_backprop as gb
from graphviz_backprop.figure import Box, Layer, Mark, Rect, Scene, Span, Text
from graphviz_backprop.formats import FORMATS
from tests.checks import beyond_the_page, touches

PROGRAMS = {
    "functions and a loop": (
        """
        def neuron(inputs, weights, bias):
            total = 0.0
            for i, w in zip(inputs, weights):
                total = total + i * w
            return total + bias
        def layer(inputs, weights, biases):
            return [max(neuron(inputs, w, b), 0.0) for w, b in zip(weights, biases)]
        x = [1.0, -2.0, 3.0]
        w = [[-3.0, -1.0, 2.0], [0.5, 0.25, -0.125]]
        b = [1.0, 2.0]
        h = layer(x, w, b)
        y = neuron(h, [1.0, -1.5], 0.5)
        loss = 0.0
        for t in [1.0, 2.0, 3.0]:
            loss = loss + (y - t) ** 2
        """,
        ["neuron", "neuron", "neuron", "loss"],
    ),
    "known formulas": (
        """
        import numpy as np
        x = np.array([[0.7, 0.1, 0.2, 0.3], [0.1, 0.5, 0.4, -1.0]])
        W = np.array([[0.2, 0.8, -0.5], [0.5, -0.91, 0.26], [-0.26, -0.27, 0.17], [.1, .2, .3]])
        b = np.array([2, 3, 0.5])
        z = x @ W + b
        h = np.maximum(0, z)
        e = np.exp(h - np.max(h, axis=1, keepdims=True))
        p = e / np.sum(e, axis=1, keepdims=True)
        loss = np.mean(-np.log(p[range(2), [0, 2]]))
        """,
        ["dense", "softmax", "cross-entropy"],
    ),
    "both in one": (
        """
        import numpy as np
        def a_loss_function_with_a_very_long_name(z, y):
            e = np.exp(z - np.max(z, axis=1, keepdims=True))
            p = e / np.sum(e, axis=1, keepdims=True)
            return np.mean(-np.log(p[range(len(p)), y]))
        z = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [2.0, -1.0, 0.5]])
        loss = a_loss_function_with_a_very_long_name(z * 2, [0, 1, 1])
        """,
        ["a_loss…a_very_long_name"],
    ),
    "many inputs": (
        """
        import numpy as np
        def blend(a, b, c, d, e, f, g, h):
            return np.tanh(a * b + c * d) + np.exp(e * f) * g * h
        rng = np.random.default_rng(0)
        a, b, c, d, e, f, g, h = [rng.uniform(-1, 1, 2) for _ in range(8)]
        y = np.sum(blend(a, b, c, d, e, f, g, h) ** 2)
        """,
        ["blend"],
    ),
}
NETWORKS = Path(__file__).parent / "networks"


@cache
def movie_of(name):
    if name in PROGRAMS:
        return gb.run(code=textwrap.dedent(PROGRAMS[name][0]), level="layer")
    return gb.run(NETWORKS / f"{name}.py", level="layer")


@pytest.fixture(params=[*PROGRAMS, "two_layers"])
def movie(request, capsys):
    return movie_of(request.param)


def boxes(movie):
    return [mark for mark in movie.rendering.scene.marks if mark.kind == "box"]


def frame_of(mark):
    (frame,) = (ink for ink in mark.inks if isinstance(ink, Box))
    return frame


def lines(mark):
    return [ink for ink in mark.inks if isinstance(ink, Text)]


def test_nothing_touches_and_nothing_is_cut(movie):
    assert [str(touch) for touch in touches(movie.rendering.scene)] == []
    assert beyond_the_page(movie.rendering.scene) == []


def test_the_check_of_touching_a_box_can_fail():
    box = Box(Rect(0.0, 0.0, 40.0, 30.0), "#ffffff", "#000000", 2.0)
    text = Text(30.0, 20.0, (Span("1.0", "#000000"),), 14.0, 25.0)
    made = Mark("a", "box", Layer.RING, (box,), 0, 2), Mark("b", "value", Layer.TEXT, (text,), 0, 2)
    assert list(touches(Scene(100.0, 100.0, "#ffffff", made)))


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_layer_is_a_box_with_its_title(name):
    assert [lines(mark)[0].plain for mark in boxes(movie_of(name))] == PROGRAMS[name][1]


def test_the_text_stands_in_the_box_and_can_be_read(movie):
    rendering = movie.rendering
    for mark in boxes(movie):
        rect = frame_of(mark).rect.grown(-6.0)
        for line in lines(mark):
            assert rect.left <= line.box.left < line.box.right <= rect.right
            assert rect.top <= line.box.top < line.box.bottom <= rect.bottom
            assert line.size * rendering.scale >= 12.0


def ends(scene):
    """For each box where the wires into it end, with the heights that they come from."""
    frames = [mark for mark in scene.marks if mark.kind == "box"]
    page = {int(mark.data["index"]): frame_of(mark).rect for mark in frames}
    found = {index: [] for index in page}
    for mark in scene.marks:
        if mark.kind == "active" and int(mark.data["consumer"]) in page:
            points = mark.inks[0].points
            found[int(mark.data["consumer"])].append((points[-2][1], points[-1]))
    return [(rect, found[index]) for index, rect in page.items()]


def test_wires_end_apart_at_the_left_side_and_do_not_cross(movie):
    wires = replace(movie.rendering, shared="wires").scene  # also where nothing is used again
    for rect, found in ends(wires):
        assert found
        for _, (x, y) in found:
            assert x == pytest.approx(rect.left)
            assert rect.top + 4.0 < y < rect.bottom - 4.0
        heights = [y for _, (_, y) in sorted(found)]
        assert heights == sorted(heights)
        assert all(below - above > 3.0 for above, below in pairwise(heights))


def test_the_output_leaves_at_the_middle_of_the_right_side(movie):
    for mark in boxes(movie):
        rect, index = frame_of(mark).rect, mark.data["index"]
        starts = [
            one.inks[0].points[0]
            for one in movie.rendering.scene.marks
            if one.kind == "wire" and one.data["producer"] == index and "consumer" not in one.data
        ]
        assert starts
        for x, y in starts:
            assert (x, y) == pytest.approx((rect.right, (rect.top + rect.bottom) / 2))


def test_halo_and_outer_line_lie_around_the_active_box():
    scene = movie_of("known formulas").rendering.scene
    outer = [m for m in scene.marks if m.kind == "outer" and isinstance(m.inks[0], Box)]
    halos = [m for m in scene.marks if m.kind == "halo" and isinstance(m.inks[0], Box)]
    inner = [frame_of(mark).rect for mark in boxes(movie_of("known formulas"))]
    assert outer
    for mark, halo in zip(outer, halos, strict=True):
        rect = mark.inks[0].rect
        assert rect.grown(-4.5) in inner
        assert halo.inks[0].rect.grown(-7.0) in inner
        assert (mark.born, mark.dies) == (halo.born, halo.dies)


def test_stock_graphviz_has_the_box_and_its_title():
    source = movie_of("known formulas")[-1].source.source
    assert source.count('style="rounded,filled"') == 3 + 1  # and the ground of the detail
    for text in ("dense", "softmax", "cross-entropy", "x·W + b"):
        assert re.search(rf">{re.escape(text)}<", source)


def test_the_svg_has_a_group_for_each_box():
    svg = movie_of("known formulas")[-1].svg
    assert len(re.findall(r'<g id="[^"]*" class="box"', svg)) == 3
    assert 'data-box="softmax"' in svg
    assert "<title>dense layer dense: z</title>" in svg


def test_an_animation_of_boxes_has_all_frames():
    movie = movie_of("known formulas")
    assert FORMATS["gif"].make(movie.rendering, lambda: None).startswith(b"GIF89a")


CAPTIONS = {
    "known formulas": [
        "The dense layer of x, W and b",
        "p gets -y / p / n × upstream",
        "h gets J · dp, row by row",
        "W gets x.T · dz",
        "b gets the sum of dz over the batch",
    ],
    "two_layers": [
        "The dense layer dense1 of X, dense1.weights and dense1.biases",
        "dense2.weights gets activation1.output.T · dense2.doutput",
    ],
    "functions and a loop": [
        "y gets the derivative of the loop loss × upstream = 12.375 × 1.0 = 12.375, "
        "the chain rule through the 7 operations inside",
    ],
}


@pytest.mark.parametrize("name", CAPTIONS)
def test_captions_say_which_layer_and_how(name, capsys):
    said = [frame.caption.sentence for frame in movie_of(name).frames]
    missing = [one for one in CAPTIONS[name] if not any(s.startswith(one) for s in said)]
    assert missing == []


def test_a_clipped_loss_does_not_claim_the_formula():
    code = """
        import numpy as np
        def loss_of(p):
            p = np.clip(p, 0.2, 0.8)
            return np.mean(-np.log(p[range(2), [0, 1]]))
        p = np.array([[0.1, 0.9], [0.5, 0.5]])
        loss = loss_of(p * 1.0)
    """
    movie = gb.run(code=textwrap.dedent(code), level="layer")
    assert not any("/ n" in frame.caption.sentence for frame in movie.frames)
    assert np.asarray(movie.gradients["p"]) == pytest.approx(np.array([[0, 0], [0, -1.0]]))


def test_a_box_of_numbers_has_the_local_derivative_of_all_that_is_inside():
    for step in movie_of("functions and a loop").steps:
        assert step.local * step.upstream == pytest.approx(step.contribution)


OBJECTS = {
    "net = Net()\ny = net.forward(x)": "net",
    "class Model:\n    def __init__(self): self.net = Net()\n    def run(self, x):\n"
    "        return self.net.forward(x)\ny = Model().run(x)": "net",
    "net = [Net(), Net()]\ny = net[0].forward(x) + net[1].forward(x)": "net[0]",
    "a, b = Net(), Net()\nz = 0.0\nfor one in [a, b]: z = one.forward(x) + z\ny = z * 2": "a",
    "net = Net()\ny = net.w * x + net.b": "net",
    "y = Net().forward(x)": "self",
}


@pytest.mark.parametrize(("code", "name"), OBJECTS.items())
def test_values_are_called_by_their_object(code, name):
    start = """
class Net:
    def __init__(self): self.w, self.b = 2.0, 1.0
    def forward(self, x):
        self.z = self.w * x
        return self.z + self.b
x = 3.0
"""
    movie = gb.run(code=start + code, level="element")
    assert {f"{name}.w", f"{name}.b"} <= movie.gradients.keys()
    assert movie.gradients[f"{name}.w"] == movie.gradients[f"{name}.b"] * 3.0


def test_a_hand_written_gradient_is_found_by_its_object(capsys):
    movie = movie_of("two_layers")
    last = movie.frames[-1].caption
    codes = [frame.caption.code for frame in movie.frames]
    assert any(code.startswith("dense1.dweights = X.T @ ") for code in codes)
    assert "dense2.dbiases" in " ".join(map(str, last.vectors))
    assert {"dense1.dweights", "dense2.dweights"} <= {h.name for h in movie.graph.handwritten}
