"""Types whose objects hold numbers as bytes or digits, so that no record can go with them."""

from __future__ import annotations

from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

_MODULES = frozenset("array ctypes _ctypes mmap multiprocessing decimal fractions".split())
# Their functions make new lists and dicts of what they get.
_COPYING = frozenset("json pickle _pickle marshal struct multiprocessing concurrent ast".split())
# Their functions take numbers away: into files, tables and other processes.
_STORING = frozenset(
    (
        "io _io json pickle _pickle marshal subprocess multiprocessing concurrent sqlite3 csv _csv "
        "shelve socket"
    ).split()
)
_STORES = frozenset(
    "dump write writelines execute executemany run Popen submit map put send".split()
)
_IS_FOREIGN: WeakKeyDictionary[type[Any], bool] = WeakKeyDictionary()
_BYTES = (bytes, bytearray, memoryview)


def is_foreign_type(kind: type[Any]) -> bool:
    """True for such a type, or a class of the reader's that inherits from one."""
    known = _IS_FOREIGN.get(kind)
    if known is None:
        known = _IS_FOREIGN[kind] = _is_foreign(kind)
    return known


def _is_foreign(kind: type[Any]) -> bool:
    if issubclass(kind, type):
        return False
    tops = {str(base.__module__).partition(".")[0] for base in kind.__mro__}
    return kind in _BYTES or not tops.isdisjoint(_MODULES)


def type_name(value: object) -> str:
    """The type of an object as its user writes it: `array.array`, `Metres`."""
    return name_of_type(type(value))


def name_of_type(kind: type) -> str:
    """The name of a type with its module; one that `ctypes` makes bears the name of that."""
    if any(base.__module__ == "_ctypes" for base in kind.__mro__):
        return f"ctypes.{kind.__name__}"
    module = str(kind.__module__)
    return kind.__name__ if module in ("builtins", "__main__") else f"{module}.{kind.__name__}"


def copies_out(name: str) -> bool:
    """True for a function, by its name with its module, whose lists and dicts are new."""
    return name.partition(".")[0] in _COPYING


@cache
def is_store(name: str) -> bool:
    """True for a function that writes to a file or gives to another process: `_io.write`."""
    module, _, last = name.rpartition(".")
    return module.partition(".")[0] in _STORING and last in _STORES
