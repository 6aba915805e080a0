"""A graph that can't be read on one page stands on several, and each figure shows one of them."""

from __future__ import annotations

import io
import json
import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb
from graphviz_backprop.figure import Scene, lay_out
from graphviz_backprop.formats import FORMATS, unwatched
from graphviz_backprop.paint import Raster, make_timeline
from graphviz_backprop.storyboard import find_folding
from graphviz_backprop.themes import THEMES
from tests.checks import beyond_the_page, touches
from tests.layout_checks import crossings, number_on_slide, strayed_boxes, upside_down
from tests.layout_graphs import PROGRAMS, movie_of_program, numbers

NETWORK = "8-8-1 in lists"
SEVERAL_PAGES = NETWORK, "LSTM cell"


@cache
def movie_of(name: str, fit: str = "natural") -> gb.Movie:
    return movie_of_program(name).replace(fit=fit)


@cache
def deep_movie() -> gb.Movie:
    """Two layers of six neurons, 400 values."""
    weights = [numbers(6, 0.3 * row) for row in range(6)]

    def two_layers(x, w):
        for _ in range(3):
            x = [max(sum(a * b for a, b in zip(x, row, strict=True)), 0.0) for row in w]
        return sum(x)

    return gb.trace(two_layers, numbers(6), weights, level="element")


def pages_of(scene: Scene) -> int:
    return 1 + max(scene.pages, default=0)


def count_of(frame) -> tuple[int, int]:
    """The page and how many there are, as the caption says."""
    found = re.fullmatch(
        r"(?:Forward|Backward) \d+ of \d+ · page (\d+) of (\d+)", frame.caption.count
    )
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("movie", [lambda: movie_of(NETWORK), deep_movie])
def test_the_pages_can_be_read_and_all_rules_hold_on_them(movie):
    scene = movie().rendering.scene
    assert pages_of(scene) > 1
    assert number_on_slide(scene) >= 18.0
    assert crossings(scene) == []
    assert upside_down(scene) == []
    assert strayed_boxes(scene) == []
    assert beyond_the_page(scene) == []


def test_nothing_touches_on_any_page():
    scene = movie_of(NETWORK).replace(sequence="book").rendering.scene
    assert [str(touch) for touch in touches(scene)] == []


def test_no_calculation_covers_the_name_of_a_panel():
    scene = movie_of("LSTM cell", "phone").rendering.scene
    assert "panel_name" in {mark.kind for mark in scene.marks}
    assert [str(touch) for touch in touches(scene)] == []


def test_what_fits_one_page_has_no_pages():
    for name in PROGRAMS:
        if name not in SEVERAL_PAGES:
            movie = movie_of(name)
            assert movie.rendering.scene.pages == ()
            assert not any("page" in frame.caption.count for frame in movie.frames)


def test_a_page_that_is_asked_for_has_pages_too():
    movie = movie_of("LSTM cell", "1000x750")
    scene = movie.rendering.scene
    assert pages_of(scene) > 1
    assert 14.0 * movie.rendering.scale >= 11.5  # the captions may be a little higher than meant
    sizes = set()
    for figure in (movie[0], movie[len(movie) // 2], movie[-1]):
        with Image.open(io.BytesIO(figure.png)) as image:
            sizes.add(image.size)
    assert sizes == {(1000, 750)}


def test_a_step_is_shown_on_the_page_of_its_operator():
    movie = movie_of(NETWORK)
    scene = movie.rendering.scene
    ring_page = {m.data["index"]: scene.page_of(m) for m in scene.marks if m.kind == "ring"}
    for frame in movie.frames:
        page, total = count_of(frame)
        assert (page, total) == (scene.pages[frame.index] + 1, pages_of(scene))
        for step in frame.steps:
            assert ring_page[str(movie.steps[step].edge.consumer)] == page - 1
        assert {scene.page_of(mark) for mark in scene.alive(frame.index)} == {page - 1}


def test_operators_appear_on_the_page_that_is_shown():
    movie = movie_of(NETWORK)
    scene = movie.rendering.scene
    ring_page = {m.data["index"]: scene.page_of(m) for m in scene.marks if m.kind == "ring"}
    for frame in movie.frames:
        pages = {ring_page[str(i)] for i in frame.appears if str(i) in ring_page}
        assert pages <= {scene.pages[frame.index]}


def test_the_end_is_the_complete_graph_page_by_page():
    movie = movie_of(NETWORK)
    scene = movie.rendering.scene
    count = pages_of(scene)
    ends = movie.frames[-count:]
    assert [frame.page for frame in ends] == list(range(count))
    assert len({frame.caption.sentence for frame in ends}) == 1
    assert all(frame.caption.vectors for frame in ends)
    told = {}
    for frame in ends:
        for mark in scene.alive(frame.index):
            if mark.kind == "gradient":
                told[int(mark.data["index"])] = float(mark.data["value"])
    for node in movie.graph.nodes:
        if not node.is_constant:
            assert told[node.index] == pytest.approx(
                float(movie.backprop.gradients[node.index]), rel=1e-4, abs=1e-9
            )
    assert movie.rendering.seconds(ends[0]) == movie.rendering.seconds(ends[-1])


@pytest.mark.parametrize("name", SEVERAL_PAGES)
def test_the_panels_of_each_page_stand_in_its_middle(name):
    layout = movie_of(name).rendering._layout
    for page in range(layout.page_count):
        rects = [panel.rect for panel in layout.panels if panel.page == page]
        left, right = min(r.left for r in rects), max(r.right for r in rects)
        top, bottom = min(r.top for r in rects), max(r.bottom for r in rects)
        assert left == pytest.approx(layout.width - right)
        assert top == pytest.approx(layout.height - bottom)


def test_gradients_add_up_in_the_order_of_the_steps():
    movie = movie_of(NETWORK)
    steps = [step for frame in movie.frames for step in frame.steps]
    assert steps == sorted(steps)
    assert len(steps) == len(movie.steps)


def test_a_stub_says_the_page_of_its_home():
    scene = movie_of(NETWORK).rendering.scene
    homes = {m.data["index"]: scene.page_of(m) for m in scene.marks if m.kind == "name"}
    notes = {
        (m.data["index"], m.data["consumer"]): int(m.data["page"])
        for m in scene.marks
        if m.kind == "home"
    }
    stubs = [m for m in scene.marks if m.kind == "stub"]
    assert notes
    for stub in stubs:
        home = homes[stub.data["index"]]
        place = stub.data["index"], stub.data["consumer"]
        assert notes.get(place) == (None if home == scene.page_of(stub) else home + 1)


@pytest.mark.long
@pytest.mark.parametrize("fit", ["natural", "16:9"])
def test_the_animation_shows_the_same_pixels_as_the_pictures(fit):
    movie = movie_of(NETWORK, fit).replace(width=900 if fit == "natural" else None, sequence="book")
    rendering = movie.rendering
    raster = Raster(rendering.scene, rendering.scale)
    in_two = [frame.kind == "step" for frame in movie.frames]
    timeline = make_timeline(rendering.scene, in_two)
    canvas = Image.new("RGB", raster.size, "white")
    wanted = {0, 5, 6, len(movie) // 2, len(movie) - 2, len(movie) - 1}
    last_moment = {frame: moment for moment, frame in enumerate(timeline.frames)}
    for moment, changes in enumerate(raster.changes(timeline)):
        for corners, image in changes:
            canvas.paste(image.convert("RGB"), corners[:2])
        frame = timeline.frames[moment]
        if frame in wanted and moment == last_moment[frame]:
            with Image.open(io.BytesIO(movie[frame].png)) as picture:
                difference = np.abs(
                    np.asarray(picture.convert("RGB"), int) - np.asarray(canvas, int)
                )
            assert (difference > 60).mean() < 2e-4, frame


def test_svg_and_dot_show_the_page_of_the_frame():
    movie = movie_of(NETWORK)
    scene = movie.rendering.scene
    last = len(movie) - 1
    svg = movie[last].svg
    top = scene.height * scene.pages[last]
    assert f'viewBox="0 {top:.2f} {scene.width:.2f} {scene.height:.2f}"' in svg
    assert set(re.findall(r'data-page="(\d+)"', svg)) == {str(scene.pages[last] + 1)}
    places = re.findall(r'pos="(-?[\d.]+),(-?[\d.]+)!"', movie[last].source.source)
    assert places
    assert all(-1 <= float(x) <= scene.width + 1 for x, _ in places)
    assert all(-1 <= float(y) <= scene.height + 1 for _, y in places)


def test_json_names_the_page():
    movie = movie_of(NETWORK)
    data = json.loads(FORMATS["json"].make(movie.rendering, unwatched))
    assert [frame["page"] for frame in data["frames"]] == [frame.page + 1 for frame in movie.frames]
    small = movie_of("tanh by exp")
    assert "page" not in json.loads(FORMATS["json"].make(small.rendering, unwatched))["frames"][0]


def test_steps_of_graphs_too_large_to_draw_need_no_layout(monkeypatch):
    x = gb.value("x", 1.0)
    y = x
    for _ in range(5_100):
        y = gb.tanh(y)
    movie = gb.movie(y)

    def fail(*_):
        raise AssertionError("it was laid out")

    monkeypatch.setattr("graphviz_backprop.figure.laid_out.arrange", fail)
    assert len(movie) > 5_100
    assert not any("page" in frame.caption.count for frame in movie.frames)
    with pytest.raises(gb.BackpropError, match="too many to draw"):
        _ = movie.rendering.scene


def test_nothing_moves_within_a_page():
    scene = movie_of(NETWORK).rendering.scene
    places = {}
    for mark in scene.marks:
        if mark.kind == "ring":
            places.setdefault(mark.data["index"], set()).add((mark.data["cx"], mark.data["cy"]))
    assert all(len(some) == 1 for some in places.values())
    for first, second in pairwise(sorted(set(scene.pages))):
        views = [scene.view(scene.pages.index(page)) for page in (first, second)]
        assert views[0].bottom == pytest.approx(views[1].top)


def test_neurons_stay_whole():
    scene = movie_of(NETWORK).rendering.scene
    neurons = [m.box for m in scene.marks if m.kind == "panel" and m.title == "relu_neuron"]
    assert len(neurons) == 8
    # Equal ones look equal, though only the first has the homes of their inputs, the others notes.
    heights = [box.bottom - box.top for box in neurons]
    assert max(heights) < 1.1 * min(heights)


def test_a_long_sentence_is_wrapped_on_a_narrow_page():
    movie = movie_of("LSTM cell", "phone")
    lines = [
        [ink for ink in mark.inks if getattr(ink, "serif", False)]
        for mark in movie.rendering.scene.marks
        if mark.kind == "caption"
    ]
    assert max(len(some) for some in lines) > 1
    for some in lines:
        assert all(ink.x + ink.width < movie.rendering.scene.width for ink in some)


@pytest.mark.parametrize("terms", ["all", "folded"])
def test_very_many_values_that_nothing_cuts_are_laid_out(terms):
    values = [gb.value(f"x{k}", 0.5) for k in range(700)]
    backprop = gb.movie(gb.value("y", sum(values[1:], values[0]))).backprop
    folding = find_folding(backprop.graph) if terms == "folded" else None
    layout = lay_out(backprop, THEMES["book"], "stubs", None, folding)
    assert layout.page_count == 1
    assert layout.homes[-1] is not None
