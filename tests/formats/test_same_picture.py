"""The same figure in every format, opened by what shows it, is the same picture."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from graphviz_backprop.formats import FORMATS
from tests.cases import CASES
from tests.formats.figures_of_formats import NO_PICTURE, SHOWN, differs, lacking, reference
from tests.formats.pixels import share_apart

SAME = 0.0025  # of the pixels; other figures differ in twice as many and more


@pytest.fixture(scope="module")
def movie():
    return CASES["square"].movie().replace(width=1000)


def test_another_frame_is_another_picture(movie):
    expected = reference(movie)
    others = [reference(movie, index) for index in range(len(movie) - 1)]
    assert all(share_apart(other, expected) > 2 * SAME for other in others)
    assert share_apart(expected, expected) == 0.0


def test_a_shift_by_one_pixel_is_soft_and_one_by_three_is_not(movie):
    expected = reference(movie)
    assert share_apart(np.roll(expected, 1, axis=1), expected) == 0.0
    assert share_apart(np.roll(expected, 3, axis=1), expected) > 2 * SAME


def test_every_format_with_a_picture_is_compared():
    assert {*SHOWN, *NO_PICTURE} == set(FORMATS.names())


# Reading a video leaves pipes of ffmpeg open until they are collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.long
@pytest.mark.parametrize("format", SHOWN)
def test_a_format_shows_the_complete_figure_as_png_does(format, movie, tmp_path):
    needs = {"mp4": "imageio_ffmpeg", "webm": "imageio_ffmpeg", "pptx": "pptx"}
    if format in needs and importlib.util.find_spec(needs[format]) is None:
        pytest.skip(f"needs {needs[format]}")
    if lacking(format):
        pytest.skip(f"needs {lacking(format)[0]}")
    movie.save_all(tmp_path, "a", [format])
    assert differs(format, movie, tmp_path, reference(movie)) < SAME
