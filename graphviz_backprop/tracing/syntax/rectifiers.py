"""ReLU written as a choice: `z if z > 0 else 0`, or with `if z > 0: return z`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy

Signs = tuple[tuple[type[ast.cmpop], ...], tuple[type[ast.cmpop], ...]]
_POSITIVE = (ast.Gt, ast.GtE)
_NEGATIVE = (ast.Lt, ast.LtE)
_OPERAND = "_rectified"


def mark_rectifiers(tree: ast.AST) -> None:
    """Mark both values of each such choice with what is compared."""
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp):
            _mark(node.test, node.body, node.orelse)
        for name in ("body", "orelse", "finalbody"):
            statements = getattr(node, name, None)
            if isinstance(statements, list):
                for test, chosen, other in _choices(statements):
                    _mark(test, chosen, other)


def rectified_operand(value: ast.expr) -> ast.expr | None:
    """What is compared where a value is one of such a choice; None elsewhere."""
    operand = getattr(value, _OPERAND, None)
    return operand if isinstance(operand, ast.expr) else None


def _choices(statements: list[ast.stmt]) -> Iterator[tuple[ast.expr, ast.expr, ast.expr]]:
    """The tests that choose between two values that are returned, or given to one name."""
    for statement, behind in zip(statements, [*statements[1:], None], strict=False):
        if not isinstance(statement, ast.If) or len(statement.body) != 1:
            continue
        one = statement.body[0]
        other = statement.orelse[0] if len(statement.orelse) == 1 else None
        if isinstance(one, ast.Return):
            other = other or (None if statement.orelse else behind)
            if isinstance(other, ast.Return) and one.value and other.value:
                yield statement.test, one.value, other.value
        elif isinstance(one, ast.Assign) and isinstance(other, ast.Assign):
            targets, others = ([*map(ast.dump, part.targets)] for part in (one, other))
            if targets == others:
                yield statement.test, one.value, other.value


def _mark(test: ast.expr, chosen: ast.expr, other: ast.expr) -> None:
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return
    operand, bound = test.left, test.comparators[0]
    signs: Signs = (_POSITIVE, _NEGATIVE)
    if _is_zero(operand):
        operand, bound, signs = bound, operand, (_NEGATIVE, _POSITIVE)
    if not (_is_zero(bound) and _is_simple(operand)):
        return
    if isinstance(test.ops[0], signs[1]):
        chosen, other = other, chosen
    elif not isinstance(test.ops[0], signs[0]):
        return
    if ast.dump(chosen) == ast.dump(operand) and _is_zero(other):
        for value in (chosen, other):
            setattr(value, _OPERAND, deepcopy(operand))  # the test's own gets hooks


def _is_zero(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and not node.value


def _is_simple(node: ast.expr) -> bool:
    """True for a name or an attribute of one: reading it again does nothing else."""
    if isinstance(node, ast.Attribute):
        return isinstance(node.value, ast.Name) and not node.attr.startswith("__")
    return isinstance(node, ast.Name)
