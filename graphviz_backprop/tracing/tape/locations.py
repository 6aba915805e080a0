"""Places in the reader's code, of what was recorded there."""

from __future__ import annotations

import os
import re
from functools import lru_cache

from graphviz_backprop.graph import Place
from graphviz_backprop.sources import where
from graphviz_backprop.tracing.tape.record import SourceLocation

_CELL = re.compile(r"<cell (\d+)>")


def place_of(placed: SourceLocation, source: str) -> Place | None:
    """The place in the reader's code: a cell by its number, a file by its name alone."""
    return place_in(placed.filename, placed.line, source) if placed.code else None


@lru_cache(maxsize=10_000)
def place_in(filename: str, line: int, source: str) -> Place:
    """The place by Python's name of the file, and the line."""
    cell = _CELL.fullmatch(filename)
    if cell:
        return Place(source, line, int(cell[1]))
    is_file = not filename.startswith("<")  # nor are standard input and a string
    return Place(os.path.basename(filename) if is_file else source, line)


def place_here() -> str:
    """Where the reader's code is now: `line 3: `; nothing where that isn't known."""
    here = SourceLocation()
    here.place()
    return f"{where(here.filename, here.line)}: " if here.code else ""
