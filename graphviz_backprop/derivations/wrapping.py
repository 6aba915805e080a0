"""Lines that are longer than the page: cut where no factor of any line stands.

All lines are cut at the same columns, so that a factor still stands below what it replaces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from graphviz_backprop.derivations.line_layout import Placed


class Wrapping:
    """Where the pieces of lines stand: in which row, and how far from its start.

    Args:
        lines: their pieces.
        width: of the longest, in characters.
        room: how many a row may have.
    """

    def __init__(self, lines: Sequence[Sequence[Placed]], width: int, room: int) -> None:
        self._cuts = _cuts(lines, width, room)
        self._rows: list[dict[int, int]] = []
        start = 0
        for pieces in lines:
            used = sorted({self._segment(piece.column) for piece in pieces}) or [0]
            self._rows.append({segment: start + place for place, segment in enumerate(used)})
            start += len(used)
        self.row_count = start
        ends = [*self._cuts[1:], width]
        self.width = max(end - cut for cut, end in zip(self._cuts, ends, strict=True))

    def first_row(self, line: int) -> int:
        """The row in which a line begins."""
        return min(self._rows[line].values())

    def place(self, line: int, column: int) -> tuple[int, int]:
        """The row of a piece of a line, and its column there."""
        segment = self._segment(column)
        rows = self._rows[line]
        return rows.get(segment, max(rows.values())), column - self._cuts[segment]

    def _segment(self, column: int) -> int:
        return max(bisect_right(self._cuts, column) - 1, 0)


def _cuts(lines: Iterable[Sequence[Placed]], width: int, room: int) -> list[int]:
    """The columns at which rows begin: those of signs between factors."""
    pieces = [piece for line in lines for piece in line]
    signs = sorted({piece.column for piece in pieces if piece.part is None})
    free = [
        column
        for column in signs
        if not any(one.column < column < one.column + len(one.text) for one in pieces)
    ]
    cuts = [0]
    while width - cuts[-1] > room:
        later = [column for column in free if column > cuts[-1]]
        fitting = [column for column in later if column <= cuts[-1] + room]
        if not later:
            break
        cuts.append(max(fitting) if fitting else later[0])
    return cuts
