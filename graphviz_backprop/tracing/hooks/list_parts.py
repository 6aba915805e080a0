"""`sum(v * w for v in data)` over a very long list: a few terms are recorded, and stand for all.

A list of a million numbers is one input, an array (see `tape.undivided_lists`). Its numbers are
handed out without records but for the first few and the last; where these terms are computed alike,
and what the same operations on the array give is what the code computed, the terms are an array.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import GeneratorType
from typing import Any

from graphviz_backprop.ops import CONSTANT, add, opaque
from graphviz_backprop.tracing.hooks.holders import holder
from graphviz_backprop.tracing.tape.list_inputs import has_long_list
from graphviz_backprop.tracing.tape.numpy_support import support
from graphviz_backprop.tracing.tape.record import Record, next_serial
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_number, is_traced, operate, plain, wrap
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS

_MOST_TERMS = 100_000  # of a sum, that are recorded one by one: numbers of long lists are arrays
_SAMPLES = 3  # so many terms from the first on are recorded, and the last one
_ITERATORS: tuple[type, ...] = (type(iter([])), type(iter(())))


class ListParts:
    """The iterator of a comprehension over long lists that are one input each, side by side.

    Args:
        values: the plain numbers, or rows of them where there are several lists.
        wholes: the records of the lists.
        count: how many numbers each has.
        is_zipped: whether the numbers come in rows.
    """

    def __init__(
        self, values: Iterator[Any], wholes: tuple[Record, ...], count: int, is_zipped: bool
    ) -> None:
        self.wholes = wholes
        self.count = count
        self.parts: list[tuple[Record, ...]] = []
        self._values = values
        self._is_zipped = is_zipped
        self._untouched = sys.maxsize  # so many numbers are handed out as they are
        self._number = 0

    def __iter__(self) -> ListParts:
        return self

    def __next__(self) -> Any:
        if self._untouched:
            self._untouched -= 1
            return next(self._values)
        place, self._number = self._number, self._number + 1
        RECORDING.is_asleep = False
        value = next(self._values)
        if place == _SAMPLES:
            RECORDING.is_asleep = True
            self._untouched = self.count - _SAMPLES - 2
            self._number = self.count - 1
            return value
        return self._sample(place, value)

    def _sample(self, place: int, value: Any) -> Any:
        """The numbers at a place with records of their own."""
        row = value if self._is_zipped else (value,)
        traced = [
            support().number_of_list(whole, place, number)
            for whole, number in zip(self.wholes, row, strict=True)
        ]
        self.parts.append(tuple(one._record for one in traced))
        return tuple(traced) if self._is_zipped else traced[0]

    @contextmanager
    def sampling(self) -> Iterator[None]:
        """Record a few terms meanwhile."""
        self._untouched = 0
        try:
            yield
        finally:
            RECORDING.is_asleep = False
            self._untouched = sys.maxsize


def each(session: Session, value: Any) -> Any:
    """What a comprehension goes over: long lists that are one input each can be sampled."""
    kind = type(value)
    if kind is not list and kind is not tuple and kind is not zip:
        return holder(session, value)
    if RECORDING.is_asleep or session.is_dormant or not WHOLE_LISTS.has_any:
        return value
    lists = [value] if kind is not zip else _zipped(value)
    wholes = [WHOLE_LISTS.record(one) for one in lists]
    counts = {len(one) for one in lists}
    known = tuple(one for one in wholes if one is not None)
    if not known or len(known) < len(wholes) or len(counts) > 1:
        return value
    return ListParts(iter(value), known, counts.pop(), kind is zip)


def _zipped(value: Any) -> list[Any]:
    """The lists that a `zip` goes over, if it goes over nothing else and has not begun."""
    lists = []
    for iterator in value.__reduce__()[1]:
        if type(iterator) not in _ITERATORS:
            return [None]
        _, given, *state = iterator.__reduce__()
        if state not in ([], [0]) or type(given[0]) not in (list, tuple):
            return [None]
        lists.append(given[0])
    return lists


def sum_of_parts(
    session: Session, real: Callable[..., Any], terms: Any, first: Sequence[Any] = ()
) -> Any:
    """What `sum` gives for a generator over such lists; None for anything else.

    Args:
        session: the run.
        real: the sum itself.
        terms: what is summed.
        first: what it starts with, if that was given.
    """
    parts = _parts_of(terms)
    if parts is None:
        return None
    start, bindings, variables = next_serial(), len(session.bindings), len(session.variables)
    try:
        with parts.sampling():
            values = list(terms)
    finally:  # what a few terms have named is no result
        del session.bindings[bindings:], session.variables[variables:]
    if not all(map(is_number, (*values, *first))):
        return real(values, *first)
    numbers = list(map(plain, values))
    result = real(numbers, *map(plain, first))
    traced = list(filter(is_traced, values))
    if not traced and (len(values) == parts.count or {0, 1}.issuperset(numbers)):
        return real(numbers, *first)  # it counts
    array = None
    if len(values) == parts.count and len(traced) == len(parts.parts):
        records = [value._record for value in traced]
        array = support().array_of_samples(records, parts.parts, parts.wholes, numbers, start)
    if array is not None:
        total = support().reduced("sum", array, real(numbers) if first else result)
        starts = [one for one in first if is_traced(one) or one != 0]
        return operate(add, lambda *_: result, *starts, total) if starts else total
    name = f"a sum over {parts.wholes[0].name}, not each term computed alike,"
    inputs = (*parts.wholes, *_others((*traced, *first), start))
    return wrap(result, Record(opaque(name), inputs, result))


def most_terms(session: Session) -> int:
    """How many terms of a sum are recorded."""
    return _MOST_TERMS if has_long_list(session) else session.most_nodes


def sum_of_too_many(
    real: Callable[..., Any],
    taken: list[Any],
    rest: Iterable[Any],
    first: Sequence[Any],
    start: int,
) -> Any:
    """A sum of so many terms that they can't be drawn: no further ones are recorded.

    Args:
        real: the sum itself.
        taken: the first terms.
        rest: all of them, to go through.
        first: what it starts with, if that was given.
        start: the serial from which on records are of the terms.
    """
    inputs = tuple(_others((*taken, *first), start))
    RECORDING.is_asleep = True
    try:
        values = list(rest)
    finally:
        RECORDING.is_asleep = False
    result = real(list(map(plain, values)), *map(plain, first))
    name = f"a sum of {len(values):,} terms, too many to record one by one,"
    return wrap(result, Record(opaque(name), inputs, result))


def _parts_of(terms: Any) -> ListParts | None:
    """The lists that a generator goes over which has not begun."""
    if type(terms) is not GeneratorType or terms.gi_running or terms.gi_frame is None:
        return None
    parts = terms.gi_frame.f_locals.get(".0")
    return parts if type(parts) is ListParts and parts.count > _SAMPLES + 2 else None


def _others(traced: Iterable[Any], start: int) -> Iterator[Record]:
    """What the terms were computed from that had been there before."""
    waiting = [value._record for value in traced if is_traced(value)]
    yield from (record for record in waiting if record.serial < start)
    seen = set(waiting)
    while waiting:
        for record in waiting.pop().inputs:
            if record.serial < start and record.op is not CONSTANT and record not in seen:
                yield record
            elif record not in seen:
                waiting.append(record)
            seen.add(record)
