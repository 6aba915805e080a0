"""Things that are found by name, each in a file of its own: formats, themes, sources."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from typing import Generic, TypeVar

from graphviz_backprop.errors import BackpropError

Thing = TypeVar("Thing")


class Registry(Generic[Thing]):
    """Names to things; the modules of `package` are imported when they are first looked for.

    A name is looked for in the module of that name, with `_` for `-`, before all others. A module
    of the package registers what it defines as it is imported, and so does a user's own module:
    adding a thing never means editing a list.
    """

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self._package = package
        self._things: dict[str, Thing] = {}
        self._loaded = self._loading = self._is_being_loaded = False
        self._lock = RLock()

    def add(self, name: str, thing: Thing) -> Thing:
        """Put `thing` under `name`, in the place of what stands there or will be loaded."""
        if not self._loading or name not in self._things:
            self._things[name] = thing
        return thing

    def names(self) -> list[str]:
        """All names, in alphabetical order."""
        self._load()
        return sorted(self._things)

    def __getitem__(self, name: str) -> Thing:
        module = name.replace("-", "_")
        if name not in self._things and module.isidentifier():
            self._import(module)
        if name not in self._things:
            self._load()
        if name not in self._things:
            known = ", ".join(self.names())
            raise BackpropError(f"unknown {self.kind}: {name!r} (must be one of {known})")
        return self._things[name]

    def __contains__(self, name: object) -> bool:
        self._load()
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def _load(self) -> None:
        if self._loaded:
            return
        with self._lock:  # another thread may be at it; this one, again, by way of a module
            if self._loaded or self._is_being_loaded:
                return
            self._is_being_loaded = True
            for module in pkgutil.iter_modules(import_module(self._package).__path__):
                self._import(module.name)
            self._loaded = True

    def _import(self, module: str) -> None:
        """Import a module of the package, if there is one of this name."""
        full = f"{self._package}.{module}"
        before, self._loading = self._loading, True
        try:
            if find_spec(full) is not None:
                import_module(full)
        finally:
            self._loading = before
