"""The reader's number classes, such as `Value` with `__add__` and `__mul__`, and their code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

from graphviz_backprop.tracing.tape.readers_files import is_readers_file

_OPERATORS = ("__add__", "__mul__", "__matmul__", "__sub__", "__truediv__")
_WRAPPERS = (staticmethod, classmethod)
_GRADIENT = re.compile(r"grad|deriv|adjoint", re.IGNORECASE)


class NumberClasses:
    """Tells number classes from others, and which code belongs to one of them.

    A class of numbers defines an operator of its own in the reader's code, or it stores a gradient
    beside its number and methods, or functions outside of it, make its objects. Code belongs to it
    by its lines: hooks and decorators give a function new code, but not another place.
    """

    def __init__(self) -> None:
        self._known: dict[type, bool] = {}
        self._lines: dict[str, list[range]] = {}
        self._is_inside: dict[int, tuple[CodeType, bool]] = {}

    def has(self, kind: type) -> bool:
        """True if objects of this class are numbers of the reader's own making."""
        known = self._known.get(kind)
        if known is None:
            known = self._known[kind] = is_number_class(kind)
            if known:
                self.add_code(kind)
        return known

    def add_code(self, kind: type) -> None:
        """Read the lines of a class's methods, also of those that were attached to it later."""
        for function in _functions(kind):
            self.add_function(function.__code__)

    def add_function(self, code: CodeType) -> None:
        """Let a function outside of the class belong to it: `add(a, b)` that makes a `Value`."""
        lines = [line for part in _nested(code) for _, _, line in part.co_lines() if line]
        span = range(code.co_firstlineno, max(lines, default=code.co_firstlineno) + 1)
        spans = self._lines.setdefault(code.co_filename, [])
        if span not in spans:
            spans.append(span)
            self._is_inside.clear()

    def keep_only(self, kinds: set[type]) -> None:
        """Let only these be number classes, with the methods that they have by now."""
        self._known = {kind: kind in kinds for kind in self._known}
        self._lines.clear()
        for kind in kinds:
            self.add_code(kind)

    def is_inside(self, code: CodeType | None) -> bool:
        """True if code is that of a number class."""
        if code is None or code.co_filename not in self._lines:
            return False
        if id(code) not in self._is_inside:
            spans = self._lines[code.co_filename]
            is_method = code.co_name != "<module>" and code.co_name != "<class>"
            inside = is_method and any(code.co_firstlineno in span for span in spans)
            self._is_inside[id(code)] = code, inside
        return self._is_inside[id(code)][1]


def is_number_class(kind: type) -> bool:
    """True if a class of the reader's defines an operator such as `__add__`, or holds a gradient.

    Whether one of the second sort is of numbers is seen after the run.
    """
    members = [
        vars(base)[name] for base in kind.__mro__ for name in _OPERATORS if name in vars(base)
    ]
    return any(
        isinstance(member, FunctionType) and is_readers_file(member.__code__.co_filename)
        for member in members
    ) or _holds_gradient(kind)


def _holds_gradient(kind: type) -> bool:
    """True if the constructor has an attribute for a gradient: `self.grad = 0.0`."""
    made = getattr(kind, "__init__", None)
    if not isinstance(made, FunctionType):
        return False
    fields = getattr(kind, "__dataclass_fields__", ())
    is_readers = is_readers_file(made.__code__.co_filename) or bool(fields)
    return is_readers and any(map(_GRADIENT.search, (*made.__code__.co_names, *fields)))


def _functions(kind: type) -> Iterator[FunctionType]:
    """The reader's functions in a class and in its bases."""
    for base in kind.__mro__:
        for member in vars(base).values():
            for function in _inside(member):
                if isinstance(function, FunctionType) and is_readers_file(
                    function.__code__.co_filename
                ):
                    yield function


def _inside(member: Any) -> tuple[Any, ...]:
    if isinstance(member, _WRAPPERS):
        return (member.__func__,)
    if isinstance(member, property):
        return (member.fget, member.fset, member.fdel)
    return (member, getattr(member, "func", None))


def _nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _nested(constant)
