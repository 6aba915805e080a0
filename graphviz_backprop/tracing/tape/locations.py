"""Places in the reader's code, of what was recorded there."""

from __future__ import annotations

import os
from functools import lru_cache

from graphviz_backprop.graph import Place
from graphviz_backprop.sources import cell_number, where
from graphviz_backprop.tracing.tape.record import SourceLocation


def place_of(placed: SourceLocation, source: str) -> Place | None:
    """The place in the reader's code: a cell by its number, a file by its name alone."""
    return place_in(placed.filename, placed.line, source) if placed.code else None


@lru_cache(maxsize=10_000)
def place_in(filename: str, line: int, source: str) -> Place:
    """The place by Python's name of the file, and the line."""
    cell = cell_number(filename)
    if cell is not None:
        return Place(source, line, cell)
    is_file = not filename.startswith("<")  # nor are standard input and a string
    return Place(os.path.basename(filename) if is_file else source, line)


def place_here() -> str:
    """Where the reader's code is now: `line 3: `; nothing where that isn't known."""
    here = SourceLocation()
    here.place()
    return f"{where(here.filename, here.line)}: " if here.code else ""
