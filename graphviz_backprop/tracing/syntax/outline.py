"""Where loops and calls stand in a source: each piece of code found by its exact position."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import field

from graphviz_backprop.quick_dataclass import quick_dataclass

Span = tuple[int | None, int | None, int | None, int | None]
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
_ADDING = ("append", "extend", "insert")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@quick_dataclass(frozen=True, slots=True, eq=False)
class Loop:
    """A `for` or `while` statement.

    Attributes:
        line: its first.
        names: what its rounds give a value to, without indices.
        filled: the lists that they add to.
    """

    line: int
    names: frozenset[str]
    filled: frozenset[str]


@quick_dataclass(frozen=True, slots=True)
class CodeSite:
    """A piece of code, the loops of its own function around it, and the names that vary there."""

    node: ast.AST
    loops: tuple[Loop, ...] = ()
    varying: frozenset[str] = frozenset()


@quick_dataclass(slots=True)
class Outline:
    """The pieces of a source by their spans.

    `decorated` are the names of decorated functions, `targets` what the calls in an assignment are
    assigned to: `dense1` of `dense1 = Dense(2, 64)`, `layers[0]` of the first in a list.
    """

    spots: dict[Span, CodeSite] = field(default_factory=dict)
    lines: dict[int, CodeSite] = field(default_factory=dict)
    decorated: set[str] = field(default_factory=set)
    targets: dict[Span, str] = field(default_factory=dict)

    def at(self, span: Span) -> CodeSite | None:
        """The piece of code there; where none has these bounds, what begins on that line."""
        return self.spots.get(span) or self.lines.get(span[0] or 0)

    def add(self, tree: ast.AST) -> None:
        """Take in a source. A loop, not a recursion: an expression may be of any depth."""
        waiting = [CodeSite(tree)]
        while waiting:
            spot = waiting.pop()
            node = spot.node
            if isinstance(node, ast.expr | ast.stmt):
                self.spots[_span(node)] = spot
                self.lines.setdefault(node.lineno, spot)
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr) and node.value:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                self.targets |= {_span(call): text for call, text in _made(target, node.value)}
            if isinstance(node, _FUNCTIONS) and node.decorator_list:
                self.decorated.add(node.name)
            waiting += reversed(list(_inside(spot)))


def _inside(spot: CodeSite) -> Iterator[CodeSite]:
    node, varying = spot.node, spot.varying
    if isinstance(node, ast.For | ast.AsyncFor | ast.While):
        yield from _inside_loop(spot, node)
        return
    for part in ast.iter_child_nodes(node):
        if isinstance(node, _SCOPES) and isinstance(part, ast.stmt):
            yield CodeSite(part)
        else:
            yield CodeSite(part, spot.loops, varying | _varied(node))


def _inside_loop(spot: CodeSite, node: ast.For | ast.AsyncFor | ast.While) -> Iterator[CodeSite]:
    """Its rounds run the body, and a test or a target; it has begun before and is over behind."""
    names, filled = (
        frozenset(name for part in node.body for name in find(part)) for find in (_given, _filled)
    )
    loop = Loop(node.lineno, names, filled)
    target = None if isinstance(node, ast.While) else node.target
    varying = spot.varying | frozenset(_names(target))
    head = node.test if isinstance(node, ast.While) else node.target
    for part in (head, *node.body):
        yield CodeSite(part, (*spot.loops, loop), varying)
    before = [] if isinstance(node, ast.While) else [node.iter]
    for part in (*before, *node.orelse):
        yield CodeSite(part, spot.loops, spot.varying)


def _varied(node: ast.AST) -> frozenset[str]:
    """The names to which a comprehension gives one value after another."""
    generators: list[ast.comprehension] = getattr(node, "generators", [])
    return frozenset(name for part in generators for name in _names(part.target))


def _names(target: ast.expr | None) -> Iterator[str]:
    for part in ast.walk(target) if target else ():
        if isinstance(part, ast.Name):
            yield part.id


def _span(node: ast.expr | ast.stmt) -> Span:
    return node.lineno, node.end_lineno, node.col_offset, node.end_col_offset


def _made(target: ast.expr | str, value: ast.expr) -> Iterator[tuple[ast.Call, str]]:
    """The calls that a value is made of, and what each is assigned to."""
    if isinstance(target, ast.Tuple | ast.List):
        if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
            for one, part in zip(target.elts, value.elts, strict=True):
                yield from _made(one, part)
        return
    text = target if isinstance(target, str) else "".join(_named(target))
    if text and isinstance(value, ast.Call):
        yield value, text
    elif text and isinstance(value, ast.List | ast.Tuple):
        for position, part in enumerate(value.elts):
            yield from _made(f"{text}[{position}]", part)


def _named(target: ast.expr) -> Iterator[str]:
    """A target as it is spelled, where it names one thing; `dense1` of `self.dense1`."""
    if isinstance(target, ast.Name | ast.Attribute):
        yield ast.unparse(target).removeprefix("self.")


def _given(statement: ast.stmt) -> Iterator[str]:
    """The names to which a statement gives a value, those of `w[i]` and `self.w` among them."""
    for part in ast.walk(statement):
        targets = getattr(part, "targets", [getattr(part, "target", None)])
        if isinstance(part, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            yield from (name for target in targets for name in _spelled(target))


def _filled(statement: ast.stmt) -> Iterator[str]:
    """The lists that a statement adds to: `outputs` of `outputs.append(y)`."""
    for part in ast.walk(statement):
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute):
            yield from _spelled(part.func.value) if part.func.attr in _ADDING else ()


def _spelled(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _spelled(part)
    elif isinstance(target, ast.Starred | ast.Subscript):
        yield from _spelled(target.value)
    elif isinstance(target, ast.Name | ast.Attribute):
        yield ast.unparse(target)
