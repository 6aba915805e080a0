"""Where objects are kept, as paths from the names of a module: `net.layers[0].w[2]`."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import FunctionType, MethodType, ModuleType
from typing import Any

from graphviz_backprop.tracing.tape.attribute_owner import stored_attribute, stored_names
from graphviz_backprop.tracing.tape.readers_files import is_readers_file

_MOST_STEPS = 200_000
_MOST_PARTS = 10_000


def object_paths(
    names: Mapping[str, Any], is_end: Callable[[Any], bool], is_input: Callable[[Any], bool]
) -> Iterator[tuple[Any, str]]:
    """Each object that is kept in a list, a dict or an attribute of the reader's, with its paths.

    Of several paths of one object the shortest comes first. A list that mixes inputs with results,
    such as the order in which they are differentiated, is no place where an input is kept.

    Args:
        names: those of the module.
        is_end: whether an object is not to be looked into.
        is_input: of such an object, whether it is an input.
    """
    is_readers = cache(_is_of_readers_class)  # asked of every number, and slow to find out
    waiting = deque((name, value) for name, value in names.items() if not name.startswith("_"))
    seen: set[int] = set()
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        path, value = waiting.popleft()
        if is_end(value):
            yield value, path
            continue
        if not _is_looked_into(value, is_readers):
            continue
        yield value, path
        if id(value) in seen:
            continue
        seen.add(id(value))
        parts = list(_parts(path, value))
        ends = [part for _, part in parts if is_end(part)]
        if isinstance(value, list | tuple) and not all(map(is_input, ends)):
            continue
        waiting.extend(parts)


def _is_looked_into(value: Any, is_readers: Callable[[type], bool]) -> bool:
    if type(value) in (list, tuple, dict):
        return len(value) <= _MOST_PARTS
    if isinstance(value, type | FunctionType | MethodType | ModuleType):
        return False
    return is_readers(type(value))


def _is_of_readers_class(kind: type) -> bool:
    """True if a method of the class, or of one that it is derived from, is the reader's."""
    members = [member for base in kind.__mro__ for member in vars(base).values()]
    codes = [member.__code__ for member in members if isinstance(member, FunctionType)]
    return any(is_readers_file(code.co_filename) for code in codes) or (
        "__dataclass_fields__" in vars(kind)
    )


def _parts(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if type(value) in (list, tuple):
        yield from ((f"{path}[{index}]", part) for index, part in enumerate(value))
    elif type(value) is dict:
        keys = [key for key in value if type(key) in (str, int, float, bool, tuple)]
        yield from ((f"{path}[{key!r}]", value[key]) for key in keys)
    else:
        for name in stored_names(value):
            try:
                yield f"{path}.{name}", stored_attribute(value, name)
            except LookupError:  # an empty slot
                continue
