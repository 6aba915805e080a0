"""The files: structure, pixels, times, data; the same bytes each time."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from functools import cache

import imageio.v3 as iio
import numpy as np
import pytest
from PIL import Image, ImageChops

import graphviz_backprop as gb
from graphviz_backprop.formats import FORMATS, USUAL, FrameFormat, MovieFormat, unwatched
from graphviz_backprop.paint import Raster, make_timeline
from graphviz_backprop.themes import THEMES
from graphviz_backprop.typesetting import compile_pages
from tests.cases import CASES
from tests.conftest import movie_of, tries
from tests.quick_or_long import quick

SVG = "{http://www.w3.org/2000/svg}"
PAINTED = tries(5, 1_000)
RED = np.array([int(THEMES["book"].colors.gradient[i : i + 2], 16) for i in (1, 3, 5)])


def pixels(png):
    return iio.imread(png, extension=".png")[..., :3].astype(int)


def red_pixels(image):
    return (abs(image - RED) < 12).all(axis=-1)


def made(rendering, name):
    format = FORMATS[name]
    return (
        list(format.every(rendering))
        if isinstance(format, FrameFormat)
        else [format.make(rendering, unwatched)]
    )


def test_the_usual_formats_are_made_where_none_is_named(tmp_path):
    assert set(USUAL) < set(FORMATS.names())
    made = gb.trace(lambda x: x * 2.0, x=1.0).save_all(tmp_path, "a")
    assert sorted(made) == ["gif", "gv", "json", "png", "svg"] == sorted(USUAL)


@cache
def two_films(name):
    """Of two runs of the same code."""
    return [CASES[name].movie().replace(width=600).rendering for _ in range(2)]


@pytest.mark.parametrize("name", quick(["neuron", "fan_out", "partly_used"], 1))
@pytest.mark.parametrize("format", ["gif", "gv", "json", "png", "svg"])
def test_the_same_input_gives_the_same_bytes(name, format):
    first, second = two_films(name)
    assert first is not second
    assert made(first, format) == made(second, format)


def test_one_frame_is_the_same_as_that_of_all(neuron):
    for name in ("png", "svg", "gv"):
        format = FORMATS[name]
        assert isinstance(format, FrameFormat)
        assert format.one(neuron.rendering, 9) == list(format.every(neuron.rendering))[9]


# PNG


def test_png_is_opaque_and_of_the_natural_size(neuron):
    image = Image.open(io.BytesIO(neuron[16].png))
    assert image.width == 1600
    assert image.convert("RGBA").getextrema()[3] == (255, 255)
    assert image.getpixel((2, 2))[:3] == (255, 255, 255)
    assert image.text["Software"] == "graphviz_backprop"
    assert image.text["Description"] == neuron[16].alt


@pytest.mark.parametrize("width", [400, 1000, 2001])
def test_the_width_is_as_asked_for(neuron, width):
    movie = neuron.replace(width=width)
    assert Image.open(io.BytesIO(movie[0].png)).width == width


def test_red_is_where_gradients_are_and_nowhere_before_the_seed(neuron):
    rendering = neuron.rendering
    for index in (0, 2, 4):
        assert not red_pixels(pixels(neuron[index].png)).any()
    image = red_pixels(pixels(neuron[16].png))
    for mark in rendering.scene.alive(16):
        if mark.kind == "gradient":
            box = mark.box
            left, top, right, bottom = (
                round(v * rendering.scale) for v in (box.left, box.top, box.right, box.bottom)
            )
            assert image[top:bottom, left:right].sum() > 40, mark.title


def spread(count):
    """Some of this many frames; an odd distance, as calculations and results take turns."""
    return sorted({*range(0, count, max(1, count // PAINTED) | 1), count - 1})


@pytest.mark.long
def test_patched_frames_are_the_whole_ones(any_movie):
    """A frame made from the one before is the frame painted whole."""
    rendering = any_movie.replace(width=round(any_movie.rendering.scene.width)).rendering
    raster = Raster(rendering.scene, rendering.scale)
    count = len(rendering.storyboard)
    wholes = dict(zip(spread(count), raster.pngs(spread(count)), strict=True))
    patched = Image.new("RGBA", raster.size, rendering.scene.background)
    frames = rendering.storyboard.frames
    timeline = make_timeline(rendering.scene, [frame.kind == "step" for frame in frames])
    for moment, changes in enumerate(raster.changes(timeline)):
        for corners, image in changes:
            patched.paste(image, corners[:2])
        index = timeline.frames[moment]
        is_settled = timeline.frames[moment + 1 : moment + 2] != (index,)  # the number is there
        if index in wholes and is_settled:
            whole = Image.open(io.BytesIO(wholes[index])).convert("RGB")
            difference = np.asarray(ImageChops.difference(patched.convert("RGB"), whole))
            # Rounding at a soft edge, in single pixels; where strips of a long line meet the most.
            assert difference.max() <= 80
            assert (difference > 1).mean() < 5e-4


# SVG


@cache
def last_svg(movie):
    """The complete graph of a movie, made once for all tests."""
    return movie[-1].svg


def test_svg_says_what_it_shows(any_movie):
    for figure, svg in ((any_movie[0], any_movie[0].svg), (any_movie[-1], last_svg(any_movie))):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root.find(f"{SVG}desc").text == figure.alt
        assert root.find(f"{SVG}title").text
        groups = {group.get("id"): group for group in root.findall(f"{SVG}g")}
        alive = {mark.id: mark for mark in any_movie.rendering.scene.alive(figure.index)}
        assert set(groups) == set(alive)
        for name, group in groups.items():
            assert group.get("class") == alive[name].kind
            assert int(group.get("data-born")) <= figure.index < int(group.get("data-dies"))
            assert group.findall(f"{SVG}g") + group.findall(f"{SVG}path")


def test_svg_has_a_red_number_for_each_gradient(neuron):
    root = ET.fromstring(neuron[16].svg)
    numbers = {
        group.get("data-node"): group.get("data-value")
        for group in root.findall(f"{SVG}g")
        if group.get("class") == "gradient"
    }
    assert numbers == {
        "x[0]": "-3.0", "w[0]": "1.0", "x[1]": "-1.0", "w[1]": "-2.0", "x[2]": "2.0",
        "w[2]": "3.0", "b": "1.0", "xw0": "1.0", "xw1": "1.0", "xw2": "1.0", "z": "1.0", "y": "1.0",
    }  # fmt: skip
    assert "gradient" not in {g.get("class") for g in ET.fromstring(neuron[4].svg)}


def test_svg_refers_to_nothing_that_it_lacks(any_movie):
    svg = last_svg(any_movie)
    root = ET.fromstring(svg)
    defined = {glyph.get("id") for glyph in root.find(f"{SVG}defs")}
    used = {use.get("{http://www.w3.org/1999/xlink}href")[1:] for use in root.iter(f"{SVG}use")}
    assert used == defined
    assert "<text" not in svg
    assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", svg)


def test_every_outline_of_svg_starts_with_a_move(any_movie):
    paths = ET.fromstring(last_svg(any_movie)).iter(f"{SVG}path")
    assert [path.get("d") for path in paths if path.get("d")[0] not in "mM"] == []


def test_svg_of_a_figure_is_the_same_whatever_was_painted_before(neuron):
    alone = [neuron.replace()[index].svg for index in (16, 3)]
    assert [neuron[index].svg for index in (3, 16)] == alone[::-1]


def test_a_figure_paints_only_what_no_figure_before_it_showed(monkeypatch):
    painted = []

    def counted(pages, *args, **options):
        painted.extend(pages)
        return compile_pages(pages, *args, **options)

    monkeypatch.setattr("graphviz_backprop.paint.vector.compile_pages", counted)
    movie = CASES["neuron"].movie()
    alive = list(movie.rendering.scene.alive(0))
    assert movie[0].svg
    assert 0 < len(painted) <= len(alive)
    first = len(painted)
    assert movie[0].svg
    assert len(painted) == first
    assert all(figure.svg for figure in movie)
    assert len(painted) == len(set(painted)), "one ink was painted twice"


# GIF


# Of the neuron's animation: the complete figure, the first inputs, ReLU's step, x[0]'s, the end.
AT_MOMENT = {0: 16, 1: 0, 8: 6, 18: 11, 28: 16}


def test_a_number_comes_a_beat_after_its_calculation(neuron):
    frames = neuron.frames
    timeline = make_timeline(neuron.rendering.scene, [frame.kind == "step" for frame in frames])
    first, second = (m for m, index in enumerate(timeline.frames) if index == 11)

    def seen(moment):
        return sum(mark.born <= moment < mark.dies for mark in timeline.marks)

    assert seen(second) == seen(first) + 1
    assert seen(len(timeline.frames) - 2) > seen(len(timeline.frames) - 1)  # the last calculation


def test_gif_has_every_picture_and_the_times(neuron):
    rendering = neuron.rendering
    gif = FORMATS["gif"]
    assert isinstance(gif, MovieFormat)
    image = Image.open(io.BytesIO(gif.make(rendering, unwatched)))
    assert image.info["loop"] == 0
    seconds = 0.0
    shown = {}
    for number in range(image.n_frames):
        image.seek(number)
        seconds += image.info["duration"] / 1000
        if number in AT_MOMENT:
            shown[AT_MOMENT[number]] = np.asarray(image.convert("RGB")).astype(int)
    assert seconds == pytest.approx(1.0 + 5 * 1.0 + 1.2 + 11 * 1.5 + 10 * 1.2 + 4.0)
    assert image.n_frames == 1 + 5 + 1 + 11 * 2
    for index, frame in shown.items():
        difference = abs(frame - pixels(neuron[index].png))
        # Soft edges have the nearest of the palette's shades; all else is exact.
        assert difference.max() <= 64
        assert (difference > 24).mean() < 0.001
        assert (difference == 0).all(axis=-1).mean() > 0.95


def test_gif_holds_all_of_a_small_movie():
    gif = FORMATS["gif"]
    assert isinstance(gif, MovieFormat)
    frames = iio.imread(
        gif.make(movie_of("identity").rendering, unwatched), extension=".gif", index=None
    )
    assert len(frames) == 3
