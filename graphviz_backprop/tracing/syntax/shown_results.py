"""Results that the code shows without giving them a name: `mse` of `print(mse(net(x), y))`."""

from __future__ import annotations

import ast

from graphviz_backprop.tracing.syntax.comparisons import Comparisons
from graphviz_backprop.tracing.syntax.expressions import call_hook, hook

_SHOWING = frozenset(("print", "display", hook("show")))
_FORMATTING = frozenset("round float int str repr format".split())  # what is inside is meant
_LONGEST = 40


class ShownResults(Comparisons):
    """Puts the hooks of results without a name in, with those of the expressions themselves."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if is_noted(node):
            return self.generic_visit(node)
        note_shown(node)
        return super().visit_Call(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        note_shown(node)
        return super().visit_BinOp(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        note_shown(node)
        return super().visit_FormattedValue(node)


def note_shown(node: ast.Call | ast.BinOp | ast.FormattedValue) -> None:
    """Put the hook around each such result in a call, a `%` or a piece of an f-string.

    The hook is told what to call it: by the function that returned it, or by its code.

    >>> node = ast.parse("print('loss', round(mse(p, y), 3))", mode="eval").body
    >>> note_shown(node)
    >>> ast.unparse(node)
    "print('loss', round(__gb_note_shown__('mse', mse(p, y)), 3))"
    """
    if isinstance(node, ast.FormattedValue):
        node.value = _noted(node.value)
    elif isinstance(node, ast.Call) and _shows(node):
        node.args = [_noted(part) for part in node.args]
    elif isinstance(node, ast.BinOp) and _is_text(node.left) and isinstance(node.op, ast.Mod):
        if isinstance(node.right, ast.Tuple):
            node.right.elts = [_noted(part) for part in node.right.elts]
        else:
            node.right = _noted(node.right)


def is_noted(call: ast.Call) -> bool:
    """True if it is the hook itself."""
    return isinstance(call.func, ast.Name) and call.func.id == hook("note_shown")


def _shows(call: ast.Call) -> bool:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr == "format" and _is_text(function.value)
    return isinstance(function, ast.Name) and function.id in _SHOWING


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _noted(node: ast.expr) -> ast.expr:
    text = ""
    if isinstance(node, ast.BinOp) and not _is_text(node.left):
        text = ast.unparse(node)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        if isinstance(node.func, ast.Name) and node.func.id in _FORMATTING:
            node.args[:1] = [_noted(part) for part in node.args[:1]]
        else:
            text = ast.unparse(node.func)
    if not 0 < len(text) <= _LONGEST:
        return node
    return call_hook("note_shown", ast.Constant(text), node, at=node)
