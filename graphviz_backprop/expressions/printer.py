"""Printing an expression: what all notations share, which is where parentheses stand."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graphviz_backprop.expressions.tree import indices_of, number_in
from graphviz_backprop.numerals import shown_constant

SUM, PRODUCT, MINUS, POWER, ATOM = range(5)
_SIGNS = {ast.Gt: ">", ast.GtE: ">=", ast.Lt: "<", ast.LtE: "<=", ast.Eq: "=="}
TOTAL = "total"  # `total(x[i, j] * g[i, k], i, 3)`, the sum over i from 0 to 2
Printed = tuple[str, int]  # the text, and how tightly its parts hang together


class Printer:
    """Prints expressions of a few kinds: signs, calls, entries of arrays, `1 if a > 0 else 0`.

    Args:
        names: what is written for a name; a name that is missing stands for itself.

    A notation overrides what it writes otherwise than Python.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def text(self, expression: ast.expr) -> str:
        """The expression in this notation."""
        return self.printed(expression)[0]

    def printed(self, expression: ast.expr) -> Printed:
        """The text, and how tightly its parts hang together."""
        if isinstance(expression, ast.Constant):
            text = self.number(number_in(expression))
            return text, (MINUS if number_in(expression) < 0 else ATOM)
        if isinstance(expression, ast.Name):
            return self.name(expression.id), ATOM
        if isinstance(expression, ast.UnaryOp):
            return f"-{self.within(expression.operand, POWER)}", MINUS
        if isinstance(expression, ast.BinOp):
            return self._of_two(expression)
        if isinstance(expression, ast.Subscript):
            return self.entry(self.text(expression.value), indices_of(expression)), ATOM
        if isinstance(expression, ast.Call):
            assert isinstance(expression.func, ast.Name)
            if expression.func.id == TOTAL:
                return self.total(*expression.args)
            return self.call(expression.func.id, expression.args)
        if isinstance(expression, ast.IfExp):
            return self.choice(expression)
        raise TypeError(f"a rule can't hold {type(expression).__name__}")

    def within(self, expression: ast.expr, least: int) -> str:
        """The text, in parentheses where its parts hang together less than this."""
        text, tightness = self.printed(expression)
        return text if tightness >= least else self.bracketed(text)

    def _of_two(self, expression: ast.BinOp) -> Printed:
        left, right = expression.left, expression.right
        if isinstance(expression.op, ast.Add):
            return f"{self.within(left, SUM)} + {self.within(right, SUM)}", SUM
        if isinstance(expression.op, ast.Sub):
            return f"{self.within(left, SUM)} - {self.within(right, PRODUCT)}", SUM
        if isinstance(expression.op, ast.Mult):
            return self.product(left, right)
        if isinstance(expression.op, ast.Div):
            return self.quotient(left, right)
        return self.power(left, right)

    def number(self, value: float) -> str:
        """A number."""
        return shown_constant(value)

    def name(self, name: str) -> str:
        """A name that is not called."""
        return self._names.get(name, name)

    def bracketed(self, text: str) -> str:
        """The text in parentheses."""
        return f"({text})"

    def product(self, left: ast.expr, right: ast.expr) -> Printed:
        """Two factors."""
        return f"{self.within(left, PRODUCT)} * {self.within(right, MINUS)}", PRODUCT

    def quotient(self, above: ast.expr, below: ast.expr) -> Printed:
        """A division."""
        return f"{self.within(above, PRODUCT)} / {self.within(below, POWER)}", PRODUCT

    def power(self, base: ast.expr, exponent: ast.expr) -> Printed:
        """A power."""
        return f"{self.within(base, ATOM)} ** {self.within(exponent, POWER)}", POWER

    def call(self, function: str, arguments: list[ast.expr]) -> Printed:
        """A function of arguments."""
        return f"{function}({', '.join(map(self.text, arguments))})", ATOM

    def entry(self, name: str, indices: list[ast.expr]) -> str:
        """An entry of an array."""
        return f"{name}[{', '.join(map(self.text, indices))}]"

    def total(self, term: ast.expr, index: ast.expr, count: ast.expr) -> Printed:
        """A sum over an index."""
        over = f"for {self.text(index)} in range({self.text(count)})"
        return f"sum({self.text(term)} {over})", ATOM

    def choice(self, expression: ast.IfExp) -> Printed:
        """One value where a comparison holds, and another where it does not."""
        test = self.comparison(expression.test)
        return f"({self.text(expression.body)} if {test} else {self.text(expression.orelse)})", ATOM

    def comparison(self, test: ast.expr) -> str:
        """`a > 0`."""
        assert isinstance(test, ast.Compare)
        sign = self.sign(_SIGNS[type(test.ops[0])])
        return f"{self.text(test.left)} {sign} {self.text(test.comparators[0])}"

    def sign(self, sign: str) -> str:
        """A sign of comparison."""
        return sign
