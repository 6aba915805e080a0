"""What may stand in the place of one part of a line: a sign, an operand, a number."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Iterator

from graphviz_backprop.checking.watching.called_names import called_name

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.Lt, ast.GtE),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.GtE: (ast.LtE, ast.Gt),
    ast.LtE: (ast.GtE, ast.Lt),
}
_MEAN = {"mean": "sum", "sum": "mean"}


def changes(statement: ast.stmt) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    """Yield parts of the statement with what may stand in their place."""
    value = value_of(statement)
    if not isinstance(value, (ast.List, ast.Tuple, ast.Dict)):
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
            yield "the sign", value, value.operand
        else:
            yield "the sign", value, ast.UnaryOp(ast.USub(), value)
    for node in expressions(statement):
        if isinstance(node, ast.BinOp):
            yield from _of_operation(node)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            for other in _COMPARISONS.get(type(node.ops[0]), ()):
                made = copy.deepcopy(node)
                made.ops = [other()]
                yield "the comparison", node, made
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield "the sign", node, node.operand
        elif isinstance(node, ast.Attribute) and node.attr == "T":
            yield "it is transposed", node, node.value
        elif isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield from _of_number(node)
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            text = ast.unparse(node)
            if text not in ("np", "self") and not text.startswith("np."):
                yield "a power is missing", node, parsed(f"{text} ** 2")


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    if isinstance(node.op, (ast.Mult, ast.Div)):
        is_division = isinstance(node.op, ast.Div)
        kind = f"it is divided by {ast.unparse(node.right)}" if is_division else "an extra factor"
        yield kind, node, node.left
        if isinstance(node.op, ast.Mult):
            yield "an extra factor", node, node.right
    elif isinstance(node.op, ast.Pow):
        yield "an extra power", node, node.left
    elif isinstance(node.op, (ast.Sub, ast.Add)):
        made = copy.deepcopy(node)
        made.op = ast.Add() if isinstance(node.op, ast.Sub) else ast.Sub()
        yield "the sign", node, made
        if isinstance(node.op, ast.Sub):
            yield "the sign", node, ast.BinOp(node.right, ast.Sub(), node.left)
        yield "an extra term", node, node.left
        yield "an extra term", node, node.right
    if isinstance(node.op, ast.MatMult):
        yield from _of_product(node, [node.left, node.right])


def _of_product(
    node: ast.expr, operands: Iterable[ast.expr]
) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    for operand in operands:
        text = ast.unparse(operand)
        if isinstance(operand, ast.Attribute) and operand.attr == "T":
            yield "it is transposed", operand, operand.value
        else:
            yield "it is transposed", operand, parsed(f"({text}).T")


def _of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    function = node.func
    name = called_name(node)
    if name in _MEAN and isinstance(function, ast.Attribute):
        made = copy.deepcopy(node)
        assert isinstance(made.func, ast.Attribute)
        made.func.attr = _MEAN[name]
        yield f"a {name} stands for a {_MEAN[name]}", node, made
    if name == "transpose" and isinstance(function, ast.Attribute) and not node.args:
        yield "it is transposed", node, function.value
    if name in ("dot", "matmul"):
        is_method = len(node.args) == 1 and isinstance(function, ast.Attribute)
        operands = node.args[:2]
        if is_method and isinstance(function, ast.Attribute):
            operands = [function.value, node.args[0]]
        yield from _of_product(node, operands)
        if len(node.args) == 2:
            made = copy.deepcopy(node)
            made.args.reverse()
            yield "swapped operands", node, made
    if name == "outer" and len(node.args) == 2:
        made = copy.deepcopy(node)
        made.args.reverse()
        yield "swapped operands", node, made
    for number, keyword in enumerate(node.keywords):
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            for other in (0, 1):
                made = copy.deepcopy(node)
                made.keywords[number].value = ast.Constant(other)
                yield "the axis", node, made


def _of_number(node: ast.Constant) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    text = repr(node.value)
    found = [1, 2, 0, -1, 3, 0.5]
    if len(text) > 1:
        with_less = text[:-1].rstrip(".")
        if re.fullmatch(r"-?\d+(\.\d+)?", with_less):
            found.insert(0, ast.literal_eval(with_less))
    for number in found:
        if number != node.value:
            yield "another number", node, ast.Constant(number)


def expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """Yield all parts of what a statement computes, and of what picks the numbers it sets."""
    roots: list[ast.AST] = [value_of(statement)]
    for target in getattr(statement, "targets", ()):
        is_masked = isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Constant)
        roots += [target.slice] if is_masked else []
    for root in roots:
        yield from (node for node in ast.walk(root) if isinstance(node, ast.expr))


def value_of(statement: ast.stmt) -> ast.expr:
    """What a statement gives a name, or returns."""
    value = getattr(statement, "value", None)
    assert isinstance(value, ast.expr)  # others are not repaired
    return value


def parsed(text: str) -> ast.expr:
    """Return an expression from its text."""
    return ast.parse(text, mode="eval").body
