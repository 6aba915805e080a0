"""Objects that carry a number, `a = Value(2.0)`: their names, and what their attributes are given.

Here a run's names and writes are only noted; what they mean is settled after it, in
`tracing/carriers`, when it is known which attribute holds the number and which names are outside of
the class.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import field
from types import FrameType
from typing import Any
from weakref import ref

from graphviz_backprop.ops import OPS, Op
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.attribute_owner import (
    attribute_owner,
    stored_attribute,
    stored_names,
)
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import CALLS
from graphviz_backprop.tracing.tape.named_objects import NamedObjects
from graphviz_backprop.tracing.tape.number_classes import NumberClasses
from graphviz_backprop.tracing.tape.record import Record, is_own
from graphviz_backprop.tracing.tape.traced import plain, wrap

RecordOf = Callable[[Any], Record | None]


@quick_dataclass(slots=True)
class Naming:
    """A name that the code gave to a carrier.

    Attributes:
        binding: the name and its place; its record is found later.
        position: how many bindings the session had by then.
    """

    binding: Binding
    position: int


@quick_dataclass(slots=True, eq=False)
class Carrier:
    """An object of a number class.

    Attributes:
        kind: its class.
        owner: gives the object, None once it is gone.
        writes: for each attribute what it was given that has a record, in order.
        names: the names that the code gave to the object, in order.
    """

    kind: type
    owner: Callable[[], Any]
    writes: dict[str, list[Binding]] = field(default_factory=dict)
    names: list[Naming] = field(default_factory=list)


class Carriers:
    """Notes the carriers of one run.

    Attributes:
        classes: which classes are those of numbers.
        every: the carriers in the order in which they came.
        gradients: records that were stored in an attribute for gradients; filled after the run.
        called: the carriers on which `.backward()` was called, in order.
        differentiated: the numbers in these; filled after the run.
        objects: the names of all objects of the reader's classes.
    """

    def __init__(self) -> None:
        self.classes = NumberClasses()
        self.every: list[Carrier] = []
        self.gradients: set[Record] = set()
        self.called: list[Carrier] = []
        self.differentiated: list[Record] = []
        self.objects = NamedObjects()
        self._by_id: dict[int, Carrier] = {}
        self._last: dict[Record, Carrier] = {}

    def find(self, thing: Any) -> Carrier | None:
        """The carrier that is known for an object."""
        carrier = self._by_id.get(id(thing))
        return carrier if carrier is not None and carrier.owner() is thing else None

    def hold(self, thing: Any, record_of: RecordOf) -> Carrier | None:
        """The carrier of an object; None where its class is none of numbers.

        A constructor that Python wrote stores without a hook: what is stored by then is read.
        """
        if not self.classes.has(type(thing)):
            return None
        carrier = self.find(thing)
        if carrier is None:
            carrier = self._add(thing)
            for name in stored_names(thing):
                try:
                    record = record_of(stored_attribute(thing, name))
                except LookupError:  # a slot that is empty yet
                    continue
                if record is not None:
                    carrier.writes[name] = [Binding(name, record)]
        return carrier

    def note_backward(self, thing: Any, record_of: RecordOf) -> None:
        """Note an object that is differentiated, if it carries a number.

        Those to which its class goes on from there, `parent.backward(…)`, are only passed through.
        """
        frame = _readers_frame()
        if frame is not None and self.classes.is_inside(frame.f_code):
            return
        carrier = self.hold(thing, record_of)
        if carrier is not None and self.called[-1:] != [carrier]:
            self.called.append(carrier)

    def note_name(self, name: str, thing: Any, position: int, record_of: RecordOf) -> None:
        """Note a name that is given to an object."""
        self.objects.note(name, thing, _readers_frame)
        carrier = self.hold(thing, record_of)
        if carrier is not None:
            record = next((writes[-1].record for writes in carrier.writes.values()), None)
            if record is not None:
                carrier.names.append(Naming(Binding(name, record), position))

    def store(self, name: str, value: Any, record: Record | None, bindings: list[Binding]) -> Any:
        """The value that an attribute is given: anew where a method hands it on unchanged.

        Args:
            name: of the attribute as the code spells it, `"self.data"`.
            value: what it is given.
            record: of the value; None where it has none.
            bindings: those of the session, of which the last may be this one.
        """
        if record is not None:
            op = self._function_around(name, record)
            if op is not None and op.forward(plain(value)) == plain(value):
                record = Record(op, (record,), plain(value))
                value = wrap(plain(value), record)
            self._note(name, record, bindings)
        return value

    def _note(self, name: str, record: Record, bindings: list[Binding]) -> None:
        frame = _readers_frame()
        owner = attribute_owner(name, frame) if frame is not None else None
        if owner is None or not self.classes.has(type(owner)):
            return
        carrier = self.find(owner) or self._add(owner)
        self._last[record] = carrier
        is_bound = bindings and bindings[-1].record is record and bindings[-1].name == name
        binding = bindings[-1] if is_bound else Binding(name, record)
        carrier.writes.setdefault(name.rpartition(".")[2], []).append(binding)

    def _function_around(self, name: str, record: Record) -> Op | None:
        """The function whose method hands a carrier's number on unchanged: ReLU of 2.0 is 2.0.

        A new object with the number of another would else be the same node of the graph.

        Args:
            name: of the attribute that is given the number, in a constructor.
            record: of the number.
        """
        call = CALLS.get(id(_readers_frame()))
        is_constructor = call is not None and call.code.co_name == "__init__"
        if not is_constructor or call is None or call.parent is None:
            return None
        other = self._last.get(record)
        op = OPS.get(call.parent.code.co_name)
        if other is None or op is None or name.rpartition(".")[2] not in other.writes:
            return None
        is_method = self.classes.is_inside(call.parent.code) and len(op.vjps) == 1
        return op if is_method and not op.variadic and record.is_single else None

    def _add(self, thing: Any) -> Carrier:
        kind = type(thing)
        # Without a weak reference the object has to stay: its address may be given to another.
        owner = ref(thing) if kind.__weakrefoffset__ else lambda: thing
        carrier = Carrier(kind, owner)
        self.every.append(carrier)
        self._by_id[id(thing)] = carrier
        return carrier

    def add(self, carrier: Carrier) -> None:
        """Take over a carrier of another run."""
        self.classes.has(carrier.kind)
        self.every.append(carrier)
        thing = carrier.owner()
        if thing is not None:
            self._by_id[id(thing)] = carrier


def _readers_frame() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    while frame is not None and is_own(frame.f_code.co_filename):
        frame = frame.f_back
    return frame
