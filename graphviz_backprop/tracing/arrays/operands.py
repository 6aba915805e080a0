"""The arguments of a call: plain for the real function, and with slots for the records in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from graphviz_backprop.ops.arrays import Slot
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord, Decision
from graphviz_backprop.tracing.arrays.memory import copied, record_of_array
from graphviz_backprop.tracing.arrays.traced_array import plain_array
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import is_traced, plain, record_of
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS


class Operands:
    """The arguments of a function's call.

    Attributes:
        args: the arguments as the real function gets them.
        named: those with names.
        records: what the arguments were computed from, in order: the inputs of the result.
        tested: what decided the masks among the arguments.
        decision: the call that decided one of them.
        is_traced: whether anything here has a record, be it that of a decided constant.
        arrays: the tracked arrays and their records.
        is_opaque: how the result comes of the arguments can't be replayed.
        of_class: the class of an argument that may compute in its own way: ` of a matrix`.
    """

    def __init__(
        self, args: tuple[Any, ...], named: dict[str, Any], first_count: int | None = None
    ) -> None:
        self.records: list[Record] = []
        self.tested: list[Record] = []
        self.decision: Decision | None = None
        self.is_traced = False
        self.is_opaque = False
        self.of_class = ""
        self.arrays: list[tuple[Any, Record]] = []
        self._originals: dict[int, Any] = {}
        self._plain: list[Any] = []
        self._is_kept = False
        counts = len(args) if first_count is None else first_count
        stripped = [self._strip(arg) for arg in args[:counts]]
        stripped += [self._strip(_counted(arg)) for arg in args[counts:]]
        if first_count is not None:
            named = {key: _counted(arg) for key, arg in named.items()}
        self.args = tuple(arg for arg, _ in stripped)
        self._args = tuple(template for _, template in stripped)
        pairs = {key: self._strip(arg) for key, arg in named.items()}
        self.named = {key: arg for key, (arg, _) in pairs.items()}
        self._named = {key: template for key, (_, template) in pairs.items()}

    def template(self) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments with slots, the constants as they were before the call."""
        self.keep()
        return self._args, self._named

    def keep(self) -> None:
        """Keep the constants from being written to: the call itself may do that."""
        if self._is_kept:
            return
        self._is_kept = True
        self._args = tuple(map(_frozen, self._args))
        self._named = {key: _frozen(arg) for key, arg in self._named.items()}

    def is_filled(self, result: Any) -> bool:
        """True if the call gave back an array that it was given to write to: `np.add(a, b, c)`."""
        for array, template in zip(self.args, self._args, strict=True):
            if array is result and type(array) is np.ndarray:
                is_slot = isinstance(template, Slot)
                before = self.records[template.number].value if is_slot else template
                return before is None or before.tobytes() != array.tobytes()
        return False

    def original(self, array: Any) -> Any:
        """The reader's own array, where the real function returned the one that it was given."""
        return self._originals.get(id(array))

    def every_array(self) -> list[Any]:
        """The arrays among the arguments, as they are without us; also those without a record."""
        return self._plain

    def opaque(self) -> Operands:
        """The same, for one of several results: which part it is can't be replayed."""
        self.is_opaque = True
        return self

    def _strip(self, value: Any) -> tuple[Any, Any]:
        """The plain value, and the same with a slot for each record."""
        kind = type(value)
        if isinstance(value, np.ndarray):
            array = plain_array(value)
            self._originals[id(array)] = value
            self._plain.append(array)
            if type(array) is not np.ndarray:  # its class may compute in its own way
                self.is_opaque, self.of_class = True, f" of a {type(array).__name__}"
            record = record_of_array(value)
            if record is not None:
                self.arrays.append((array, record))
            return array, self._slot(record, array)
        if kind is memoryview and isinstance(value.obj, np.ndarray):
            return self._strip(np.asarray(value))  # the memory of an array
        if is_traced(value):
            return plain(value), self._slot(record_of(value), plain(value))
        if kind is list or kind is tuple:
            array = WHOLE_LISTS.array(value)
            return self._strip_parts(value) if array is None else self._strip(array)
        return self._strip_sequence(value) if _is_sequence(value) else (value, value)

    def _strip_sequence(self, value: Any) -> tuple[Any, Any]:
        """A deque, a named tuple or a reader's own kind of list: NumPy takes it for a list."""
        parts = tuple(value) if isinstance(value, tuple) else list(value)
        stripped, template = self._strip_parts(parts)
        return (value, value) if stripped is parts else (stripped, template)

    def _strip_parts(self, value: Any) -> tuple[Any, Any]:
        parts = [self._strip(part) for part in value]
        if all(new is old for (new, _), old in zip(parts, value, strict=True)):
            return value, type(value)(template for _, template in parts)
        kind = type(value)
        return kind(part for part, _ in parts), kind(template for _, template in parts)

    def _slot(self, record: Record | None, value: Any) -> Any:
        if record is None:
            return value
        self.is_traced = True
        if record.is_constant:
            if isinstance(record, ArrayRecord):
                self.tested += record.tested
                self.decision = self.decision or record.decision
            return value
        self.records.append(record)
        return Slot(len(self.records) - 1)


def _is_sequence(value: Any) -> bool:
    is_text = isinstance(value, str | bytes | bytearray | range | memoryview)
    return isinstance(value, Sequence) and not is_text


def _counted(value: Any) -> Any:
    """A shape or an axis: its integers are no inputs."""
    if type(value) in (list, tuple):
        return type(value)(map(_counted, value))
    if not is_traced(value) or not isinstance(value, int | np.integer):
        return value
    record_of(value).is_not_input = True
    return plain(value)


def _frozen(template: Any) -> Any:
    if isinstance(template, np.ndarray):
        return copied(template)
    if type(template) in (list, tuple):
        return type(template)(map(_frozen, template))
    return template


def stripped(value: Any) -> Any:
    """An argument as the real function gets it, without records."""
    if isinstance(value, np.ndarray):
        return plain_array(value)
    if type(value) in (list, tuple):
        parts = [stripped(part) for part in value]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else type(value)(parts)
    return plain(value)
