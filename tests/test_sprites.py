"""Pictures put together from sprites are those painted whole: nothing hides what lies above it."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageSequence

import graphviz_backprop as gb
from graphviz_backprop.figure import Box, Line, Rect
from graphviz_backprop.figure.mark import Span, mono
from graphviz_backprop.formats import gif, unwatched
from graphviz_backprop.paint import FewColors, Raster, sprites
from graphviz_backprop.paint.sprites import _in_order
from tests.formats.pixels import share_apart
from tests.quick_or_long import quick

ARRAYS = """
import numpy as np
X = np.array([[1.0, 2.0, 3.0, 2.5], [2.0, 5.0, -1.0, 2.0], [-1.5, 2.7, 3.3, -0.8]])
W = np.array([[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]])
y = np.sum(np.maximum(X @ W, 0.0))
"""


@pytest.fixture(scope="module")
def movie():
    return gb.run(code=ARRAYS, level="array")


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


@pytest.mark.parametrize("scale", quick([0.8, 1.25, 1.6, 2.0], 1))
def test_the_small_png_of_arrays_has_every_number_of_the_whole_one(movie, scale):
    scene, colors = movie.rendering.scene, movie.rendering.theme.colors
    last = len(movie) - 1
    (whole,) = Raster(scene, scale).pngs([last])
    small = FewColors(scene, scale, colors).png(last)
    assert share_apart(pixels(small), pixels(whole)) < 1e-4


@pytest.mark.parametrize("width", quick([700, 1000, 1300], 1))
def test_the_gif_of_arrays_has_every_number_of_the_png(movie, width):
    sized = movie.replace(width=width)
    with Image.open(io.BytesIO(gif.movie_gif(sized.rendering, unwatched))) as image:
        frames = [
            np.asarray(one.convert("RGB")).astype(int) for one in ImageSequence.Iterator(image)
        ]
    whole = pixels(sized[len(sized) - 1].png)
    assert share_apart(frames[0], whole) < 1e-4
    assert share_apart(frames[-1], whole) < 1e-4


def box(left, right):
    return Box(Rect(left, 0.0, right, 60.0), "#ff0000", "", 0.0, 0.0)


def line():
    return Line(((0.0, 0.0), (90.0, 60.0)), "#000000", 1.0)


def text(y):
    return mono(0.0, y, (Span("1.0 2.0 3.0", "#000000"),), 12.0)


def places(inks):
    return [tuple(map(int, (one.left, one.top, one.right, one.bottom))) for one in inks]


@pytest.mark.parametrize(
    ("inks", "clusters", "expected"),
    [
        # A row of numbers between two columns of cells, and one of them behind it.
        ([box(0, 20), text(20), box(40, 60)], [[0, 2], [1]], [[0, 1, 2]]),
        ([box(0, 20), box(40, 60), text(20)], [[2], [0, 1]], [[0, 1], [2]]),
        ([text(20), box(0, 20), text(40)], [[0, 2], [1]], [[0, 1, 2]]),
        ([box(0, 20), text(200), box(40, 60)], [[0, 2], [1]], [[0, 2], [1]]),  # they don't meet
        ([line(), line(), line()], [[0, 2], [1]], [[0, 2], [1]]),
    ],
)
def test_what_lies_above_is_painted_later(inks, clusters, expected):
    boxes = [one.box for one in inks]
    around = [
        (
            min(boxes[n].left for n in some),
            min(boxes[n].top for n in some),
            max(boxes[n].right for n in some),
            max(boxes[n].bottom for n in some),
        )
        for some in clusters
    ]
    ordered = _in_order(list(zip(around, clusters, strict=True)), inks, places(boxes))
    assert [numbers for _, numbers in ordered] == expected


def test_what_could_not_be_painted_is_painted_when_it_is_asked_for_again(movie, monkeypatch):
    made = sprites.Sprites(movie.rendering.scene, 1.0, 1_000_000)
    pieces = list(made.pieces([box(0.0, 60.0), box(100.0, 160.0)], 0.0))
    assert len(pieces) == 2
    paint, answers = sprites.compile_pages, [RuntimeError("no typst"), None]

    def painted(*given):
        if error := answers.pop(0):
            raise error
        return paint(*given)

    monkeypatch.setattr(sprites, "compile_pages", painted)
    with pytest.raises(RuntimeError, match="no typst"):
        made.painted(pieces)
    first = made.painted(pieces)
    answers.append(None)
    again = made.painted(pieces)
    assert [one.image for one in again] == [one.image for one in first]
    assert len({id(one.image) for one in [*first, *again]}) <= 2
