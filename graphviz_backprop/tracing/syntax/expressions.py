"""Hooks in expressions: at calls, operators and texts of numbers.

`z[0]`, `z.value` and `for v in z` ask the hook `holder` for what they are taken from: `z` itself,
unless it is of a type that can't hold numbers with their records.
"""

from __future__ import annotations

import ast
from typing import TypeVar

from graphviz_backprop.tracing.syntax.number_parameters import kinds_of_literals

OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "truediv",
    ast.Pow: "pow",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.MatMult: "matmul",
}

# Attributes by which such objects hand out the numbers in them.
_ATTRIBUTES = frozenset({"value", "contents", "raw", "buf"})

Tree = TypeVar("Tree", bound=ast.AST)


def hook(name: str) -> str:
    """The name under which a hook stands in the reader's builtins."""
    return f"__gb_{name}__"


def call_hook(name: str, *args: ast.expr, at: ast.AST) -> ast.Call:
    """A call of a hook, at the place of a node of the reader's."""
    # Parts without a place get that of the whole at the end: doing it here would be quadratic.
    function = ast.copy_location(ast.Name(hook(name), ast.Load()), at)
    return ast.copy_location(ast.Call(function, list(args), []), at)


class Expressions(ast.NodeTransformer):
    """Puts hooks into expressions. `mangle` is the class whose private names are meant."""

    def __init__(self, mangle: str = "") -> None:
        self._mangle = mangle.lstrip("_")

    def visit_Call(self, node: ast.Call) -> ast.AST:
        literals = kinds_of_literals(node)
        self.generic_visit(node)
        if int in literals:
            has_decimal = ast.Constant(float in literals)
            node.func = call_hook("callee_of_numbers", node.func, has_decimal, at=node.func)
        else:
            node.func = call_hook("callee", node.func, at=node.func)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        name = OPERATORS.get(type(node.op))
        constants = isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant)
        if name is None or constants:
            return node
        return call_hook(name, node.left, node.right, at=node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:
        self.generic_visit(node)
        node.value = call_hook("bind", ast.Constant(node.target.id), node.value, at=node)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """A text of numbers may be made numbers again: `float(f"{y:.2f}")`."""
        self.generic_visit(node)
        return call_hook("joined", *map(_piece, node.values), at=node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        """Its spec has to stay a text."""
        node.value = self.visit(node.value)
        if isinstance(node.format_spec, ast.JoinedStr):
            self.generic_visit(node.format_spec)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        node.attr = self.mangled(node.attr)
        if node.attr in _ATTRIBUTES and isinstance(node.ctx, ast.Load):
            node.value = self.holder(node.value)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = self.holder(node.value)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if not node.is_async:
            node.iter = self.holder(node.iter, "each")
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """An annotation stays: other code may read it as a text."""
        return node

    def holder(self, value: ast.expr, name: str = "holder") -> ast.expr:
        """The object that numbers are taken from, by way of the hook."""
        is_literal = isinstance(value, ast.Constant | ast.List | ast.Tuple | ast.Dict)
        return value if is_literal else call_hook(name, value, at=value)

    def mangled(self, name: str) -> str:
        """An attribute as Python calls it within the class: `self.__x` is `self._Neuron__x`."""
        is_private = name.startswith("__") and not name.endswith("__")
        return f"_{self._mangle}{name}" if self._mangle and is_private else name


def _piece(part: ast.expr) -> ast.expr:
    """A piece of an f-string: its text, or what shows the value before the next is computed."""
    if not isinstance(part, ast.FormattedValue):
        return part
    spec = part.format_spec or ast.Constant("")
    return call_hook("shown", part.value, ast.Constant(part.conversion), spec, at=part)
