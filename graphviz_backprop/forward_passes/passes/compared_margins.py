"""Margins that are compared and have no name: `if y * (np.dot(w, x) - b) >= 1:` before an update.

Such code trains by the hinge loss, or as a perceptron does, and computes no loss: only updates
have names. What is differentiated is the margin, not an update.
"""

from __future__ import annotations

from graphviz_backprop.forward_passes.passes.forward_pass import Passes
from graphviz_backprop.ops import add, mul, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session

# While passes are found it needs a name; no name of the code is like this.
_WHILE_SOUGHT = "<margin>"


def ends_with_updates(passes: Passes) -> bool:
    """True if nothing but new values of inputs could be an output."""
    ends = [end for one in passes.every for end in one.ends]
    return bool(ends) and all(_is_update(end) for end in ends)


def compared_margins(session: Session) -> list[Binding]:
    """The margins without a name, each as a result of the place where it was computed.

    A margin is a label times what an updated input goes into, and it is compared with a number.
    """
    updates = [binding.record for binding in session.bindings if _is_update(binding)]
    updated = {*updates, *(record.inputs[0] for record in updates)}
    found: dict[Record, Binding] = {}
    for guard in session.guards.every:
        records = [part for part in guard.operands if isinstance(part, Record)]
        if len(records) == 1 and len(guard.operands) == 2:
            (record,) = records
            if not record.name and _is_margin(record, updated):
                margin = found[record] = Binding.where_made(record)
                margin.name = _WHILE_SOUGHT
    return list(found.values())


def _is_update(binding: Binding) -> bool:
    """True if it is `b -= …`, or `b = b - …`."""
    record = binding.record
    if record.op not in (add, sub):
        return False
    return binding.before is not None or record.inputs[0].name == binding.name


def _is_margin(record: Record, updated: set[Record]) -> bool:
    if record.op is not mul or not record.is_single:
        return False
    sides = [_goes_into(updated, part) for part in record.inputs]
    return sum(sides) == 1 and bool(record.inputs[sides.index(True)].inputs)


def _goes_into(updated: set[Record], part: Record) -> bool:
    # What is earlier than an update is of another round.
    return not updated.isdisjoint(ancestors([part], updated.__contains__))
