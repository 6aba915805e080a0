"""What a piece of the reader's syntax tree looks like."""

from __future__ import annotations

import ast

_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def stored_names(statements: list[ast.stmt]) -> set[str]:
    """The names to which a block itself assigns something that is computed."""
    assigned = [
        target
        for statement in statements
        if isinstance(statement, ast.Assign) and not isinstance(statement.value, ast.Constant)
        for target in statement.targets
    ]
    return {target.id for target in assigned if isinstance(target, ast.Name)}


def grows(name: str, value: ast.expr) -> bool:
    """Whether `name = value` is `name = name + …`: a sum that grows."""
    return (
        isinstance(value, ast.BinOp)
        and isinstance(value.op, ast.Add)
        and isinstance(value.left, ast.Name)
        and value.left.id == name
    )


def is_fill(target: ast.expr, value: ast.expr) -> bool:
    """Whether a literal fills a part of an array, `a[1:] = 0`, `a[z < 0] = 0`: it is no input."""
    literal = value.operand if isinstance(value, ast.UnaryOp) else value
    if not (isinstance(target, ast.Subscript) and isinstance(literal, ast.Constant)):
        return False
    parts = ast.walk(target.slice)
    return any(isinstance(p, ast.Slice | ast.Compare) or _is_ellipsis(p) for p in parts)


def _is_ellipsis(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def leaves_block(statement: ast.If) -> bool:
    """Whether one side of an `if` always leaves the block."""
    sides = (statement.body, statement.orelse)
    return any(side and isinstance(side[-1], _LEAVES) for side in sides)
