"""The values that the reader's code holds on to: plain while recording sleeps, traced again after.

Where a value has changed meanwhile, it is an input of what is recorded next: an update of the one
that stood there.
"""

from __future__ import annotations

import inspect
import sys
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import field
from types import FrameType
from typing import Any

from graphviz_backprop.ops import LEAF
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.rounds.containers import is_container, places, put, put_locals
from graphviz_backprop.tracing.tape.numpy_support import is_loaded, numpy_support, support
from graphviz_backprop.tracing.tape.readers_files import is_readers_file
from graphviz_backprop.tracing.tape.record import Record, constant, is_own
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import can_wrap, is_traced, plain, wrap

# So many containers are looked into; what stands in further ones stays as it is.
_MOST_CONTAINERS = 100_000


@quick_dataclass(slots=True)
class _Kept:
    """A place with a traced value, and the plain one that stands there meanwhile."""

    place: Hashable
    traced: Any
    plain: Any


@quick_dataclass(slots=True)
class _Holder:
    """A container with its place in another one, by that one's number; -1 for a root."""

    container: Any
    parent: int
    place: Hashable
    kept: list[_Kept] = field(default_factory=list)


class HeldValues:
    """All traced values within reach of the code that runs.

    Args:
        session: the run.
        frame: the innermost frame of the reader's.
        module: the variables of `__main__`.
    """

    def __init__(self, session: Session, frame: FrameType | None, module: dict[str, Any]) -> None:
        self._session = session
        self._holders: list[_Holder] = []
        self._seen: set[int] = set()
        self._renewed: dict[int, tuple[Any, Any]] = {}
        self._keeps_equal, self._since = False, sys.maxsize
        self._beyond = 0
        for root in _roots(frame, module):
            self._add(root, -1, "")
        for number, holder in enumerate(self._holders):  # it grows
            self._look_into(number, holder)

    def count(self) -> int:
        """How many places hold a traced value, with those of lists that are not looked into."""
        return sum(len(holder.kept) for holder in self._holders) + self._beyond

    def strip(self) -> None:
        """Let plain values stand where traced ones did."""
        for holder in self._holders:
            self._put_all(holder.container, {kept.place: kept.plain for kept in holder.kept})

    def trace(self, keeps_equal: bool = False, since: int = sys.maxsize) -> list[Record]:
        """Let traced values stand there again; give the records of those that have changed.

        Args:
            keeps_equal: an equal number is no other one: the rounds meanwhile computed it anew.
            since: the serial from which on records are left behind, changed or not.
        """
        self._keeps_equal, self._since = keeps_equal, since
        woken: list[Record] = []
        if is_loaded():
            woken += support().renew_changed(self._input)
        standing: list[dict[Hashable, Any]] = []
        for holder in self._holders:
            container = holder.container
            if holder.parent >= 0:
                container = standing[holder.parent].get(holder.place)
            if type(container) is not type(holder.container):
                standing.append({})
                continue
            standing.append(dict(places(container)))
            values = {
                kept.place: self._again(kept.traced, kept.plain, standing[-1][kept.place], woken)
                for kept in holder.kept
                if kept.place in standing[-1]
            }
            self._put_all(container, values)
        self._holders.clear()
        self._renewed.clear()
        return woken

    def _add(self, container: Any, parent: int, place: Hashable) -> None:
        if id(container) not in self._seen and len(self._holders) < _MOST_CONTAINERS:
            self._seen.add(id(container))
            self._holders.append(_Holder(container, parent, place))

    def _look_into(self, number: int, holder: _Holder) -> None:
        for place, value in places(holder.container):
            stripped = without_record(value)
            # A tuple with a traced part is replaced as a whole, where it stands; what else is in it
            # is looked into as well.
            if stripped is not value and type(holder.container) is not tuple:
                holder.kept.append(_Kept(place, value, stripped))
            if stripped is not value and type(value) is not tuple:
                continue
            if is_container(value):
                self._add(value, number, place)
            elif type(value) in (list, deque) and without_record(value[-1]) is not value[-1]:
                self._beyond += len(value)

    def _put_all(self, container: Any, values: dict[Any, Any]) -> None:
        if type(container) is FrameType:
            put_locals(container, values)
            return
        for place, value in values.items():
            with suppress(Exception):  # an object that lets nothing be set
                put(container, place, value)

    def _again(self, traced: Any, before: Any, now: Any, woken: list[Record]) -> Any:
        """The traced value for what stands at a place now."""
        is_kept = now is before or (self._keeps_equal and _is_same(now, before))
        if is_kept and self._since == sys.maxsize:
            return traced
        if type(traced) is tuple:
            if type(now) is not tuple or len(now) != len(traced):
                return now
            parts = zip(traced, before, now, strict=True)
            return tuple(self._again(*three, woken) for three in parts)
        known = self._renewed.get(id(now))
        if known is not None:
            return known[1]
        old = self._session.record(traced)
        if is_kept and (old is None or old.serial < self._since):
            return traced
        if old is None:
            return now
        if old.is_constant or old.is_not_input:  # what counts goes on to be no input
            return wrap(now, constant(now)) if can_wrap(now) else now
        new = self._renew(old, now, woken)
        self._renewed[id(now)] = now, new
        return new

    def _renew(self, old: Record, now: Any, woken: list[Record]) -> Any:
        arrays = numpy_support(now)
        if arrays and not can_wrap(now):
            if arrays.record_of_known(now) is None and arrays.is_new(now):
                woken.append(self._input(old, now))
                arrays.track(now, woken[-1])
            return arrays.traced_array(now)
        if not can_wrap(now) or is_traced(now):
            return now
        woken.append(self._input(old, now))
        return wrap(now, woken[-1])

    def _input(self, old: Record, value: Any) -> Record:
        """An input in the place of what an earlier round has computed."""
        record = Record(LEAF, (), value, old.name)
        record.stand_at(old)
        record.is_inner = old.is_inner
        record.is_used = True
        self._session.woken[record] = old
        return record


def _is_same(now: Any, before: Any) -> bool:
    """True if two plain numbers are equal to the last bit."""
    return type(now) is type(before) and can_wrap(now) and repr(now) == repr(before)


def _roots(frame: FrameType | None, module: dict[str, Any]) -> Iterator[Any]:
    """The variables of the module and of all running functions of the reader's."""
    yield module
    while frame is not None:
        if not is_own(frame.f_code.co_filename):
            if frame.f_code.co_flags & inspect.CO_OPTIMIZED:
                yield frame
            elif is_readers_file(frame.f_code.co_filename):
                yield frame.f_globals
        frame = frame.f_back


def without_record(value: Any) -> Any:
    """A traced value without its record; a tuple with such parts anew; else the same object."""
    if type(value) is tuple:
        parts = [without_record(part) for part in value]
        same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if same else tuple(parts)
    if is_traced(value):
        return plain(value)
    arrays = numpy_support(value)
    return arrays.plain_array(value) if arrays else value
