"""A value as it stands at a wire: a number in one line, or a grid of numbers in brackets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviz_backprop.figure.mark import (
    ASCENT,
    DESCENT,
    Box,
    Ink,
    Line,
    Point,
    Rect,
    Span,
    mono,
)
from graphviz_backprop.figure.text.number_text import number_width, power_text
from graphviz_backprop.figure.text.thumbnail import UNDER_NUMBERS, Thumbnail, hatched, shares, tint
from graphviz_backprop.numerals import shown, shown_constant, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Grid, flagged, make_grid
from graphviz_backprop.storyboard.texts.grid import Window
from graphviz_backprop.storyboard.texts.notation import FLAG
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.typesetting import mono_width
from graphviz_backprop.values import Value, is_array

CAPITAL = 0.73  # how far a capital rises above the baseline, in em
_LEADING = 1.36  # from line to line in a grid, in em
_PAD = 6.0  # from a bracket to the numbers
_FOOT = 5.0  # the length of a bracket's feet
_LINE = 1.1
_NOTE_GAP = 4.0
_FACTOR_GAP = 3.0
_AROUND = 2.6  # from a number to the edge of its cell
_SHORT, _FLAT = 6, 2  # entries and rows of what is numbers in any figure


@quick_dataclass(frozen=True, slots=True)
class Written:
    """A value as it is drawn.

    Attributes:
        data: the text in attributes, with an ASCII minus.
        text: a number as it is drawn, with a true minus sign and flagged if it is none.
        grid: of an array, in the place of the text.
        thumbnail: of a large array, in the place of the grid's numbers.
        tints: of a grid how dark each entry's ground is, from 0 to 1; empty for none.
        blocked: which entries a gate lets nothing through to, as a matrix; None without a gate.
        is_list: its numbers are of several values, not of an array.
    """

    data: str
    text: str
    grid: Grid | None
    thumbnail: Thumbnail | None = None
    tints: tuple[tuple[float, ...], ...] = ()
    blocked: Value = None
    is_list: bool = False

    def size(self, sizes: Sizes) -> tuple[float, float]:
        """Width and height in points."""
        if self.grid is None:
            height = CAPITAL * sizes.number if self.text else 0.0
            return number_width(self.text, sizes, sizes.number), height
        if self.thumbnail is not None:
            width, height = self.thumbnail.size
        else:
            width, height = _matrix_size(self.grid, sizes)
        if self._note:
            note = mono_width(typeset(self._note), sizes.inner_name)
            width, height = max(width, note), height + _note_height(sizes)
        return width, height

    @property
    def _note(self) -> str:
        """What stands under the grid: how much is blocked, or what is left out of the numbers."""
        assert self.grid is not None
        small = self.thumbnail  # it counts once; a large array is asked for its size often
        if self.blocked is not None:
            count = int(self.blocked.sum()) if small is None else small.blocked_count
            return f"{count} of {self.blocked.size} blocked"
        if small is None:
            return self.grid.note
        return flagged_count(small.odd_count) if small.odd_count else ""

    def above(self, middle: float, bottom: float, theme: Theme, color: str) -> tuple[Ink, ...]:
        """The inks over a wire, the lowest of them at `bottom`."""
        if self.grid is None:
            spans = (Span(self.text, color),)
            return (mono(middle, bottom, spans, theme.sizes.number, "middle"),)
        return self._block(middle, bottom - self.size(theme.sizes)[1], theme, color, False)

    def below(
        self, middle: float, top: float, theme: Theme, color: str, is_bold: bool = True
    ) -> tuple[Ink, ...]:
        """The inks under a wire, the highest of them at `top`."""
        if self.grid is None:
            baseline = top + CAPITAL * theme.sizes.number
            spans = (Span(self.text, color, is_bold),)
            return (mono(middle, baseline, spans, theme.sizes.number, "middle"),)
        return self._block(middle, top, theme, color, is_bold)

    def rect_above(self, middle: float, bottom: float, sizes: Sizes) -> Rect:
        """The room of what `above` draws."""
        width, height = self.size(sizes)
        return Rect(middle - width / 2, bottom - height, middle + width / 2, bottom)

    def rect_below(self, middle: float, top: float, sizes: Sizes) -> Rect:
        """The room of what `below` draws."""
        width, height = self.size(sizes)
        return Rect(middle - width / 2, top, middle + width / 2, top + height)

    def matrix(self, middle: float, top: float, sizes: Sizes) -> Matrix:
        """The grid of an array, centred, with its upper edge at `top`."""
        assert self.grid is not None
        width, _ = _matrix_size(self.grid, sizes)
        return Matrix(self.grid, (middle - width / 2, top), sizes)

    def _block(
        self, middle: float, top: float, theme: Theme, color: str, is_bold: bool
    ) -> tuple[Ink, ...]:
        sizes = theme.sizes
        inks: tuple[Ink, ...]
        if self.thumbnail is not None:
            width, height = self.thumbnail.size
            inks = tuple(self.thumbnail.inks((middle - width / 2, top), color, theme))
        else:
            matrix = self.matrix(middle, top, sizes)
            height = matrix.size[1]
            grounds = matrix.grounds(self.tints, self.blocked, color, theme)
            inks = (*grounds, *matrix.inks(color, is_bold))
        if not self._note:
            return inks
        baseline = top + height + _NOTE_GAP + ASCENT * sizes.inner_name
        spans = (Span(typeset(self._note), theme.colors.faint),)
        return (*inks, mono(middle, baseline, spans, sizes.inner_name, "middle"))


PLAIN, TINTED, THUMBNAILS = "plain", "tinted", "thumbnails"
NOTHING = Written("", "", None)


@quick_dataclass(frozen=True, slots=True)
class Matrix:
    """A grid in its brackets, with its top left corner."""

    grid: Grid
    corner: Point
    sizes: Sizes

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        return _matrix_size(self.grid, self.sizes)

    def inks(self, color: str, is_bold: bool) -> tuple[Ink, ...]:
        """The rows and the brackets."""
        (left, top), (_, height) = self.corner, self.size
        right, bottom = left + _matrix_width(self.grid, self.sizes), top + height
        rows = [
            mono(left + _PAD + _LINE, self._baseline(row), (Span(line, color, is_bold),), self._em)
            for row, line in enumerate(self.grid.lines)
        ]
        left, right = left + _LINE / 2, right - _LINE / 2
        top, bottom = top + _LINE / 2, bottom - _LINE / 2
        brackets = [
            Line(((foot, top), (edge, top), (edge, bottom), (foot, bottom)), color, _LINE)
            for edge, foot in ((left, left + _FOOT), (right, right - _FOOT))
        ]
        return (*rows, *brackets, *self._factor(color))

    def _factor(self, color: str) -> Iterator[Ink]:
        """The factor of all numbers, right of the upper end of the bracket: `×10⁻³`."""
        text = factor_text(self.grid)
        if text:
            size = self.sizes.inner_name
            x = self.corner[0] + _matrix_width(self.grid, self.sizes) + _FACTOR_GAP
            yield mono(x, self.corner[1] + ASCENT * size, (Span(text, color),), size)

    def grounds(
        self, tints: tuple[tuple[float, ...], ...], blocked: Value, color: str, theme: Theme
    ) -> Iterator[Ink]:
        """The tinted cells under the numbers; those of blocked entries are hatched."""
        leading = _LEADING * self._em
        for row, line in enumerate(tints):
            for column, share in enumerate(line):
                is_blocked = blocked is not None and bool(blocked[row, column])
                if share or is_blocked:
                    text = self.cell(row, column)
                    middle = (text.top + text.bottom) / 2
                    rect = Rect(
                        text.left - _AROUND,
                        middle - leading / 2 + 0.4,
                        text.right + _AROUND,
                        middle + leading / 2 - 0.4,
                    )
                    fill = tint(theme.colors.page, color, share * UNDER_NUMBERS)
                    edge = tint(theme.colors.page, theme.colors.faint, 0.5) if is_blocked else ""
                    yield Box(rect, fill, edge, 0.5 if is_blocked else 0.0, 0.0)
                    if is_blocked:
                        yield hatched(rect, theme)

    def cell(self, row: int, column: int) -> Rect:
        """Where a shown entry stands, by its position among those that are shown."""
        start, end = self.grid.extent(column)
        left, baseline = self.corner[0] + _PAD + _LINE, self._baseline(row)
        return Rect(
            left + mono_width("m" * start, self._em),
            baseline - CAPITAL * self._em,
            left + mono_width("m" * end, self._em),
            baseline,
        )

    def column(self, column: int) -> Rect:
        """Where a shown column stands."""
        return self.cell(0, column).union(self.cell(len(self.grid.rows) - 1, column))

    def row(self, row: int) -> Rect:
        """Where a shown row stands."""
        return self.cell(row, 0).union(self.cell(row, len(self.grid.columns) - 1))

    @property
    def _em(self) -> float:
        return self.sizes.entry

    def _baseline(self, row: int) -> float:
        return self.corner[1] + _LINE + _PAD + (CAPITAL + row * _LEADING) * self._em


def written(
    value: Value, is_constant: bool = False, style: str = PLAIN, blocked: Value = None
) -> Written:
    """A value, or a constant, as it is drawn.

    Args:
        value: a number or an array.
        is_constant: it is a number of the code.
        style: of an array: PLAIN numbers, TINTED ones, or as THUMBNAILS, where numbers alone would
            not fit; a tinted array beyond six rows or columns is a thumbnail too.
        blocked: which entries of a gradient a gate lets nothing through to.
    """
    if is_array(value):
        grid = make_grid(value)
        is_whole = None not in (*grid.rows, *grid.columns) and not grid.note
        is_short = is_whole and value.size <= _SHORT and len(grid.rows) <= _FLAT
        if not value.size or style == PLAIN or is_short:
            return Written(str(grid), "", grid)
        if style == THUMBNAILS or not is_whole:
            return Written(str(grid), "", grid, Thumbnail(value, blocked), blocked=blocked)
        numbers = np.asarray(value, dtype=float).reshape(len(grid.rows), -1)
        tints = tuple(map(tuple, shares(numbers, numbers).tolist()))
        mask = None if blocked is None else blocked.reshape(len(grid.rows), -1)
        return Written(str(grid), "", grid, tints=tints, blocked=mask)
    data = shown(value)
    text = shown_constant(value) if is_constant else flagged(data)
    return Written(data, typeset(text), None)


def written_window(value: Value, window: Window | None) -> Written:
    """A value in a calculation: of a large array a window, all numbers in one notation."""
    if not is_array(value) or not value.size:
        return written(value)
    grid = make_grid(value, window, is_even=True)
    return Written(str(grid), "", grid)


def flagged_count(count: int) -> str:
    """How many entries of a thumbnail are no numbers."""
    return f"{FLAG} {count} nan or inf"


def factor_text(grid: Grid) -> str:
    """`×10⁻³`, empty without a factor."""
    return power_text(grid.factor) if grid.factor else ""


def _matrix_width(grid: Grid, sizes: Sizes) -> float:
    """From bracket to bracket."""
    return mono_width(grid.lines[0], sizes.entry) + 2 * (_PAD + _LINE)


def _matrix_size(grid: Grid, sizes: Sizes) -> tuple[float, float]:
    lines = grid.lines
    width = _matrix_width(grid, sizes)
    if grid.factor:
        width += _FACTOR_GAP + mono_width(factor_text(grid), sizes.inner_name)
    high = (CAPITAL + (len(lines) - 1) * _LEADING) * sizes.entry
    return width, high + 2 * (_PAD + _LINE)


def _note_height(sizes: Sizes) -> float:
    return _NOTE_GAP + (ASCENT + DESCENT) * sizes.inner_name
