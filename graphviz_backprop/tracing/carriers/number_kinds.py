"""Which of the reader's classes are of numbers: seen after the run, by who makes their objects."""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType

from graphviz_backprop.tracing.carriers.method_calls import MethodCalls
from graphviz_backprop.tracing.carriers.payload_attributes import is_for_gradients
from graphviz_backprop.tracing.tape.call import Call, is_called_by
from graphviz_backprop.tracing.tape.carriers import Carrier, Carriers
from graphviz_backprop.tracing.tape.record import Record

_CONSTRUCTORS = ("__init__", "__post_init__")


def number_kinds(carriers: Carriers) -> tuple[set[type], set[CodeType]]:
    """The classes of numbers, and the functions outside of them that are their operations.

    Args:
        carriers: those of the run; the classes are narrowed to those that have any.
    """
    carriers.classes.keep_only({carrier.kind for carrier in carriers.every})
    calls = MethodCalls(carriers.classes)
    made = dict(_made_by_functions(carriers, calls))
    return {*_made_by_methods(carriers, calls), *made.values()}, set(made)


def _made_by_methods(carriers: Carriers, calls: MethodCalls) -> Iterator[type]:
    """The classes whose methods make new objects of them: not a point whose `__mul__` is a dot."""
    for carrier in carriers.every:
        for first, *_ in carrier.writes.values():
            call = calls.around(first.call)
            if call is not None and call.code.co_name not in _CONSTRUCTORS:
                yield carrier.kind


def _made_by_functions(carriers: Carriers, calls: MethodCalls) -> Iterator[tuple[CodeType, type]]:
    """The functions that make one object from the numbers of others: `add(a, b)`, with its class.

    A function that holds a whole network makes several, or makes those that it starts from.
    """
    home: dict[Record, tuple[Carrier, Call | None]] = {}
    made: dict[Call, dict[Carrier, None]] = {}
    for carrier in carriers.every:
        for attribute, (first, *_) in carrier.writes.items():
            if is_for_gradients(attribute):
                continue
            maker = _maker(first.call)
            home[first.record] = carrier, maker
            if maker is None or not _is_within(first.record, maker):
                continue
            if maker.code.co_name != "<module>" and calls.around(maker) is None:
                made.setdefault(maker, {})[carrier] = None
    several = {call.code for call, found in made.items() if len(found) > 1}
    for call, found in made.items():
        (carrier, *_) = found
        if call.code not in several and _takes(call, carrier, home):
            yield call.code, carrier.kind


def _maker(call: Call | None) -> Call | None:
    """The call in which a constructor was called."""
    while call is not None and call.code.co_name in _CONSTRUCTORS:
        call = call.parent
    return call


def _is_within(record: Record, call: Call) -> bool:
    """True if a record was computed in a call, or in one that it made."""
    return record.within is call or is_called_by(record.within, call)


def _takes(call: Call, made: Carrier, home: dict[Record, tuple[Carrier, Call | None]]) -> bool:
    """True if a call computes an object's number from those of objects made outside of it."""
    for writes in made.writes.values():
        waiting, seen = [writes[0].record], set[Record]()
        while waiting:
            record = waiting.pop()
            if record in seen:
                continue
            seen.add(record)
            other, maker = home.get(record, (made, call))
            if other is not made and other.kind is made.kind and maker is not call:
                return True
            if _is_within(record, call):
                waiting.extend(record.inputs)
    return False
