"""Which cells of a program run, and in which order."""

from __future__ import annotations

import re
from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.sources.source import Program

_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?")


def choose_cells(program: Program, chosen: str) -> Program:
    """The program with only the cells chosen: `3-7,9` by their position, in the order written.

    Raises:
        BackpropError: it is no such list, or there is no such cell.
    """
    number = len(program.cells)
    there = f"{program.name} has {number} cell{'s' if number != 1 else ''}"
    cells = {cell.number: cell for cell in program.cells}
    order: list[int] = []
    for part in str(chosen).split(","):
        found = _RANGE.fullmatch(part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise BackpropError(f"cells: got {chosen!r}; expected the like of 3-7,9; {there}")
        if first < 1 or last > number:
            raise BackpropError(f"cells: there is no cell {part.strip()}; {there}")
        order.extend(range(first, last + 1))
    others = tuple(cell for n, cell in cells.items() if n not in order)
    return replace(program, cells=tuple(cells[n] for n in order), others=others)
