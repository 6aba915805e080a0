"""Runs a program with its variables watched: what each has at each moment, one nudged if asked for.

Behind each statement that gives a watched variable, a call is put in that tells its value and takes
another one back.
"""

import ast
import contextlib
import copy
import io
import signal
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from graphviz_backprop.checking.watching.ordered_set import OrderedSet

_TELL, _READY = "__tell__", "__ready__"


@dataclass(frozen=True)
class Watch:
    """A variable, watched at some lines: where a line starts a function or a loop, inside it."""

    variable: str
    lines: frozenset[int]


@dataclass
class Event:
    """A watched variable's value at one moment, whose object's method it was, further values."""

    watch: int
    line: int
    owner: int | None
    value: Any
    extra: Any = None


@dataclass
class Watched:
    """A run: its events in order, and the one whose value is to be nudged."""

    nudged: int | None = None
    nudge: Callable[[Any], Any] = lambda value: value
    events: list[Event] = field(default_factory=list)
    owners: dict[int, int] = field(default_factory=dict)
    kept: list[Any] = field(default_factory=list)

    def tell(self, watch: int, line: int, owner: Any, value: Any, extra: Any = None) -> Any:
        """Notes an event and returns the value, nudged if this is the one."""
        number = None
        if owner is not None:
            self.kept.append(owner)
            number = self.owners.setdefault(id(owner), len(self.owners))
        if len(self.events) == self.nudged:
            value = self.nudge(value)
        self.events.append(Event(watch, line, number, _kept(value), _kept(extra)))
        return value


def _kept(value: Any) -> Any:
    return value if isinstance(value, (float, int, np.floating)) else copy.deepcopy(value)


def _ready(get: Callable[[], Any]) -> bool:
    try:
        get()
    except (NameError, KeyError, AttributeError, IndexError, TypeError):
        return False
    return True


def _calls(number: int, watch: Watch, line: int, owner: str, extra: str | None) -> list[ast.stmt]:
    more = f", {extra}" if extra else ""
    tell = f"{_TELL}({number}, {line}, {owner}, {watch.variable}{more})"
    settable = isinstance(
        ast.parse(watch.variable, mode="eval").body, (ast.Name, ast.Attribute, ast.Subscript)
    )
    done = f"{watch.variable} = {tell}" if settable and not extra else tell
    return ast.parse(f"if {_READY}(lambda: {watch.variable}):\n    {done}").body


class _PutIn(ast.NodeTransformer):
    def __init__(self, watches: list[Watch], extras: dict[int, str]) -> None:
        self._by_line: dict[int, list[int]] = {}
        for number, watch in enumerate(watches):
            for line in watch.lines:
                self._by_line.setdefault(line, []).append(number)
        self._watches, self._extras, self._owner = watches, extras, ["None"]

    def _at(self, line: int) -> list[ast.stmt]:
        calls = []
        for number in self._by_line.get(line, ()):
            extra = self._extras.get(number)
            calls += _calls(number, self._watches[number], line, self._owner[-1], extra)
        return calls

    def generic_visit(self, node: ast.AST) -> ast.AST:
        owned = isinstance(node, ast.FunctionDef) and bool(node.args.args)
        if isinstance(node, ast.FunctionDef):
            self._owner.append("self" if owned and node.args.args[0].arg == "self" else "None")
        super().generic_visit(node)
        if isinstance(node, (ast.FunctionDef, ast.For, ast.While)):
            node.body[:0] = self._at(node.lineno)
        if isinstance(node, ast.FunctionDef):
            self._owner.pop()
        return node

    def visit(self, node: ast.AST) -> Any:
        visited = super().visit(node)
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Expr)):
            return [visited, *self._at(node.lineno)]
        return visited


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError(f"the program ran for more than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def compiled(code: str, watches: list[Watch], extras: dict[int, str] | None = None) -> Any:
    """Returns the program with its watches put in, ready to run."""
    tree = _PutIn(watches, extras or {}).visit(ast.parse(code))
    return compile(ast.fix_missing_locations(tree), "program", "exec")


def run(program: Any, watched: Watched | None = None, seconds: float = 10.0) -> Watched:
    """Runs a compiled program and returns what was told; what it prints is thrown away."""
    watched = watched or Watched()
    names = {"__name__": "__main__", _TELL: watched.tell, _READY: _ready}
    names["set"] = OrderedSet  # of objects, else in another order in each run
    state = np.random.get_state()
    np.random.seed(0)
    try:
        with (
            _limited(seconds),
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            exec(program, names)
    finally:
        np.random.set_state(state)
    return watched
