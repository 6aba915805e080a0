"""Rectangles by where they are: those near a place are found without a look at all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.figure.mark import Rect

Floats = NDArray[np.float64]
_CELL = 240.0  # points: about the reach of a search
_MOST_CELLS = 64  # of one rectangle; a longer one is looked at in every search


class Neighbours:
    """Rectangles, or straight lines between two corners.

    Args:
        rows: left, top, right, bottom of each; of a line its two ends.
    """

    def __init__(self, rows: Iterable[tuple[float, float, float, float]]) -> None:
        self._rows = np.array(list(rows), dtype=float).reshape(-1, 4)
        self._low = np.minimum(self._rows[:, :2], self._rows[:, 2:])
        self._high = np.maximum(self._rows[:, :2], self._rows[:, 2:])
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._large: list[int] = []
        firsts = np.floor(self._low / _CELL).astype(int).tolist()
        lasts = np.floor(self._high / _CELL).astype(int).tolist()
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > _MOST_CELLS:
                self._large.append(number)
                continue
            for cell in _cells(first, last):
                self._cells[cell].append(number)

    def within(self, area: Rect) -> Floats:
        """The rows that meet an area, in their order."""
        return self._rows[self.numbers(area)]

    def numbers(self, area: Rect) -> NDArray[np.intp]:
        """The numbers of these rows."""
        low, high = (area.left, area.top), (area.right, area.bottom)
        cells = _cells([int(x // _CELL) for x in low], [int(x // _CELL) for x in high])
        near = {number for cell in cells for number in self._cells.get(cell, ())}
        found = np.array(sorted(near.union(self._large)), dtype=np.intp)
        meets = (self._low[found] < high) & (self._high[found] > low)
        numbers: NDArray[np.intp] = found[meets.all(axis=1)]
        return numbers


def _cells(first: list[int], last: list[int]) -> Iterator[tuple[int, int]]:
    return product(range(first[0], last[0] + 1), range(first[1], last[1] + 1))
