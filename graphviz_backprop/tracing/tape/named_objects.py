"""Names that the code gave to objects of the reader's classes, for those that it lets go of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any
from weakref import ref

from graphviz_backprop.tracing.tape.record import Record

_MOST = 10_000
_HEAP_TYPE = 1 << 9  # CPython's flag of a class that was made by a `class` statement


class NamedObjects:
    """Remembers the first name of each object, that of a module first, without keeping it.

    Attributes:
        fields: of each number that a constructor of Python's own took, a weak reference to the
            object, and the name of the field.
    """

    def __init__(self) -> None:
        self.fields: dict[Record, tuple[Any, str]] = {}
        self._named: dict[int, tuple[Any, str, bool]] = {}

    def note(self, name: str, thing: Any, place: Callable[[], FrameType | None]) -> None:
        """Note a variable's name.

        Args:
            name: as the code spells it.
            thing: what it is given to.
            place: finds the reader's code that runs.
        """
        kind = type(thing)
        is_own = kind.__flags__ & _HEAP_TYPE and kind.__weakrefoffset__
        if not is_own or not name.isidentifier() or len(self._named) >= _MOST:
            return
        # As long as the reference is kept, no other object gets the same key (see `Call.key`).
        reference, frame = ref(thing), place()
        is_of_module = frame is not None and frame.f_code.co_name == "<module>"
        before = self._named.get(id(reference))
        if before is None or (is_of_module and not before[2]):
            self._named[id(reference)] = reference, name, is_of_module

    def note_field(self, leaf: Record, thing: Any, name: str) -> None:
        """Note the field of an object that an input was put into as it was named."""
        if type(thing).__weakrefoffset__:
            self.fields[leaf] = ref(thing), name

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for key, (_, name, _) in self._named.items():
            yield key, name
