"""A Python function, unchanged in what it computes, with the hooks in its code."""

from __future__ import annotations
import __future__

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import CellType, CodeType, FunctionType
from typing import Any

from graphviz_backprop.tracing.hooks.calls import Calls, restore_builtins
from graphviz_backprop.tracing.hooks.caught import caught
from graphviz_backprop.tracing.hooks.enter_call import entering
from graphviz_backprop.tracing.hooks.guard_hooks import comparison_hooks
from graphviz_backprop.tracing.hooks.holders import holder
from graphviz_backprop.tracing.hooks.interpreter_limits import room_for_long_expressions
from graphviz_backprop.tracing.hooks.list_parts import each
from graphviz_backprop.tracing.hooks.number_arguments import NumberArguments
from graphviz_backprop.tracing.hooks.rectified import rectified
from graphviz_backprop.tracing.hooks.set_attribute import set_attribute
from graphviz_backprop.tracing.hooks.source_text import (
    SourceText,
    find_source,
    nested,
    own_name,
)
from graphviz_backprop.tracing.hooks.texts import joined, shown
from graphviz_backprop.tracing.hooks.unnamed import name_appended, note_shown
from graphviz_backprop.tracing.syntax.doubled import instrument_twice
from graphviz_backprop.tracing.syntax.expressions import OPERATORS, hook
from graphviz_backprop.tracing.syntax.instrument import instrument
from graphviz_backprop.tracing.tape.binding import shown_index
from graphviz_backprop.tracing.tape.call import forget
from graphviz_backprop.tracing.tape.guards import GUARDS
from graphviz_backprop.tracing.tape.record import OUTER
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import itself


class Hooks:
    """The hooks of one session, under the names that they have in the reader's code.

    Attributes:
        stands_twice: functions get plain code beside that with hooks, for when recording sleeps.

    Args:
        session: the run.
        of_loops: the hooks by which recording sleeps between rounds.
        awake: the cell that says whether it is awake.
    """

    def __init__(
        self,
        session: Session,
        of_loops: Mapping[str, Any] | None = None,
        awake: CellType | None = None,
    ) -> None:
        self.session = session
        GUARDS.append(session.guards)
        self.stands_twice = False
        self.by_name: dict[str, Any] = {}
        self.calls = Calls(session, self.instrumented, self.by_name)
        numbers = NumberArguments(session, self.calls.callee)
        self.by_name |= {
            hook("entered"): entering(session),
            hook("callee"): self.calls.callee,
            hook("callee_of_numbers"): numbers.callee,
            hook("bind_number"): numbers.bind,
            hook("bind"): session.bind,
            hook("bind_loop"): session.bind_loop,
            hook("name_appended"): partial(name_appended, session),
            hook("set_attribute"): partial(set_attribute, session, self.calls.callee),
            hook("note_shown"): partial(note_shown, session),
            hook("bind_parameter"): session.bind_parameter,
            hook("begin_test"): session.branches.begin_test,
            hook("tested"): session.branches.tested,
            hook("choose"): session.choose,
            hook("choose_computed"): partial(session.choose, decides=(int,)),
            hook("rectified"): partial(rectified, session),
            hook("decide"): partial(session.choose, decides=(int, float)),
            hook("keep"): session.keep,
            hook("shown"): shown,
            hook("joined"): partial(joined, session),
            hook("caught"): caught,
            hook("holder"): partial(holder, session),
            hook("each"): partial(each, session),
            hook("itself"): itself,
            hook("slice"): slice,
            hook("shown_index"): shown_index,
            hook("locals"): locals,
            hook("augment_sum"): partial(session.augment, "add", operator.add),
            hook("augment_difference"): partial(session.augment, "sub", operator.sub),
        }
        for name in OPERATORS.values():
            real: Callable[..., Any] = getattr(operator, name)
            in_place: Callable[..., Any] = getattr(operator, f"i{name}")
            self.by_name[hook(name)] = partial(session.arithmetic, name, real)
            self.by_name[hook(f"augment_{name}")] = partial(session.augment, name, in_place)
        self.by_name |= comparison_hooks(session) | dict(of_loops or {})
        self._awake = awake
        self._done: dict[CodeType, CodeType | None] = {}
        self._inner: set[CodeType] = set()

    def restore(self) -> None:
        """Give the reader's classes their own methods back, and Python its own functions."""
        self.calls.classes.restore()
        restore_builtins()
        forget(self.session)
        GUARDS.remove(self.session.guards)

    def instrumented(self, function: FunctionType) -> FunctionType | None:
        """The function with its hooks; None where its source can't be found."""
        code = function.__code__
        if code in self._inner or hook("callee") in getattr(function, "__builtins__", ()):
            return function  # its hooks are in already
        if code not in self._done:
            self._done[code] = self._compiled(function)
            self._inner.update(nested(self._done[code]))
            for value in _objects(function):
                self.calls.classes.prepare(value)
        hooked = self._done[code]
        return hooked and self._with_cells(function, hooked)

    def _compiled(self, function: FunctionType) -> CodeType | None:
        source = find_source(function)
        if source is None:
            return None
        if source.filename != function.__code__.co_filename:
            self.session.sources.setdefault(source.filename, [source.text])
        return _compile(function, source, tuple(self.by_name), self.stands_twice)

    def _with_cells(self, function: FunctionType, code: CodeType) -> FunctionType:
        own = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        cells = tuple(own.get(name) or self._cell(name) for name in code.co_freevars)
        made = FunctionType(
            code, function.__globals__, function.__name__, function.__defaults__, cells
        )
        made.__kwdefaults__ = function.__kwdefaults__
        made.__dict__.update(function.__dict__)
        for name in ("__annotations__", "__doc__", "__module__"):
            setattr(made, name, getattr(function, name))
        return made

    def _cell(self, name: str) -> CellType:
        if name == hook("awake") and self._awake is not None:
            return self._awake  # one for all functions, which changes
        return CellType(self.by_name[name])


def _compile(
    function: FunctionType, source: SourceText, hooks: tuple[str, ...], stands_twice: bool
) -> CodeType:
    """The function's code with hooks, as a closure over them."""
    code = function.__code__
    with room_for_long_expressions():
        node = _with_own_names(source.node, code)
        owner = function.__qualname__.split(".")[-2] if "." in function.__qualname__ else ""
        puts_hooks_in = instrument_twice if stands_twice else instrument
        module = _closure(puts_hooks_in(_bare(node), owner), (*hooks, *code.co_freevars))
        flags = code.co_flags & __future__.annotations.compiler_flag
        outer = compile(module, source.filename, "exec", flags=flags, dont_inherit=True)
    parts = [part for part in nested(outer) if part.co_name == code.co_name]
    return parts[0].replace(co_qualname=code.co_qualname)


def _with_own_names(node: Any, code: CodeType) -> Any:
    """The function with the names that marimo has given to what begins with `_`."""
    given = {own_name(name): name for part in nested(code) for name in part.co_names}
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            part.id = given.get(part.id, part.id)
    if not isinstance(node, ast.Lambda):
        node.name = code.co_name
    return node


def _objects(function: FunctionType) -> Iterator[Any]:
    """The globals and the free variables that a function uses."""
    for code in nested(function.__code__):
        for name in code.co_names:
            yield function.__globals__.get(name)
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:  # it has no value yet
            continue


def _bare(node: Any) -> Any:
    """Without decorators, defaults and annotations, which the function has already."""
    node.args.defaults = []
    node.args.kw_defaults = [None] * len(node.args.kwonlyargs)
    for arg in ast.walk(node.args):
        if isinstance(arg, ast.arg):
            arg.annotation = None
    if not isinstance(node, ast.Lambda):
        node.decorator_list, node.returns = [], None
    return node


def _closure(node: Any, names: tuple[str, ...]) -> ast.Module:
    """`def outer(names…): <the function>`, so that the names are its free variables."""
    module = ast.parse(f"def {OUTER}({', '.join(names)}): pass")
    outer = module.body[0]
    assert isinstance(outer, ast.FunctionDef)
    outer.body = [ast.Expr(node) if isinstance(node, ast.Lambda) else node]
    if not isinstance(node, ast.Lambda) and node.name not in names:
        outer.body.insert(0, ast.Global([node.name]))  # it may call itself
    return ast.fix_missing_locations(module)
