"""`%%backprop` at the head of a notebook's cell: the cell runs as ever, and its movie is shown."""

from __future__ import annotations

import ast
import builtins
import io
import shlex
import warnings
from collections.abc import Sequence
from typing import Any

from graphviz_backprop.check_beside import with_verdicts
from graphviz_backprop.command.movie_of_options import look_of, movie_of, view_of
from graphviz_backprop.command.parser import parse
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.isolation.interpreter import OWN
from graphviz_backprop.isolation.running import Running
from graphviz_backprop.limits import Limits
from graphviz_backprop.movies import Movie
from graphviz_backprop.sources import Cell, Program, with_inputs
from graphviz_backprop.sources.commands import skip_commands
from graphviz_backprop.sources.parsing import parsed

_HEAD = "%%backprop"


def register(shell: Any) -> None:
    """Make the magic known to a notebook's shell, IPython's."""

    def backprop(line: str, cell: str) -> Movie | None:
        """Run the cell, and show the movie of its output; options as of `graphviz-backprop run`."""
        if not shell.run_cell(cell, store_history=False).success:
            return None
        history = list(shell.history_manager.input_hist_raw)
        try:
            return movie_of_cell(line, cell, history[1:-1], len(history) - 1)
        except BackpropError as error:
            print(f"graphviz-backprop: {error}")
            return None

    shell.register_magic_function(backprop, "cell", "backprop")


def movie_of_cell(line: str, cell: str, earlier: Sequence[str] = (), number: int = 1) -> Movie:
    """The movie of a cell, run in a process of its own after the earlier cells that it needs.

    Args:
        line: options, as on the command line.
        cell: the code.
        earlier: the cells that ran before, from the first on.
        number: of the cell, for places.

    Raises:
        BackpropError: an option is wrong, or as `gb.run` has it.
    """
    try:
        options = parse(["run", "-", *shlex.split(line)])
    except (SystemExit, ValueError):
        raise BackpropError(f"{_HEAD} {line}: wrong options; expected those of run") from None
    program = Program("notebook", None, tuple(_cells(cell, earlier, number)))
    if options.inputs:
        program = with_inputs(program, dict(options.inputs))
    unheard, limits = io.StringIO(), Limits(options.timeout, options.memory)
    with Running(program, limits, unheard, unheard, OWN) as running:
        chosen = options.of, options.choice, view_of(options), options.rounds
        running.call("graphviz_backprop.capture:capture_program", program, *chosen)
        captured = running.result()
    if captured.failed or not captured.graphs:
        raise BackpropError(captured.failed or captured.stopped)
    graphs = captured.graphs
    if options.check:
        graphs, alarms, _ = with_verdicts(captured, program, limits)
        for line in alarms:
            warnings.warn(line, stacklevel=2)
    return movie_of(options, graphs[0], look_of(options))


def _cells(cell: str, earlier: Sequence[str], number: int) -> list[Cell]:
    """The cell, and before it those that give the names that it needs."""
    own = "\n" + skip_commands(cell).code  # the line of the magic counts
    needed, chosen = _names(own, ast.Load), [Cell(own, f"<cell {number}>", number=number)]
    for place, text in reversed(list(enumerate(earlier, start=1))):
        if text.lstrip().startswith(_HEAD):
            text = "\n" + text.lstrip().partition("\n")[2]
        code = skip_commands(text).code
        made = _names(code, ast.Store)
        if made & needed:
            needed = (needed - made) | _names(code, ast.Load)
            chosen.insert(0, Cell(code, f"<cell {place}>", number=place))
    return chosen


def _names(code: str, kind: type[ast.expr_context]) -> set[str]:
    """The names that code reads, or gives."""
    found: set[str] = set()
    for statement in parsed(code):
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, kind):
                found.add(node.id)
            elif kind is ast.Store and isinstance(
                node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
            ):
                found.add(node.name)
            elif kind is ast.Store and isinstance(node, ast.alias):
                found.add((node.asname or node.name).partition(".")[0])
    return found - set(dir(builtins))
