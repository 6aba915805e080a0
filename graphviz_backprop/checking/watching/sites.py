"""The places in the reader's code that give a name a number."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Site:
    """A place in the code that gives a name a number.

    Attributes:
        number: its own.
        kind: "given", "written" (changed in place), "parameter", "loop", "return", or "inner":
            a part of a statement that has no name.
        target: the name, as the code spells it; of a return, the function's; of a part, words.
        filename: of the cell.
        line: of the statement, and its last one.
        reads: the text of what is read there: names, attributes, items.
        function: in which it stands, empty outside of one.
        statement: the statement itself.
        value: the expression that gives the number, where there is one.
        part: which item of a tuple of targets it is.
        is_global: whether a function gives it to a name of the module.
    """

    number: int
    kind: str
    target: str
    filename: str
    line: int
    end: int
    reads: frozenset[str]
    function: str
    function_line: int
    is_update: bool
    statement: ast.AST
    value: ast.expr | None
    part: int | None = None
    is_global: bool = False


@dataclass
class Watched:
    """A program's cells with calls, and the places that these tell of."""

    sites: list[Site] = field(default_factory=list)


def reads_of(node: ast.AST | None) -> frozenset[str]:
    """Return the text of each name, attribute and item that an expression reads."""
    found: set[str] = set()
    for part in ast.walk(node) if node is not None else ():
        if isinstance(part, (ast.Name, ast.Attribute, ast.Subscript)):
            found.add(ast.unparse(part))
    return frozenset(found)
