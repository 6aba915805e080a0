"""A room whose front names all that it has, and imports of it what is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_names(package: str, files: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """The `__getattr__` of a package: each name is taken from its file when it is first asked for.

    A type checker reads the same names in the front's `if TYPE_CHECKING`.

    Args:
        package: its name.
        files: of the package, each with its names that others may use.
    """
    file_of = {name: file for file, names in files.items() for name in names}

    def find(name: str) -> Any:
        if name not in file_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{file_of[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find
