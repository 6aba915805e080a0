"""Patterns in the reader's syntax tree."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from graphviz_backprop.quick_dataclass import quick_dataclass

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_PUT_IN = {"append": 1, "insert": 2}  # and the number of arguments
_LEAVES = (ast.Return, ast.Raise, ast.Continue, ast.Break)


def stored_names(statements: list[ast.stmt]) -> set[str]:
    """The names to which a block itself assigns something that is computed."""
    assigned = [
        target
        for statement in statements
        if isinstance(statement, ast.Assign) and not isinstance(statement.value, ast.Constant)
        for target in statement.targets
    ]
    return {target.id for target in assigned if isinstance(target, ast.Name)}


_CHANGES = {ast.Add: "augment_sum", ast.Sub: "augment_difference"}


@quick_dataclass(frozen=True)
class Change:
    """How a target's value goes on from its own: `w = w + change`, and `- more` behind it.

    Attributes:
        hook: the name of the hook for the change.
        change: the first term.
        further: the sums and differences around it, from the inside out.
    """

    hook: str
    change: ast.expr
    further: tuple[ast.BinOp, ...] = ()


def change_of_itself(target: ast.expr, value: ast.expr) -> Change | None:
    """The change where a target's value goes on from its own: `w = w + …`, `y = y + a + b`.

    So do those of objects under any name, `one.w = one.w - …`; a name that something is taken away
    from is known by it without this.
    """
    further: list[ast.BinOp] = []
    name = ast.unparse(target)
    while isinstance(value, ast.BinOp) and type(value.op) in _CHANGES:
        if ast.unparse(value.left) == name:
            is_sum = isinstance(value.op, ast.Add) and isinstance(target, ast.Name | ast.Attribute)
            # A difference alone is an update of an object's weight.
            if not is_sum and (further or not isinstance(target, ast.Attribute)):
                return None
            return Change(_CHANGES[type(value.op)], value.right, tuple(reversed(further)))
        further.append(value)
        value = value.left
    return None


def is_fill(target: ast.expr, value: ast.expr) -> bool:
    """True if a literal fills a part of an array, `a[1:] = 0`, `a[z < 0] = 0`: it is no input."""
    literal = value.operand if isinstance(value, ast.UnaryOp) else value
    if not (isinstance(target, ast.Subscript) and isinstance(literal, ast.Constant)):
        return False
    parts = ast.walk(target.slice)
    return any(isinstance(p, ast.Slice | ast.Compare) or _is_ellipsis(p) for p in parts)


def is_append(call: ast.expr) -> bool:
    """True if one value is put into a list that has a name: `h.append(v)`, `h.insert(0, v)`.

    >>> is_append(ast.parse("self.h.append(v)", mode="eval").body)
    True
    """
    if not isinstance(call, ast.Call) or call.keywords:
        return False
    method = call.func
    if not isinstance(method, ast.Attribute) or len(call.args) != _PUT_IN.get(method.attr):
        return False
    of = method.value.value if isinstance(method.value, ast.Attribute) else method.value
    return isinstance(of, ast.Name) and not isinstance(call.args[-1], ast.Starred)


def _is_ellipsis(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def leaves_block(statement: ast.If) -> bool:
    """True if one side of an `if` always leaves the block."""
    sides = (statement.body, statement.orelse)
    return any(side and isinstance(side[-1], _LEAVES) for side in sides)


def is_literal(value: ast.expr) -> bool:
    """True if an expression is a number as it is written: `0.1`, `-1`."""
    number = value.operand if isinstance(value, ast.UnaryOp) else value
    return isinstance(number, ast.Constant) and isinstance(number.value, float | int)


def each_its_own(node: ast.Assign) -> list[ast.Assign]:
    """`a = n.b = 0.0` as one assignment for each: they are inputs of their own; else nothing.

    >>> [ast.unparse(one) for one in each_its_own(ast.parse("a = n.b = 0.0").body[0])]
    ['a = 0.0', 'n.b = 0.0']
    """
    if len(node.targets) < 2 or not is_literal(node.value):
        return []
    return [
        ast.copy_location(ast.Assign([target], copy.deepcopy(node.value)), node)
        for target in node.targets
    ]


def decided_names(statement: ast.If, before: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names that every branch of an `if` sets to a literal: a rate, a label.

    Args:
        statement: the `if`.
        before: the names that are literals as it begins; a branch may leave them so.
    """
    branches = [statement.body]
    rest = statement.orelse
    while len(rest) == 1 and isinstance(rest[0], ast.If):
        branches.append(rest[0].body)
        rest = rest[0].orelse
    kept = [
        literal_names(branch) | _counted_names(branch) | (before - names_set_in(branch))
        for branch in (*branches, rest)
    ]
    return frozenset.intersection(*kept)


def literal_names(statements: list[ast.stmt]) -> frozenset[str]:
    """The names that a block itself sets to literals and to nothing else."""
    literal: set[str] = set()
    computed: set[str] = set()
    for statement in statements:
        if isinstance(statement, ast.Assign):
            names = {target.id for target in statement.targets if isinstance(target, ast.Name)}
            (literal if is_literal(statement.value) else computed).update(names)
    return frozenset(literal - computed)


def literal_throughout(body: list[ast.stmt]) -> frozenset[str]:
    """The names that a function or a cell sets to literals, `wait = 0`, or counts up, alone.

    One of them has to be set whatever an `if` says: else another cell may have given its value.
    """
    literal: list[str] = []
    stored: list[str] = []
    elsewhere: set[str] = set()
    begun: set[str] = set()
    waiting: list[tuple[ast.AST, bool]] = [(statement, False) for statement in body]
    while waiting:
        node, is_in_branch = waiting.pop()
        if isinstance(node, _DEFINITIONS):
            continue
        own = [*_set_to_literals(node)]
        literal += [*own, *_counted_names([node])]
        begun.update(own if not is_in_branch else ())
        if isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere.update(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            stored.append(node.id)
        is_in_branch = is_in_branch or isinstance(node, ast.If)
        waiting += [(child, is_in_branch) for child in ast.iter_child_nodes(node)]
    numbers, counts = Counter(literal), Counter(stored)
    return frozenset(name for name in begun - elsewhere if numbers[name] == counts[name])


def _set_to_literals(statement: ast.AST) -> Iterator[str]:
    """The names that a statement sets to literals: `best, wait, w = -1, 0, None` does two."""
    if not isinstance(statement, ast.Assign):
        return
    for target in statement.targets:
        names, values = [target], [statement.value]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            names, values = target.elts, statement.value.elts
        if len(names) == len(values):
            pairs = zip(names, values, strict=True)
            yield from (n.id for n, v in pairs if isinstance(n, ast.Name) and is_literal(v))


def _counted_names(statements: Sequence[ast.AST]) -> frozenset[str]:
    """The names to which a block itself adds a whole number: `wait += 1`."""
    steps = [statement for statement in statements if isinstance(statement, ast.AugAssign)]
    return frozenset(
        step.target.id
        for step in steps
        if isinstance(step.target, ast.Name)
        and isinstance(step.value, ast.Constant)
        and type(step.value.value) is int
    )


def names_set_in(statements: list[ast.stmt]) -> frozenset[str]:
    """Every name to which something is assigned in a block, in inner blocks too."""
    parts = [part for statement in statements for part in ast.walk(statement)]
    names = [part for part in parts if isinstance(part, ast.Name)]
    return frozenset(name.id for name in names if isinstance(name.ctx, ast.Store))


def returns_literals(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """True if a function returns one literal or another: `return 1`, else `return 0`."""
    waiting: list[ast.AST] = list(function.body)
    values: list[ast.expr | None] = []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Return):
            values.append(node.value)
        elif not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
        ):
            waiting += ast.iter_child_nodes(node)
    return len(values) > 1 and all(value is not None and is_literal(value) for value in values)


def sets_attribute(call: ast.expr) -> TypeGuard[ast.Call]:
    """True if an attribute is given a value by its name: `setattr(self, name, value)`.

    >>> sets_attribute(ast.parse("setattr(net.layer, 'w', w - dw)", mode="eval").body)
    True
    """
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "setattr"
        and len(call.args) == 3
        and not call.keywords
        and not any(isinstance(part, ast.Starred) for part in call.args)
    )
