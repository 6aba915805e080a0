"""Averages with a bar, `x_bar = np.mean(x)`: there the bar does not stand for a derivative."""

from __future__ import annotations

import ast
import re

from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze

_WITH_BAR = re.compile(r"(?:.*\.)?(?:bar_?\w+|\w+_bar)")
_AVERAGES = frozenset("mean average nanmean fmean median".split())
_SQUARES = frozenset("square abs absolute fabs pow power".split())
_SUMS = frozenset("sum nansum fsum".split())


def is_average(event: Event, to: str) -> bool:
    """Return whether a value with a bar in its name is the mean of the variable that it names.

    Args:
        event: the statement that gives it.
        to: the squeezed name of the variable.
    """
    value = _own_part(event) if _WITH_BAR.fullmatch(event.name) else None
    if isinstance(value, ast.Call):
        return _is_called_with(value, _AVERAGES, to)
    if not isinstance(value, ast.BinOp) or not isinstance(value.op, ast.Div):
        return False
    return isinstance(value.left, ast.Call) and _is_called_with(value.left, _SUMS, to)


def is_sum_of_squares(value: ast.AST | None) -> bool:
    """Return whether it sums or averages squares or sizes: `sum((t - y) ** 2 for …) / 2`."""
    while isinstance(value, ast.BinOp) and isinstance(value.op, (ast.Mult, ast.Div)):
        is_number = isinstance(value.left, ast.Constant)
        value = value.right if is_number else value.left
    if not isinstance(value, ast.Call):
        return False
    if called_name(value) not in _AVERAGES | _SUMS:
        return False
    return any(
        (isinstance(part, ast.BinOp) and isinstance(part.op, ast.Pow))
        or (isinstance(part, ast.Call) and called_name(part) in _SQUARES)
        for part in ast.walk(value)
    )


def _own_part(event: Event) -> ast.expr | None:
    """What stands for a name in `x_bar, y_bar = np.mean(x), np.mean(y)`."""
    statement, value = event.site.statement, event.site.value
    target = statement.targets[0] if isinstance(statement, ast.Assign) else None
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return next((part for name, part in pairs if ast.unparse(name) == event.name), None)
    return value


def _is_called_with(call: ast.Call, functions: frozenset[str], to: str) -> bool:
    given = [*call.args[:1], *([call.func.value] if isinstance(call.func, ast.Attribute) else [])]
    return called_name(call) in functions and any(squeeze(ast.unparse(one)) == to for one in given)
