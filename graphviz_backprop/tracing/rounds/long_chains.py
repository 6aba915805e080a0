"""Rounds that go on from one another without end: `t = 0.5 * t + x`, two hundred thousand times."""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.ops import LEAF, add, opaque
from graphviz_backprop.tracing.tape.list_inputs import long_lists
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session

ROUNDS = opaque("the rounds of a loop")


def is_too_long_to_draw(session: Session, marks: list[int]) -> bool:
    """True if the last round's results are computed through more numbers than can be drawn.

    A sum over a long list is none: its terms are drawn as an array.

    Args:
        session: the run so far.
        marks: the serials at which the rounds of a loop began, and that of now.
    """
    if marks[-1] - marks[0] <= session.most_nodes or session.carriers.every:
        return False  # a carrier holds on to the records of its number
    results = _results(session, marks[-2])
    order = ancestors(results, lambda record: record.serial < marks[0])
    inner = (record for record in order if record.serial >= marks[0])
    if count_nodes(inner) <= session.most_nodes:
        return False
    last = ancestors(results, lambda record: record.serial < marks[-2])
    return not _sums_up_a_list(last, marks[0], marks[-2])


def collapse(session: Session, marks: list[int]) -> None:
    """Let the rounds of such a loop be one operation without a derivative for each last result.

    What the loop was given is still known of them; to go through all its records takes seconds.
    """
    results = _results(session, marks[-2])
    order = ancestors(results, lambda record: record.serial < marks[0])
    inner = {record for record in order if record.serial >= marks[0]}
    last = {binding.name: binding for binding in session.bindings if binding.record in inner}
    kept = set(last.values())
    session.bindings[:] = [b for b in session.bindings if b in kept or b.record not in inner]
    session.variables[:] = [
        one
        for one in session.variables
        if not (isinstance(one.leaves, Record) and one.leaves in inner)
    ]
    given = tuple(one for one in order if one.serial < marks[0] and not one.is_constant)
    for record in results:
        record.op, record.inputs = ROUNDS, given


def go_on_from(session: Session, woken: Iterable[Record]) -> None:
    """What the rounds of such a loop have computed is an input from now on, and no update."""
    for record in woken:
        del session.woken[record]
        record.variable = Variable(record.name, record)
        session.variables.append(record.variable)


def _results(session: Session, start: int) -> list[Record]:
    """What was named since a serial."""
    found = []
    for binding in reversed(session.bindings):
        if binding.record.serial < start:
            break
        found.append(binding.record)
    return found


def count_nodes(records: Iterable[Record]) -> int:
    """How many of these would have a place of their own in a graph of single numbers."""
    return sum(map(_is_node, records))


def _is_node(record: Record) -> bool:
    """True for a number with a place of its own in the graph: of a sum of sums there is one."""
    is_inner_sum = record.op is add and any(part.op is add for part in record.inputs)
    return not record.is_constant and not is_inner_sum


def _sums_up_a_list(order: Iterable[Record], start: int, last: int) -> bool:
    """True if the last round adds an element of a long list to what the others have added."""
    takes = False
    for record in order:
        if record.serial < last:
            takes = takes or _is_of_long_list(record)
        elif record.op is not add and any(
            start <= part.serial < last and part.op is not LEAF for part in record.inputs
        ):
            return False
    return takes


def _is_of_long_list(record: Record) -> bool:
    variable = record.variable
    return record.is_leaf and variable is not None and any(long_lists("", variable.leaves))
