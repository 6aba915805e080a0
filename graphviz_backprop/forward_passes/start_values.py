"""Zeros and ones that a running value starts from, where a function goes on: `s = add(s, x)`.

They are no inputs. `s += x` and `s = s + x` leave them out as they are recorded.
"""

from __future__ import annotations

from collections import defaultdict

from graphviz_backprop.ops import add, mul
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session

_NEUTRAL = {add: 0, mul: 1}


def settle_start_values(session: Session) -> None:
    """Leave out such numbers: each has one use, whose result has its name."""
    names: dict[Record, set[str]] = defaultdict(set)
    for binding in session.bindings:
        names[binding.record].add(binding.name)
    users: dict[Record, list[Record]] = defaultdict(list)
    for record in ancestors(names):
        for part in record.inputs:
            users[part].append(record)
    instead: dict[Record, Record] = {}
    for variable in list(session.variables):
        leaf = variable.leaves
        if not isinstance(leaf, Record) or type(leaf.value) not in (int, float):
            continue
        user = users[leaf][0] if len(users[leaf]) == 1 and not variable.is_given else leaf
        others = [part for part in user.inputs if part is not leaf and not part.is_constant]
        if (
            leaf.value == _NEUTRAL.get(user.op)
            and variable.name in names[user]
            and len(others) == 1
        ):
            instead[user] = others[0]
            session.variables.remove(variable)
    for user, term in instead.items():
        for later in users[user]:
            later.inputs = tuple(term if part is user else part for part in later.inputs)
        if not users[user]:
            term.name = term.name or user.name
    for binding in session.bindings:
        binding.record = instead.get(binding.record, binding.record)
