"""The cells of a program as code alone, without the output that is pasted below it."""

from __future__ import annotations

import ast
import contextlib
import warnings
from dataclasses import replace
from typing import Any

from graphviz_backprop.checking.watching.watched_runs import quiet
from graphviz_backprop.execute.main_module import Jupyter, display, main_module
from graphviz_backprop.execute.transcript_cell import PastedCell
from graphviz_backprop.sources import Cell, Program, where
from graphviz_backprop.tracing.syntax.expressions import hook


def code_alone(program: Program) -> tuple[Program, str]:
    """Return the program with code in its cells alone; and what is no Python, where something is.

    Where code ends in a pasted cell is found by running it, see `PastedCell`. From a cell on that
    is no Python, the cells are left out.
    """
    if any(cell.holds_output for cell in program.cells):
        program = _without_output(program)
    kept: list[Cell] = []
    for cell in program.cells:
        try:
            ast.parse(cell.code, cell.filename)
        except SyntaxError as error:
            place = where(cell.filename, error.lineno or 0)
            return replace(program, cells=tuple(kept)), f"{place}: not Python: {error.msg}"
        except (ValueError, RecursionError, MemoryError):
            return replace(program, cells=tuple(kept)), "not Python that can be read"
        kept.append(cell)
    return replace(program, cells=tuple(kept)), ""


def _run(cell: Cell, names: dict[str, Any]) -> None:
    with contextlib.suppress(Exception, SystemExit):
        exec(compile(cell.code, cell.filename, "exec"), names)


def _without_output(program: Program) -> Program:
    cells: list[Cell] = []
    names = {"display": display, "get_ipython": Jupyter}
    with main_module(program, names) as module, quiet():
        for cell in program.cells:
            if not cell.holds_output:
                cells.append(cell)
                _run(cell, vars(module))  # what follows may need its names
                continue
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    pasted = PastedCell(cell.code, vars(module))
                    code = compile(ast.fix_missing_locations(pasted.tree), cell.filename, "exec")
            except (SyntaxError, ValueError):
                cells.append(replace(cell, holds_output=False))
                continue
            if not pasted.has_code():
                continue
            names[hook("after")] = pasted.after
            try:
                with pasted.listening():
                    exec(code, vars(module))
            except (Exception, SystemExit):
                cells.append(replace(cell, code=pasted.code, holds_output=False))
                break
            cells.append(replace(cell, code=pasted.code, holds_output=False))
    return replace(program, cells=tuple(cells))
