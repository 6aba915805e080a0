"""The shape of the page: figures fill the page that is asked for, in balance."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

import graphviz_backprop as gb
from graphviz_backprop.command.cli import main
from graphviz_backprop.figure import Rect
from tests.checks import beyond_the_page, touches
from tests.layout_checks import crossings, strayed_boxes, upside_down
from tests.layout_graphs import movie_of_program
from tests.quick_or_long import quick

SHAPES = {
    "16:9": (1920, 1080),
    "4:3": (1440, 1080),
    "1:1": (1080, 1080),
    "phone": (1080, 1920),
    "800x450": (800, 450),
}
NAMES = ("softmax of three", "2-3-1 in lists", "LSTM cell", "chain of 30")
NEURON = "x, w, b = [1.0, -2.0, 3.0], [-3.0, -1.0, 2.0], 1.0\nz = x[0]*w[0] + x[1]*w[1] + x[2]*w[2]"
NEURON += " + b\ny = max(z, 0)\n"


def size_of(picture):
    """Of a picture's bytes in pixels."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.size


def box_of(marks):
    """Around all these marks."""
    boxes = [mark.box for mark in marks]
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return box


def leftovers(scene) -> Rect:
    """The empty room left of, above, right of and below the graph, down to the captions."""
    captions = box_of(mark for mark in scene.marks if mark.kind == "caption")
    passing = ("caption", "calculation", "leader", "halo", "outer")
    graph = box_of([mark for mark in scene.marks if mark.kind not in passing])
    right, below = scene.width - graph.right, captions.top - graph.bottom
    return Rect(graph.left, graph.top, right, below)


@pytest.mark.parametrize("fit", SHAPES)
@pytest.mark.parametrize("name", quick(NAMES, 1))
def test_the_page_has_the_shape_and_all_rules_hold_on_it(name, fit):
    movie = movie_of_program(name).replace(fit=fit, sequence="book")
    scene = movie.rendering.scene
    width, height = SHAPES[fit]
    assert scene.width / scene.height == pytest.approx(width / height, rel=1e-9)
    assert beyond_the_page(scene) == []
    assert crossings(scene) == []
    assert upside_down(scene) == []
    assert strayed_boxes(scene) == []
    assert [str(touch) for touch in touches(scene)] == []


@pytest.mark.parametrize("fit", SHAPES)
def test_png_and_gif_have_the_size_in_pixels(fit):
    movie = gb.run(code=NEURON).replace(fit=fit, sequence="book")
    assert size_of(movie[-1].png) == SHAPES[fit]


def test_the_gif_has_the_size_and_a_width_scales_a_shape(tmp_path):
    movie = gb.run(code=NEURON).replace(fit="400x300", sequence="book")
    movie.save(tmp_path / "neuron.gif")
    assert size_of((tmp_path / "neuron.gif").read_bytes()) == (400, 300)
    small = movie.replace(fit="16:9", width=640)
    assert size_of(small[0].png) == (640, 360)


@pytest.mark.parametrize("fit", SHAPES)
def test_what_is_left_over_is_in_balance_and_the_caption_at_the_foot(fit):
    scene = gb.run(code=NEURON).replace(fit=fit).rendering.scene
    empty = leftovers(scene)
    margin = gb.themes.THEMES["book"].sizes.margin
    assert abs(empty.left - empty.right) < 0.1 * scene.width
    assert empty.top <= empty.bottom + margin
    captions = box_of(mark for mark in scene.marks if mark.kind == "caption")
    assert scene.height - captions.bottom < margin


@pytest.mark.parametrize("fit", ["16:9", "4:3", "1:1", "phone"])
@pytest.mark.parametrize("name", quick(NAMES, 2))
def test_numbers_can_be_read_on_the_page(name, fit):
    assert movie_of_program(name).replace(fit=fit).rendering.number_in_page >= 11.5


def test_panels_are_packed_for_the_page():
    wide, high = (
        movie_of_program("convolution").replace(fit=fit).rendering.scene
        for fit in ("16:9", "phone")
    )
    columns = [
        len({mark.box.left for mark in scene.marks if mark.kind == "panel"})
        for scene in (wide, high)
    ]
    assert columns[0] > columns[1] >= 1


@pytest.mark.parametrize("options", [{"shared": "wires"}, {}])
def test_arrays_and_wires_get_the_shape_by_what_is_empty(options):
    def layer(x, w):
        return np.maximum(x @ w, 0.0).sum()

    movie = gb.trace(layer, np.ones((2, 3)), np.full((3, 2), 0.5), level="array")
    scene = movie.replace(fit="1:1", **options).rendering.scene
    assert scene.width == pytest.approx(scene.height)
    assert beyond_the_page(scene) == []
    assert [str(touch) for touch in touches(scene)] == []
    two = movie_of_program("two neurons").replace(fit="4:3", shared="wires").rendering.scene
    assert two.width / two.height == pytest.approx(4 / 3)


def test_the_natural_page_is_as_it_was():
    movie = gb.run(code=NEURON)
    natural = movie.replace(fit="natural").rendering.scene
    assert (natural.width, natural.height) == (
        movie.rendering.scene.width,
        movie.rendering.scene.height,
    )


@pytest.mark.parametrize(
    ("fit", "expected"),
    [
        ("16:10", "expected natural, 16:9, 4:3, 1:1, phone, readme or WIDTHxHEIGHT in pixels"),
        ("800 x 600", "expected natural"),
        ("-5x600", "expected natural"),
        ("5x600", "expected sides from 100 to 20000 pixels"),
        ("100x2000", "expected a side of at most 10 times the other"),
        (None, "expected natural"),
        (7, "expected natural"),
    ],
)
def test_a_wrong_shape_is_one_line_with_what_arrived_and_what_was_expected(fit, expected):
    with pytest.raises(gb.BackpropError) as caught:
        gb.run(code=NEURON).replace(fit=fit)
    text = str(caught.value)
    assert text.startswith(f"fit: got {fit!r}; ")
    assert expected in text
    assert "\n" not in text


def test_a_width_beside_a_size_in_pixels_is_an_error():
    with pytest.raises(gb.BackpropError, match="width: got 500; expected that of the fit 800x450"):
        gb.run(code=NEURON).replace(fit="800x450", width=500)


def test_the_command_line_takes_it(tmp_path, capsys):
    assert main(["demo", "--fit", "600x600", "--formats", "png", "-o", str(tmp_path)]) == 0
    assert size_of((tmp_path / "neuron_00.png").read_bytes()) == (600, 600)
    with pytest.raises(SystemExit):
        main(["demo", "--fit", "16:10"])
    assert "--fit: got '16:10'; expected natural" in capsys.readouterr().err
