"""A program run plainly and run with its hooks, in a fresh namespace, and what there is to compare.

Nothing of the package runs in the plain one.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import sys
import types
from dataclasses import dataclass
from typing import Any

import numpy as np

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.capture.build_view import build_view
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.levels import ELEMENT, View
from graphviz_backprop.tracing.hooks.instrumented import Hooks
from graphviz_backprop.tracing.syntax.instrument import instrument
from graphviz_backprop.tracing.tape.session import Session


@dataclass
class Run:
    """What a program printed, the names that it left, and the error that ended it."""

    printed: str
    names: dict[str, Any]
    error: tuple[str, str] | None
    session: Session | None = None

    def backprop(self, output: str, view: View) -> Backprop:
        """The backward pass of one of its names; a BackpropError where there is none."""
        assert self.session is not None
        found = [b.record for b in self.session.bindings if b.name == output]
        if not found:
            raise BackpropError(f"{output} is no result")
        graph = build_view(self.session, found[-1], "program", view)
        return backpropagate(graph, 1.0 if graph.seed is None else graph.seed.value)

    def gradients(self, output: str, level: str = ELEMENT, seed: str | None = None) -> Any:
        """The gradients of one of its names at a level, by variable."""
        return self.backprop(output, View(level=level, seed=seed)).by_variable()

    def seen(self) -> tuple[Any, ...]:
        """Everything of it that a reader can compare: texts, bits, types."""
        named = {n: frozen(v) for n, v in self.names.items() if n not in ("__builtins__", "error")}
        return self.printed, self.error, named


def run_plainly(code: str, filename: str = "<program>") -> Run:
    """The program as Python runs it."""
    return _run(compile(code, filename, "exec", dont_inherit=True), filename, builtins)


def run_with_hooks(code: str, filename: str = "<program>") -> Run:
    """The program with its hooks."""
    session = Session()
    hooks = Hooks(session)
    tree = instrument(ast.parse(code))
    names = {**vars(builtins), **hooks.by_name}
    try:
        run = _run(compile(tree, filename, "exec", dont_inherit=True), filename, names)
    finally:
        hooks.restore()
    run.session = session
    return run


def _run(code: types.CodeType, filename: str, names: Any) -> Run:
    module = types.ModuleType("__main__")
    vars(module).update(__file__=filename, __builtins__=names)
    before, sys.modules["__main__"] = sys.modules["__main__"], module
    printed, error = io.StringIO(), None
    try:
        with contextlib.redirect_stdout(printed):
            exec(code, vars(module))
    except Exception as raised:
        error = (type(raised).__name__, str(raised))
    finally:
        sys.modules["__main__"] = before
    return Run(printed.getvalue(), vars(module), error)


def frozen(value: Any, inside: tuple[int, ...] = ()) -> Any:
    """The value as texts: of each number the type and the bits, of each container its parts."""
    kind = value.__class__
    if id(value) in inside:
        return "…"
    inside = (*inside, id(value))
    if isinstance(value, np.ndarray | np.generic):
        bits = value.tolist() if value.dtype == "O" else value.tobytes()
        return kind.__name__, str(value.dtype), value.shape, bits
    if isinstance(value, float):
        return "float", "nan" if value != value else float.hex(value)
    if isinstance(value, int | complex):
        return kind.__name__, repr(value)
    if isinstance(value, list | tuple):
        return kind.__name__, [frozen(part, inside) for part in value]
    if isinstance(value, set | frozenset):
        return kind.__name__, sorted(repr(frozen(part, inside)) for part in value)
    if isinstance(value, dict):
        return kind.__name__, [(frozen(k, inside), frozen(v, inside)) for k, v in value.items()]
    if isinstance(value, str | bytes | None):
        return repr(value)
    is_readers = kind.__module__ == "__main__" and hasattr(value, "__dict__")
    return kind.__name__, frozen(vars(value), inside) if is_readers else ""
