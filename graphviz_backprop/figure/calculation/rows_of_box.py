"""What is too long for one line of a box: grids in rows, sentences in lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from graphviz_backprop.figure.calculation.operand import Drawn
from graphviz_backprop.figure.mark import ASCENT, DESCENT, Ink, Span
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes import Theme

_NAME_GAP = 4.0
_BEFORE_SIGN = (" + ", " = ", " − ")  # a line goes on before these


@quick_dataclass(frozen=True)
class RowOfPieces:
    """Grids and signs side by side, with their names above."""

    pieces: Sequence[Drawn]
    theme: Theme

    @cached_property
    def width(self) -> float:
        """In points."""
        return sum(piece.width(self.theme.sizes) for piece in self.pieces)

    @property
    def height(self) -> float:
        """In points, with the names."""
        return self._name_height + self._grid_height

    def inks(self, middle: float, top: float) -> Iterator[Ink]:
        """All inks, around the middle of the row."""
        x = middle - self.width / 2
        for piece in self.pieces:
            yield from piece.inks(x, top + self._name_height, self._grid_height, self.theme)
            x += piece.width(self.theme.sizes)

    @cached_property
    def _grid_height(self) -> float:
        return max(piece.height(self.theme.sizes) for piece in self.pieces)

    @property
    def _name_height(self) -> float:
        return (ASCENT + DESCENT) * self.theme.sizes.inner_name + _NAME_GAP


def in_rows(pieces: Sequence[Drawn], room: float, theme: Theme) -> list[RowOfPieces]:
    """One row if it has room, else the result in a row of its own, else as many as there must be.

    Args:
        pieces: of `left · right = result`.
        room: the width of a row in points.
        theme: the look.
    """
    whole = RowOfPieces(pieces, theme)
    if whole.width <= room:
        return [whole]
    *left, equals, result = pieces
    rows: list[list[Drawn]] = [[]]
    for number, piece in enumerate(left):
        # A row that goes on with a sign has room for what comes after it too.
        next_two = RowOfPieces([*rows[-1], *left[number : number + 2]], theme)
        if piece.written is None and rows[-1] and next_two.width > room:
            rows.append([])
        rows[-1].append(piece)
    return [RowOfPieces(row, theme) for row in [*rows, [equals, result]]]


def wrapped(spans: Sequence[Span], most: float) -> Iterator[tuple[Span, ...]]:
    """Lines of at most so many letters, cut before a sign; a single text between its words."""
    is_prose = len(spans) == 1
    units: list[list[Span]] = []
    for piece in _words(spans[0]) if is_prose else spans:
        if not units or piece.text.startswith(" " if is_prose else _BEFORE_SIGN):
            units.append([])
        units[-1].append(piece)
    line: list[Span] = []
    for first, *rest in units:
        if line and _length([*line, first, *rest]) > most:
            yield tuple(line)
            line, first = [], replace(first, text=first.text.lstrip())
        line += [first, *rest]
    yield tuple(line)


def _words(span: Span) -> Iterator[Span]:
    for number, word in enumerate(span.text.split(" ")):
        yield replace(span, text=f" {word}" if number else word)


def _length(spans: Sequence[Span]) -> int:
    return sum(len(span.text) for span in spans)
