"""Zeros that a running sum starts from, where a function goes on: `s = add(s, x)`.

They are no inputs. `s += x` and `s = s + x` leave them out as they are recorded.
"""

from __future__ import annotations

from collections import defaultdict

from graphviz_backprop.ops import add
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session


def settle_start_values(session: Session) -> None:
    """Leave out such numbers: each has one use, whose result gets its name in the same code."""
    given = {(b.record, b.name, b.code) for b in session.bindings}
    users: dict[Record, list[Record]] = defaultdict(list)
    for record in ancestors(binding.record for binding in session.bindings):
        for part in record.inputs:
            users[part].append(record)
    instead: dict[Record, Record] = {}
    for variable in list(session.variables):
        leaf = variable.leaves
        if not isinstance(leaf, Record) or type(leaf.value) not in (int, float) or leaf.value:
            continue
        if len(users[leaf]) != 1 or variable.is_given:
            continue
        (user,) = users[leaf]
        terms = [part for part in user.inputs if part is not leaf and not part.is_constant]
        if user.op is add and len(terms) == 1 and (user, variable.name, leaf.code) in given:
            instead[user] = terms[0]
            session.variables.remove(variable)
    for user, term in instead.items():
        for later in users[user]:
            later.inputs = tuple(term if part is user else part for part in later.inputs)
        if not users[user]:
            term.name = term.name or user.name
    for binding in session.bindings:
        binding.record = instead.get(binding.record, binding.record)
