"""A reader's file as code cells, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.registry import Registry


@quick_dataclass(frozen=True, slots=True)
class Cell:
    """Code that runs as one piece.

    Attributes:
        code: Python source. Where the lines of a file count, empty lines stand for what is before.
        filename: what Python calls it: the file's path; `<cell n>` is given where it is empty.
        shows: the values of expressions that are printed: none as in a file, the last one as in a
            notebook, each one as at Python's `>>>`.
        holds_output: what the code printed, and text, may follow it, as in a pasted transcript.
        notes: what was skipped, each with its line.
        number: the cell's position in its file, from 1; the reader of a file leaves it out.
    """

    code: str
    filename: str = ""
    shows: Literal["nothing", "last", "each"] = "nothing"
    holds_output: bool = False
    notes: tuple[str, ...] = ()
    number: int = 0


@quick_dataclass(frozen=True, slots=True)
class Program:
    """A file as its cells, which share one namespace.

    Attributes:
        name: the file's name, for titles and errors; "stdin" or "code" where there is no file.
        path: of the file, if there is one.
        cells: what runs, in this order.
        others: the cells that were not chosen.
    """

    name: str
    path: Path | None
    cells: tuple[Cell, ...]
    others: tuple[Cell, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes on skipped lines, with their places."""
        return tuple(
            f"{self.name}: cell {cell.number}, {note}" for cell in self.cells for note in cell.notes
        )


def code_line(program: Program, cell: int | None, line: int) -> str:
    """A line of a program's code; empty where it has none there.

    Args:
        program: the file.
        cell: the number of the cell; None for a file without cells.
        line: from 1.
    """
    for one in program.cells:
        lines = one.code.splitlines()
        if cell in (None, one.number) and 0 < line <= len(lines):
            return lines[line - 1].strip()
    return ""


@quick_dataclass(frozen=True, slots=True)
class Source:
    """A kind of text that holds code.

    Attributes:
        suffixes: of the files that may be of this kind.
        sign: where in a text, in characters, the first sign of this kind stands; None if there is
            none, -1 where the whole text is one. A text is of the kind whose sign comes first.
        read: the cells of a text; the second argument is what Python calls the file.
    """

    suffixes: tuple[str, ...]
    sign: Callable[[str], int | None]
    read: Callable[[str, str], tuple[Cell, ...]]


_CELL = re.compile(r"<cell (\d+)>")
SOURCES: Registry[Source] = Registry("kind of source", "graphviz_backprop.sources")


def with_plain_ends(text: str) -> str:
    """The text with lines that end as Python counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cell_number(filename: str) -> int | None:
    """The number of a cell by what Python calls it, `<cell 3>`; None of a file."""
    cell = _CELL.fullmatch(filename)
    return int(cell[1]) if cell else None


def where(filename: str, line: int) -> str:
    """A place in words: `cell 3, line 2`, or `line 2` of a file whose lines count."""
    cell = cell_number(filename)
    return f"cell {cell}, line {line}" if cell is not None else f"line {line}"
