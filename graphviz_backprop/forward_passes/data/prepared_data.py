"""Data that the code computes once for all rounds of its training: `y = 3 * X + 1`, `X / X.max()`.

The rule. A named array or list of numbers is an input, whatever it was computed from, when
- the code trains, and nothing that it updates, or has a gradient of, is behind the value;
- it was there before the first update, and is used before and after one with what is updated.

What a pass computes from its inputs is computed anew in each round: it stays what it is.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Container

from graphviz_backprop.forward_passes.data.drawn_data import Data, whole_of
from graphviz_backprop.forward_passes.roles.renamed_updates import comes_back
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import base, derivative
from graphviz_backprop.ops import CONSTANT, add, sub
from graphviz_backprop.tracing.tape.binding import Binding, is_update
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session


def find_prepared_data(
    session: Session, order: list[Record], known: Container[Record]
) -> list[Record]:
    """Return the values that are inputs by the rule of this module; their names are set.

    Args:
        session: what the run left behind.
        order: every record behind a name, in the order of the code.
        known: the arrays that are known to be data.
    """
    results = {one.record for one in session.bindings}
    changes = [one.record for one in session.bindings if _is_changed(one, results)]
    changed = {record: record.inputs[0] for record in changes}
    updates = sorted(record.serial for record in changed)
    if not updates:
        return []
    fixed = _fixed(session, order, updates[0], {*changed.values(), *session.woken})
    rounds: dict[Record, set[int]] = defaultdict(set)
    moving = {*changed.values(), *session.woken}
    for record in order:
        if record in moving or not moving.isdisjoint(record.inputs):
            moving.add(record)
        else:
            continue
        for part in record.inputs:
            whole = whole_of(part)
            if whole in fixed:
                rounds[whole].add(bisect(updates, record.serial))
    named = [one for one in reversed(session.bindings) if not derivative(one.name)]
    names = {one.record: one.name for one in named}  # the first name of each
    found = []
    for record, used in rounds.items():
        name = record.name or names.get(record, "")
        is_new = record.inputs and record not in known and record.op.kind is not Kind.PART
        if name and is_new and len(used) > 1 and _is_of_several(record, name):
            record.name = name
            found.append(record)
    return found


def _is_changed(binding: Binding, results: Container[Record]) -> bool:
    """True if an input is trained, `w -= rate * dw`, also under a further name of its list."""
    record = binding.record
    if record.op not in (add, sub) or not record.inputs[0].is_leaf:
        return False
    is_augmented = binding.before is not None
    old, change = record.inputs
    is_own = binding.before is old or is_update(binding.name, record, is_augmented)
    return is_own and comes_back(change, old, results)


def _fixed(
    session: Session, order: list[Record], until: int, changed: Container[Record]
) -> set[Record]:
    """What is computed before a serial from inputs alone that stay what they are."""
    data = Data(session)
    fixed: set[Record] = set()
    for record in order:
        if record.serial >= until:
            break
        if record.is_leaf and not record.inputs:
            is_fixed = not record.is_given and record not in changed and data.may_hold(record)
        else:
            is_fixed = not record.is_opaque and all(
                part in fixed or part.op is CONSTANT for part in record.inputs
            )
        if is_fixed and record.op is not CONSTANT:
            fixed.add(record)
    return fixed


def _is_of_several(record: Record, name: str) -> bool:
    """True for an array of several numbers, or for one of a list."""
    return not record.is_single or (name.endswith("]") and base(name) != name)
