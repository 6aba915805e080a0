"""Rules over entries of arrays: sums written out, numbers put in, values computed."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import Any

from graphviz_backprop.expressions import TOTAL, constant, indices_of, put_in

# A row of an array, as `Writing.keep` calls it: `W[0]` alone may be an array of a list.
_ROW = re.compile(r"(.+)\[(\d+(?:, \d+)*),\]")
_COMPARED: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
}
_MOST = 4  # terms that are all written out
_FIRST = 2
LEFT_OUT = "…"


def written_out(expression: ast.expr) -> ast.expr:
    """The sums term by term, of many the first two and the last."""

    class Out(ast.NodeTransformer):
        def visit_Call(self, node: ast.Call) -> ast.expr:
            if not (isinstance(node.func, ast.Name) and node.func.id == TOTAL):
                return ast.Call(node.func, [self.visit(one) for one in node.args], [])
            term, index, count = node.args
            assert isinstance(index, ast.Name)
            assert isinstance(count, ast.Constant)
            assert isinstance(count.value, int)
            places = list(range(count.value))
            terms: list[ast.expr] = [
                self.visit(put_in(term, {index.id: constant(k)})) for k in places
            ]
            if len(terms) > _MOST:
                terms = [*terms[:_FIRST], ast.Name(LEFT_OUT), terms[-1]]
            return reduce(_plus, terms)

    made: ast.expr = Out().visit(put_in(expression, {}))
    return made


def _plus(left: ast.expr, right: ast.expr) -> ast.expr:
    return ast.BinOp(left, ast.Add(), right)


def with_numbers(expression: ast.expr, arrays: Mapping[str, Any]) -> ast.expr:
    """The numbers in the place of entries whose indices are numbers, and of single numbers.

    Args:
        expression: of entries.
        arrays: by what is written for them.
    """

    class Numbers(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            value = arrays.get(node.id)
            return node if value is None or value.shape else constant(float(value))

        def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
            return constant(float(arrays[name_of(node)][tuple(map(_place, indices_of(node)))]))

        def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
            assert isinstance(node.test, ast.Compare)
            sides = (self.visit(one) for one in (node.test.left, node.test.comparators[0]))
            holds = _COMPARED[type(node.test.ops[0])](*map(_number, sides))
            taken: ast.expr = self.visit(node.body if holds else node.orelse)
            return taken

        def visit_Call(self, node: ast.Call) -> ast.expr:
            return ast.Call(node.func, [self.visit(one) for one in node.args], [])

    made: ast.expr = Numbers().visit(put_in(expression, {}))
    return made


def merged(expression: ast.expr) -> ast.expr:
    """Entries of a row as entries of the array: `p[0, i]` of `p[0,]` at i."""

    class Merged(ast.NodeTransformer):
        def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
            found = _ROW.fullmatch(name_of(node))
            if not found:
                return node
            row = [constant(int(place)) for place in found[2].split(", ")]
            return entry_at(found[1], [*row, *indices_of(node)])

    made: ast.expr = Merged().visit(put_in(expression, {}))
    return made


def row_name(text: str, row: tuple[int, ...]) -> str:
    """What a row of an array is called among names: `p[0,]`."""
    return f"{text}[{', '.join(map(str, row))},]"


def said_of_row(name: str) -> str:
    """The same as a reader writes it: `p[0]`."""
    return f"{name[:-2]}]" if name.endswith(",]") else name


def name_of(entry: ast.Subscript) -> str:
    """What is written for the array of an entry."""
    assert isinstance(entry.value, ast.Name)
    return entry.value.id


def is_whole(expression: ast.expr) -> bool:
    """True if nothing is left out of it."""
    return not any(isinstance(one, ast.Name) and one.id == LEFT_OUT for one in ast.walk(expression))


def entry_of(name: str, places: tuple[int, ...]) -> ast.expr:
    """`x[0, 1]`; the name itself without any."""
    return entry_at(name, [constant(place) for place in places])


def entry_at(name: str, parts: Sequence[ast.expr]) -> ast.expr:
    """`x[i, 1]`; the name itself without any."""
    if not parts:
        return ast.Name(name)
    return ast.Subscript(ast.Name(name), ast.Tuple(list(parts)) if len(parts) > 1 else parts[0])


def _number(side: ast.expr) -> float:
    assert isinstance(side, ast.Constant)
    assert isinstance(side.value, int | float)
    return side.value


def _place(index: ast.expr) -> int:
    assert isinstance(index, ast.Constant)
    assert isinstance(index.value, int)
    return index.value
