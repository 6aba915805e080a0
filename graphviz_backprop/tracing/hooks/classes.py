"""The reader's classes: Python itself calls their methods, so these get their hooks in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from types import FunctionType
from typing import Any

from graphviz_backprop.tracing.tape.readers_files import is_readers_file

Instrument = Callable[[FunctionType], FunctionType | None]


class Classes:
    """Puts hooks into `__init__`, `__mul__`, properties and the like, until `restore`.

    `instrument` gives a reader's function with its hooks, None where its source is not to be had.
    """

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._seen: dict[int, type] = {}
        self._waiting: list[type] = []
        self._is_working = False
        self._hooks: list[tuple[type, str, Any, Any]] = []

    def prepare(self, value: Any) -> None:
        """Hook the class given, or that of an object, with its bases.

        A method that is hooked may bring other classes: they wait for their turn.
        """
        cls = value if issubclass(type(value), type) else type(value)
        for base in cls.__mro__:
            if id(base) not in self._seen:
                self._seen[id(base)] = base
                self._waiting.append(base)
        if self._is_working:
            return
        self._is_working = True
        while self._waiting:
            self._prepare(self._waiting.pop())
        self._is_working = False

    def _prepare(self, cls: type) -> None:
        for name, member in list(vars(cls).items()):
            hooked = self._hooked(member)
            if hooked is member:
                continue
            try:
                setattr(cls, name, hooked)
            except Exception:  # a class that lets nothing be set keeps its own
                continue
            self._hooks.append((cls, name, member, hooked))

    def _hooked(self, member: Any) -> Any:
        kind = type(member)
        if kind is FunctionType:
            return (self._instrument(member) if is_readers(member) else None) or member
        if kind in (staticmethod, classmethod):
            function = self._hooked(member.__func__)
            return member if function is member.__func__ else kind(function)
        if kind is property:
            parts = (member.fget, member.fset, member.fdel)
            getter, setter, deleter = (self._hooked(part) for part in parts)
            same = (getter, setter, deleter) == parts
            return member if same else property(getter, setter, deleter, member.__doc__)
        if kind is cached_property:
            function = self._hooked(member.func)
            if function is member.func:
                return member
            made: Any = cached_property(function)
            made.attrname = member.attrname
            return made
        return member

    def restore(self) -> None:
        """Give each class its own members back, but not in the place of what the code has set."""
        for cls, name, member, hooked in reversed(self._hooks):
            if vars(cls).get(name) is hooked:
                setattr(cls, name, member)
        self._hooks.clear()


def is_readers(function: FunctionType) -> bool:
    """True if a Python function is the reader's own: not of the library, not of a package."""
    return is_readers_file(function.__code__.co_filename)
