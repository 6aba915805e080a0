"""The `__main__` in which a reader's code runs."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from graphviz_backprop.sources import Program


@contextmanager
def main_module(program: Program, hooks: dict[str, Any]) -> Iterator[ModuleType]:
    """A `__main__` for the reader's code, with the hooks among its builtins and no one else's."""
    module = ModuleType("__main__")
    vars(module).update(__builtins__=hooks, __annotations__={})
    hooks.update({**vars(builtins), **hooks})
    script, folder = "-" if program.name == "stdin" else "-c", ""
    if program.path is not None:
        script, folder = str(program.path), str(program.path.resolve().parent)
        vars(module).update(__file__=os.path.abspath(program.path), __cached__=None)
    has_backend = "MPLBACKEND" in os.environ
    os.environ.setdefault("MPLBACKEND", "Agg")  # a plot opens no window, and runs on
    before = sys.modules["__main__"], sys.argv, sys.path
    sys.modules["__main__"] = module
    sys.argv = [script]
    sys.path = [folder, *sys.path[1:]]
    try:
        yield module
    finally:
        sys.modules["__main__"], sys.argv, sys.path = before
        if not has_backend:
            del os.environ["MPLBACKEND"]


class Jupyter:
    """The result of `get_ipython()`: its magics do nothing here."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **named: Any) -> None:
        """Do nothing."""


def display(*values: Any, **named: Any) -> None:
    """Jupyter's `display`, in plain text."""
    for value in values:
        print(repr(value))
