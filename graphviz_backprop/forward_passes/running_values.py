"""Running means and totals over the rounds of a training: `mean = 0.99 * mean + 0.01 * loss`."""

from __future__ import annotations

from collections.abc import Container

from graphviz_backprop.ops import add, div, mul, neg, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record


def running_values(results: list[Binding], carried: Container[str]) -> set[Record]:
    """The values of names that go on over updates, each its own last value and a further term.

    A hidden state is carried on too; it is no sum of itself and another result.

    Args:
        results: every named result, in the order of the code.
        carried: the names whose values go on over an update.
    """
    found: set[Record] = set()
    last: dict[str, Record] = {}
    for binding in results:
        if binding.name not in carried:
            continue
        terms = _terms(binding.name, binding.record)
        before = {binding.before, last.get(binding.name)}
        own = [term for term in terms if term in before or term.name == binding.name]
        others = [term for term in terms if term not in own and term.inputs]
        if own and others:
            found.add(binding.record)
        last[binding.name] = binding.record
    return found


def _terms(name: str, total: Record) -> list[Record]:
    """The values that are added up, each perhaps times a number that the code gives."""
    found, waiting = [], [*_added(name, total)]
    while waiting:
        term = waiting.pop()
        inner = () if term.name else _added(name, term)
        if inner:
            waiting += inner
        else:
            found.append(term)
    return found


def _added(name: str, record: Record) -> tuple[Record, ...]:
    if record.op in (add, sub, neg):
        return record.inputs
    if record.op in (mul, div):
        scaled = [part for part in record.inputs if part.name == name or not _is_given(part)]
        return tuple(scaled) if len(scaled) == 1 else ()
    return ()


def _is_given(record: Record) -> bool:
    """True for a number that the code states, and for one minus it."""
    return not record.inputs or (
        record.op in (add, sub) and all(not part.inputs for part in record.inputs)
    )
