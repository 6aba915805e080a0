"""A line of a derivation over arrays, and how it is made of a rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from graphviz_backprop.derivations.of_arrays.entries import merged
from graphviz_backprop.derivations.spelled import latex_expression
from graphviz_backprop.expressions import code, parsed, put_in
from graphviz_backprop.quick_dataclass import quick_dataclass

WITH_NUMBERS = "with the numbers"
_DIFFERENTIAL = re.compile(r"d(.+)/d(.+)")


@quick_dataclass(frozen=True, slots=True)
class Line:
    """A line.

    Attributes:
        left: what is computed, as code; empty to go on from the line before.
        right: the expression as code.
        reason: what was done.
        latex: the whole line in math mode, with `&` before its sign.
        runs: the right side can be run, with the indices that it has.
        sign: "+=" where what was there stays.
    """

    left: str
    right: str
    reason: str
    latex: str
    runs: bool = False
    sign: str = "="

    @property
    def text(self) -> str:
        """The line as code."""
        return f"{self.left} {self.sign} {self.right}" if self.left else f"= {self.right}"

    def is_of(self, target: str) -> bool:
        """True if it computes this gradient or an entry of it."""
        return self.left == target or self.left.startswith(f"{target}[")

    def added_to(self, target: str) -> Line:
        """The same of one more contribution to a gradient."""
        if not self.is_of(target):
            return self
        return replace(self, sign="+=", latex=self.latex.replace("&=", r"&\mathrel{+}=", 1))


def named(names: Mapping[str, str]) -> dict[str, ast.expr]:
    """For the letters of a rule the names that take their places."""
    return {letter: ast.Name(name) for letter, name in names.items()}


def filled(rule: str, parts: Mapping[str, ast.expr]) -> ast.expr:
    """A rule with names, and numbers for its indices."""
    return merged(put_in(parsed(rule), parts))


# What is computed: nothing anew, an entry, or a derivative, of the one with respect to the other.
Left = ast.expr | tuple[ast.expr, ast.expr] | None


def make_line(
    left: Left, right: ast.expr, reason: str, runs: bool = False, result: str = ""
) -> Line:
    """A line of expressions.

    Args:
        left: None to go on from the line before.
        right: the expression.
        reason: what was done.
        runs: the expression can be run.
        result: what comes of its numbers.
    """
    behind = f" = {result}" if result else ""
    in_code, in_latex = _spelled(left)
    latex = f"{in_latex} &= {latex_expression(right)}{behind}"
    return Line(in_code, f"{code(right, {})}{behind}", reason, latex, runs)


def line_with_numbers(left: Left, numbers: ast.expr, result: str) -> Iterator[Line]:
    """An entry with its numbers; none where that is nothing but the result."""
    if code(numbers, {}) != result:
        yield make_line(left, numbers, WITH_NUMBERS, result=result)


def _spelled(left: Left) -> tuple[str, str]:
    if left is None:
        return "", ""
    if isinstance(left, ast.expr):
        return code(left, {}), latex_expression(left)
    above, below = left
    fraction = rf"\frac{{\partial {latex_expression(above)}}}{{\partial {latex_expression(below)}}}"
    return f"d{code(above, {})}/d{code(below, {})}", fraction


def left_side(left: str, parts: Mapping[str, ast.expr]) -> Left:
    """The left side of a rule: `d[j]`, or a derivative `ds[i]/da[j]`."""
    found = _DIFFERENTIAL.fullmatch(left)
    if found:
        above, below = (filled(side, parts) for side in found.groups())
        return above, below
    return filled(left, parts) if left else None
