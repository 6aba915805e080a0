"""The values of expressions that a notebook, or Python's prompt, prints without being asked to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any

from graphviz_backprop.sources import Cell
from graphviz_backprop.tracing.syntax.expressions import hook


def show_values(tree: ast.Module, cell: Cell) -> ast.Module:
    """The tree, changed so that it prints what the cell shows."""
    if cell.shows == "each":
        _ShowEach().visit(tree)
    last = tree.body[-1] if tree.body else None
    lines = cell.code.split("\n")
    if cell.shows == "last" and isinstance(last, ast.Expr) and not is_silenced(last, lines):
        last.value = hooked("show", last.value)
    return tree


def is_silenced(expression: ast.Expr, lines: Sequence[str]) -> bool:
    """True if a semicolon follows, with which a notebook doesn't show a value."""
    first, *others = lines[(expression.end_lineno or 1) - 1 :]
    rest = b"\n".join([first.encode()[expression.end_col_offset or 0 :], *map(str.encode, others)])
    return rest.lstrip(b" \t\n)").startswith(b";")


def hooked(name: str, *args: ast.expr) -> ast.Call:
    """A call of a hook in the reader's tree."""
    return ast.Call(ast.Name(hook(name), ast.Load()), list(args), [])


def shower(names: dict[str, Any]) -> Callable[[Any], None]:
    """Make the prompt's printer of values, which keeps each as `_` among the builtins given."""

    def show(value: Any) -> None:
        if value is not None:
            print(repr(value))
            names["_"] = value

    return show


class _ShowEach(ast.NodeTransformer):
    """Shows each expression that is a statement, but for those in functions and classes."""

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        node.value = hooked("show", node.value)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        return node
