"""Entries of a list that are given anew before they are used: `y = [0, 0, 0]; y[label] = 1`."""

from __future__ import annotations

from graphviz_backprop.graph import map_structure
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session


def settle_overwritten_entries(session: Session) -> None:
    """Put each such number in its place in the list's own input; it is none of its own."""
    entries: dict[tuple[str, object], Record] = {}  # those that nothing has used yet
    latest: dict[Record, Record] = {}
    for variable in session.variables:
        leaf = variable.leaves
        if not isinstance(leaf, Record):
            entries |= {(one.name, one.code): one for one in variable.every_leaf()}
        elif (leaf.name, leaf.code) in entries:
            entry = entries[leaf.name, leaf.code]
            if not latest.get(entry, entry).is_used:
                latest[entry] = leaf
    if not latest:
        return
    taken = {id(leaf) for leaf in latest.values()}
    session.variables = [one for one in session.variables if id(one.leaves) not in taken]
    for variable in session.variables:
        if not isinstance(variable.leaves, Record):
            variable.leaves = map_structure(variable.leaves, lambda one: latest.get(one, one))
