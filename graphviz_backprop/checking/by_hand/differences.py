"""Differences of two values, as errors are: `y - output`."""

from __future__ import annotations

import ast
from typing import TypeGuard


def is_difference(value: ast.AST | None) -> TypeGuard[ast.BinOp]:
    """Return whether an expression takes one value away from another."""
    return isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub)


def is_difference_of_names(value: ast.AST | None) -> bool:
    """Return whether both values are plain names: `t - y`. What reads it is likelier wrong."""
    names = (ast.Name, ast.Attribute)
    return is_difference(value) and isinstance(value.left, names) and isinstance(value.right, names)
