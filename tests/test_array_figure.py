"""Figures of arrays: grids that align, keep their places and say what was computed."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from graphviz_backprop.figure import Layer, Text
from graphviz_backprop.ops import OPS
from graphviz_backprop.storyboard import make_grid
from graphviz_backprop.typesetting import drawable
from tests.array_graphs import ARRAY_GRAPHS, Builder
from tests.checks import OUTLINES, beyond_the_page, both_seen, overlap, touches

TOKEN = re.compile(r"(?:⚠ )?[^\s]+")


@cache
def movie_of(name):
    return ARRAY_GRAPHS[name]()


@pytest.fixture(params=ARRAY_GRAPHS)
def movie(request):
    return movie_of(request.param)


def marks(movie, *kinds):
    return [mark for mark in movie.rendering.scene.marks if mark.kind in kinds]


def rows_of(mark):
    """The rows of a grid, without the small line under them."""
    entry = movie_of("dense").rendering.theme.sizes.entry
    return [ink for ink in mark.inks if isinstance(ink, Text) and ink.size == entry]


def value_of(movie, mark):
    index = int(mark.data["index"])
    if mark.kind != "gradient":
        return movie.graph.nodes[index].value
    (number,) = (k for k, one in enumerate(marks_of(movie, index)) if one is mark)
    arrivals = [step.after for step in movie.steps if step.edge.producer == index]
    seed = [movie.backprop.seed] if index == movie.graph.output else []
    return [*seed, *arrivals][number]


def marks_of(movie, index):
    return [mark for mark in marks(movie, "gradient") if mark.data["index"] == str(index)]


def grids(movie):
    found = marks(movie, "value", "gradient", "constant")
    return [mark for mark in found if movie.graph.nodes[int(mark.data["index"])].is_array]


@pytest.mark.parametrize("sequence", ["full", "book"])
def test_nothing_touches_and_nothing_is_cut(movie, sequence):
    scene = movie.replace(sequence=sequence).rendering.scene
    assert [str(touch) for touch in touches(scene)] == []
    assert beyond_the_page(scene) == []


@pytest.mark.parametrize("name", ["dense", "softmax", "movers", "numbers_and_arrays"])
def test_nothing_touches_where_each_node_has_a_row_of_its_own(name, monkeypatch):
    """Where no heights are found that suit all wires, as in some graphs of many shapes."""
    monkeypatch.setattr("graphviz_backprop.figure.layout.graphviz_rows._ROUNDS", 0)
    scene = movie_of(name).replace().rendering.scene
    assert [str(touch) for touch in touches(scene)] == []


def test_brackets_touch_nothing(movie):
    solids = [
        mark for mark in movie.rendering.scene.marks if mark.layer in (Layer.TEXT, Layer.RING)
    ]
    for one, other in combinations(solids, 2):
        kinds, layers = (one.kind, other.kind), (one.layer, other.layer)
        if {*kinds} & {*OUTLINES}:
            continue
        if both_seen(one, other) and Layer.TEXT in layers and kinds != ("ring", "label"):
            assert not overlap(one.box, other.box, 1.5), (one, other)


def test_a_calculation_covers_no_grid_and_is_not_wider_than_the_page(movie):
    for box in marks(movie, "calculation"):
        for mark in movie.rendering.scene.marks:
            if mark.layer in (Layer.TEXT, Layer.RING, Layer.CAPTION) and both_seen(box, mark):
                assert not overlap(box.box, mark.box, 1.5)


def misaligned(rows):
    """The columns whose decimal points do not stand below one another."""
    if len({len(row) for row in rows}) != 1:
        return ["length"]
    places = {}
    for row in rows:
        for column, token in enumerate(TOKEN.finditer(row)):
            if "." in token[0]:
                places.setdefault(column, set()).add(token.start() + token[0].index("."))
    return [column for column, found in places.items() if len(found) > 1]


def test_decimal_points_stand_below_one_another(movie):
    for mark in grids(movie):
        rows = rows_of(mark)
        if not rows:
            continue  # a thumbnail
        assert misaligned([row.plain for row in rows]) == []
        assert len({round(row.x, 6) for row in rows}) == 1


def test_the_check_of_alignment_can_fail():
    assert misaligned(["1.0  20.0", "1.0  2.0 "]) == [1]
    assert misaligned(["1.0  20.0", "1.0   2.0"]) == []


def test_the_attribute_is_what_is_drawn(movie):
    for mark in grids(movie):
        if not rows_of(mark):
            continue  # a thumbnail
        drawn = [t.replace("−", "-") for row in rows_of(mark) for t in TOKEN.findall(row.plain)]
        drawn = [t.removeprefix("⚠ ") for t in drawn if t != "…"]
        factor = make_grid(value_of(movie, mark)).factor
        if factor:
            drawn = [t if t == "0.0" else f"{t}e{factor}" for t in drawn]
        assert drawn == [t for t in re.findall(r"[^\[\], ]+", mark.data["value"]) if t != "…"]


def test_numbers_in_grids_are_those_of_the_data(movie):
    assert grids(movie)
    for mark in grids(movie):
        value = value_of(movie, mark)
        grid = make_grid(value)
        assert mark.data["value"] == str(grid)
        texts = [t for t in re.findall(r"[^\[\], ]+", mark.data["value"]) if t != "…"]
        numbers = [float(np.asarray(value)[entry]) for entry in grid.entries()]
        # Of numbers with a common factor, or with as many decimals, small ones have fewer digits.
        decimals = {len(t.partition(".")[2].partition("e")[0]) for t in texts if t != "0.0"}
        is_even = len(decimals) == 1 or grid.factor
        least = 0.51 * 10.0 ** (grid.factor - max(decimals, default=0)) if is_even else 0.0
        found = list(map(float, texts))
        assert np.allclose(found, numbers, rtol=5.1e-3, atol=least, equal_nan=True)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([0.19, 0.075, 0.0047], "[0.19, 0.075, 0.0047]"),
        ([0.1903, 0.007513, -0.0000714], "[0.19030, 0.00751, -0.00007]"),
        ([1.903, 0.007513, -0.0004714], "[1.90300, 0.00751, -0.00047]"),
        ([120.0, 0.5, 1.2e-5], "[1.2e2, 5.0e-1, 1.2e-5]"),  # too far apart
    ],
)
def test_small_numbers_beside_large_ones_are_written_out_where_a_digit_is_left(numbers, expected):
    assert str(make_grid(np.array(numbers))) == expected


def test_grids_keep_their_places(movie):
    places = {}
    for mark in grids(movie):
        box = mark.box
        edge = box.top if mark.kind == "gradient" else box.bottom
        place = (round((box.left + box.right) / 2, 3), round(edge, 3))
        assert places.setdefault((mark.data["index"], mark.kind), place) == place


def test_text_is_legible_at_natural_size(movie):
    sizes = [
        ink.size
        for mark in movie.rendering.scene.marks
        for ink in mark.inks
        if hasattr(ink, "size")
    ]
    assert min(sizes) * movie.rendering.scale >= 10.0
    assert movie.rendering.theme.sizes.entry * movie.rendering.scale >= 12.0


def test_a_shape_stands_beside_a_name_and_over_a_result():
    names = {
        m.data["node"]: [ink.plain for ink in m.inks] for m in marks(movie_of("dense"), "name")
    }
    assert names["inputs"] == ["inputs (3, 4)"]
    assert names["z"] == ["z (3, 3)"]
    assert names[""] == ["(3, 3)"]


@pytest.mark.parametrize(
    ("shape", "rows", "columns"),
    [
        ((6, 6), (0, 1, 2, 3, 4, 5), (0, 1, 2, 3, 4, 5)),
        ((7, 2), (0, 1, 2, None, 6), (0, 1)),
        ((300, 64), (0, 1, 2, None, 299), (0, 1, 2, None, 63)),
        ((9,), (0,), (0, 1, 2, None, 8)),
        ((2, 5, 3), (0, 1, 2, 3, 4), (0, 1, 2)),
    ],
)
def test_of_more_than_six_the_first_three_and_the_last_are_shown(shape, rows, columns):
    value = np.arange(float(np.prod(shape))).reshape(shape)
    grid = make_grid(value)
    assert (grid.rows, grid.columns) == (rows, columns)
    is_whole = None not in (*rows, *columns) and len(shape) < 3
    numbers = re.findall(r"(?:mean|min|max) (\S+?)(?:,|$)", grid.note)
    expected = [] if is_whole else [value.mean(), value.min(), value.max()]
    assert list(map(float, numbers)) == pytest.approx(expected, rel=1e-3)
    assert grid.note.startswith("page 1 of 2") == (len(shape) == 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([1.0, -2.0], "[1.0, -2.0]"),
        ([[True, False]], "[[1.0, 0.0]]"),
        (np.array([[0.1, 0.25]], np.float32), "[[0.1, 0.25]]"),
        (np.zeros((0, 3)), "[]"),
        (np.zeros((3, 0)), "[]"),
        ([[[1.0], [2.0]]] * 2, "[[[1.0], [2.0]], …]"),
        (np.arange(7), "[0.0, 1.0, 2.0, …, 6.0]"),
        ([[1.0], [2e-7]], "[[1.0e0], [2.0e-7]]"),
        ([[2e-7, -5.5e-8], [0.0, 1.1e-7]], "[[2.00e-7, -0.55e-7], [0.0, 1.10e-7]]"),
        ([[0.84, 0.5], [-0.0000434, 0.2]], "[[8.4e-1, 5.0e-1], [-4.34e-5, 2.0e-1]]"),
        ([[1234.56], [0.00012]], "[[1.23e3], [1.2e-4]]"),
        ([[-0.0, np.nan, -np.inf]], "[[0.0, nan, -inf]]"),
        ([[10**30]], "[[1.0e30]]"),
    ],
    ids=str,
)
def test_arrays_as_text(value, text):
    assert str(make_grid(np.array(value))) == text


def test_numbers_that_are_none_are_flagged():
    rows = [row.plain for row in rows_of(marks(movie_of("extremes"), "value")[0])]
    assert "⚠ nan" in rows[1]
    assert "⚠ −inf" in rows[2]


def test_behind_a_relu_that_is_dead_everywhere_wires_are_dimmed():
    movie = movie_of("dead")
    alive = [m for m in movie.rendering.scene.alive(len(movie) - 1) if m.kind in ("wire", "dimmed")]
    dimmed = {mark.data["producer"] for mark in alive if mark.kind == "dimmed"}
    assert {movie.graph.nodes[int(index)].name for index in dimmed} >= {"x", "W", "z"}


def test_symbols_fit_the_ring_and_have_glyphs(movie):
    for mark in marks(movie, "ring"):
        ring, inside = mark.inks
        half = (inside.box.right - inside.box.left) / 2
        assert half < ring.radius - ring.width / 2
    assert {op.symbol for op in OPS.values() if drawable(op.symbol) != op.symbol} == set()


CURVES = [name for name, op in OPS.items() if op.label and op.label == name]


@pytest.mark.parametrize("name", CURVES)
def test_functions_of_single_elements_have_rings(name):
    build = Builder()
    low, high = OPS[name].curve
    points = np.array([0.3, 0.6]) * (high - low) + low
    build.op(OPS[name], build.leaf("x", points), name="y")
    movie = build.movie()
    assert "nan" not in movie[1].svg
    assert [ink.plain for mark in marks(movie, "label") for ink in mark.inks] == [name]


def test_trouble_names_the_entry():
    assert movie_of("extremes").first_nonfinite == "x[1, 1] is nan"
