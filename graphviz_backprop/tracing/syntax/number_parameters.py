"""Which parameters of a function are numbers that it computes with, by what its body does."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
_FUNCTIONS = frozenset("max min abs float print round pow sum str".split())
_MODULES = frozenset("math np numpy cmath m".split())
_HANDED_ON = (
    ast.Assign,
    ast.AnnAssign,
    ast.Compare,
    ast.FormattedValue,
    ast.IfExp,
    ast.Return,
    ast.Tuple,
    ast.UnaryOp,
)


def number_parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The parameters that are added, multiplied, raised to a power, and never count anything.

    A length, an index, an exponent or an argument of another function may be a whole number for its
    own sake.

    >>> sorted(number_parameters(ast.parse("def f(x, w, n): return w * x ** n").body[0]))
    ['w', 'x']
    >>> number_parameters(ast.parse("def f(a, n): return [a * 2 for _ in range(n)]").body[0])
    {'a'}
    """
    names = {arg.arg for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    computed: set[str] = set()
    others: set[str] = set()
    for name, parent, child in _uses(node, names):
        if _is_operand(parent, child):
            computed.add(name)
        elif not _is_handed_on(parent, child):
            others.add(name)
    return computed - others


def _uses(node: ast.AST, names: set[str]) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    """Each use of one of the names, with the node around it."""
    for parent in ast.walk(node):
        for child in ast.iter_child_nodes(parent):
            if isinstance(child, ast.Name) and child.id in names:
                yield child.id, parent, child


def _is_operand(parent: ast.AST, child: ast.expr) -> bool:
    if isinstance(parent, ast.BinOp):
        is_base = isinstance(parent.op, ast.Pow) and parent.left is child
        return is_base or isinstance(parent.op, _ARITHMETIC)
    return isinstance(parent, ast.Call) and child is not parent.func and _is_of_math(parent)


def _is_handed_on(parent: ast.AST, child: ast.expr) -> bool:
    if isinstance(parent, ast.Call):
        function = parent.func
        return isinstance(function, ast.Name) and function.id in _FUNCTIONS
    return isinstance(parent, _HANDED_ON)


def _is_of_math(call: ast.Call) -> bool:
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in _MODULES
        and len(call.args) == 1
        and function.attr not in ("zeros", "ones", "empty", "arange", "eye", "identity", "array")
    )


def kinds_of_literals(call: ast.Call) -> set[type]:
    """The types of the arguments of `f(2, -0.5)`; none where others than numbers are among them.

    >>> kinds_of_literals(ast.parse("neuron(2, w=-5)", mode="eval").body)
    {<class 'int'>}
    """
    found: set[type] = set()
    if not isinstance(call.func, ast.Name):
        return found
    for part in (*call.args, *(keyword.value for keyword in call.keywords)):
        number = part.operand if isinstance(part, ast.UnaryOp) else part
        value = number.value if isinstance(number, ast.Constant) else None
        if type(value) is not int and type(value) is not float:
            return set()
        found.add(type(value))
    return found
