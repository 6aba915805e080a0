"""A cell with its calls put in, and again with another statement in the place of one."""

from __future__ import annotations
import __future__

import ast
import copy
import warnings
from collections.abc import Iterator
from types import CodeType

from graphviz_backprop.checking.watching.sites import Watched
from graphviz_backprop.checking.watching.unrounded import PutCallsUnrounded
from graphviz_backprop.checking.watching.watch_calls import PutCalls
from graphviz_backprop.tracing.syntax.expressions import hook

Place = tuple[str, int, int]


class WatchedCell:
    """The syntax tree of a cell, its calls put in once.

    Args:
        watched: to which the cell's places are added.
        code: the reader's.
        filename: of the cell.
        is_double: whether rounding and single precision are taken out.
    """

    def __init__(self, watched: Watched, code: str, filename: str, is_double: bool) -> None:
        put = PutCallsUnrounded if is_double else PutCalls
        self.filename = filename
        self._tree: ast.Module = put(watched, filename).visit(ast.parse(code, filename))
        ast.fix_missing_locations(self._tree)
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        for node in self._tree.body:  # they hold for the statements after them
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                for name in node.names:
                    self._flags |= getattr(__future__, name.name).compiler_flag
        self.codes = [self._compiled(statement) for statement in self._tree.body]
        self._places: dict[Place, tuple[int, list[ast.stmt], int]] = {}

    def _compiled(self, statement: ast.stmt) -> CodeType:
        made = ast.Module([statement], [])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code: CodeType = compile(
                made, self.filename, "exec", flags=self._flags, dont_inherit=True
            )
            return code

    def edited(self, statement: ast.stmt, new: ast.stmt, since: int = 0) -> list[CodeType] | None:
        """Return the codes with another statement in the place of one; None where it can't be.

        The calls behind the statement stay: they tell of its target, which is to be the same.

        Args:
            statement: the reader's.
            new: the other one.
            since: how many numbers have been told of when the other one begins to be run.
        """
        found = self._found(statement)
        if found is None or any(isinstance(part, ast.Lambda) for part in ast.walk(statement)):
            return None
        number, body, at = found
        before = body[at]
        try:
            body[at] = _since(since, _put_in(new, before), before)
            new_code = self._compiled(self._tree.body[number])
            return [*self.codes[:number], new_code, *self.codes[number + 1 :]]
        except (SyntaxError, ValueError, TypeError, AttributeError):
            return None
        finally:
            body[at] = before

    def _found(self, statement: ast.stmt) -> tuple[int, list[ast.stmt], int] | None:
        """Where a statement stands: in which of the cell's, and before its own calls there.

        These have its place in the code.
        """
        if not self._places:
            for at, one in enumerate(self._tree.body):
                self._places.setdefault(_place(one), (at, self._tree.body, at))
            for number, whole in enumerate(self._tree.body):
                for block in _blocks(whole):
                    for at, one in enumerate(block):
                        self._places.setdefault(_place(one), (number, block, at))
        return self._places.get(_place(statement))


def _place(statement: ast.stmt) -> Place:
    return type(statement).__name__, statement.lineno, statement.col_offset


def _blocks(whole: ast.stmt) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(whole):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield block


def _since(count: int, new: ast.stmt, before: ast.stmt) -> ast.stmt:
    """The new statement once so many numbers have been told of, until then the one before."""
    if not count:
        return new
    is_late = ast.Call(ast.Name(hook("since"), ast.Load()), [ast.Constant(count)], [])
    made = ast.copy_location(ast.If(is_late, [new], [before]), before)
    return ast.fix_missing_locations(made)


def _put_in(new: ast.stmt, before: ast.stmt) -> ast.stmt:
    """A statement as it stands in the tree: with what is returned told of, as before."""
    made = copy.deepcopy(new)
    putting = PutCallsUnrounded(Watched(), "")
    if isinstance(made, ast.Return) and isinstance(before, ast.Return):
        told = before.value
        assert isinstance(told, ast.Call)
        assert made.value is not None
        call = ast.Call(told.func, [told.args[0], putting.visit(made.value)], [])
        made.value = ast.copy_location(call, before)
    else:
        made = putting.visit(made)
    made = ast.copy_location(made, before)
    return ast.fix_missing_locations(made)
