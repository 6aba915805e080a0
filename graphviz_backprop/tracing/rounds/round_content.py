"""The names and the inputs of a loop's round, to compare rounds by."""

from __future__ import annotations

import re
from itertools import pairwise

from graphviz_backprop.function_table import Kind
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session

_INDEX = re.compile(r"(\[[^]]*\])+$")


@quick_dataclass(frozen=True, slots=True)
class RoundContent:
    """The names that a round gives, and those of what it takes from before."""

    names: frozenset[str]
    inputs: frozenset[str]

    def __le__(self, other: RoundContent) -> bool:
        """True if the other has all of this."""
        return self.names <= other.names and self.inputs <= other.inputs

    def may_update(self, session: Session) -> bool:
        """True if it gives the name of an input a value, which is cheaper than to find updates."""
        known = {_attribute(variable.name) for variable in session.variables}
        if not known.isdisjoint(self.names):
            return True
        # `b = starting_b` at the beginning, and then `b = step(b)`.
        return any(
            _attribute(name) in self.names for names in session.aliases.values() for name in names
        )


def content_of(session: Session, serials: range, first: int | None = None) -> RoundContent:
    """The content of a round whose records have these serials.

    Args:
        session: the run.
        serials: of the round.
        first: the number of the round's first binding, where that is known.
    """
    bindings = [
        binding
        for binding in session.bindings[first or 0 :]
        if (first is not None or binding.record.serial in serials)
        and not _is_aside(binding.record)
        and not _is_kept(binding)
    ]
    names = {_attribute(binding.name) for binding in bindings}
    order = ancestors(
        (binding.record for binding in bindings), lambda record: record.serial < serials.start
    )
    # A part of an array, `rows = table[ids]`, is only a further name of it where that is woken.
    parts = (one for one in order if one.op.kind is Kind.PART and one.inputs[0] in session.woken)
    names.update(_attribute(name) for one in parts for name in session.aliases.get(one, ()))
    inputs = {
        _attribute(record.name)
        for record in order
        if record.name
        and not _is_aside(record)
        and (record.serial < serials.start or record in session.woken)
    }
    return RoundContent(frozenset(names), frozenset(inputs))


def begun_content(session: Session, marks: list[int], begun: RoundContent) -> RoundContent:
    """The content of the last compared round as far as a round has come that was broken off.

    Args:
        session: the run.
        marks: the serials at which the compared rounds began.
        begun: the content of the round that was left.
    """
    serials = range(marks[-2], marks[-1])
    for binding in session.bindings:
        is_here = binding.record.serial in serials and not _is_kept(binding)
        if (
            is_here
            and not _is_aside(binding.record)
            and _attribute(binding.name) not in begun.names
        ):
            serials = range(serials.start, binding.record.serial)
            break
    return content_of(session, serials)


def _is_aside(record: Record) -> bool:
    """True if a value tells nothing of a round: what counts, and a copy of the best weights."""
    return record.is_not_input or type(record.value) is int or record.op.function == "copy"


def _is_kept(binding: Binding) -> bool:
    """True if it is another name of a result: `lowest_loss = loss`, which not all rounds give."""
    return binding.record.name not in ("", binding.name)


def is_repeated(session: Session, before: range, last: range) -> bool:
    """True if two rounds give the same names the same numbers, from the same inputs.

    Rounds that only compare followed numbers have passed over what a later one may use.
    """
    given: dict[range, list[tuple[str, str]]] = {before: [], last: []}
    records: dict[range, list[Record]] = {before: [], last: []}
    for binding in reversed(session.bindings):
        serial = binding.record.serial
        if serial < before.start:
            break
        if serial in before or serial in last:
            one = last if serial in last else before
            given[one].append((binding.name, _bits(binding.record.value)))
            records[one].append(binding.record)
    if given[before] != given[last]:
        return False
    if not given[last]:
        return not any(session.guards.are_within(one) for one in (before, last))
    return _taken(records[before], before) == _taken(records[last], last)


def forget_repetitions(session: Session, marks: list[int]) -> None:
    """Keep the names of the first round alone, where all rounds were the same.

    Args:
        session: the run.
        marks: the serials at which the rounds began.
    """
    rounds = [range(*pair) for pair in pairwise(marks)]
    if all(is_repeated(session, *pair) for pair in pairwise(rounds)):
        kept = session.bindings
        kept[:] = [binding for binding in kept if binding.record.serial < marks[1]]


def is_idle(session: Session, serials: range) -> bool:
    """True if a round gives no name to anything that is computed from an input."""
    return not any(binding.record.serial in serials for binding in session.bindings)


def _taken(records: list[Record], serials: range) -> set[Record]:
    """The values from before a round that its own are computed from."""
    order = ancestors(records, lambda record: record.serial < serials.start)
    return {record for record in order if record.serial < serials.start}


def _bits(value: object) -> str:
    to_bytes = getattr(value, "tobytes", None)
    return f"{type(value).__name__} {to_bytes().hex() if to_bytes else repr(value)}"


def _attribute(name: str) -> str:
    """A name without its index and its object: `w` for `self.layers[1].w[0]`."""
    return _INDEX.sub("", name).rpartition(".")[2]
