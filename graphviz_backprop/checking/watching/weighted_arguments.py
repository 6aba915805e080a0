"""Weighted sums that get no name: `x @ W + b` in `h = np.tanh(x @ W + b)`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graphviz_backprop.checking.watching.called_names import called_name

_ACTIVATIONS = frozenset("exp tanh maximum max clip".split())


def weighted_arguments(node: ast.Call) -> Iterator[tuple[ast.AST, str, ast.expr]]:
    """Yield what holds such an argument of an activation, a name for it, and the argument."""
    name = called_name(node)
    if name in _ACTIVATIONS:
        for argument in node.args:
            holder: ast.AST = node
            inner = argument
            if isinstance(argument, ast.UnaryOp) and isinstance(argument.op, ast.USub):
                holder, inner = argument, argument.operand
            if _is_weighted(inner):
                yield holder, f"the weighted sum in {name}", inner


def replace_argument(holder: ast.AST, argument: ast.expr, new: ast.expr) -> None:
    """Put another expression in the place of an argument."""
    ast.copy_location(new, argument)
    if isinstance(holder, ast.Call):
        holder.args = [new if one is argument else one for one in holder.args]
    elif isinstance(holder, ast.UnaryOp):
        holder.operand = new


def _is_weighted(value: ast.expr) -> bool:
    """True of `x @ W + b`, `np.dot(x, W)`, `w * x + b`; not of `-z`, of `1 - a`."""
    if isinstance(value, ast.Call):
        return called_name(value) in ("dot", "matmul")
    if not isinstance(value, ast.BinOp):
        return False
    if isinstance(value.op, ast.MatMult):
        return True
    sides = (value.left, value.right)
    is_product = any(isinstance(s, ast.BinOp) and isinstance(s.op, ast.Mult) for s in sides)
    return isinstance(value.op, ast.Add) and (is_product or any(map(_is_weighted, sides)))
