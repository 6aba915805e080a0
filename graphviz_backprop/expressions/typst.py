"""Expressions in typst math."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graphviz_backprop.expressions.printer import ATOM, POWER, PRODUCT, Printed, Printer
from graphviz_backprop.expressions.tree import length_of_sides
from graphviz_backprop.numerals import typeset

# What typst knows as operators, and what a rule calls otherwise than typst.
_OPERATORS = frozenset("sin cos tan sinh cosh tanh arcsin arccos arctan ln max min".split())
_CALLED = {"log": "ln", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "sigmoid": "sigma"}
_NAMED = {"asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "sign": "sgn", "relu": "ReLU"}
_LOGARITHMS = {"log2": "log_2", "log10": "log_10"}
_PLAIN = frozenset("sqrt abs".split())


def typst(expression: ast.expr, names: Mapping[str, str], has_dots: bool = False) -> str:
    """The expression in typst math.

    Args:
        expression: a rule.
        names: what is written for a name, itself in typst math.
        has_dots: a product has a dot, as where a factor is a number.
    """
    return _Typst(names, has_dots).text(expression)


class _Typst(Printer):
    def __init__(self, names: Mapping[str, str], has_dots: bool) -> None:
        super().__init__(names)
        self._dot = " dot " if has_dots else " "

    def number(self, value: float) -> str:
        text = super().number(value)
        # As text, for the `e` of 1.2e-7 would be a letter and its minus a sign.
        return f'"{typeset(text)}"' if "e" in text else text

    def product(self, left: ast.expr, right: ast.expr) -> Printed:
        text = f"{self.within(left, PRODUCT)}{self._dot}{self.within(right, POWER)}"
        return text, PRODUCT

    def quotient(self, above: ast.expr, below: ast.expr) -> Printed:
        # The parentheses group what stands above and below the line, and are not seen.
        return f"{self._grouped(above)} / {self._grouped(below)}", PRODUCT

    def _grouped(self, part: ast.expr) -> str:
        if isinstance(part, ast.UnaryOp):
            return self.text(part)
        return self.within(part, POWER)

    def power(self, base: ast.expr, exponent: ast.expr) -> Printed:
        power = self._raised(exponent)
        if isinstance(base, ast.Call) and isinstance(base.func, ast.Name):
            operator = _CALLED.get(base.func.id, base.func.id)
            if operator in _OPERATORS:  # `tanh^2(x)`
                return f"{operator}{power}({self._listed(base.args)})", POWER
        return f"{self.within(base, ATOM)}{power}", POWER

    def _raised(self, exponent: ast.expr) -> str:
        if isinstance(exponent, ast.Constant) and exponent.value == 2:
            return "^2"
        return f"^({self.text(exponent)})"

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        if function == "hypot":
            return self.printed(length_of_sides(arguments))
        if function == "exp":
            return f"e^({self._listed(arguments)})", POWER
        if function == "cbrt":
            return f"root(3, {self._listed(arguments)})", ATOM
        listed = self._listed(arguments)
        name = _CALLED.get(function, function)
        if name in _OPERATORS or name == "sigma" or name in _PLAIN:
            return f"{name}({listed})", ATOM
        name = _LOGARITHMS.get(name) or f'"{_NAMED.get(name, name)}"'
        return f"{name}({listed})", ATOM

    def _listed(self, arguments: list[ast.expr]) -> str:
        return ", ".join(map(self.text, arguments))

    def choice(self, expression: ast.IfExp) -> Printed:
        """An indicator: `1(z > 0)`."""
        return f"1({self.comparison(expression.test)})", ATOM
