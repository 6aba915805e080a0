"""Data that the code makes up by itself, `X, y = create_data(100, 3)`: an input, no computation.

The rule. An array of several numbers is an input as a whole, whatever it was computed from, when
- a function of the reader's has made it, and is used outside together with other inputs;
- all that it was computed from was made in that same call, and its arrays were made up by NumPy
  (`random`, `linspace`, `arange`, `zeros`, …), not written as numbers in the code;
- no matrix product is among it: that would be a layer;
- and no named number is, but where the array was put together from parts (`X[rows] = …`,
  `np.c_[…]`) or in a constructor: the noise of the points, the scale of the first weights.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.function_table import Kind
from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.scopes.paths import is_part
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session

_PRODUCTS = frozenset("dot matmul einsum inner vdot tensordot vecdot matvec".split())
_ASSEMBLED = frozenset("concatenate stack vstack hstack column_stack array".split())


def settle_generated_data(session: Session, *outputs: Record) -> None:
    """Make inputs of the data that the code has made up.

    Args:
        session: what the run left behind.
        outputs: results without a name.
    """
    order = ancestors([*outputs, *(binding.record for binding in session.bindings)])
    data = dict(_found(order))
    if not data:
        return
    inner = _inner(order, data)
    if not _is_used_with_others(order, data, inner):
        return
    for record in inner:
        record.is_not_input = True
    session.variables = [v for v in session.variables if inner.isdisjoint(v.every_leaf())]
    outside = {b.record: b for b in reversed(session.bindings) if b.code is not b.record.code}
    for record, call in data.items():
        record.become_input(record.name)
        record.within, record.at = call.parent, call.at
        record.variable = Variable(record.name, record)
        session.variables.append(record.variable)
        if record in outside:
            record.code, record.instruction = outside[record].code, outside[record].instruction
    session.variables.sort(key=lambda variable: next(variable.every_leaf()).serial)
    session.bindings = [b for b in session.bindings if not b.record.is_leaf]


def _inner(order: list[Record], data: dict[Record, Call]) -> set[Record]:
    """What only data is computed from; an input that is used elsewhere too goes on to be one."""
    behind = set(ancestors(data)) - data.keys()
    others = [record for record in order if record not in behind and record not in data]
    used = {part for record in others for part in record.inputs}
    return {record for record in behind if not (record.is_leaf and record in used)}


def _found(order: list[Record]) -> Iterator[tuple[Record, Call]]:
    """Each array of data with the call that made it, as it is first used outside of that."""
    seen: set[Record] = set()
    for user in order:
        for record in user.inputs:
            if record in seen or record.within is user.within or not record.inputs:
                continue
            call = _outermost(record, user)
            if call is None or not _is_array(record):
                continue
            seen.add(record)
            if _is_data(record, call):
                yield record, call


def _is_array(record: Record) -> bool:
    return not record.is_single and record.value is not None and bool(record.name)


def _outermost(record: Record, user: Record) -> Call | None:
    """The outermost call that made a record and is over where it is used."""
    around = set(_calls(user.within))
    over = [one for one in _calls(record.within) if one not in around and is_part(one)]
    return over[-1] if over else None


def _calls(call: Call | None) -> Iterator[Call]:
    """A call and those around it."""
    while call is not None:
        yield call
        call = call.parent


def _is_data(record: Record, call: Call) -> bool:
    has_numbers = False
    is_assembled = call.code.co_name == "__init__"
    waiting, seen = [record], {record}
    while waiting:
        one = waiting.pop()
        if one.is_constant:
            continue
        if one.op.function in _PRODUCTS or call not in _calls(one.within):
            return False
        is_write = one.op.kind is Kind.WRITE
        is_assembled = is_assembled or is_write or one.op.function in _ASSEMBLED
        if one.op is LEAF and not getattr(one, "is_synthetic", False):
            if not one.is_single:
                return False
            has_numbers = True
        waiting += [part for part in one.inputs if part not in seen]
        seen.update(one.inputs)
    return is_assembled or not has_numbers


def _is_used_with_others(order: list[Record], data: dict[Record, Call], inner: set[Record]) -> bool:
    """Whether something is computed from data and from another input."""
    of_data: set[Record] = set(data)
    of_others: set[Record] = set()
    for record in order:
        if record in data or record in inner:
            continue
        if not of_data.isdisjoint(record.inputs):
            of_data.add(record)
        if record.is_leaf or not of_others.isdisjoint(record.inputs):
            of_others.add(record)
    return not of_data.isdisjoint(of_others)
