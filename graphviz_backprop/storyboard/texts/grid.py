"""An array as it is written: which of its entries are shown, and as which texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from graphviz_backprop.numerals import ALMOST_ZERO, shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard.texts.notation import (
    AS_THEY_ARE,
    DOTS,
    aligned,
    even,
    flagged,
    notation,
)
from graphviz_backprop.values import Value, is_array

MOST = 6  # rows or columns; of more the first three and the last are shown
WRITTEN_OUT = 12  # numbers: in captions a larger array is its shape and its range
_FIRST = 3
_NARROW = 4  # columns; in a grid of more each number has a digit less
_GAP = "  "
_ROUNDING = 1e-13
Entry = tuple[int, ...]
Window = tuple[tuple[int, ...], tuple[int, ...]]


@quick_dataclass(frozen=True)
class Grid:
    """The part of an array that is shown: all of it, or the corners of its first page.

    Attributes:
        shape: of the whole array.
        rows, columns: the positions that are shown, None for dots.
        cells: a text for each of them, with an ASCII minus.
        note: what is left out, in numbers; empty where everything is shown.
        factor: the power of ten that all of them are to be multiplied by; 0 without one.
        is_window: the positions are to be told, for they are not the first ones.
    """

    shape: tuple[int, ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    cells: tuple[tuple[str, ...], ...]
    note: str
    factor: int = 0
    is_window: bool = False

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The numbers themselves, each with the factor: `2.245e-3`."""
        if not self.factor:
            return self.cells
        return tuple(
            tuple(text if text in (DOTS, *AS_THEY_ARE) else f"{text}e{self.factor}" for text in row)
            for row in self.cells
        )

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The rows as they are drawn: aligned on the decimal point, nan and inf flagged."""
        columns = [aligned(column) for column in zip(*self.cells, strict=True)]
        return tuple(_GAP.join(row) for row in zip(*columns, strict=True)) or (" ",)

    def extent(self, column: int) -> tuple[int, int]:
        """Where the texts of a shown column start and end in the lines, in characters."""
        widths = [len(aligned(texts)[0]) for texts in zip(*self.cells, strict=True)]
        start = sum(widths[:column]) + column * len(_GAP)
        return start, start + widths[column]

    def entries(self) -> Iterator[Entry]:
        """The positions in the array of the entries that are shown."""
        for row in self.rows:
            for column in self.columns:
                if row is not None and column is not None:
                    page = (0,) * (len(self.shape) - 2)
                    yield (*page, row, column) if len(self.shape) > 1 else (column,)

    def place(self, entry: Entry) -> tuple[int, int] | None:
        """The row and the column in which an entry of the array is shown, where it is."""
        *page, row, column = entry if len(entry) > 1 else (0, *entry)
        if any(page) or row not in self.rows or column not in self.columns:
            return None
        return self.rows.index(row), self.columns.index(column)

    def __str__(self) -> str:
        """`[[1.0, 2.0], [3.0, 4.0]]`, with dots for what is left out."""
        if not self.cells:
            return "[]"
        rows = [
            DOTS if row is None else f"[{', '.join(texts)}]"
            for row, texts in zip(self.rows, self.texts, strict=True)
        ]
        if len(self.shape) == 1:
            return rows[0]
        text = f"[{', '.join(rows)}]"
        for length in reversed(self.shape[:-2]):
            text = f"[{text}, {DOTS}]" if length > 1 else f"[{text}]"
        return text


def make_grid(value: Value, window: Window | None = None, is_even: bool = False) -> Grid:
    """The grid of an array.

    Args:
        value: the array.
        window: the rows and columns that are shown; None for those below.
        is_even: all numbers have as many decimals, where none is lost by that.

    Of more than six rows the first three and the last are shown, of columns too; of an array of
    more than two axes the first page. In a grid of up to four columns a number has at most 4
    significant digits, in a wider one 3. All have one notation: written out; else, where one would
    be a power of ten or a column wide, with a factor that they share; else, where that would lose
    digits of the small ones, with as many decimals each; else, where one of them would have no
    right digit, all as powers of ten, of at most 3 digits.
    """
    shape = tuple(value.shape)
    page = value.reshape(-1, shape[-1])[: shape[-2]] if len(shape) > 1 and value.size else value
    if not value.size:
        return Grid(shape, (), (), (), "")
    numbers = page.tolist() if len(shape) > 1 else [page.tolist()]
    rows, columns = window or (_positions(len(numbers)), _positions(shape[-1]))
    digits = 4 if len(columns) <= _NARROW else 3
    entries = [[None if r is None or c is None else numbers[r][c] for r in rows] for c in columns]
    texts, factor = (is_even and even(entries)) or notation(entries, digits)
    cells = tuple(zip(*texts, strict=True))
    note = "" if window else _note(value, rows, columns)
    return Grid(shape, tuple(rows), tuple(columns), cells, note, factor, window is not None)


def make_list_grid(numbers: Sequence[float | None], columns: int) -> Grid:
    """Numbers of several values, in rows from the left; a dot where one isn't there yet."""
    digits = 4 if columns <= _NARROW else 3
    (texts,), factor = notation([numbers], digits)
    texts = ["·" if one is None else text for one, text in zip(numbers, texts, strict=True)]
    texts += [""] * (-len(texts) % columns)
    rows = range(len(texts) // columns)
    cells = tuple(tuple(texts[row * columns : (row + 1) * columns]) for row in rows)
    shape = (len(numbers),)
    return Grid(shape, tuple(rows), tuple(range(columns)), cells, "", factor)


def short_text(value: Value) -> str:
    """A number, a small array written out, or the shape of another: `an array of (3, 4)`."""
    if not is_array(value):
        return shown(value)
    is_small = value.size <= WRITTEN_OUT
    return str(make_grid(value)) if is_small else f"array of {shape_text(value.shape)}"


def shape_text(shape: Sequence[int]) -> str:
    """`(3, 4)`, as Python writes it."""
    return str(tuple(int(length) for length in shape))


def _positions(length: int) -> tuple[int | None, ...]:
    if length <= MOST:
        return tuple(range(length))
    return (*range(_FIRST), None, length - 1)


def _note(value: Any, rows: Sequence[int | None], columns: Sequence[int | None]) -> str:
    import numpy as np

    parts = []
    pages = int(np.prod(value.shape[:-2]))
    if pages > 1:
        parts.append(f"page 1 of {pages}")
    if pages > 1 or None in rows or None in columns:
        with np.errstate(all="ignore"):
            floats = np.asarray(value, dtype=float)
            numbers = _mean(floats), floats.min(), floats.max()
        named = zip(("mean", "min", "max"), numbers, strict=True)
        parts.append(", ".join(f"{name} {flagged(shown(float(n), 4))}" for name, n in named))
    return "; ".join(parts)


def _mean(numbers: Any) -> float:
    """The mean; the sign for that where it is nothing but the rounding of a sum to zero."""
    mean, largest = float(numbers.mean()), float(abs(numbers).max())
    return ALMOST_ZERO if 0.0 < abs(mean) < _ROUNDING * largest else mean
