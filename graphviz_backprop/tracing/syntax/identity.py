"""`a is b` in the syntax tree: which numbers are one object is asked of the plain ones."""

from __future__ import annotations

import ast

_ALONE = (None, True, False, ...)


def by_identity(node: ast.Compare, hook: str) -> ast.Compare:
    """`hook(a) is hook(b)` for `a is b`; `a is None` stays."""
    parts = [node.left, *node.comparators]
    for place, operator in enumerate(node.ops):
        pair = parts[place : place + 2]
        if isinstance(operator, ast.Is | ast.IsNot) and not any(map(_is_alone, pair)):
            parts[place : place + 2] = [_hooked(part, hook) for part in pair]
    node.left, *node.comparators = parts
    return node


def _is_alone(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and any(part.value is one for one in _ALONE)


def _hooked(part: ast.expr, hook: str) -> ast.expr:
    if isinstance(part, ast.Constant):
        return part
    function = ast.copy_location(ast.Name(hook, ast.Load()), part)
    return ast.copy_location(ast.Call(function, [part], []), part)
