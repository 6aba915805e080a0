"""An array as it is written: which of its entries are shown, and as which texts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from graphviz_backprop.numerals import shown, shown_as_power, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value, is_array

MOST = 6  # rows or columns; of more the first three and the last are shown
WRITTEN_OUT = 12  # numbers: in captions a larger array is its shape and its range
FLAG = "⚠"
_FIRST = 3
_DOTS = "…"
_NARROW = 4  # columns; in a grid of more each number has a digit less
_WIDEST = 9  # characters of a column beyond which its numbers are powers of ten
_SPREAD = 2  # powers of ten that numbers with a common factor may be apart
_NEAR = 5e-5
_A_DIGIT = 5.0  # units of the last decimal: a digit is right
_DECIMALS = 3  # the most of numbers with a common factor
_MOST_DECIMALS = 5
_MOST_EXPONENT = 300
_GAP = "  "
_ROUNDING = 1e-13
_AS_THEY_ARE = ("0.0", "nan", "inf", "-inf")
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
            tuple(
                text if text in (_DOTS, *_AS_THEY_ARE) else f"{text}e{self.factor}" for text in row
            )
            for row in self.cells
        )

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The rows as they are drawn: aligned on the decimal point, nan and inf flagged."""
        columns = [_aligned(column) for column in zip(*self.cells, strict=True)]
        return tuple(_GAP.join(row) for row in zip(*columns, strict=True)) or (" ",)

    def extent(self, column: int) -> tuple[int, int]:
        """Where the texts of a shown column start and end in the lines, in characters."""
        widths = [len(_aligned(texts)[0]) for texts in zip(*self.cells, strict=True)]
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
            _DOTS if row is None else f"[{', '.join(texts)}]"
            for row, texts in zip(self.rows, self.texts, strict=True)
        ]
        if len(self.shape) == 1:
            return rows[0]
        text = f"[{', '.join(rows)}]"
        for length in reversed(self.shape[:-2]):
            text = f"[{text}, {_DOTS}]" if length > 1 else f"[{text}]"
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
    texts, factor = (is_even and _even(entries)) or _notation(entries, digits)
    cells = tuple(zip(*texts, strict=True))
    note = "" if window else _note(value, rows, columns)
    return Grid(shape, tuple(rows), tuple(columns), cells, note, factor, window is not None)


def make_list_grid(numbers: Sequence[float | None], columns: int) -> Grid:
    """Numbers of several values, in rows from the left; a dot where one isn't there yet."""
    digits = 4 if columns <= _NARROW else 3
    (texts,), factor = _notation([numbers], digits)
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


def flagged(text: str) -> str:
    """A number's text, with a warning sign where it is nan or infinite."""
    return f"{FLAG} {text}" if text.lstrip("-") in ("nan", "inf") else text


def _positions(length: int) -> tuple[int | None, ...]:
    if length <= MOST:
        return tuple(range(length))
    return (*range(_FIRST), None, length - 1)


def _notation(
    columns: Sequence[Sequence[float | None]], digits: int
) -> tuple[list[list[str]], int]:
    """The texts of all columns in one notation, and the exponent that they share."""
    plain = [[_DOTS if one is None else shown(one, digits) for one in column] for column in columns]
    is_narrow = all(len(_aligned(texts)[0]) <= _WIDEST for texts in plain)
    if is_narrow and not any("e" in text for texts in plain for text in texts):
        return plain, 0
    odd = [[text if text in (_DOTS, *_AS_THEY_ARE) else "" for text in texts] for texts in plain]
    exponents = [
        int(shown_as_power(one, digits).partition("e")[2])
        for column, texts in zip(columns, odd, strict=True)
        for one, text in zip(column, texts, strict=True)
        if one is not None and not text
    ]
    highest = max(exponents)
    is_shared = highest - min(exponents) <= _SPREAD and abs(highest) < _MOST_EXPONENT
    # As 0.19030 beside 0.00047.
    if not is_shared and (even := _even(columns, _A_DIGIT, _MOST_DECIMALS)):
        return even
    scaled = [float(one or 0.0) / 10.0**highest for column in columns for one in column]
    decimals = _decimals([one for one in scaled if math.isfinite(one)]) if is_shared else 0
    made = [
        [
            text
            or (
                f"{float(one or 0.0) / 10.0**highest:.{decimals}f}"
                if is_shared
                else shown_as_power(one or 0.0, min(digits, 3))
            )
            for one, text in zip(column, texts, strict=True)
        ]
        for column, texts in zip(columns, odd, strict=True)
    ]
    return made, highest if is_shared else 0


def _even(
    columns: Sequence[Sequence[float | None]], least: float = 0.5, most: int = 0
) -> tuple[list[list[str]], int] | None:
    """The texts with one number of decimals and one factor; None where small ones would be lost.

    Args:
        columns: the numbers.
        least: how many units of the last decimal the smallest number has to be.
        most: up to how many decimals there may be for that.
    """
    sizes = [abs(one) for column in columns for one in column if one and math.isfinite(one)]
    if not sizes:
        return None
    largest = max(sizes)
    is_plain = 0.1 <= largest < 1e3 or (largest < 1e6 and all(one % 1 == 0 for one in sizes))
    factor = 0 if is_plain else math.floor(math.log10(largest))
    if abs(factor) > _MOST_EXPONENT:
        return None
    scaled = [size / 10.0**factor for size in sizes]
    usual = max(1, _DECIMALS - math.floor(math.log10(max(scaled))))
    exact = (d for d in range(1, usual) if all(abs(round(n, d) - n) < _NEAR for n in scaled))
    first = next(exact, usual)
    for decimals in range(first, max(first, most) + 1):
        if min(scaled) >= least / 10**decimals:
            texts = [[_evenly(one, factor, decimals) for one in column] for column in columns]
            return texts, factor
    return None


def _evenly(number: float | None, factor: int, decimals: int) -> str:
    if number is None:
        return _DOTS
    if not number or not math.isfinite(number):
        return shown(number)
    return f"{number / 10.0**factor:.{decimals}f}"


def _decimals(numbers: Sequence[float]) -> int:
    """As few as say all numbers of a grid, three at most."""
    for decimals in range(1, _DECIMALS):
        if all(abs(round(number, decimals) - number) < _NEAR for number in numbers):
            return decimals
    return _DECIMALS


def _aligned(texts: Sequence[str]) -> list[str]:
    """The texts in one width, their decimal points below one another; nan, inf at the right."""
    drawn = [typeset(flagged(text)) for text in texts]
    parts = [text.partition(".") for text in drawn if "." in text]
    before = max((len(whole) for whole, _, _ in parts), default=0)
    after = max((len(rest) for _, _, rest in parts), default=0)
    width = max(before + 1 + after, *map(len, drawn)) if parts else max(map(len, drawn))
    lines = []
    for text in drawn:
        whole, _, rest = text.partition(".")
        if "." in text:
            text = whole.rjust(width - 1 - after) + "." + rest.ljust(after)
        elif text == _DOTS:
            text = text.rjust(width - after).ljust(width)
        lines.append(text.rjust(width))
    return lines


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
    """The mean; 0 where it is nothing but the rounding of a sum to zero."""
    mean, largest = float(numbers.mean()), float(abs(numbers).max())
    return 0.0 if abs(mean) < _ROUNDING * largest else mean
