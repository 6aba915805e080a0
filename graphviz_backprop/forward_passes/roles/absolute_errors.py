"""Sums of absolute errors that are only told, where the code trains by the errors themselves.

error = y - out
print(np.mean(np.abs(error)))           no loss: its gradient would start from the errors' signs
w += x.T @ (error * out * (1 - out))    this is that of a squared error
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import derivative, squeeze
from graphviz_backprop.ops import absolute, add, div, mul, neg, sign, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors

_SAME_ERRORS = (Kind.PART, Kind.ARRANGEMENT, Kind.CONVERSION, Kind.JOIN)
_SUMS = (*_SAME_ERRORS, Kind.REDUCTION)
_LINEAR = (add, sub, neg, mul, div)


def told_absolute_errors(results: list[Binding], order: list[Record], roles: Roles) -> set[Record]:
    """The absolute values of errors by which the code trains, and their sums and means.

    Args:
        results: every named result.
        order: every record behind a name, in the order of the code.
        roles: gradients and updates.
    """
    sizes = [record for record in order if record.op is absolute]
    found = {one: frozenset(error.inputs) for one in sizes if (error := _error_in(one))}
    if not found or not roles.updates:
        return set()
    changes = [part for update in roles.updates for part in update.inputs[1:]]
    backward = [*changes, *roles.gradients]
    behind = set(ancestors(backward, roles.updates.__contains__))
    trained_by = _trained_by(backward, roles.updates)
    errors = {frozenset(one.inputs) for one in trained_by if one.op is sub}  # `t - y` and `y - t`
    told = {one for one, error in found.items() if one not in behind and error in errors}
    parts = {part for one in told for part in _parts_before(one)}
    told = _with_sums(told, order, roles) | (parts - behind)
    return set() if _are_differentiated(told, results, roles) else told


def _error_in(record: Record) -> Record | None:
    """The difference of which this is the absolute value, or that of a part."""
    *_, last = record, *_parts_before(record)
    (part,) = last.inputs[:1]
    return part if part.op is sub and not any(one.is_constant for one in part.inputs) else None


def _parts_before(record: Record) -> Iterator[Record]:
    """Yield the parts of an array by way of which this is computed: `e[0]` of `abs(e[0])`."""
    (part,) = record.inputs[:1]
    while part.op.kind in _SAME_ERRORS and part.inputs:
        yield part
        part = part.inputs[0]


def _trained_by(backward: Iterable[Record], updates: Container[Record]) -> set[Record]:
    """What goes into gradients as it is: not by its sign alone, nor in an update before."""
    found = set(backward)
    waiting = list(found)
    while waiting:
        one = waiting.pop()
        if one in updates or one.op is sign or one.is_decision or _is_sign(one):
            continue
        call = getattr(one, "call", None)  # which also has what only decided, `e > 0`
        tests = {slot.number for slot in call.tests} if call is not None else set()
        used = {part for place, part in enumerate(one.inputs) if place not in tests} - found
        found |= used
        waiting += used
    return found


def _is_sign(record: Record) -> bool:
    """True of `e / np.abs(e)`."""
    if record.op is not div or record.inputs[1].op is not absolute:
        return False
    part, whole = record.inputs[0], record.inputs[1].inputs[0]
    return part is whole or (part.op is whole.op is sub and part.inputs == whole.inputs)


def _with_sums(told: set[Record], order: Iterable[Record], roles: Roles) -> set[Record]:
    """The same with what is nothing but their sum, or a multiple of it, or of a number less it.

    Not `np.abs(error) ** 2`, which is a squared error, nor a loss with further terms.
    """
    found = set(told)
    trained = {*roles.updates, *roles.updates.values()}
    for record in order:
        if not trained.isdisjoint(record.inputs):
            trained.add(record)
        own = [part for part in record.inputs if part in found]
        if not own:
            continue
        others = [part for part in record.inputs if part not in found]
        is_sum = record.op in _LINEAR or record.op.kind in _SUMS or record.op.function == "positive"
        if is_sum and trained.isdisjoint(others):
            found.add(record)
    return found


def _are_differentiated(told: set[Record], results: list[Binding], roles: Roles) -> bool:
    """True if a gradient says by its name that it is that of one of them: `dmae_dw`."""
    of = {parts[0] for b in results if b.record in roles.gradients if (parts := derivative(b.name))}
    return any(squeeze(binding.name) in of - {""} for binding in results if binding.record in told)
