"""The figure, by its marks: nothing touches, nothing moves, everything stands where it should."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest

import graphviz_backprop as gb
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import Circle, Formula, Layer, Line, Mark, Scene, Span, Text
from tests.checks import beyond_the_page, overlap, touches
from tests.conftest import movie_of
from tests.layout_checks import numbers_at


def marks(movie, kind):
    return [mark for mark in movie.rendering.scene.marks if mark.kind == kind]


def centre_of(mark):
    box = mark.box
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


@pytest.mark.parametrize("sequence", ["full", "book"])
def test_no_text_touches_text_ring_or_wire(any_movie, sequence):
    scene = any_movie.replace(sequence=sequence).rendering.scene
    assert [str(touch) for touch in touches(scene)] == []


def test_nothing_is_cut_by_the_page(any_movie):
    assert beyond_the_page(any_movie.rendering.scene) == []


def scene_of(*made):
    return Scene(100.0, 100.0, "#ffffff", tuple(made))


def text_at(x, baseline):
    ink = Text(x, baseline, (Span("1.0", "#000000"),), 14.0, 25.0)
    return Mark("t", "value", Layer.TEXT, (ink,), 0, 2)


def mark_of(kind, layer, ink):
    return Mark("o", kind, layer, (ink,), 1, 3)


@pytest.mark.parametrize(
    "other",
    [
        text_at(30.0, 52.0),
        mark_of("ring", Layer.RING, Circle(20.0, 30.0, 18.0, stroke="#000000", width=2.0)),
        mark_of("wire", Layer.WIRE, Line(((0.0, 0.0), (60.0, 90.0)), "#000000", 1.0)),
    ],
    ids=["text", "ring", "wire"],
)
def test_the_check_of_touching_can_fail(other):
    assert list(touches(scene_of(text_at(20.0, 50.0), other)))
    gone = replace(other, born=5, dies=6)
    assert not list(touches(scene_of(text_at(20.0, 50.0), gone)))


def test_the_check_of_the_page_can_fail():
    assert beyond_the_page(scene_of(text_at(90.0, 50.0)))


def test_nothing_moves(any_movie):
    """What a node shows stands at one place on all frames; only its number may change."""
    for kind in ("name", "value", "gradient"):
        places = {}
        for mark in marks(any_movie, kind):
            x, _ = centre_of(mark)
            place = (round(x, 6), round(mark.inks[0].baseline, 6))
            assert places.setdefault(mark.data["index"], place)[1] == place[1]
            if kind == "gradient":
                assert places[mark.data["index"]] == place


def test_values_stand_above_and_gradients_below_the_same_spot(any_movie):
    layout = {}
    for mark in (*marks(any_movie, "value"), *marks(any_movie, "gradient")):
        layout.setdefault(mark.data["index"], {})[mark.kind] = mark
    for pair in layout.values():
        value, gradient = pair["value"], pair["gradient"]
        assert centre_of(value)[0] == pytest.approx(centre_of(gradient)[0])
        assert value.box.bottom < gradient.box.top
        middle = (value.box.bottom + gradient.box.top) / 2
        wires = [
            ink
            for mark in any_movie.rendering.scene.marks
            if mark.kind in ("wire", "dimmed") and mark.data["producer"] == value.data["index"]
            for ink in mark.inks
        ]
        assert any(abs(ink.points[0][1] - middle) < 2.0 for ink in wires)


def test_every_gradient_is_drawn_once_it_is_there_and_stays(any_movie):
    rendering, backprop = any_movie.rendering, any_movie.backprop
    for frame in any_movie.frames:
        seen = {}
        for mark in rendering.scene.alive(frame.index):
            if mark.kind == "gradient":
                seen |= numbers_at(mark)
        if frame.kind == "forward":
            assert seen == {}
    expected = {
        node.index for node in any_movie.graph.nodes if backprop.gradients[node.index] is not None
    }
    assert set(seen) == expected
    for index, number in seen.items():
        assert number == pytest.approx(backprop.gradients[index], rel=1e-4, abs=1e-30)


def test_attribute_and_ink_are_the_same_text(any_movie):
    for kind in ("value", "gradient"):
        for mark in marks(any_movie, kind):
            assert words_of(mark) == mark.data["value"].strip("[]").split(", ")


def words_of(mark):
    """The numbers that a mark draws: one, or the list of what it stands for, in its rows."""
    texts = [ink.plain for ink in mark.inks if isinstance(ink, Text)]
    return " ".join(texts).replace("−", "-").replace("⚠ ", "").split()


def test_the_neurons_rows_are_evenly_pitched(neuron):
    names = {mark.data["node"]: mark for mark in marks(neuron, "name")}
    leaves = [names[name].inks[0].baseline for name in "x[0] w[0] x[1] w[1] x[2] w[2] b".split()]
    steps = {round(lower - upper, 6) for upper, lower in pairwise(leaves)}
    assert steps == {48.0}


def test_an_operator_stands_at_the_mean_of_its_inputs(neuron):
    rings = {mark.data["index"]: centre_of(mark) for mark in marks(neuron, "ring")}
    products = [rings[str(n.index)] for n in neuron.graph.nodes if n.op.name == "mul"]
    total, relu = (rings[str(n.index)] for n in neuron.graph.nodes if n.op.name in ("add", "relu"))
    assert total[1] == pytest.approx(sum(y for _, y in products) / 3)
    assert relu[1] == pytest.approx(total[1])
    assert products[0][0] < total[0] < relu[0]


def test_a_chain_runs_dead_straight():
    movie = movie_of("chain")
    panels = [mark.box for mark in marks(movie, "panel")]
    assert len(panels) > 1
    for panel in panels:
        heights = {
            round(centre_of(mark)[1], 6)
            for mark in marks(movie, "ring")
            if overlap(mark.box, panel, 0.0)
        }
        assert len(heights) == 1


def test_one_wire_is_thick_and_its_operator_ringed(neuron):
    scene = neuron.rendering.scene
    for frame in neuron.frames:
        thick = [m for m in scene.alive(frame.index) if m.kind == "active"]
        calculations = [m for m in scene.alive(frame.index) if m.kind == "calculation"]
        is_step = frame.kind == "step" and frame.index < len(neuron) - 1
        assert len(thick) == len(calculations) == (1 if is_step else 0)
        if thick:
            edge = neuron.steps[frame.steps[0]].edge
            assert thick[0].data["producer"] == str(edge.producer)
            assert thick[0].data["consumer"] == str(edge.consumer)


def test_behind_a_dead_relu_all_wires_are_dimmed():
    movie = movie_of("dead_relu")
    scene, last = movie.rendering.scene, len(movie) - 1
    alive = [mark for mark in scene.alive(last) if mark.kind in ("wire", "dimmed")]
    bright = {mark.data["producer"] for mark in alive if mark.kind == "wire"}
    assert bright == {str(movie.graph.output)}
    blocked = movie.rendering.storyboard.arrival[0]
    assert not [m for m in scene.alive(blocked - 1) if m.kind == "dimmed"]
    assert [m for m in scene.alive(blocked) if m.kind == "dimmed"]
    assert all(ink.dashed for m in alive if m.kind == "dimmed" for ink in m.inks)


def test_an_accumulation_shows_both_contributions():
    movie = movie_of("square")
    numbers = [m.data["value"] for m in marks(movie, "gradient") if m.data["node"] == "x"]
    assert numbers == ["3.0", "6.0"]
    second = marks(movie, "calculation")[1]
    assert second.inks[1].plain == "3.0 × 1.0 = 3.0"


def rules_of(movie):
    """The rules in the captions, frame by frame."""
    captions = sorted(marks(movie, "caption"), key=lambda mark: mark.born)
    return [ink.plain for mark in captions for ink in mark.inks if isinstance(ink, Formula)]


def test_rules_are_typeset_in_the_codes_names(neuron):
    rules = rules_of(neuron)
    assert rules[0] == "d/dz ReLU(z) = 1(z > 0)"
    assert rules[1] == "∂/∂xw0 [xw0 + xw1 + xw2 + b] = 1"
    assert rules[5] == "∂/∂x0 [x0 w0] = w0"
    assert rules_of(movie_of("long_names"))[1] == "∂/∂u1 [u1 u2] = u2"


@pytest.mark.parametrize(
    ("lines", "product", "expected"),
    [
        ("b1 = [1.0, 2.0]", "x * b1[0] * b1[1]", 'b_"1,0"'),
        ("W2 = [[1.0, 2.0]]", "x * W2[0][1] * W2[0][0]", 'W_"2,0,1"'),
        ("import numpy as np\nW = np.array([[1.0, 2.0]])", "x * W[0, 1] * W[0, 0]", 'W_"0,1"'),
        # two that would look alike stand as in the code
        ("w1, w = 3.0, [2.0, 4.0]", "(w[0] + x) * (w1 * w[1])", '"w[1]"'),
    ],
)
def test_items_have_their_numbers_as_subscripts(lines, product, expected):
    movie = gb.run(code=f"{lines}\nx = 3.0\ny = {product}\n")
    formulas = [i.source for m in marks(movie, "caption") for i in m.inks if isinstance(i, Formula)]
    assert any(expected in formula for formula in formulas)


def test_letters_that_stand_for_terms_are_no_names_of_the_code():
    movie = gb.trace(lambda u, v, b: u[0] * v[0] + u[1] * v[1] + b, [1.0, 2.0], [3.0, 4.0], 5.0)
    rules = rules_of(movie)
    assert rules[2] == "∂/∂b [p1 + p2 + b] = 1"


def test_exponents_are_bracketed_and_powers_are_folded():
    movie = gb.trace(lambda z: math.exp(z[0]) + z[1] ** 2 + z[2] ** 3, [1.0, 2.0, 3.0])
    assert rules_of(movie)[3:] == [
        "d/dz0 e^z0 = e^z0",
        "d/dz1 [z1^2] = 2 z1",
        "d/dz2 [z2^3] = 3 z2^2",
    ]
    formulas = [i for m in marks(movie, "caption") for i in m.inks if isinstance(i, Formula)]
    assert any('e^(z_"0")' in one.source for one in formulas)


ODD_NAMES = [
    "a:b",
    "%s",
    r"\N",
    '"quoted"',
    "<b>bold</b>",
    "]]>",
    "&amp;",
    "smile\U0001f600",
    "tab\there",
    "new\nline",
    "權重",
    "θ",
    "#text",
    "$x$",
    "\x00\x1b[31m",
    "half \ud83d",
    "n" * 200,
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_drawn_right(name):
    x, w = gb.value(name, 2.0), gb.value("w", -3.0)
    movie = gb.movie(gb.value(f"out {name}", gb.relu(x * w)))
    scene = movie.rendering.scene
    assert not list(touches(scene))
    assert not beyond_the_page(scene)
    assert movie[3].png.startswith(b"\x89PNG")
    assert "<svg" in movie[3].svg
    drawn = "".join(t.plain for m in marks(movie, "name") for t in m.inks)
    assert drawn.isprintable()
    if len(name) < 24 and name.isascii() and name.isprintable():
        assert name in drawn
    if "\U0001f600" in name:
        assert "U+1F600" in drawn or "\U0001f600" in drawn  # with the extra of fonts
    if len(name) == 200:
        assert "nnn…nnn" in drawn


def test_a_graph_too_large_to_draw_says_so():
    def long_chain(x):
        for _ in range(6_000):
            x = x * 1.0001
        return x

    movie = gb.trace(long_chain, x=1.0)
    with pytest.raises(BackpropError, match="too many to draw"):
        movie[0].svg  # noqa: B018  # the access is what is tested


def test_a_crowded_graph_still_touches_nothing():
    def dense(x, w):
        layer = x
        for matrix in w:
            layer = [max(sum(a * b for a, b in zip(layer, row, strict=True)), 0) for row in matrix]
        return sum(layer)

    w = [[[0.1 * (i + j) for i in range(3)] for j in range(4)], [[0.2] * 4, [0.3] * 4]]
    scene = gb.trace(dense, x=[1.0, 2.0, 3.0], w=w).replace(sequence="book").rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []
