"""The GIF at the cost of what changes: its data made of bands, its pages painted once."""

import io
import struct
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from graphviz_backprop.formats import gif as gif_format
from graphviz_backprop.formats import unwatched
from graphviz_backprop.paint import animation, lzw, raster, sprites
from tests import test_array_figure
from tests.conftest import movie_of
from tests.quick_or_long import quick

NOTHING = 255


def decoded(data, shape):
    """The pixels that Pillow reads from the data of a frame."""
    height, width = shape
    table = bytes(channel for index in range(256) for channel in (index, index, index))
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + table
    place = struct.pack("<B4HB", 0x2C, 0, 0, width, height, 0)
    picture = Image.open(io.BytesIO(head + place + data + b";"))
    return np.asarray(picture.convert("L"))


def picture(width, *parts):
    """Rows of nothing (a number of them), and of noise (a negative number of them)."""
    noise = np.random.default_rng(width).integers(0, 255, (4_000, width), dtype=np.uint8)
    rows = [
        np.full((part, width), NOTHING, np.uint8) if part > 0 else noise[:-part] for part in parts
    ]
    return np.concatenate(rows)


PICTURES = {
    "one band": picture(30, 3, -20, 4),
    "two bands": picture(30, -1, 17, -1),
    "gap at the start and the end": picture(50, 40, -3, 40),
    "many bands": picture(7, *[20, -2] * 40),
    "narrow": picture(1, -2, 500, -1, 18, -300, 17),
    "full tables": picture(199, 1, -150, 30, -90, 18, -41),
    "a wide gap": picture(2_000, -2, 1_500, -1),
    "nothing": picture(40, 90),
    "one row": picture(40, -1),
    # Ends just before, at and after the code that empties Pillow's table.
    **{f"{width} in a table": picture(width, 20, -1, 20) for width in range(3_835, 3_845)},
}


@pytest.mark.parametrize("indices", PICTURES.values(), ids=PICTURES)
def test_bands_have_the_same_pixels(indices):
    assert np.array_equal(decoded(lzw.encode(indices), indices.shape), indices)
    assert np.array_equal(decoded(lzw.encode_whole(indices), indices.shape), indices)


def test_bands_are_joined():
    indices = PICTURES["full tables"]
    bands = lzw.find_bands(indices, NOTHING)
    assert bands == [(0, 151), (181, 271), (289, 330)]
    assert lzw.encode(indices) == lzw._joined(indices, bands, NOTHING) != lzw.encode_whole(indices)


@pytest.mark.parametrize("constant", ["_CODES", "_CYCLE"])
def test_a_stream_of_another_form_is_left_to_pillow(constant, monkeypatch):
    indices = PICTURES["full tables"]
    monkeypatch.setattr(lzw, constant, getattr(lzw, constant) - 12)
    with pytest.raises(lzw.UnexpectedStreamError):
        lzw._joined(indices, lzw.find_bands(indices, NOTHING), NOTHING)
    assert lzw.encode(indices) == lzw.encode_whole(indices)


def frames(data):
    image = Image.open(io.BytesIO(data))
    for index in range(image.n_frames):
        image.seek(index)
        yield image.convert("RGBA").tobytes(), image.info["duration"]


MOVIES = {"neuron": movie_of, "single": test_array_figure.movie_of}


@pytest.mark.parametrize("name", quick(MOVIES, 1))
@pytest.mark.parametrize("background", [None, "none"])
def test_an_animation_of_bands_has_the_frames_of_a_plain_one(name, background, monkeypatch):
    movie = MOVIES[name](name).replace(width=700)
    if background:
        movie = movie.replace(background=background)
    banded = gif_format.movie_gif(movie.rendering, unwatched)
    monkeypatch.setattr(animation, "encode", lzw.encode_whole)
    plain = gif_format.movie_gif(movie.rendering, unwatched)
    assert banded != plain or background
    assert list(frames(banded)) == list(frames(plain))


def test_no_page_is_painted_twice(monkeypatch):
    painted = []

    def compiled(pages, *options):
        painted.extend(pages)
        return compile_pages(pages, *options)

    compile_pages = sprites.compile_pages
    monkeypatch.setattr(sprites, "compile_pages", compiled)
    monkeypatch.setattr(raster, "_MOST_KEPT", 10**9)
    gif_format.movie_gif(movie_of("neuron").rendering, unwatched)
    assert len(painted) > 100
    assert len(set(painted)) == len(painted)
    painted.clear()
    monkeypatch.setattr(raster, "_MOST_KEPT", 1)  # only so many pixels are kept
    gif_format.movie_gif(movie_of("neuron").rendering, unwatched)
    assert len(set(painted)) < len(painted)


@pytest.mark.parametrize("width", [1, 30, 200])
def test_short_gaps_of_a_row_are_painted_and_no_others(width):
    random = np.random.default_rng(width)
    for share in (0.0, 0.01, 0.1, 1.0):
        changed = random.random((40, width)) < share
        pixels = np.repeat(changed[..., np.newaxis].astype(np.uint8), 4, axis=2)
        shown = np.zeros((60, width), dtype=np.uint32)
        areas = [((0, top, width, top + 20), pixels[top : top + 20]) for top in (0, 20)]
        changes = [(area, Image.fromarray(part)) for area, part in areas]
        painted = np.concatenate([where for where, _ in animation._replace(shown, changes)])
        for row, filled in zip(changed, painted, strict=True):
            expected = row.copy()
            for left, right in pairwise(np.flatnonzero(row)):
                if right - left <= animation._GAP:
                    expected[left:right] = True
            assert np.array_equal(filled, expected)


@pytest.mark.long
def test_an_animation_with_gaps_painted_is_smaller_and_has_the_same_frames(monkeypatch):
    movie = movie_of("neuron")
    small = gif_format.movie_gif(movie.rendering, unwatched)
    monkeypatch.setattr(animation, "_fill_gaps", lambda changed: None)
    plain = gif_format.movie_gif(movie.rendering, unwatched)
    assert len(small) < 0.95 * len(plain)
    assert list(frames(small)) == list(frames(plain))
