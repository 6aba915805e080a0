"""A reader's cells as code with hooks, ready to run."""

from __future__ import annotations
import __future__

import ast
import warnings
from collections.abc import Container
from types import CodeType

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.execute.displayed_values import show_values
from graphviz_backprop.execute.transcript_cell import PastedCell
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.sources import Cell, Program, where
from graphviz_backprop.sources.parsing import parsed, python_lines
from graphviz_backprop.tracing.hooks.interpreter_limits import room_for_long_expressions
from graphviz_backprop.tracing.syntax.doubled import has_loops, instrument_twice
from graphviz_backprop.tracing.syntax.instrument import instrument


@quick_dataclass(frozen=True, slots=True)
class Compiled:
    """A cell's code; `pasted` finds the end of code that its output follows."""

    cell: Cell
    code: CodeType
    pasted: PastedCell | None


def compile_cells(
    program: Program, names: Container[str], stands_twice: bool = False
) -> tuple[list[Compiled], BackpropError | None]:
    """The cells as code, before the first one runs, up to one that is no Python; and its error.

    Args:
        program: what a source read.
        names: the names that will be defined while the code runs.
        stands_twice: loops and functions get plain code beside that with hooks.

    Raises:
        BackpropError: the first one is no Python.
    """
    compiled: list[Compiled] = []
    flags = 0
    for cell in program.cells:
        try:
            with room_for_long_expressions():
                compiled.append(_compiled(cell, flags, names, stands_twice))
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            wrong = _refusal(program, cell, error)
            if not compiled:
                raise wrong from None
            return compiled, wrong
        # What a cell imports from the future holds for those that follow.
        flags |= compiled[-1].code.co_flags & __future__.annotations.compiler_flag
    return compiled, None


def _refusal(program: Program, cell: Cell, error: Exception) -> BackpropError:
    if isinstance(error, SyntaxError):
        return no_python(program, cell, error)
    if isinstance(error, ValueError):  # a null byte
        return BackpropError(f"{program.name}: not Python: {error}")
    return BackpropError(f"{program.name}: an expression is too deep for Python's compiler")


def _compiled(cell: Cell, flags: int, names: Container[str], stands_twice: bool) -> Compiled:
    pasted = PastedCell(cell.code, names) if cell.holds_output else None
    tree = pasted.tree if pasted else show_values(ast.parse(cell.code, cell.filename), cell)
    if cell.shows == "last":
        flags |= ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    with warnings.catch_warnings():
        if pasted:  # `[1.0] [2.0]` may be output: no index of a list
            warnings.simplefilter("ignore", SyntaxWarning)
        hooked = instrument_twice(tree) if stands_twice else instrument(tree)
        code = compile(hooked, cell.filename, "exec", flags=flags, dont_inherit=True)
    return Compiled(cell, code, pasted)


def repeats(program: Program) -> bool:
    """True where a cell has a loop, so that recording may sleep between its rounds."""
    return any(_has_loops(cell) for cell in program.cells)


def _has_loops(cell: Cell) -> bool:
    lines = cell.code.split("\n")
    return any(map(has_loops, parsed("\n".join(lines[: python_lines(lines)]))))


def no_python(program: Program, cell: Cell, error: SyntaxError) -> BackpropError:
    """The error's line in the reader's own terms."""
    place = where(cell.filename, error.lineno or 0)
    return BackpropError(f"{program.name}: {place}: not Python: {error.msg}")
