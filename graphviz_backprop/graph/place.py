"""A place in the reader's code."""

from __future__ import annotations

from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Place:
    """Where in the reader's code something stands: the file or cell, and the line from 1."""

    source: str
    line: int
    cell: int | None = None

    @property
    def order(self) -> tuple[int, int]:
        """The cell and the line, by which places come in the order of the code."""
        return self.cell or 0, self.line

    def __str__(self) -> str:
        where = f"cell {self.cell}, " if self.cell is not None else ""
        return f"{where}line {self.line}"
