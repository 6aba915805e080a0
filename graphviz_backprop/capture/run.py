"""A reader's file, run as `python FILE` or Jupyter would run it."""

from __future__ import annotations

import ast
import builtins
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from graphviz_backprop.capture.build import build_graph
from graphviz_backprop.capture.choice import Choice, choose, refuse_nothing
from graphviz_backprop.capture.instrumented import Hooks
from graphviz_backprop.capture.limits import calm_collector, room_for_long_expressions
from graphviz_backprop.capture.listing import Listing, list_passes
from graphviz_backprop.capture.passes import Pass, Passes, find_passes
from graphviz_backprop.capture.restart import restart
from graphviz_backprop.capture.session import Session
from graphviz_backprop.capture.syntax import hook, instrument
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph
from graphviz_backprop.sources import Cell, Program, where


def run_program(
    program: Program, of: str | None = None, choice: Choice = "first"
) -> tuple[Graph, ...]:
    """Run the code and return the graphs of its passes (see `passes` and `output` for the rules).

    Args:
        program: what a source read.
        of: the name of the output, where the rule is not to choose it.
        choice: which passes are wanted.

    Raises:
        BackpropError: the code is no Python or raises, or it has no such pass or no one output.
    """
    with calm_collector():
        session = _run(program)
        passes = find_passes(session, of)
        chosen = choose(session, passes, program.name, choice, of)
        return tuple(_graph(session, passes, one, program.name) for one in chosen)


def list_program(program: Program, of: str | None = None) -> Listing:
    """Run the code and return what was found in it: its passes and its gradients.

    Raises:
        BackpropError: the code is no Python or raises, or there is nothing to differentiate.
    """
    with calm_collector():
        session = _run(program)
        passes = find_passes(session, of)
        refuse_nothing(session, passes, program.name, of)
        return list_passes(session, passes, program.name)


def _graph(session: Session, passes: Passes, one: Pass, source: str) -> Graph:
    restarted, output = restart(session, passes, one)
    graph = build_graph(restarted, output, source, stretch=one.stretch)
    is_first = one is passes.complete()[0]
    return graph if is_first else replace(graph, pass_number=one.number)


def _run(program: Program) -> Session:
    source = program.name
    session = Session()
    compiled = [_compiled(cell, source) for cell in program.cells]
    hooks = Hooks(session)
    names = {**hooks.by_name, hook("show"): _show, "display": _display}
    with _main_module(program.path, names) as module:
        try:
            for code in compiled:
                exec(code, vars(module))
        except SystemExit as leaving:
            if leaving.code not in (None, 0):
                raise BackpropError(
                    f"{source}: the code ended with exit({leaving.code!r})"
                ) from None
        except BaseException as error:
            files = {cell.filename for cell in program.cells}
            raise BackpropError(_described(error, source, files)) from error
        finally:
            hooks.restore()
    return session


def _compiled(cell: Cell, source: str) -> CodeType:
    try:
        with room_for_long_expressions():
            tree = ast.parse(cell.code, cell.filename)
            last = tree.body[-1] if tree.body else None
            if cell.shows_last and isinstance(last, ast.Expr):
                last.value = ast.Call(ast.Name(hook("show"), ast.Load()), [last.value], [])
            return compile(instrument(tree), cell.filename, "exec", dont_inherit=True)
    except SyntaxError as error:
        place = where(cell.filename, error.lineno or 0)
        raise BackpropError(f"{source}: {place}: not Python: {error.msg}") from None
    except ValueError as error:  # a null byte
        raise BackpropError(f"{source}: not Python: {error}") from None
    except (RecursionError, MemoryError):
        raise BackpropError(f"{source}: an expression is too deep for Python's compiler") from None


@contextmanager
def _main_module(path: Path, hooks: dict[str, Any]) -> Iterator[ModuleType]:
    """A `__main__` for the reader's code, with the hooks among its builtins and no one else's."""
    module = ModuleType("__main__")
    vars(module).update(
        __file__=os.path.abspath(path),
        __builtins__={**vars(builtins), **hooks},
        __annotations__={},
        __cached__=None,
    )
    before = sys.modules["__main__"], sys.argv, sys.path
    sys.modules["__main__"] = module
    sys.argv = [str(path)]
    sys.path = [str(path.resolve().parent), *sys.path[1:]]
    try:
        yield module
    finally:
        sys.modules["__main__"], sys.argv, sys.path = before


def _show(value: Any) -> None:
    if value is not None:
        print(repr(value))


def _display(*values: Any) -> None:
    """What Jupyter's `display` is in plain text."""
    for value in values:
        print(repr(value))


def _described(error: BaseException, source: str, filenames: set[str]) -> str:
    """One line: where in the reader's code it went wrong, and the error's own words."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename in filenames]
    place = f"{where(own[-1].filename, own[-1].lineno or 0)}: " if own else ""
    text = " ".join(str(error).split())
    kind = "" if isinstance(error, BackpropError) else type(error).__name__
    return f"{source}: {place}{kind}{': ' if kind and text else ''}{text}"
