"""A later pass as a computation of its own, whose updated inputs are inputs again."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.graph import map_structure
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session


def restart(session: Session, passes: Passes, one: Pass) -> tuple[Session, Record]:
    """The session and the output of a pass as if the code had started with it.

    What was updated before, or is carried on from an earlier pass, becomes a leaf with the value
    that it has by then. The records are copied: each pass has its own.
    """
    order = ancestors([one.output], lambda record: passes.is_cut(one, record))
    if one.start == 0 or not any(passes.is_cut(one, record) for record in order):
        return session, one.output
    copies: dict[Record, Record] = {}
    for record in order:
        copies[record] = copy(record)
        if passes.is_cut(one, record):
            copies[record].become_input(passes.name(record))
            copies[record].named_in = passes.first(record).named_in
        copies[record].inputs = tuple(copies[part] for part in copies[record].inputs)
    variables = list(_variables(session, passes, one, copies))
    return replace(session, variables=variables, copies=copies), copies[one.output]


def _variables(
    session: Session, passes: Passes, one: Pass, copies: dict[Record, Record]
) -> Iterator[Variable]:
    """The inputs with their values of that time; an old value that is still used is kept too."""
    latest = _latest(passes, one)
    taken: set[Record] = set()

    def now(leaf: Record) -> Record:
        update = latest.get(leaf)
        if update is None:
            return copies.get(leaf, leaf)
        taken.add(update)
        if update not in copies:
            copies[update] = copy(update)
            copies[update].become_input(leaf.name)
            copies[update].named_in = leaf.named_in
        return copies[update]

    for variable in session.variables:
        stale = [leaf for leaf in variable.every_leaf() if leaf in latest and leaf in copies]
        if stale:
            old = map_structure(variable.leaves, lambda leaf: copies.get(leaf))
            yield replace(variable, leaves=old)
        yield replace(variable, leaves=map_structure(variable.leaves, now))
    for record, made in copies.items():
        if record not in taken and passes.is_cut(one, record):
            yield Variable(made.name, made)


def _latest(passes: Passes, one: Pass) -> dict[Record, Record]:
    """For each leaf that was updated before a pass, the last update."""
    origin = passes.roles.origin
    return {origin[update]: update for update in origin if update.serial < one.start}
