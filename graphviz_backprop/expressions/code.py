"""Expressions as Python that runs with `math` alone."""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping

from graphviz_backprop.expressions.printer import ATOM, PRODUCT, SUM, Printed, Printer

_BUILTINS = frozenset("abs max min".split())


def code(
    expression: ast.expr,
    names: Mapping[str, str],
    *,
    is_factor: bool = False,
    is_exact: bool = False,
) -> str:
    """The expression as a line of Python.

    Args:
        expression: a rule.
        names: what is written for a name.
        is_factor: it stands beside others: what has a sign of its own is in parentheses.
        is_exact: numbers have all their digits, so that the line gives the number itself.

    >>> from graphviz_backprop.expressions.tree import parsed
    >>> code(parsed("sigmoid(a) * (1 - sigmoid(a))"), {"a": "z"})
    '1 / (1 + math.exp(-z)) * (1 - 1 / (1 + math.exp(-z)))'
    """
    printer = _ExactCode(names) if is_exact else _Code(names)
    return printer.within(expression, ATOM if is_factor else SUM)


class _Code(Printer):
    def name(self, name: str) -> str:
        return self._names.get(name) or ("math.pi" if name == "pi" else name)

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        listed = ", ".join(map(self.text, arguments))
        if function == "sigmoid":
            minus = ast.UnaryOp(ast.USub(), arguments[0])
            return f"1 / (1 + math.exp({self.text(minus)}))", PRODUCT
        if function == "relu":
            return f"max({listed}, 0)", ATOM
        if function == "sign":
            return f"(({listed} > 0) - ({listed} < 0))", ATOM
        return (
            f"{function}({listed})" if function in _BUILTINS else f"math.{function}({listed})",
            ATOM,
        )

    def choice(self, expression: ast.IfExp) -> Printed:
        test = self.comparison(expression.test)
        return (
            f"({self.text(expression.body)}. if {test} else {self.text(expression.orelse)}.)",
            ATOM,
        )


class _ExactCode(_Code):
    def number(self, value: float) -> str:
        if isinstance(value, int):
            return repr(value)
        return repr(float(value)) if math.isfinite(value) else f'float("{float(value)}")'
