"""Expressions in LaTeX."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graphviz_backprop.expressions.printer import ATOM, POWER, PRODUCT, SUM, Printed, Printer
from graphviz_backprop.expressions.tree import length_of_sides

_KNOWN = frozenset("sin cos tan sinh cosh tanh max min".split())
_CALLED = {
    "log": r"\ln",
    "log2": r"\log_2",
    "log10": r"\log_{10}",
    "asin": r"\arcsin",
    "acos": r"\arccos",
    "atan": r"\arctan",
    "sigmoid": r"\sigma",
}
_NAMED = {"asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "sign": "sgn", "relu": "ReLU"}
_SIGNS = {">=": r"\ge", "<=": r"\le", "==": "="}


def latex(expression: ast.expr, names: Mapping[str, str], is_factor: bool = False) -> str:
    r"""The expression in LaTeX's math mode.

    Args:
        expression: a rule.
        names: what is written for a name, itself in LaTeX.
        is_factor: it stands beside others: what has a sign of its own is in parentheses.

    >>> from graphviz_backprop.expressions.tree import parsed
    >>> latex(parsed("1 / (2 * sqrt(a))"), {"a": "x_0"})
    '\\frac{1}{2 \\, \\sqrt{x_0}}'
    """
    return _Latex(names).within(expression, POWER if is_factor else SUM)


class _Latex(Printer):
    def bracketed(self, text: str) -> str:
        return rf"\left({text}\right)"

    def number(self, value: float) -> str:
        text = super().number(value)
        digits, _, power = text.partition("e")
        return rf"{digits} \cdot 10^{{{int(power)}}}" if power else text

    def name(self, name: str) -> str:
        return r"\pi" if name == "pi" else super().name(name)

    def product(self, left: ast.expr, right: ast.expr) -> Printed:
        sign = r" \cdot " if isinstance(right, ast.Constant) else r" \, "
        return f"{self.within(left, PRODUCT)}{sign}{self.within(right, POWER)}", PRODUCT

    def quotient(self, above: ast.expr, below: ast.expr) -> Printed:
        if isinstance(above, ast.UnaryOp):  # the minus stands before the line
            return rf"-\frac{{{self.text(above.operand)}}}{{{self.text(below)}}}", PRODUCT
        return rf"\frac{{{self.text(above)}}}{{{self.text(below)}}}", PRODUCT

    def power(self, base: ast.expr, exponent: ast.expr) -> Printed:
        return f"{self.within(base, ATOM)}^{{{self.text(exponent)}}}", POWER

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        listed = ", ".join(map(self.text, arguments))
        if function == "hypot":
            return self.printed(length_of_sides(arguments))
        if function == "exp":
            return f"e^{{{listed}}}", POWER
        if function in ("sqrt", "cbrt"):
            degree = "[3]" if function == "cbrt" else ""
            return rf"\sqrt{degree}{{{listed}}}", ATOM
        if function == "abs":
            return rf"\left|{listed}\right|", ATOM
        name = _CALLED.get(function) or (rf"\{function}" if function in _KNOWN else "")
        name = name or rf"\operatorname{{{_NAMED.get(function, function)}}}"
        return rf"{name}\left({listed}\right)", ATOM

    def entry(self, name: str, indices: list[ast.expr]) -> str:
        return rf"{{{name}}}_{{{', '.join(map(self.text, indices))}}}"

    def total(self, term: ast.expr, index: ast.expr, count: ast.expr) -> Printed:
        return rf"\sum_{{{self.text(index)}}} {self.within(term, PRODUCT)}", PRODUCT

    def choice(self, expression: ast.IfExp) -> Printed:
        return rf"\mathbf{{1}}\left({self.comparison(expression.test)}\right)", ATOM

    def sign(self, sign: str) -> str:
        return _SIGNS.get(sign, sign)
