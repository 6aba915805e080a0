"""Inputs that were only written to a file, or given to another process.

A number that the code reads again from there is a new input; a line says where the first went.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.forward_passes.finding import listed
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session


def stored_numbers(session: Session, outputs: Iterable[Record], source: str) -> list[str]:
    """What is said of each place where inputs were stored that no output is computed from.

    Args:
        session: what the run left behind.
        outputs: the records that are drawn.
        source: the name of the file.
    """
    if not session.is_read_again:
        return []
    used = {record.name for record in ancestors(outputs) if record.is_leaf}
    said: dict[str, None] = {}
    for record in session.stored:
        leaves = [leaf.name for leaf in ancestors([record]) if leaf.is_leaf]
        lost = [name for name in leaves if name and name not in used]
        place = place_of(record, source)
        if lost:
            said[
                f"{source}: {place}: {listed(lost, 4)} goes into {record.op.noun}, and what is "
                "read from there again is not followed: it counts as an input of its own"
            ] = None
    return list(said)
