"""The reader's code, which the places of a graph's nodes are in."""

from __future__ import annotations

from graphviz_backprop.graph.place import Place
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class CodeText:
    """A file or a cell.

    Attributes:
        source: the file's name, as places have it.
        cell: its number; None for a file.
        text: all of it.
    """

    source: str
    cell: int | None
    text: str

    def holds(self, place: Place | None) -> bool:
        """True if a place is in it."""
        return place is not None and (place.source, place.cell) == (self.source, self.cell)
