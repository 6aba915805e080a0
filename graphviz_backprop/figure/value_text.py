"""A value as it stands at a wire: a number in one line, or a grid of numbers in brackets."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_backprop.figure.mark import ASCENT, DESCENT, Ink, Line, Point, Rect, Span, mono
from graphviz_backprop.numerals import shown, shown_constant, typeset
from graphviz_backprop.storyboard import Grid, flagged, make_grid
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


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it is drawn.

    Attributes:
        data: the text in attributes, with an ASCII minus.
        text: a number as it is drawn, with a true minus sign and flagged if it is none.
        grid: of an array, in the place of the text.
    """

    data: str
    text: str
    grid: Grid | None

    def size(self, sizes: Sizes) -> tuple[float, float]:
        """Width and height in points."""
        if self.grid is None:
            height = CAPITAL * sizes.number if self.text else 0.0
            return mono_width(self.text, sizes.number), height
        width, height = _matrix_size(self.grid, sizes)
        if self.grid.note:
            note = mono_width(typeset(self.grid.note), sizes.inner_name)
            width, height = max(width, note), height + _note_height(sizes)
        return width, height

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

    def matrix(self, middle: float, top: float, sizes: Sizes) -> Matrix:
        """The grid of an array, centred, with its upper edge at `top`."""
        assert self.grid is not None
        width, _ = _matrix_size(self.grid, sizes)
        return Matrix(self.grid, (middle - width / 2, top), sizes)

    def _block(
        self, middle: float, top: float, theme: Theme, color: str, is_bold: bool
    ) -> tuple[Ink, ...]:
        sizes = theme.sizes
        matrix = self.matrix(middle, top, sizes)
        inks = matrix.inks(color, is_bold)
        if not matrix.grid.note:
            return inks
        baseline = top + matrix.size[1] + _NOTE_GAP + ASCENT * sizes.inner_name
        spans = (Span(typeset(matrix.grid.note), theme.colors.faint),)
        return (*inks, mono(middle, baseline, spans, sizes.inner_name, "middle"))


NOTHING = Written("", "", None)


@dataclass(frozen=True, slots=True)
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
        (left, top), (width, height) = self.corner, self.size
        right, bottom = left + width, top + height
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
        return (*rows, *brackets)

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


def written(value: Value, is_constant: bool = False) -> Written:
    """A value, or a constant, as it is drawn."""
    if is_array(value):
        grid = make_grid(value)
        return Written(str(grid), "", grid)
    text = shown_constant(value) if is_constant else flagged(shown(value))
    return Written(shown(value), typeset(text), None)


def _matrix_size(grid: Grid, sizes: Sizes) -> tuple[float, float]:
    lines = grid.lines
    width = mono_width(lines[0], sizes.entry) + 2 * (_PAD + _LINE)
    high = (CAPITAL + (len(lines) - 1) * _LEADING) * sizes.entry
    return width, high + 2 * (_PAD + _LINE)


def _note_height(sizes: Sizes) -> float:
    return _NOTE_GAP + (ASCENT + DESCENT) * sizes.inner_name
