"""The reader's syntax tree with hooks where loops and functions stand twice: recorded, and plain.

    before                         after
    for i in range(n):             for i in __gb_rounds__(range(n), "i"):
        w = w - g(w)                   if __gb_awake__:
                                           w = __gb_bind__("w", …)
                                       else:
                                           w = w - g(w)

While recording sleeps (see `tracing.rounds`), the plain code runs, as fast as without us.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable
from typing import Any

from graphviz_backprop.tracing.syntax.expressions import Tree, call_hook, hook
from graphviz_backprop.tracing.syntax.instrument import Instrument
from graphviz_backprop.tracing.syntax.rectifiers import mark_rectifiers

Function = ast.FunctionDef | ast.AsyncFunctionDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_SUSPENDING = (ast.Yield, ast.YieldFrom, ast.Await, ast.AsyncFor, ast.AsyncWith)
_DECLARING = (ast.Global, ast.Nonlocal)
# Each function within a function would be compiled twice as often as the one around it.
_DEEPEST = 3


class Doubled(Instrument):
    """Puts the hooks in, and the plain code beside them."""

    def __init__(self, mangle: str = "") -> None:
        super().__init__(mangle)
        self._depth = 0
        self._last_loop = 0
        # In a function `global` and `nonlocal` come first; a loop elsewhere that has one stays.
        self._kept_whole: tuple[type, ...] = _DECLARING

    def visit_For(self, node: ast.For | ast.AsyncFor) -> ast.AST:
        kept_whole = (*_SUSPENDING, *self._kept_whole)
        stays = _holds(node.body, kept_whole) or _holds(node.orelse, _SUSPENDING)
        plain = None if stays else self._plain(node.body)
        super().visit_For(node)
        if plain is not None:
            target = ast.Constant(ast.unparse(node.target))
            node.iter = call_hook("rounds", node.iter, target, at=node.iter)
            node.body = [_either(node.body, plain, node)]
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        """`try: while test: while_round(1); … finally: while_end(1)`."""
        kept_whole = (*_SUSPENDING, *self._kept_whole)
        if _holds([ast.Expr(node.test), *node.body, *node.orelse], kept_whole):
            return super().visit_While(node)
        test = self._plain([ast.copy_location(ast.Expr(node.test), node.test)])[0]
        plain = self._plain(node.body)
        super().visit_While(node)
        self._last_loop += 1
        assert isinstance(test, ast.Expr)
        begin, end = (
            ast.copy_location(
                ast.Expr(call_hook(name, ast.Constant(self._last_loop), at=node)), node
            )
            for name in ("while_round", "while_end")
        )
        if not isinstance(test.value, ast.Constant):
            node.test = ast.copy_location(ast.IfExp(_awake(node), node.test, test.value), node.test)
        node.body = [begin, _either(node.body, plain, node)]
        return ast.copy_location(ast.Try([node], [], [], [end]), node)

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        if _holds([ast.Expr(node.body)], (*_SUSPENDING, *_DEFINITIONS, ast.NamedExpr)):
            return super().visit_Lambda(node)
        plain = self._plain([ast.copy_location(ast.Expr(node.body), node.body)])[0]
        super().visit_Lambda(node)
        assert isinstance(plain, ast.Expr)
        node.body = ast.copy_location(ast.IfExp(_awake(node), node.body, plain.value), plain)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        before, self._kept_whole = self._kept_whole, _DECLARING
        self.generic_visit(node)
        self._kept_whole = before
        return node

    def _function(self, node: Function) -> ast.AST:
        before = self._kept_whole
        if self._depth >= _DEEPEST or _holds(node.body, _SUSPENDING):
            self._kept_whole = _DECLARING
            super()._function(node)
            self._kept_whole = before
            return node
        self._depth += 1
        self._kept_whole = ()
        plain = self._plain(node.body)
        super()._function(node)
        self._kept_whole = before
        self._depth -= 1
        head: list[ast.stmt] = []
        if _is_text(plain[0]):
            head = node.body[:1]
            del node.body[0], plain[0]
        for kind in _DECLARING:
            names = sorted(
                {name for one in _parts(plain) if isinstance(one, kind) for name in one.names}
            )
            if names:
                head.append(ast.copy_location(kind(names), node))
        undeclared = _Undeclared()
        hooked = [undeclared.visit(statement) for statement in node.body]
        plain = [undeclared.visit(statement) for statement in plain]
        if not plain:
            plain = [ast.copy_location(ast.Pass(), node)]
        node.body = [*head, _either(hooked, plain, node.body[0] if node.body else node)]
        return node

    def _plain(self, statements: Iterable[ast.stmt]) -> list[ast.stmt]:
        """The statements as they are; the functions that they define have their hooks."""
        inner = _Inner(self)
        plain: list[ast.stmt] = []
        for statement in statements:
            new = inner.visit(copy.deepcopy(statement))
            plain += new if isinstance(new, list) else [new]
        return plain


class _Inner(ast.NodeTransformer):
    """Puts hooks only into what statements define."""

    def __init__(self, outer: Doubled) -> None:
        self._outer = outer

    def _defined(self, node: ast.AST) -> ast.AST:
        outer = self._outer
        sites, outer._sites = outer._sites, ()
        new: ast.AST = outer.visit(node)
        outer._sites = sites
        return new

    def visit(self, node: ast.AST) -> Any:
        return self._defined(node) if isinstance(node, _DEFINITIONS) else super().visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        node.attr = self._outer.mangled(node.attr)
        return node


class _Undeclared(ast.NodeTransformer):
    """Takes `global` and `nonlocal` out: they stand before both forms of a body."""

    def visit_Global(self, node: ast.Global) -> ast.AST:
        return ast.copy_location(ast.Pass(), node)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> ast.AST:
        return ast.copy_location(ast.Pass(), node)

    def visit(self, node: ast.AST) -> Any:
        return node if isinstance(node, _DEFINITIONS) else super().visit(node)


def instrument_twice(tree: Tree, mangle: str = "") -> Tree:
    """Put the hooks into a tree, with the plain code beside them; the tree given is changed."""
    mark_rectifiers(tree)
    Doubled(mangle).visit(tree)
    return ast.fix_missing_locations(tree)


def has_loops(tree: ast.AST) -> bool:
    """True where the code repeats something often enough for recording to sleep."""
    return any(isinstance(node, ast.For | ast.While) or _is_timer(node) for node in ast.walk(tree))


def _is_timer(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        return node.module == "timeit"
    return isinstance(node, ast.Import) and any(alias.name == "timeit" for alias in node.names)


def _parts(statements: Iterable[ast.AST]) -> Iterable[ast.AST]:
    """All parts of statements but those of what they define."""
    waiting = list(statements)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _DEFINITIONS):
            waiting += ast.iter_child_nodes(node)


def _holds(statements: Iterable[ast.AST], kinds: tuple[type, ...]) -> bool:
    return any(isinstance(node, kinds) for node in _parts(statements))


def _is_text(statement: ast.stmt) -> bool:
    is_constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_constant and isinstance(statement.value.value, str)  # type: ignore[attr-defined]  # a constant


def _either(hooked: list[ast.stmt], plain: list[ast.stmt], at: ast.AST) -> ast.stmt:
    return ast.copy_location(ast.If(_awake(at), hooked, plain), at)


def _awake(at: ast.AST) -> ast.expr:
    return ast.copy_location(ast.Name(hook("awake"), ast.Load()), at)
