"""Large arrays at a glance: thumbnails, and what they say of blocked and odd entries."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from graphviz_backprop.figure import Box, Line, Text
from graphviz_backprop.figure.text.thumbnail import Thumbnail
from graphviz_backprop.figure.text.value_text import THUMBNAILS, written
from graphviz_backprop.themes import THEMES
from tests.test_array_figure import marks, movie_of


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
