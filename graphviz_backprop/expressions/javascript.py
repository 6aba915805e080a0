"""Expressions as JavaScript, with the functions that a living figure brings along.

`div`, `pow` and the functions of `math` are the figure's own: they raise Python's errors.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graphviz_backprop.expressions.printer import ATOM, Printed, Printer


def javascript(expression: ast.expr, names: Mapping[str, str]) -> str:
    """The expression in JavaScript.

    Args:
        expression: a rule.
        names: what is written for a name.

    >>> from graphviz_backprop.expressions.tree import parsed
    >>> javascript(parsed("-a / b**2"), {})
    'div(-a, pow(b, 2))'
    """
    return _JavaScript(names).text(expression)


class _JavaScript(Printer):
    def number(self, value: float) -> str:
        return repr(value)

    def name(self, name: str) -> str:
        return self._names.get(name) or ("Math.PI" if name == "pi" else name)

    def quotient(self, above: ast.expr, below: ast.expr) -> Printed:
        return f"div({self.text(above)}, {self.text(below)})", ATOM

    def power(self, base: ast.expr, exponent: ast.expr) -> Printed:
        return f"pow({self.text(base)}, {self.text(exponent)})", ATOM

    def choice(self, expression: ast.IfExp) -> Printed:
        test = self.comparison(expression.test)
        return f"({test} ? {self.text(expression.body)} : {self.text(expression.orelse)})", ATOM
