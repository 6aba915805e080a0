"""Comparisons and truth tests in the syntax tree.

    before                         after
    z > 0                          __gb_gt__("z > 0", z, 0)
    0 < f(z) < 1                   __gb_chain_begin__(1, "<", "0 < f(z)", 0, f(z))
                                   and __gb_chain_end__(1, "<", "f(z) < 1", 1)
    if z:                          if __gb_truth__("z", z):

What is only printed, `print(z > 0)`, steers nothing and stays.
"""
# ruff: noqa: D102, N802  # the visitor's methods are named after the nodes of the syntax tree

from __future__ import annotations

import ast
from collections.abc import Iterator

from graphviz_backprop.tracing.syntax.expressions import Expressions, call_hook, hook
from graphviz_backprop.tracing.syntax.identity import by_identity

# Each comparison with its sign, and the name of its hook; identity has a hook of its own.
SIGNS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "lt"),
    ast.LtE: ("<=", "le"),
    ast.Gt: (">", "gt"),
    ast.GtE: (">=", "ge"),
    ast.Eq: ("==", "eq"),
    ast.NotEq: ("!=", "ne"),
    ast.In: ("in", "in"),
    ast.NotIn: ("not in", "not_in"),
    ast.Is: ("is", ""),
    ast.IsNot: ("is not", ""),
}
_SHOWING = frozenset(("print", "display", hook("show")))


class Comparisons(Expressions):
    """Puts the hooks at comparisons and truth tests."""

    def __init__(self, mangle: str = "") -> None:
        super().__init__(mangle)
        self._shown: set[ast.expr] = set()
        self._last_chain = 0
        self._last_site = 0

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        pairs = list(_pairs(node))
        self.generic_visit(node)
        return self._compared(node, pairs)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Each value but the last decides which one is taken."""
        *deciding, last = node.values
        node.values = [*map(self.truth, deciding), self.visit(last)]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if not isinstance(node.op, ast.Not):
            return self.generic_visit(node)
        node.operand = self.truth(node.operand)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        node.test = self.truth(node.test)
        node.msg = node.msg and self.visit(node.msg)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        tests, node.ifs = node.ifs, []
        super().visit_comprehension(node)
        node.ifs = [self.truth(test) for test in tests]
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        self._show(node.value)
        return self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.AST:
        self._show(node.value)
        return super().visit_FormattedValue(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in _SHOWING:
            for argument in node.args:
                self._show(argument)
        return super().visit_Call(node)

    def truth(self, test: ast.expr) -> ast.expr:
        """A test with its hooks: what decides it says so."""
        if isinstance(test, ast.BoolOp):
            test.values = [self.truth(value) for value in test.values]
            return test
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test.operand = self.truth(test.operand)
            return test
        text = ast.Constant(ast.unparse(test))
        visited: ast.expr = self.visit(test)
        if isinstance(test, ast.Compare | ast.Constant):
            return visited
        return call_hook("truth", text, visited, at=test)

    def watch(self, test: ast.expr, site: int) -> ast.expr:
        """`begin_test(site) and test`, where each value that decides it is noted."""
        begin = call_hook("begin_test", ast.Constant(site), at=test)
        return ast.copy_location(ast.BoolOp(ast.And(), [begin, self._watched(test, site)]), test)

    def _watched(self, test: ast.expr, site: int, is_test: bool = True) -> ast.expr:
        if isinstance(test, ast.BoolOp):
            *deciding, last = test.values
            tests = [self._watched(value, site) for value in deciding]
            test.values = [*tests, self._watched(last, site, is_test)]
        elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test.operand = self._watched(test.operand, site)
        elif isinstance(test, ast.Compare):
            pairs = list(_pairs(test))
            test.left = self._watched(test.left, site, False)
            test.comparators = [self._watched(part, site, False) for part in test.comparators]
            return self._compared(test, pairs)
        elif not isinstance(test, ast.Constant):
            text = ast.Constant(ast.unparse(test))
            value = call_hook("tested", ast.Constant(site), self.visit(test), at=test)
            return call_hook("truth", text, value, at=test) if is_test else value
        return test

    def new_site(self) -> int:
        """The number of a test."""
        self._last_site += 1
        return self._last_site

    def _show(self, value: ast.expr) -> None:
        """A comparison that is only printed is not noted."""
        if isinstance(value, ast.BoolOp):
            for part in value.values:
                self._show(part)
        elif isinstance(value, ast.UnaryOp):
            self._show(value.operand)
        else:
            self._shown.add(value)

    def _compared(self, node: ast.Compare, pairs: list[tuple[str, str]]) -> ast.expr:
        """The comparison with its hooks; its sides have theirs.

        Args:
            node: the comparison.
            pairs: the sign and the text of each pair of sides; no text where it can't steer by a
                number.
        """
        if node in self._shown or not any(text for _, text in pairs):
            return by_identity(node, hook("itself"))
        sides = [node.left, *node.comparators]
        if len(pairs) == 1:
            name = SIGNS[type(node.ops[0])][1]
            return call_hook(name, ast.Constant(pairs[0][1]), *sides, at=node)
        self._last_chain += 1
        links: list[ast.expr] = []
        for position, (sign, text) in enumerate(pairs):
            is_last = position == len(pairs) - 1
            name = "chain_begin" if not links else "chain_end" if is_last else "chain_on"
            given = sides[:2] if not links else sides[position + 1 : position + 2]
            told = (self._last_chain, sign, text)
            pair = ast.copy_location(ast.Expr(node), sides[position])
            pair.end_lineno = sides[position + 1].end_lineno
            pair.end_col_offset = sides[position + 1].end_col_offset
            links.append(call_hook(name, *[ast.Constant(part) for part in told], *given, at=pair))
        return ast.copy_location(ast.BoolOp(ast.And(), links), node)


def _pairs(node: ast.Compare) -> Iterator[tuple[str, str]]:
    sides = [node.left, *node.comparators]
    for place, operator in enumerate(node.ops):
        sign, name = SIGNS[type(operator)]
        left, right = pair = sides[place], sides[place + 1]
        is_steering = name and any(not isinstance(side, ast.Constant) for side in pair)
        is_of_numbers = is_steering and all(map(_may_be_number, pair))
        yield sign, f"{ast.unparse(left)} {sign} {ast.unparse(right)}" if is_of_numbers else ""


def _may_be_number(side: ast.expr) -> bool:
    return not isinstance(side, ast.Constant) or isinstance(side.value, int | float)
