"""The reader's classes: Python itself calls their methods, so these get their hooks in place."""

from __future__ import annotations

import sysconfig
from collections.abc import Callable
from types import FunctionType
from typing import Any

from graphviz_backprop.capture.record import is_own

_LIBRARY = tuple(sysconfig.get_paths()[key] for key in ("stdlib", "platstdlib", "purelib"))
Instrument = Callable[[FunctionType], FunctionType | None]


class Classes:
    """Puts hooks into `__init__`, `__mul__`, properties and the like, until `restore`.

    `instrument` gives a reader's function with its hooks, None where its source is not to be had.
    """

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._seen: set[type] = set()
        self._own: list[tuple[type, str, Any]] = []

    def prepare(self, value: Any) -> None:
        """Hook the class given, or that of an object, with its bases."""
        for cls in (value if isinstance(value, type) else type(value)).__mro__:
            if cls not in self._seen:
                self._seen.add(cls)
                self._prepare(cls)

    def _prepare(self, cls: type) -> None:
        for name, member in list(vars(cls).items()):
            hooked = self._hooked(member)
            if hooked is not member:
                self._own.append((cls, name, member))
                setattr(cls, name, hooked)

    def _hooked(self, member: Any) -> Any:
        if isinstance(member, FunctionType):
            return (self._instrument(member) if is_readers(member) else None) or member
        if isinstance(member, staticmethod | classmethod):
            function = self._hooked(member.__func__)
            return member if function is member.__func__ else type(member)(function)
        if isinstance(member, property):
            parts = (member.fget, member.fset, member.fdel)
            getter, setter, deleter = (self._hooked(part) for part in parts)
            same = (getter, setter, deleter) == parts
            return member if same else property(getter, setter, deleter, member.__doc__)
        return member

    def restore(self) -> None:
        """Give each class its own members back."""
        for cls, name, member in reversed(self._own):
            setattr(cls, name, member)
        self._own.clear()


def is_readers(function: FunctionType) -> bool:
    """Whether a Python function is the reader's own: not of the library, not of a package."""
    filename = function.__code__.co_filename
    return not (is_own(filename) or filename.startswith(("<frozen", *_LIBRARY)))
