"""Objects that hold numbers without their records: `array.array`, `ctypes`, bytes, `np.matrix`.

Which records went into such an object is remembered; what is taken out of it depends on them, by an
operation without a derivative. So it is an error where the output depends on it, never a number
lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graphviz_backprop.ops import CONSTANT
from graphviz_backprop.tracing.tape.foreign_types import is_foreign_type, type_name
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import plain, plain_type

_FOLLOWED = frozenset((list, tuple, dict, str, range, set))


class Holder:
    """Stands in for such an object where something is taken out of it, or put in."""

    __slots__ = ("_object", "_session")

    def __init__(self, session: Session, held: Any) -> None:
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_object", held)

    def __getitem__(self, key: Any) -> Any:
        return self._taken(self._object[key])

    def __setitem__(self, key: Any, value: Any) -> None:
        self._object[key] = plain(value)
        self._session.hold(type_name(self._object), self._object, value)

    def __getattr__(self, name: str) -> Any:
        return self._taken(getattr(self._object, name))

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._object, name, plain(value))
        self._session.hold(type_name(self._object), self._object, value)

    def __iter__(self) -> Iterator[Any]:
        return map(self._taken, self._object)

    def _taken(self, value: Any) -> Any:
        return self._session.admit_parts(type_name(self._object), value, (self._object,))


def holder(session: Session, value: Any) -> Any:
    """The object itself, or what stands in for it where it holds numbers without their records."""
    kind = type(value)
    if kind in _FOLLOWED or plain_type(value) is not kind or RECORDING.is_asleep:
        return value
    if is_foreign_type(kind):
        return Holder(session, value)
    record = session.record(value)
    if record is None or record.op is CONSTANT:
        return value
    arrays = numpy_support(value)
    array = arrays.traced_array(value) if arrays else value
    return array if plain_type(array) is not type(array) else Holder(session, value)


def reader(session: Session, function: Callable[..., Any]) -> Callable[..., Any]:
    """`list`, `zip` and their like: they go over what they get."""

    def call(*args: Any, **named: Any) -> Any:
        return function(*(_iterated(session, arg) for arg in args), **named)

    return call


def _iterated(session: Session, value: Any) -> Any:
    held = holder(session, value)
    return value if held is value else iter(held)
