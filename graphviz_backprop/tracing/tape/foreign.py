"""Results of libraries and foreign types from traced numbers, remembered: nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphviz_backprop.ops import CONSTANT, opaque
from graphviz_backprop.tracing.tape.foreign_types import (
    copies_out,
    is_foreign_type,
    is_load,
    is_store,
)
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.traced import PLAIN_TYPES, is_traced, record_of, wrap

# Numbers of these very types have no record, and need not be asked for one each.
_PLAIN_NUMBERS = frozenset((float, int, bool))


@dataclass
class Foreign:
    """The objects that hold numbers without records, each with one for all that went into it.

    Attributes:
        is_read_again: something was read from a file or a process after that.
        stored: what files and other processes were given, by the operation that gave it.
        drawn: what random numbers were drawn by, without a derivative for it.
        is_dormant: nothing is recorded any more.
    """

    stored: list[Record] = field(default_factory=list)
    drawn: list[Record] = field(default_factory=list)
    is_read_again: bool = False
    is_dormant: bool = False
    _foreign: dict[int, tuple[Any, Record]] = field(default_factory=dict)

    def record(self, value: Any) -> Record | None:
        """The record of a traced number, or of a foreign one that came from traced numbers."""
        if is_traced(value):
            return record_of(value)
        if id(value) in self._foreign:
            return self._foreign[id(value)][1]
        arrays = numpy_support(value)
        return arrays.record_of_known(value) if arrays else None

    def hold(self, name: str, holder: Any, value: Any) -> None:
        """A number was put into a foreign object: what is taken out of it depends on it."""
        inputs = tuple(self._records_in((holder, value)))
        if inputs and not self.is_dormant and not RECORDING.is_asleep:
            self._foreign[id(holder)] = holder, Record(opaque(name), inputs, 0.0)

    def holds(self, *values: Any) -> bool:
        """True where one of these, or an element, is an object that numbers went into."""
        if not self._foreign:
            return False
        return any(
            id(value) in self._foreign
            or (type(value) in (list, tuple) and any(id(part) in self._foreign for part in value))
            for value in values
        )

    def note_draw(self, name: str, result: Any, args: tuple[Any, ...]) -> None:
        """Random numbers were drawn: data, also where an argument says of which kind.

        The scale of as many as are asked for, `uniform(-limit, limit, size)`, is no part of them.
        """
        dtype = getattr(result, "dtype", None)
        is_one = isinstance(result, float)
        is_for_each = any(getattr(arg, "ndim", 0) for arg in args) and str(dtype) == "float64"
        if RECORDING.is_asleep or not (is_one or is_for_each) or self.record(result) is not None:
            return
        inputs = [record for record in self._records_in(args) if not record.is_not_input]
        if inputs:
            self.drawn.append(Record(opaque(name), tuple(inputs), 0.0))

    def admit_parts(self, name: str, result: Any, args: tuple[Any, ...]) -> Any:
        """A library's result with its records: `divmod` gives a tuple, an array's method a list.

        Any other list may be one of the code's own, which has to stay what it is.
        """
        kind = type(result)
        self.is_read_again |= bool(self.stored) and is_load(name, args)
        is_fresh = kind in (list, dict) and (
            copies_out(name) or any(id(arg) in self._foreign for arg in args)
        )
        if not is_fresh and (kind is not tuple or any(result is arg for arg in args)):
            return self.admit(name, result, args)
        if kind is dict:
            result.update({key: self.admit_parts(name, result[key], args) for key in result})
            return result
        parts = [
            part if any(part is arg for arg in args) else self.admit_parts(name, part, args)
            for part in result
        ]
        if kind is list:
            result[:] = parts
            return result
        return tuple(parts)

    def admit(self, name: str, result: Any, args: tuple[Any, ...]) -> Any:
        """The result of an unknown operation: a number from traced values is traced, as opaque.

        A number of a foreign type (NumPy's, say) can't carry a record, nor can a text (but one
        letter, which Python shares): it is remembered by identity, so that it is an error only
        where the wanted output depends on it.
        """
        if RECORDING.is_asleep or is_traced(result):
            return result
        arrays = numpy_support(result)
        if arrays and arrays.record_of_known(result) is not None:
            return arrays.traced_array(result)
        inputs = tuple(self._records_in(args))
        if not inputs:
            return result
        if arrays and not hasattr(result, "mask"):
            return arrays.opaque_result(name, inputs, result)
        were_used = [part.is_used for part in inputs]
        record = Record(opaque(name), inputs, 0.0)
        if is_store(name):
            self.stored.append(record)
        if type(result) is str or is_store(name):  # what is shown or saved is not used by that
            for part, was_used in zip(inputs, were_used, strict=True):
                part.is_used = was_used
        if type(result) in PLAIN_TYPES and (not is_store(name) or is_load(name)):
            record.value = result
            return wrap(result, record)
        if not self.is_dormant and _holds_numbers(result):
            self._foreign[id(result)] = (result, record)
        return result

    def _records_in(self, value: Any, depth: int = 3) -> list[Record]:
        record = self.record(value)
        if record is not None:
            return [record] if record.op is not CONSTANT else []
        if type(value) in (list, tuple, dict) and depth:
            parts = value.values() if isinstance(value, dict) else value
            if _PLAIN_NUMBERS.issuperset(map(type, parts)):
                return []
            return [record for part in parts for record in self._records_in(part, depth - 1)]
        return []


def _holds_numbers(result: Any) -> bool:
    """True if an object may hold numbers; texts and bytes of one sign are shared by Python."""
    if type(result) in (str, bytes):
        return len(result) > 1
    return (
        hasattr(result, "__array__")
        or hasattr(result, "__complex__")
        or is_foreign_type(type(result))
    )
