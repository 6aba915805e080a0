"""`functools.cache` and `lru_cache`: a result found again depends on the arguments of this call."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.ops import CONSTANT, opaque
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.traced import is_number, is_traced, record_of, wrap


class Cached:
    """A cached function that is called as it is, so that it runs and counts as without us."""

    def __init__(self, function: Any, hooked: Any) -> None:
        self._owner = function  # kept alive: it is known by its identity
        self._function = hooked
        self._made: dict[Any, list[Any]] = {}

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call it."""
        misses = self._function.cache_info().misses
        result = self._function(*args, **named)
        values = [*args, *named.values()]
        key = (args, tuple(named.items()))
        if self._function.cache_info().misses > misses:
            self._made[key] = values
        elif is_traced(result) and key in self._made:
            return _with_inputs(result, self._made[key], values)
        return result


def _with_inputs(result: Any, old: list[Any], new: list[Any]) -> Any:
    """The stored result as if it were computed from the new values, which equal the old ones."""
    replaced: dict[Record, Record] = {}
    for before, after in zip(old, new, strict=True):
        if is_traced(before) and is_number(after):
            replaced[before._record] = record_of(after)
        elif is_traced(after) and after._record.op is not CONSTANT:
            inputs = (result._record, after._record)
            return wrap(result._plain, Record(opaque("functools.cache"), inputs, result._plain))
    return wrap(result._plain, _copied(result._record, replaced))


def _copied(record: Record, replaced: dict[Record, Record]) -> Record:
    """The record with others in the place of some that it was computed from."""
    copies = {old: new for old, new in replaced.items() if old is not new}
    for part in ancestors([record]) if copies else ():
        if part not in copies and not copies.keys().isdisjoint(part.inputs):
            inputs = tuple(copies.get(one, one) for one in part.inputs)
            copy = copies[part] = Record(part.op, inputs, part.value, part.name)
            copy.is_inner = part.is_inner
            copy.stand_at(part)
    return copies.get(record, record)
