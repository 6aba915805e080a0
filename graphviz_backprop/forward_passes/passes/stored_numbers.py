"""Inputs that were only written to a file, given to another process, or to a random generator.

A number that the code reads again from there, or draws, is a new input; a line says where the first
went.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.forward_passes.passes.incomplete import listed
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session


def stored_numbers(session: Session, outputs: Iterable[Record], source: str) -> list[str]:
    """The lines about each place where inputs were stored that no output is computed from.

    Args:
        session: what the run left behind.
        outputs: the records that are drawn.
        source: the name of the file.
    """
    used = {record.name for record in ancestors(outputs) if record.is_leaf}
    said: dict[str, None] = {}
    for record in session.stored if session.is_read_again else ():
        lost = [name for name in _names(record) if name not in used]
        if lost:
            said[
                f"{source}: {place_of(record, source)}: {listed(lost, 4)} goes into "
                f"{record.op.noun}, and what is read from there again is not followed: it counts "
                "as an input of its own"
            ] = None
    for record in session.drawn:
        names = _names(record)
        if names:
            said[
                f"{source}: {place_of(record, source)}: {listed(names, 4)} goes into "
                f"{record.op.noun}, and what is drawn is not followed: it counts as data"
            ] = None
    return list(said)


def _names(record: Record) -> list[str]:
    return [leaf.name for leaf in ancestors([record]) if leaf.is_leaf and leaf.name]
