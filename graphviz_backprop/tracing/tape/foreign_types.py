"""Types whose objects hold numbers as bytes or digits, so that no record can go with them."""

from __future__ import annotations

from functools import cache
from types import MethodType
from typing import Any
from weakref import WeakKeyDictionary

from graphviz_backprop.tracing.tape.traced import plain_type

_MODULES = frozenset("os array ctypes _ctypes mmap multiprocessing decimal fractions".split())
# Their functions make new lists and dicts of what they get.
_COPYING = frozenset("json pickle _pickle marshal struct multiprocessing concurrent ast".split())
# Their functions take numbers away: into files, tables and other processes.
_STORING = frozenset(
    (
        "io _io json pickle _pickle marshal subprocess multiprocessing concurrent sqlite3 csv _csv "
        "shelve socket numpy os pathlib"
    ).split()
)
_STORES = frozenset(
    (
        "dump write writelines write_text write_bytes execute executemany run Popen submit map put "
        "send putenv __setitem__ tofile save savez savez_compressed savetxt"
    ).split()
)
_LOADS = frozenset(
    (
        "read readline readlines read_text read_bytes load recv get communicate fetchone fetchall "
        "run result map getenv fromfile loadtxt genfromtxt memmap check_output"
    ).split()
)
_IS_FOREIGN: WeakKeyDictionary[type[Any], bool] = WeakKeyDictionary()
_BYTES_OF_ARRAYS = frozenset("tobytes dumps tofile dump".split())
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


def is_draw(function: Any) -> bool:
    """True for a function of NumPy's that draws random numbers."""
    return type(getattr(function, "__self__", None)).__module__.startswith("numpy.random")


def is_load(name: str, args: tuple[Any, ...] = ()) -> bool:
    """True for a function that reads from there again, or opens a file to read."""
    last = name.rpartition(".")[2]
    writes = any(type(arg) is str and arg[:1] in ("w", "a", "x") for arg in args[2:])
    return last in _LOADS or (last == "open" and not writes)


def is_sent_away(function: object) -> bool:
    """True where the functions that are handed over may run in another process."""
    module = getattr(function, "__module__", None)
    return isinstance(module, str) and module.partition(".")[0] in ("multiprocessing", "concurrent")


def hands_out_bytes(method: MethodType) -> bool:
    """True for `a.tobytes` and its like, of an array."""
    kind = type(method.__self__)
    return plain_type(method.__self__) is not kind and method.__name__ in _BYTES_OF_ARRAYS
