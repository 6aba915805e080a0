"""Expressions as Python's own syntax trees: parsed, put into each other, simplified."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

_FOLDED: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


@lru_cache(maxsize=4096)
def parsed(text: str) -> ast.expr:
    """An expression as a tree. It is shared: never change it.

    >>> ast.dump(parsed("1 / b"))
    "BinOp(left=Constant(value=1), op=Div(), right=Name(id='b', ctx=Load()))"
    """
    return ast.parse(text, mode="eval").body


def is_sum(expression: ast.expr) -> bool:
    """True if its parts are added, or if it starts with a minus."""
    if isinstance(expression, ast.UnaryOp):
        return True
    return isinstance(expression, ast.BinOp) and isinstance(expression.op, ast.Add | ast.Sub)


@lru_cache(maxsize=1_000)
def has_signs_alone(expression: ast.expr) -> bool:
    """True if it has names and numbers with signs between them: no function, no choice."""
    return not any(isinstance(one, ast.Call | ast.IfExp) for one in ast.walk(expression))


def names_in(expression: ast.expr) -> list[str]:
    """The names that are not those of functions, each once."""
    called = {id(one.func) for one in ast.walk(expression) if isinstance(one, ast.Call)}
    names = (one for one in ast.walk(expression) if isinstance(one, ast.Name))
    return list(dict.fromkeys(one.id for one in names if id(one) not in called))


def indices_of(entry: ast.Subscript) -> list[ast.expr]:
    """The indices of an entry of an array, `i` and `j` of `x[i, j]`."""
    index = entry.slice
    return list(index.elts) if isinstance(index, ast.Tuple) else [index]


def put_in(expression: ast.expr, parts: Mapping[str, ast.expr]) -> ast.expr:
    """The expression with others in the place of names."""

    class Put(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return parts.get(node.id, node)

        def visit_Call(self, node: ast.Call) -> ast.expr:
            arguments = [self.visit(argument) for argument in node.args]
            return ast.Call(node.func, arguments, [])

    class Copied(ast.NodeTransformer):
        """A new node for each, for a transformer changes those that it visits."""

        def generic_visit(self, node: ast.AST) -> ast.AST:
            fields = {
                name: list(value) if isinstance(value, list) else value
                for name, value in ast.iter_fields(node)
            }
            return super().generic_visit(type(node)(**fields))

    made: ast.expr = Put().visit(Copied().visit(expression))
    return made


def length_of_sides(arguments: list[ast.expr]) -> ast.expr:
    """What `hypot` is: the root of the sum of the squares."""
    left, right = (ast.BinOp(one, ast.Pow(), ast.Constant(2)) for one in arguments)
    return ast.Call(ast.Name("sqrt"), [ast.BinOp(left, ast.Add(), right)], [])


def simplified(expression: ast.expr) -> ast.expr:
    """Without factors and powers of one, terms of zero, and with sums and products of numbers."""
    if isinstance(expression, ast.BinOp):
        left, right = simplified(expression.left), simplified(expression.right)
        return _of_two(left, expression.op, right)
    if isinstance(expression, ast.UnaryOp):
        inner = simplified(expression.operand)
        is_minus = isinstance(expression.op, ast.USub)
        if is_minus and isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.USub):
            return inner.operand
        if is_minus and _is_number(inner, 0):
            return inner
        return ast.UnaryOp(expression.op, inner)
    if isinstance(expression, ast.Call):
        return ast.Call(expression.func, [simplified(one) for one in expression.args], [])
    return expression


def _of_two(left: ast.expr, op: ast.operator, right: ast.expr) -> ast.expr:
    fold = _FOLDED.get(type(op))
    if fold and isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
        return _number(fold(number_in(left), number_in(right)))
    if isinstance(op, ast.Mult):
        if _is_number(left, 1):
            return right
        if _is_number(right, 1):
            return left
        if _is_number(left, 0) or _is_number(right, 0):
            return _number(0)
    if isinstance(op, ast.Pow | ast.Div) and _is_number(right, 1):
        return left
    if isinstance(op, ast.Pow) and _is_number(right, 0):
        return _number(1)
    if isinstance(op, ast.Add | ast.Sub) and _is_number(right, 0):
        return left
    if isinstance(op, ast.Add) and _is_number(left, 0):
        return right
    return ast.BinOp(left, op, right)


def constant(value: Any) -> ast.Constant:
    """A number as an expression; of one of NumPy's types Python's own.

    >>> import numpy as np
    >>> ast.unparse(constant(np.float64(3.0))), ast.unparse(constant(np.int64(2)))
    ('3.0', '2')
    """
    return ast.Constant(value.item() if hasattr(value, "item") else value)


def number_in(expression: ast.Constant) -> float:
    """The number of a constant."""
    assert isinstance(expression.value, int | float)
    return expression.value


def _number(value: float) -> ast.expr:
    is_whole = math.isfinite(value) and value == int(value)
    return constant(int(value) if is_whole else value)


def _is_number(expression: ast.expr, value: float) -> bool:
    return isinstance(expression, ast.Constant) and expression.value == value
