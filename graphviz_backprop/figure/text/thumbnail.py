"""A large array at a glance: some of its entries, evenly spread, each as a cell with a tint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from graphviz_backprop.figure.mark import Box, Ink, Line, Point, Rect
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes import Theme
from graphviz_backprop.values import Value

_MOST_ROWS, _MOST_COLUMNS, _MOST_IN_A_ROW = 5, 16, 64
_HEIGHT, _WIDTH = 30.0, 60.0  # of a grid whose cells are neither at their least nor at their most
_CELL = (6.0, 15.0)  # the least and the greatest width of a cell
_ROW = (6.0, 10.0)  # the same of its height
_THIN = 1.5  # the least width of a cell in a single row
_SINGLE = 12.0  # the height of a single row
_GAP = 0.4  # between a cell and its edge
_BRACKET = (2.5, 4.0, 1.1)  # from the cells, the length of its feet, its line
_CELL_LINE = 0.4
_EDGE = 0.3  # how dark a cell's edge is
_SIGN = 0.3  # half the length of a minus, as a share of the cell's shorter side
_SIGN_LINE = 1.3
_FAINTEST, _RISE, _STRENGTH = 0.10, 0.7, 0.95
UNDER_NUMBERS = 0.34  # how strong a tint is that has a number on it


@quick_dataclass(frozen=True)
class Thumbnail:
    """An array as cells.

    Attributes:
        value: the array; of more than two axes the last one runs to the right.
        blocked: the entries that a gate lets nothing through to; they are hatched.
        missing: the entries of a list that aren't there; with them every other one is a cell.
    """

    value: Value
    blocked: Value = None
    missing: Value = None

    @cached_property
    def size(self) -> tuple[float, float]:
        """Width and height in points, with the brackets."""
        rows, columns = self._positions
        width, height = self._cell
        room = 2 * (_BRACKET[0] + _BRACKET[2])
        return columns.size * width + room, rows.size * height + room

    @cached_property
    def odd_count(self) -> int:
        """How many entries are nan or infinite."""
        return int((~np.isfinite(np.asarray(self.value, dtype=float))).sum())

    @cached_property
    def blocked_count(self) -> int:
        """How many entries a gate lets nothing through to."""
        return 0 if self.blocked is None else int(self.blocked.sum())

    def inks(self, corner: Point, color: str, theme: Theme) -> Iterator[Ink]:
        """The cells and the brackets, from the top left corner."""
        rows, columns = self._positions
        width, height = self._cell
        shown = self._matrix[np.ix_(rows, columns)]
        hidden = None if self.blocked is None else _as_matrix(self.blocked)[np.ix_(rows, columns)]
        edge = tint(theme.colors.page, theme.colors.faint, _EDGE)
        left, top = (side + _BRACKET[0] + _BRACKET[2] for side in corner)
        for (row, column), share in np.ndenumerate(shares(self._matrix, shown)):
            if self.missing is not None and self.missing[row, column]:
                continue
            x, y = left + column * width, top + row * height
            fill = tint(theme.colors.page, color, share * _STRENGTH)
            cell = Rect(x + _GAP, y + _GAP, x + width - _GAP, y + height - _GAP)
            yield Box(cell, fill, edge, _CELL_LINE, 0.0)
            if hidden is not None and hidden[row, column]:
                yield hatched(cell, theme)
            elif shown[row, column] < 0 and min(width, height) > 4.5:
                half, middle = _SIGN * min(width, height), (x + width / 2, y + height / 2)
                ends = (middle[0] - half, middle[1]), (middle[0] + half, middle[1])
                yield Line(ends, theme.colors.page, _SIGN_LINE)
        yield from self._brackets(corner, color)

    def _brackets(self, corner: Point, color: str) -> Iterator[Ink]:
        _, foot, line = _BRACKET
        width, height = self.size
        top, bottom = corner[1] + line / 2, corner[1] + height - line / 2
        for edge, inwards in (
            (corner[0] + line / 2, foot),
            (corner[0] + width - line / 2, -foot),
        ):
            ends = ((edge + inwards, top), (edge, top), (edge, bottom), (edge + inwards, bottom))
            yield Line(ends, color, line)

    @property
    def _matrix(self) -> Value:
        return _as_matrix(np.asarray(self.value, dtype=float))

    @cached_property
    def _positions(self) -> tuple[Value, Value]:
        rows, columns = self._matrix.shape
        if self.missing is not None:
            return np.arange(rows), np.arange(columns)
        most = _MOST_COLUMNS if rows > 1 else _MOST_IN_A_ROW
        return _spread(rows, _MOST_ROWS), _spread(columns, most)

    @property
    def _cell(self) -> tuple[float, float]:
        rows, columns = (positions.size for positions in self._positions)
        width = min(max(_WIDTH / columns, _CELL[0] if rows > 1 else _THIN), _CELL[1])
        height = min(max(_HEIGHT / rows, _ROW[0]), _ROW[1]) if rows > 1 else _SINGLE
        return width, height


def _as_matrix(value: Value) -> Value:
    return value.reshape(-1, value.shape[-1]) if value.ndim > 1 else value.reshape(1, -1)


def hatched(cell: Rect, theme: Theme) -> Line:
    """The sign of an entry that a gate blocks."""
    side = min(cell.right - cell.left, cell.bottom - cell.top)
    x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
    ends = (x - side / 2, y + side / 2), (x + side / 2, y - side / 2)
    return Line(ends, theme.colors.dimmed, _CELL_LINE * 2)


def shares(whole: Value, shown: Value) -> Value:
    """How dark each entry is: from 0 of a zero to 1 of the largest by magnitude."""
    finite = np.abs(whole[np.isfinite(whole)])
    largest = float(finite.max()) if finite.size else 0.0
    with np.errstate(all="ignore"):
        part = np.nan_to_num(np.abs(shown) / (largest or 1.0), nan=1.0, posinf=1.0)
    return np.where(part > 0, _FAINTEST + (1 - _FAINTEST) * part**_RISE, 0.0)


def tint(page: str, color: str, share: float) -> str:
    """A colour mixed with the page's."""
    ground, ink = bytes.fromhex(page[1:]), bytes.fromhex(color[1:])
    mixed = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return "#" + bytes(mixed).hex()


def _spread(count: int, most: int) -> Value:
    """Evenly spaced positions, the first and the last among them."""
    if count <= most:
        return np.arange(count)
    return np.unique(np.round(np.linspace(0, count - 1, most)).astype(int))
