"""Single repairs of a line: each undoes one kind of slip."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterator

from graphviz_backprop.checking.judging.changed_parts import changes, expressions, parsed
from graphviz_backprop.quick_dataclass import quick_dataclass

_NAMES = (ast.Name, ast.Attribute, ast.Subscript)
_FACTORS = ("{v}", "({v} * (1 - {v}))", "(1 - {v})", "(1 - {v} ** 2)", "({v} > 0)", "(1 / {v})")


@quick_dataclass(frozen=True, slots=True)
class Repair:
    """A kind of slip, and the statement without it."""

    kind: str
    statement: ast.stmt


@quick_dataclass(frozen=True, slots=True)
class Scope:
    """What a repair may use: names of variables, derivatives and of loops' numbers, and counts.

    `columns` are those of the variables whose numbers may each be the factor of a row, `slopes` the
    functions that give a derivative, as `sigmoid_prime`, `errors` differences, as `a - y`.
    """

    variables: tuple[str, ...] = ()
    derivatives: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    loops: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    slopes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


def takes_away(new: ast.AST, before: ast.AST) -> bool:
    """Return whether a minus, a factor or a term is too many: a likelier slip than any missing."""
    return sum(1 for _ in ast.walk(new)) < sum(1 for _ in ast.walk(before))


def turns_a_sum(new: ast.AST, before: ast.AST) -> bool:
    """Return whether `a - b` becomes `a + b`: likelier than a minus missing elsewhere."""
    counts = [sum(isinstance(n, ast.Sub) for n in ast.walk(one)) for one in (new, before)]
    sizes = [sum(1 for _ in ast.walk(one)) for one in (new, before)]
    return counts[0] != counts[1] and sizes[0] == sizes[1]


def simple_repairs(statement: ast.stmt, scope: Scope) -> Iterator[Repair]:
    """Yield each repair of a statement with nothing but what stands there, each text once."""
    yield from _distinct(statement, _simple(statement, scope))


def sign_repairs(statement: ast.stmt, scope: Scope) -> Iterator[Repair]:
    """Yield those of the simple ones that turn a sign."""
    yield from (one for one in simple_repairs(statement, scope) if one.kind == "the sign")


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
    inside = [(kind, _with(statement, node, new)) for kind, node, new in changes(statement)]
    yield from (one for one in inside if takes_away(one[1], statement))
    # Before the changes inside: `x * e` that lacks a 2 is no `x ** 2 * e` where x happens to be 2.
    for kind, form in (
        ("a factor of 2 is missing", "({v}) * 2"),
        ("a factor of ½ is missing", "({v}) / 2"),
    ):
        if not isinstance(value, ast.Constant):
            yield kind, _with(statement, value, parsed(form.format(v=whole)))
    yield from inside
    for kind, form in (
        ("it is not summed over the batch", "np.sum({v}, axis=0)"),
        ("it is not summed over the batch", "np.sum({v}, axis=0, keepdims=True)"),
        ("it is not summed over the batch", "np.sum({v}, axis=1, keepdims=True)"),
        ("it is not summed over the batch", "np.sum({v})"),
        ("it is transposed", "({v}).T"),
    ):
        for part in value.elts if isinstance(value, ast.Tuple) else (value,):
            new = parsed(form.format(v=ast.unparse(part)))
            yield kind, _with(statement, part, new)
    for count in scope.counts:
        yield "it is not divided by n", _with(statement, value, parsed(f"({whole}) / {count}"))
        yield "it is divided by n", _with(statement, value, parsed(f"({whole}) * {count}"))


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


def _with_names(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    value = getattr(statement, "value", None)
    if value is None:
        return
    for node in expressions(statement):
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
                        yield kind, _with(statement, node, parsed(other_name))
    yield from _everywhere(statement, scope)
    whole = ast.unparse(value)
    # What lacks a whole factor lacks most often a derivative, then a variable as it stands.
    factors = [*scope.derivatives, *(f"({one})" for one in scope.errors)]
    factors += [f"{slope}({name})" for slope in scope.slopes for name in scope.variables]
    factors += scope.variables
    factors += [form.format(v=name) for name in scope.variables for form in _FACTORS[1:]]
    factors += [f"{name}[:, None]" for name in scope.columns]
    for part in _products(statement, value):
        for factor in factors:
            product = parsed(f"({ast.unparse(part)}) * {factor}")
            yield f"the factor {factor.strip('()')} is missing", _with(statement, part, product)
    for name in scope.derivatives:
        yield f"the term {name} is missing", _with(statement, value, parsed(f"({whole}) + {name}"))


def _products(statement: ast.stmt, value: ast.expr) -> Iterator[ast.expr]:
    """Yield what may lack a factor: a value, each case of it, and the terms that a sum adds up."""
    if isinstance(value, ast.IfExp):
        yield from (value.body, value.orelse)
        return
    if isinstance(statement, ast.Assign) and isinstance(value, ast.BinOp):
        own = ast.unparse(statement.targets[0])
        if isinstance(value.op, (ast.Add, ast.Sub)) and ast.unparse(value.left) == own:
            yield value.right  # `dw = dw + x` adds it up
            return
    yield value
    inside = (n for n in ast.walk(value) if isinstance(n, (ast.GeneratorExp, ast.ListComp)))
    yield from (n.elt for n in inside if not isinstance(n.elt, (ast.GeneratorExp, ast.ListComp)))


def _everywhere(statement: ast.stmt, scope: Scope) -> Iterator[tuple[str, ast.stmt]]:
    """Another name in the place of one that stands there twice: `z * (1 - z)` of `a`."""
    texts = [ast.unparse(n) for n in expressions(statement) if isinstance(n, _NAMES)]
    for text in dict.fromkeys(one for one in texts if texts.count(one) > 1):
        for other in scope.variables:
            if other != text:
                nodes = [n for n in expressions(statement) if isinstance(n, _NAMES)]
                memo = {id(n): parsed(other) for n in nodes if ast.unparse(n) == text}
                yield _operand_kind(text, other), copy.deepcopy(statement, memo)


def _operand_kind(text: str, other: str) -> str:
    if re.sub(r"\d+", "", text) == re.sub(r"\d+", "", other):
        return "the index"
    return f"{text} stands for {other}"


def _with(statement: ast.stmt, node: ast.AST, new: ast.expr) -> ast.stmt:
    """The statement with another expression in the place of one of its own."""
    if isinstance(new, ast.expr):
        memo = {id(node): copy.deepcopy(new)}
        return copy.deepcopy(statement, memo)
    raise TypeError
