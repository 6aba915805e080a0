"""The containers of the reader's values, and how they are read and replaced there."""

from __future__ import annotations

import ctypes
import sys
from collections import OrderedDict, defaultdict, deque
from collections.abc import Hashable, Iterator
from contextlib import suppress
from types import CellType, FrameType, FunctionType, MethodType, ModuleType, SimpleNamespace
from typing import Any

from graphviz_backprop.tracing.hooks.classes import is_readers
from graphviz_backprop.tracing.tape.readers_files import is_readers_file

_LISTS = (list, deque)
_DICTS = (dict, defaultdict, OrderedDict)
# A list of more things is data, which stays as it is.
_MOST_PARTS = 20_000
_TEACHING = frozenset(["micrograd"])  # followed wherever it lies


def is_container(value: Any) -> bool:
    """True if values may stand in it."""
    kind = type(value)
    if kind in _LISTS or kind in _DICTS:
        return len(value) <= _MOST_PARTS
    if kind is tuple:  # of objects: the layers that a network was given as `*layers`
        return len(value) <= _MOST_PARTS and any(map(_may_hold, value))
    if kind in (FunctionType, MethodType, CellType, SimpleNamespace):
        return kind is not FunctionType or is_readers(value)
    if kind is ModuleType:
        return is_readers_file(getattr(value, "__file__", None) or "<frozen")
    return _is_of_reader(value if isinstance(value, type) else kind)


def _may_hold(part: Any) -> bool:
    return type(part) is tuple or is_container(part)


def _is_of_reader(kind: type) -> bool:
    name = kind.__module__ if isinstance(kind.__module__, str) else ""
    if name == "__main__" or name.partition(".")[0] in _TEACHING:
        return True
    file = getattr(sys.modules.get(name), "__file__", None)
    return file is not None and is_readers_file(file)


def places(container: Any) -> Iterator[tuple[Hashable, Any]]:
    """Each place in a container, and what stands there."""
    kind = type(container)
    if kind is FrameType:
        yield from _named(container.f_locals)
    elif kind in _LISTS:
        yield from enumerate(container)
    elif kind is tuple:  # numbers in it are replaced with it
        yield from ((place, part) for place, part in enumerate(container) if _may_hold(part))
    elif kind in _DICTS:
        yield from _named(container)
    elif kind is CellType:
        with suppress(ValueError):  # it has no value yet
            yield 0, container.cell_contents
    elif kind is FunctionType:
        names = container.__code__.co_freevars
        for name, cell in zip(names, container.__closure__ or (), strict=True):
            if not name.startswith("__gb_"):
                yield name, cell
    elif kind is MethodType:
        yield "self", container.__self__
    else:
        yield from _named(_attributes(container))
        if not isinstance(container, type | ModuleType):
            yield from _in_slots(container)


def _named(values: Any) -> Iterator[tuple[Hashable, Any]]:
    for name, value in list(values.items()):
        if not (isinstance(name, str) and name.startswith("__")):
            yield name, value


def _attributes(container: Any) -> Any:
    try:
        return (
            object.__getattribute__(container, "__dict__")
            if not isinstance(container, type)
            else vars(container)
        )
    except AttributeError:
        return {}


def _in_slots(container: Any) -> Iterator[tuple[Hashable, Any]]:
    for kind in type(container).__mro__:
        slots = vars(kind).get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            if name in ("__dict__", "__weakref__"):
                continue
            member = vars(kind).get(name) or vars(kind).get(f"_{kind.__name__.lstrip('_')}{name}")
            with suppress(AttributeError):
                found = member.__get__(container)  # type: ignore[union-attr]  # a slot has its member
                yield (kind, name), found


def put(container: Any, place: Any, value: Any) -> None:
    """Let another value stand at a place; not in a frame, see `put_locals`."""
    kind = type(container)
    if kind in _LISTS:
        container[place] = value
    elif kind in _DICTS:
        dict.__setitem__(container, place, value)
    elif kind is CellType:
        container.cell_contents = value
    elif isinstance(place, tuple):
        owner, name = place
        member = vars(owner).get(name) or vars(owner)[f"_{owner.__name__.lstrip('_')}{name}"]
        member.__set__(container, value)
    elif isinstance(container, type):
        type.__setattr__(container, place, value)
    elif kind not in (FunctionType, MethodType):
        _attributes(container)[place] = value


def put_locals(frame: FrameType, values: dict[str, Any]) -> None:
    """Give a running function's variables other values."""
    if not values:
        return
    frame.f_locals.update(values)
    if sys.version_info < (3, 13):  # from then on that is all
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
