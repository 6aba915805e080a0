"""Statements that are Python by chance: outputs and text below a pasted cell's code."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Container, Iterable

_ACTS = (ast.Call, ast.Await, ast.NamedExpr, ast.Yield, ast.YieldFrom)
_LIKE_CODE = re.compile(
    r"\s*(?:[A-Za-z_][\w.]*(?:\[[^\]]*\])*\s*(?:\*\*|//|[-+*/])?=(?!=)"
    r"|(?:def|class)\s+\w+.*[(:]"
    r"|(?:for|while|if|with|try|elif|else|except|finally)\b.*:\s*$"
    r"|print\s*\(|import\s+\w|from\s+\S+\s+import\b)"
)


def acts(statement: ast.stmt) -> bool:
    """True if a statement does more than to name a value."""
    if isinstance(statement, ast.Expr):
        return any(isinstance(node, _ACTS) for node in ast.walk(statement))
    return not (isinstance(statement, ast.AnnAssign) and statement.value is None)


def is_prose(statement: ast.stmt, later: Iterable[ast.stmt], names: Container[str]) -> bool:
    """True if a statement below a blank line is no code of the cell, given the names defined.

    `Introduction` and `Result: 5` are no code, nor is the call of an unknown function,
    `array([1.0])`, with nothing behind it that acts.
    """
    if isinstance(statement, ast.AnnAssign) and statement.value is None:
        return _is_number(statement.annotation) or _reads_unknown(statement.annotation, names)
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    if not acts(statement):
        if isinstance(value, ast.Name):
            return value.id not in names
        return _reads_unknown(value, names)
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
        return False
    return _reads_unknown(value.func, names) and not any(map(acts, later))


def is_value(statement: ast.stmt) -> bool:
    """True if a statement is a number, a string or a list of them, and nothing more."""
    names = (ast.Name, *_ACTS)
    return isinstance(statement, ast.Expr) and not any(
        isinstance(node, names) for node in ast.walk(statement)
    )


def looks_like_code(line: str) -> bool:
    """True if a line that is no Python was meant as code."""
    return _LIKE_CODE.match(line) is not None


def _is_number(value: ast.expr) -> bool:
    if isinstance(value, ast.UnaryOp):
        value = value.operand
    return isinstance(value, ast.Constant) and isinstance(value.value, float | int)


def _reads_unknown(value: ast.expr, names: Container[str]) -> bool:
    read = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
    return any(name not in names and not hasattr(builtins, name) for name in read)
