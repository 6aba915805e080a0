"""Figures of arrays: grids that align, keep their places and say what was computed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from graphviz_backprop.figure import Box, Layer, Line, Text
from graphviz_backprop.figure.text.thumbnail import Thumbnail
from graphviz_backprop.figure.text.value_text import THUMBNAILS, written
from graphviz_backprop.ops import OPS
from graphviz_backprop.storyboard import make_grid
from graphviz_backprop.themes import THEMES
from graphviz_backprop.typesetting import drawable
from tests.array_graphs import ARRAY_GRAPHS, BIASES, DVALUES, INPUTS, WEIGHTS, Builder
from tests.checks import OUTLINES, beyond_the_page, both_seen, overlap, touches

TOKEN = re.compile(r"(?:⚠ )?[^\s]+")
SVG = "{http://www.w3.org/2000/svg}"


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
        # Of numbers with a common factor the small ones have fewer digits.
        least = 5.1e-4 * 10.0**grid.factor if grid.factor else 0.0
        found = list(map(float, texts))
        assert np.allclose(found, numbers, rtol=5.1e-3, atol=least, equal_nan=True)


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


def array_of(*shape):
    return np.sin(np.arange(float(np.prod(shape)))).reshape(shape)


@pytest.mark.parametrize(
    ("shape", "rows", "columns"),
    [((300, 64), 5, 16), ((4, 3), 4, 3), ((1, 64), 1, 64), ((1, 999), 1, 64), ((2, 5, 3), 5, 3)],
)
def test_a_thumbnail_has_real_entries_evenly_spread(shape, rows, columns):
    value = array_of(*shape)
    theme = THEMES["book"]
    inks = list(Thumbnail(value).inks((0.0, 0.0), theme.colors.value, theme))
    cells = [ink for ink in inks if isinstance(ink, Box)]
    assert len(cells) == rows * columns
    width, height = Thumbnail(value).size
    assert max(cell.rect.right for cell in cells) < width < 110.0
    assert max(cell.rect.bottom for cell in cells) < height < 60.0
    matrix = value.reshape(-1, shape[-1])
    first = matrix[0, 0] == 0.0
    assert (cells[0].fill == theme.colors.page) == first
    darkest = min(cells, key=lambda cell: int(cell.fill[1:3], 16))
    assert darkest.fill != theme.colors.page


def test_a_thumbnail_marks_negative_and_blocked_entries():
    value, theme = np.array([[1.0, -2.0, 3.0, -4.0]] * 2), THEMES["book"]
    plain = list(Thumbnail(value).inks((0.0, 0.0), theme.colors.value, theme))
    hidden = list(Thumbnail(value, value < 0).inks((0.0, 0.0), theme.colors.value, theme))

    def colors(inks):
        return Counter(ink.color for ink in inks if isinstance(ink, Line))

    assert colors(plain)[theme.colors.page] == 4
    assert colors(hidden)[theme.colors.page] == 0
    assert colors(hidden)[theme.colors.dimmed] == 4


def test_what_a_gate_blocks_is_counted():
    notes = [
        ink.plain
        for mark in marks(movie_of("dense"), "gradient")
        for ink in mark.inks
        if isinstance(ink, Text)
    ]
    assert "1 of 9 blocked" in notes


def test_numbers_that_are_none_are_told_of_a_thumbnail():
    value = np.where(array_of(20, 20) > 0.9, np.nan, 1.0)
    text = written(value, style=THUMBNAILS)
    count = int(np.isnan(value).sum())
    inks = text.above(50.0, 100.0, THEMES["book"], "#000000")
    assert [ink.plain for ink in inks if isinstance(ink, Text)] == [f"⚠ {count} nan or inf"]


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


def test_a_calculation_shows_the_product_and_one_sum():
    calculation = marks(movie_of("dense"), "calculation")[-1]
    assert calculation.title == (
        "dweights = inputs^T · d(np.dot(inputs, weights)); "
        "dweights[1, 0] = 2.0 * 1.0 + 5.0 * 2.0 + 2.7 * 3.0 = 20.1"
    )
    assert calculation.data["result"] == str(
        make_grid(INPUTS.T @ (DVALUES * [[1, 1, 1], [1, 0, 1], [1, 1, 1]]))
    )


def printed_sums(movie):
    """What stands before and after the last equals sign of each spelled-out entry of numbers."""
    for mark in marks(movie, "calculation"):
        for part in mark.title.split("; "):
            found = re.fullmatch(r"\S+(?: \S+)* \+?= ([-\d.e*+ ]+) = ([-\d.e]+)", part)
            if found:
                yield (
                    [[*map(float, t.split(" * "))] for t in found[1].split(" + ")],
                    float(found[2]),
                )


def test_a_sum_without_dots_is_true_as_it_is_printed():
    count = 0
    for name in ARRAY_GRAPHS:
        for terms, total in printed_sums(movie_of(name)):
            products = [float(np.prod(term)) for term in terms]
            assert sum(products) == pytest.approx(total, abs=2e-3 * sum(map(abs, products)))
            count += 1
    assert count > 20


def test_dots_never_stand_for_one_term():
    for name in ("dense", "wide", "one_by_n"):
        for mark in marks(movie_of(name), "calculation"):
            if " + … = " in mark.title:
                shown = mark.title.split("; ")[1].count(" + ")
                step = next(s for s in movie_of(name).frames if s.index == mark.born).steps[0]
                upstream = movie_of(name).steps[step].upstream
                assert np.size(upstream) > shown + 1


def test_a_gradient_that_was_broadcast_is_a_sum():
    (box,) = (m for m in marks(movie_of("dense"), "calculation") if "summed over" in m.title)
    assert "Σ" in [ink.plain for ink in box.inks if isinstance(ink, Text)]
    captions = [frame.caption.code for frame in movie_of("dense").frames]
    assert "dbiases = sum of 1.0 * dz: (3, 3) → (1, 3)" in captions


def test_a_contribution_that_is_added_says_so():
    titles = [mark.title for mark in marks(movie_of("softmax"), "calculation")]
    assert any(
        "exp_values[1, 0] += d(np.sum(exp_values, axis=1))[1, 0] = -0.69519" in title
        for title in titles
    )


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


def test_captions_name_shapes_not_numbers():
    captions = [frame.caption for frame in movie_of("dense").frames]
    assert captions[1].sentence == "The dot product of inputs and weights"
    assert captions[1].code == "np.dot(inputs, weights): (3, 4) @ (4, 3) → (3, 3)"
    assert captions[4].code == f"dvalues = {make_grid(DVALUES)}"
    assert captions[9].sentence == ("weights gets inputs.T · d(np.dot(inputs, weights))")
    assert captions[10].sentence == "Complete backpropagation graph"
    assert (
        captions[9].code
        == "dweights = inputs.T @ d(np.dot(inputs, weights)): (4, 3) @ (3, 3) → (4, 3)"
    )
    parameters, data = captions[-1].vectors
    assert dict(parameters.parts)["dbiases"] == "[[6.0, 4.0, 6.0]]"
    assert dict(data.parts)["dinputs"].endswith("(3, 4)")
    assert captions[-1].remark == ""


def test_products_with_vectors_are_written_as_numpy_has_them():
    codes = [frame.caption.code for frame in movie_of("matrix_and_vectors").frames]
    assert "dh = dy/dy * v: 1.0 * (3,) → (3,)" in codes
    assert "dx = dh @ W.T: (3,) @ (3, 4) → (4,)" in codes
    assert "dW = np.outer(x, dh): (4,), (3,) → (4, 3)" in codes


def test_ones_come_from_the_next_layer():
    frames = movie_of("softmax").frames
    (seed,) = (frame for frame in frames if frame.kind == "seed")
    assert seed.caption.sentence == "The gradient from the next layer: ones"


def test_the_remark_names_the_steepest_entry_and_is_true():
    movie = movie_of("one_by_n")
    found = re.fullmatch(
        r"Raise W\[(\d), (\d)\] by 0.001 and y (rises|falls) by about (\S+)",
        movie.frames[-1].caption.remark,
    )
    weights = WEIGHTS.copy()
    weights[int(found[1]), int(found[2])] += 0.001
    change = np.sum((INPUTS[:1] @ weights) ** 2) - np.sum((INPUTS[:1] @ WEIGHTS) ** 2)
    assert (change > 0) == (found[3] == "rises")
    assert abs(change) == pytest.approx(float(found[4]), rel=0.01)


def test_trouble_names_the_entry():
    assert movie_of("extremes").first_nonfinite == "x[1, 1] is nan"


def test_json_has_full_precision():
    movie = movie_of("single")
    data = json.loads(movie_json(movie))
    by_name = {node["name"]: node for node in data["nodes"]}
    assert by_name["biases"]["value"] == BIASES.astype(np.float32).tolist()
    assert by_name["biases"]["shape"] == [1, 3]
    assert data["seed"] == DVALUES.tolist()
    assert data["gradients"]["weights"] == movie.gradients["weights"].tolist()
    for step, drawn in zip(movie.steps, data["steps"], strict=True):
        assert drawn["contribution"] == step.contribution.tolist()
        assert drawn["upstream"] == step.upstream.tolist()
        assert drawn["local"] == (None if step.local is None else step.local.tolist())


def movie_json(movie):
    from graphviz_backprop.formats import FORMATS, unwatched

    return FORMATS["json"].make(movie.rendering, unwatched)


def test_all_formats_are_made(movie, tmp_path):
    made = movie.save_all(tmp_path, "figure", ["gv", "json", "svg"])
    assert [len(made[name]) for name in ("gv", "json", "svg")] == [len(movie), 1, len(movie)]
    assert movie[len(movie) // 2].png.startswith(b"\x89PNG")


def test_the_whole_movie_is_animated(tmp_path):
    (path,) = movie_of("vectors").save(tmp_path / "vectors.gif")
    assert path.read_bytes().startswith(b"GIF89a")


@pytest.mark.parametrize("name", ["dense", "extremes", "movers"])
def test_stock_graphviz_draws_the_grids(name):
    program = shutil.which("neato")
    if program is None:
        pytest.skip("no Graphviz is installed")
    movie = movie_of(name)
    calculation = next(frame for frame in movie.frames if frame.kind == "step")
    source = movie[calculation.index].source.source.encode()
    done = subprocess.run([program, "-n2", "-Tsvg"], input=source, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    texts = {
        text.text.replace("\xa0", " ")
        for text in ET.fromstring(done.stdout).iter(f"{SVG}text")
        if text.text
    }
    for mark in movie.rendering.scene.alive(calculation.index):
        if mark.kind in ("value", "gradient", "calculation"):
            for ink in mark.inks:
                if isinstance(ink, Text):
                    assert all(span.text.replace("−", "-") in texts for span in ink.spans)
