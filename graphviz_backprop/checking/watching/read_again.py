"""Targets of statements that can be read once more, to tell of them."""

from __future__ import annotations

import ast
import copy

from graphviz_backprop.tracing.syntax.expressions import hook


def loaded(node: ast.expr) -> ast.expr:
    """Return a copy of a target that reads it."""
    made = copy.deepcopy(node)
    for part in ast.walk(made):
        if hasattr(part, "ctx"):
            part.ctx = ast.Load()
    return made


def is_simple(node: ast.expr) -> bool:
    """Return whether reading it again does nothing else."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Subscript) and not is_simple_index(node.slice):
            return False
        node = node.value
    return isinstance(node, ast.Name)


def is_simple_index(node: ast.expr) -> bool:
    """Return whether reading an index again does nothing else."""
    bad = (ast.NamedExpr, ast.Await, ast.Yield, ast.Lambda)
    return not any(
        isinstance(part, bad)
        or (isinstance(part, ast.Call) and ast.unparse(part.func) not in ("str", "len", "int"))
        for part in ast.walk(node)
    )


def local_names(node: ast.FunctionDef) -> set[str]:
    """Return the names that a function gives itself, and those that it declares outer ones."""
    names = {arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    outer: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            names.add(part.id)
        elif isinstance(part, (ast.Global, ast.Nonlocal)):
            outer.update(part.names)
    return names | outer


def root_and_indices(target: ast.Subscript) -> tuple[ast.expr, ast.Tuple]:
    """Return what is indexed and the indices, outermost first; None for those not read twice."""
    indices: list[ast.expr] = []
    root: ast.expr = target
    while isinstance(root, ast.Subscript):
        is_plain = is_simple_index(root.slice)
        key = ast.Subscript(ast.Name(hook("key"), ast.Load()), loaded(root.slice), ast.Load())
        indices.insert(0, key if is_plain else ast.Constant(None))
        root = root.value
    return root, ast.Tuple(indices, ast.Load())
