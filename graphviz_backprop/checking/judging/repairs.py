"""Single repairs of a line: each undoes one kind of slip."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.Lt, ast.GtE),
    ast.Lt: (ast.Gt, ast.LtE),
    ast.GtE: (ast.LtE, ast.Gt),
    ast.LtE: (ast.GtE, ast.Lt),
}
_MEAN = {"mean": "sum", "sum": "mean"}
_NAMES = (ast.Name, ast.Attribute, ast.Subscript)
_FACTORS = ("{v}", "({v} * (1 - {v}))", "(1 - {v})", "(1 - {v} ** 2)", "({v} > 0)", "(1 / {v})")


@dataclass(frozen=True, slots=True)
class Repair:
    """A kind of slip, and the statement without it."""

    kind: str
    statement: ast.stmt


@dataclass(frozen=True, slots=True)
class Scope:
    """What a repair may use: names of variables, derivatives and of loops' numbers, and counts."""

    variables: tuple[str, ...] = ()
    derivatives: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    loops: tuple[str, ...] = ()


def simple_repairs(statement: ast.stmt, scope: Scope) -> Iterator[Repair]:
    """Yield each repair of a statement with nothing but what stands there, each text once."""
    yield from _distinct(statement, _simple(statement, scope))


def repairs_with_names(statement: ast.stmt, scope: Scope) -> Iterator[Repair]:
    """Yield each repair with another name, another factor, another term."""
    yield from _distinct(statement, _with_names(statement, scope))


def _distinct(statement: ast.stmt, made: Iterator[tuple[str, ast.stmt]]) -> Iterator[Repair]:
    seen = {ast.unparse(statement)}
    for kind, new in made:
        try:
            text = ast.unparse(ast.fix_missing_locations(new))
        except (ValueError, AttributeError, RecursionError):
            continue
        if text not in seen:
            seen.add(text)
            yield Repair(kind, ast.copy_location(new, statement))


def _simple(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    yield from _of_statement(statement)
    value = getattr(statement, "value", None)
    if value is None:
        return
    whole = ast.unparse(value)
    # Before the changes inside: `x * e` that lacks a 2 is no `x ** 2 * e` where x happens to be 2.
    for kind, form in (
        ("a factor of 2 is missing", "({v}) * 2"),
        ("a factor of ½ is missing", "({v}) / 2"),
    ):
        if not isinstance(value, ast.Constant):
            yield kind, _with(statement, value, _parsed(form.format(v=whole)))
    for kind, node, new in _changes(statement):
        yield kind, _with(statement, node, new)
    for kind, form in (
        ("it is not summed over the batch", "np.sum({v}, axis=0)"),
        ("it is not summed over the batch", "np.sum({v}, axis=0, keepdims=True)"),
        ("it is not summed over the batch", "np.sum({v}, axis=1, keepdims=True)"),
        ("it is not summed over the batch", "np.sum({v})"),
        ("it is transposed", "({v}).T"),
    ):
        for part in value.elts if isinstance(value, ast.Tuple) else (value,):
            new = _parsed(form.format(v=ast.unparse(part)))
            yield kind, _with(statement, part, new)
    for count in scope.counts:
        yield "it is not divided by n", _with(statement, value, _parsed(f"({whole}) / {count}"))
        yield "it is divided by n", _with(statement, value, _parsed(f"({whole}) * {count}"))


def _of_statement(statement: ast.stmt) -> Iterator[tuple[str, ast.stmt]]:
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target = statement.targets[0]
        if isinstance(target, (ast.Name, ast.Attribute, ast.Subscript)):
            yield (
                "= stands for +=",
                ast.AugAssign(copy.deepcopy(target), ast.Add(), statement.value),
            )
    if isinstance(statement, ast.AugAssign):
        made = copy.deepcopy(statement)
        if isinstance(statement.op, (ast.Add, ast.Sub)):
            made.op = ast.Sub() if isinstance(statement.op, ast.Add) else ast.Add()
            yield "the sign", made
        yield "+= stands for =", ast.Assign([copy.deepcopy(statement.target)], statement.value)


def _changes(statement: ast.stmt) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    """Yield parts of the statement with what may stand in their place."""
    value = _value(statement)
    if not isinstance(value, (ast.List, ast.Tuple, ast.Dict)):
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub):
            yield "the sign", value, value.operand
        else:
            yield "the sign", value, ast.UnaryOp(ast.USub(), value)
    for node in _expressions(statement):
        if isinstance(node, ast.BinOp):
            yield from _of_operation(node)
        elif isinstance(node, ast.Compare) and len(node.ops) == 1:
            for other in _COMPARISONS.get(type(node.ops[0]), ()):
                made = copy.deepcopy(node)
                made.ops = [other()]
                yield "the comparison", node, made
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            yield "the sign", node, node.operand
        elif isinstance(node, ast.Attribute) and node.attr == "T":
            yield "it is transposed", node, node.value
        elif isinstance(node, ast.Call):
            yield from _of_call(node)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
            yield from _of_number(node)
        if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript)):
            text = ast.unparse(node)
            if text not in ("np", "self") and not text.startswith("np."):
                yield "a power is missing", node, _parsed(f"{text} ** 2")


def _of_operation(node: ast.BinOp) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    if isinstance(node.op, (ast.Mult, ast.Div)):
        is_division = isinstance(node.op, ast.Div)
        kind = f"it is divided by {ast.unparse(node.right)}" if is_division else "an extra factor"
        yield kind, node, node.left
        if isinstance(node.op, ast.Mult):
            yield "an extra factor", node, node.right
    elif isinstance(node.op, ast.Pow):
        yield "an extra power", node, node.left
    elif isinstance(node.op, (ast.Sub, ast.Add)):
        made = copy.deepcopy(node)
        made.op = ast.Add() if isinstance(node.op, ast.Sub) else ast.Sub()
        yield "the sign", node, made
        if isinstance(node.op, ast.Sub):
            yield "the sign", node, ast.BinOp(node.right, ast.Sub(), node.left)
        yield "an extra term", node, node.left
        yield "an extra term", node, node.right
    if isinstance(node.op, ast.MatMult):
        yield from _of_product(node, [node.left, node.right])


def _of_product(
    node: ast.expr, operands: Iterable[ast.expr]
) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    for operand in operands:
        text = ast.unparse(operand)
        if isinstance(operand, ast.Attribute) and operand.attr == "T":
            yield "it is transposed", operand, operand.value
        else:
            yield "it is transposed", operand, _parsed(f"({text}).T")


def _of_call(node: ast.Call) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    function = node.func
    name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
    if name in _MEAN and isinstance(function, ast.Attribute):
        made = copy.deepcopy(node)
        assert isinstance(made.func, ast.Attribute)
        made.func.attr = _MEAN[name]
        yield f"a {name} stands for a {_MEAN[name]}", node, made
    if name == "transpose" and isinstance(function, ast.Attribute) and not node.args:
        yield "it is transposed", node, function.value
    if name in ("dot", "matmul"):
        is_method = len(node.args) == 1 and isinstance(function, ast.Attribute)
        operands = node.args[:2]
        if is_method and isinstance(function, ast.Attribute):
            operands = [function.value, node.args[0]]
        yield from _of_product(node, operands)
        if len(node.args) == 2:
            made = copy.deepcopy(node)
            made.args.reverse()
            yield "swapped operands", node, made
    if name == "outer" and len(node.args) == 2:
        made = copy.deepcopy(node)
        made.args.reverse()
        yield "swapped operands", node, made
    for number, keyword in enumerate(node.keywords):
        if keyword.arg == "axis" and isinstance(keyword.value, ast.Constant):
            for other in (0, 1):
                made = copy.deepcopy(node)
                made.keywords[number].value = ast.Constant(other)
                yield "the axis", node, made


def _of_number(node: ast.Constant) -> Iterator[tuple[str, ast.AST, ast.expr]]:
    text = repr(node.value)
    found = [1, 2, 0, -1, 3, 0.5]
    if len(text) > 1:
        with_less = text[:-1].rstrip(".")
        if re.fullmatch(r"-?\d+(\.\d+)?", with_less):
            found.insert(0, ast.literal_eval(with_less))
    for number in found:
        if number != node.value:
            yield "another number", node, ast.Constant(number)


def _with_names(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    value = getattr(statement, "value", None)
    if value is None:
        return
    for node in _expressions(statement):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            index = node.slice.value
            if type(index) is int:
                for other in (index - 1, index + 1):
                    made = copy.deepcopy(node)
                    made.slice = ast.Constant(other)
                    yield "the index", _with(statement, node, made)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, (ast.Name, ast.Constant)):
            for other_name in scope.loops:
                made = copy.deepcopy(node)
                made.slice = ast.Name(other_name, ast.Load())
                yield "the index", _with(statement, node, made)
        is_name = isinstance(node, (ast.Name, ast.Attribute, ast.Subscript))
        if is_name and not isinstance(getattr(node, "value", None), ast.Call):
            text = ast.unparse(node)
            names = scope.variables + scope.derivatives
            if text in names or text.split("[")[0] in names:
                for other_name in names:
                    if other_name != text:
                        kind = _operand_kind(text, other_name)
                        yield kind, _with(statement, node, _parsed(other_name))
    yield from _everywhere(statement, scope)
    whole = ast.unparse(value)
    for name in scope.variables + scope.derivatives:
        for form in _FACTORS if name in scope.variables else _FACTORS[:1]:
            factor = form.format(v=name)
            yield (
                f"the factor {factor.strip('()')} is missing",
                _with(statement, value, _parsed(f"({whole}) * {factor}")),
            )
    for name in scope.derivatives:
        yield f"the term {name} is missing", _with(statement, value, _parsed(f"({whole}) + {name}"))


def _everywhere(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    """Another name in the place of one that stands there twice: `z * (1 - z)` of `a`."""
    texts = [ast.unparse(n) for n in _expressions(statement) if isinstance(n, _NAMES)]
    for text in dict.fromkeys(one for one in texts if texts.count(one) > 1):
        for other in scope.variables:
            if other != text:
                made = copy.deepcopy(statement)
                nodes = [n for n in _expressions(made) if isinstance(n, _NAMES)]
                for node in [n for n in nodes if ast.unparse(n) == text]:
                    made = _with(made, node, _parsed(other))
                yield _operand_kind(text, other), made


def _operand_kind(text: str, other: str) -> str:
    if re.sub(r"\d+", "", text) == re.sub(r"\d+", "", other):
        return "the index"
    return f"{text} stands for {other}"


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    roots: list[ast.AST] = [_value(statement)]
    for target in getattr(statement, "targets", ()):
        is_masked = isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Constant)
        roots += [target.slice] if is_masked else []
    for root in roots:
        yield from (node for node in ast.walk(root) if isinstance(node, ast.expr))


def _value(statement: ast.stmt) -> ast.expr:
    """What a statement gives a name, or returns."""
    value = getattr(statement, "value", None)
    assert isinstance(value, ast.expr)  # others are not repaired
    return value


def _with(statement: ast.stmt, node: ast.AST, new: ast.expr) -> ast.stmt:
    """The statement with another expression in the place of one of its own."""
    if isinstance(new, ast.expr):
        memo = {id(node): copy.deepcopy(new)}
        return copy.deepcopy(statement, memo)
    raise TypeError


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body
