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
    found = [record for record in order if record.op is absolute and _error_in(record)]
    if not found or not roles.updates:
        return set()
    changes = [part for update in roles.updates for part in update.inputs[1:]]
    backward = [*changes, *roles.gradients]
    behind = set(ancestors(backward, roles.updates.__contains__))
    trained_by = set(ancestors(backward, lambda one: _is_cut(one, roles.updates)))
    told = {one for one in found if one not in behind and _error_in(one) in trained_by}
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


def _is_cut(record: Record, updates: Container[Record]) -> bool:
    """True if what goes into it is not used as it is: by its sign alone, or in an update before."""
    return record in updates or record.op is sign or record.is_decision


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
