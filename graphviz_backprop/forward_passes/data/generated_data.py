"""Data that the code makes up by itself, `X, y = create_data(100, 3)`: an input, no computation.

The rule. An array of several numbers is an input as a whole, whatever it was computed from, when
- a function of the reader's has made it, and is used outside together with other inputs;
- all that it was computed from was made in that same call, and its arrays were made up by NumPy
  (`random`, `linspace`, `arange`, `zeros`, …), not written as numbers in the code;
- no matrix product is among it: that would be a layer;
- and no named number is, but where the array was put together from parts (`X[rows] = …`,
  `np.c_[…]`) or in a constructor: the noise of the points, the scale of the first weights.

Outside of a function `drawn_data` has the rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphviz_backprop.forward_passes.data.drawn_data import find_drawn_data, whole_of
from graphviz_backprop.forward_passes.data.prepared_data import find_prepared_data
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import CONSTANT, LEAF
from graphviz_backprop.tracing.scopes.paths import calls_of, is_part
from graphviz_backprop.tracing.tape.binding import is_update
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.numpy_support import is_loaded
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors
from graphviz_backprop.tracing.tape.session import Session

PRODUCTS = frozenset("dot matmul einsum inner vdot tensordot vecdot matvec".split())
_ASSEMBLED = frozenset("concatenate stack vstack hstack column_stack array".split())


def settle_generated_data(session: Session, *outputs: Record, is_over: bool = True) -> None:
    """Make inputs of the data that the code has made up.

    Args:
        session: what the run left behind.
        outputs: results without a name.
        is_over: whether the code has ended: what is no data by then is a constant.
    """
    order = ancestors([*outputs, *(binding.record for binding in session.bindings)])
    data: dict[Record, Call | None] = {}
    if is_loaded():  # else there are no arrays
        data.update(_found(order))
        data |= dict.fromkeys(find_drawn_data(session, order, {*data, *_used_up(order, data)}))
    data |= dict.fromkeys(find_prepared_data(session, order, {*data, *_used_up(order, data)}))
    if data:
        inner = _used_up(order, data)
        if _is_used_with_others(order, data, inner):
            _settle(session, data, inner)
    for record in order if is_over else ():
        if record.op.kind is Kind.CHOSEN:
            record.op, record.inputs = CONSTANT, ()


def _settle(session: Session, data: dict[Record, Call | None], inner: set[Record]) -> None:
    for record in inner:
        record.is_not_input = True
    session.variables = [v for v in session.variables if inner.isdisjoint(v.every_leaf())]
    outside = {b.record: b for b in reversed(session.bindings) if b.code is not b.record.code}
    for record, call in data.items():
        record.become_input(record.name)
        if call is not None:
            record.within, record.at = call.parent, call.at
        if record in outside:
            record.code, record.instruction = outside[record].code, outside[record].instruction
    session.variables += _variables(data)
    session.variables.sort(key=lambda variable: next(variable.every_leaf()).serial)
    session.bindings = [b for b in session.bindings if not b.record.is_leaf]
    for binding in session.bindings:
        record = binding.record
        is_after_data = bool(record.inputs) and record.inputs[0] in data
        if is_after_data and is_update(binding.name, record, binding.before is not None):
            session.updated.add(base(record.inputs[0].name))


def _variables(data: Collection[Record]) -> Iterator[Variable]:
    """An input for each array, and one for all numbers of a list: `ys` for `ys[0]`, `ys[1]`."""
    lists: dict[str, list[Record]] = {}
    for record in data:
        of_list, _, index = record.name.rpartition("[")
        if of_list and record.is_single and index == f"{len(lists.get(of_list, []))}]":
            lists.setdefault(of_list, []).append(record)
            continue
        record.variable = Variable(record.name, record)
        yield record.variable
    for name, leaves in lists.items():
        variable = Variable(name, leaves)
        for leaf in leaves:
            leaf.variable = variable
        yield variable


def _found(order: list[Record]) -> Iterator[tuple[Record, Call]]:
    """Each array of data with the call that made it, as it is first used outside of that."""
    seen: set[Record] = set()
    for user in order:
        for record in user.inputs:
            if record in seen or record.is_leaf or not _is_array(record):
                continue
            whole = whole_of(record)
            if not whole.inputs or whole in seen or whole.within is user.within:
                continue
            call = _outermost(whole, user)
            if call is None:
                continue
            seen.add(record)
            if _is_data(record, call):
                yield record, call


def _used_up(order: list[Record], data: Collection[Record]) -> set[Record]:
    """Values from which data was computed, and nothing else."""
    behind = set(ancestors(data)).difference(data)
    kept: set[Record] = set()
    for record in reversed(order):
        if record not in data and (record not in behind or record in kept):
            kept.update(record.inputs)
    return behind - kept


def _is_array(record: Record) -> bool:
    return not record.is_single and record.value is not None and bool(record.name)


def _outermost(record: Record, user: Record) -> Call | None:
    """The outermost call that made a record and is over where it is used."""
    around = set(calls_of(user))
    over = [one for one in calls_of(record) if one not in around and is_part(one)]
    return over[-1] if over else None


def _is_data(record: Record, call: Call) -> bool:
    has_numbers = False
    is_assembled = call.code.co_name == "__init__"
    waiting, seen = [record], {record}
    while waiting:
        one = waiting.pop()
        if one.is_constant:
            continue
        is_view = one is record and one.op.kind is Kind.PART
        if one.op.function in PRODUCTS or not (is_view or call in calls_of(one)):
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


def _is_used_with_others(order: list[Record], data: Collection[Record], inner: set[Record]) -> bool:
    """True if something is computed from data and from another input, or from other data."""
    source: dict[Record, Record] = {}  # of each record the one input that it is computed from
    for record in order:
        if record in inner:
            continue
        if record in data or record.is_leaf:
            source[record] = record
            continue
        sources = {source[part] for part in record.inputs if part in source}
        if len(sources) > 1 and not sources.isdisjoint(data):
            return True
        if sources:
            source[record] = sources.pop()
    return False
