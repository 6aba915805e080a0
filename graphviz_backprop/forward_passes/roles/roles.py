"""The role of each named result: the forward pass, a gradient, an update of an input."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Container
from dataclasses import field

from graphviz_backprop.forward_passes.roles.earlier_values import EarlierValues
from graphviz_backprop.forward_passes.roles.named_gradients import gradients_by_name, known_names
from graphviz_backprop.forward_passes.roles.renamed_updates import (
    comes_back,
    has_rate,
    is_renamed_update,
    is_step,
)
from graphviz_backprop.forward_passes.roles.sent_back import errors_sent_back
from graphviz_backprop.forward_passes.roles.updated_parts import array_of_updated_part
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import add, sub
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding, is_same_variable
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session

_CONVERSIONS = frozenset("array asarray copy astype".split())


@quick_dataclass(slots=True)
class Roles:
    """The roles of the records of one run.

    Attributes:
        known: the squeezed names of all values, by which a gradient's name is known.
        gradients: what has the name of a gradient.
        backward: gradients and what is computed from them, as far as the updates.
        updates: the changed values of inputs, each with the value that it replaces.
        sent_back: errors that are multiplied with turned weights, whatever they are called.
        certain: those of them that are computed from a gradient.
        applied: the named results that updates use: gradients, whatever they are called.
        applied_alone: those of them from which no other result is computed, as a loss is from `y`.
        carried: values of a name that go on over an update (`total += loss`, a hidden state), each
            with the serial of the value that is given instead.
        origin: for each update the input that it changes, as it was first given.
        names: the names of what is carried, and of arrays that only their parts have a name for.
        epoch: for each record the serial of the last update that it depends on, 0 without one.
        certain_epoch: the same for certain updates.
    """

    known: set[str] = field(default_factory=set)
    gradients: set[Record] = field(default_factory=set)
    backward: set[Record] = field(default_factory=set)
    updates: dict[Record, Record] = field(default_factory=dict)
    sent_back: set[Record] = field(default_factory=set)
    certain: set[Record] = field(default_factory=set)
    applied: set[Record] = field(default_factory=set)
    applied_alone: set[Record] = field(default_factory=set)
    carried: dict[Record, int] = field(default_factory=dict)
    origin: dict[Record, Record] = field(default_factory=dict)
    names: dict[Record, str] = field(default_factory=dict)
    epoch: dict[Record, int] = field(default_factory=dict)
    certain_epoch: dict[Record, int] = field(default_factory=dict)

    @property
    def running(self) -> dict[Record, str]:
        """The values that go on over an update, each with its name."""
        return {record: self.names[record] for record in self.carried}

    def is_kept_input(self, record: Record) -> bool:
        """True if it is a copy of inputs as they are now: `best_w = w.copy()`, all in one array."""
        if record in self.updates or record.op.function != "copy":
            return False
        source = record.inputs[0]
        return _is_joined(source, self) or self.is_kept_input(source)


def find_roles(session: Session, results: list[Binding]) -> Roles:
    """The roles of all records; `results` are the named ones that depend on an input."""
    known = known_names(session, results)
    roles = Roles(known, gradients_by_name(session, results, known))
    # What was written into an array last, before recording slept, nothing that was recorded uses.
    roots = [*(binding.record for binding in session.bindings), *session.woken.values()]
    order = ancestors(roots)
    earlier = EarlierValues(session, order)
    _find_updates(roles, session, order, earlier, {binding.record for binding in results})
    if roles.updates:
        _find_epochs(roles, order, session)
        _find_carried(roles, session, earlier)
    named = {binding.record for binding in results}
    roles.sent_back = errors_sent_back(order, roles.updates)
    roles.backward |= roles.sent_back
    roles.applied = _applied(roles, named)
    roles.applied_alone = _applied_alone(roles, named)
    return roles


def _find_updates(
    roles: Roles,
    session: Session,
    order: list[Record],
    earlier: EarlierValues,
    results: set[Record],
) -> None:
    """Changes of inputs from which a result was computed before.

    An update adds to the input itself, `b = b - …`, or is computed from a gradient.
    """
    bindings = earlier.bindings
    touched: set[Record] = set()

    def called(record: Record) -> set[str]:
        first = roles.origin.get(record, record)
        return {first.name, roles.names.get(first, ""), *session.aliases.get(first, ())}

    for record in order:
        if record in session.woken:
            _add_update(roles, record, session.woken[record], True)
            continue
        if _is_written_update(record, roles):
            _add_update(roles, record, record.inputs[0], record.inputs[1] in roles.certain)
            continue
        is_gradient = record in roles.gradients
        after = is_gradient or not roles.backward.isdisjoint(record.inputs)
        for binding in () if is_gradient else bindings.get(record, ()):
            if binding.is_constructed:
                continue
            old = binding.before or earlier.find(record, binding)
            is_renamed = old is None and is_renamed_update(record, binding.name, after, results)
            whole = array_of_updated_part(record, binding.name, called, after, results)
            old = record.inputs[0] if is_renamed or whole is not None else old
            if old is None:
                continue
            # Where no cost is computed, gradients alone use what is trained.
            is_trained = after and old in roles.updates and old in record.inputs[:1]
            if (whole or _whole(old)) not in touched and not is_trained:
                continue
            if not _is_input(old, roles):
                continue
            is_update = after or is_renamed or whole is not None
            if is_update or _adds_to(record, binding, old, results):
                _add_update(roles, record, old, after or is_step(record, old, results))
                break
        else:
            if after:
                roles.backward.add(record)
            elif record in bindings:
                own = {binding.before for binding in bindings.get(record, ())}
                _touch(record, touched, roles.updates, own)


def _add_update(roles: Roles, record: Record, old: Record, is_certain: bool) -> None:
    roles.updates[record] = old
    first = roles.origin[record] = roles.origin.get(old) or _as_given(old)
    of_parts = {base(part.name) for part in first.inputs if not part.is_constant}
    if not first.name and len(of_parts) == 1 and _is_converted(first):
        roles.names[first] = of_parts.pop()  # `w` of `np.array([w[0], w[1]])`
    if is_certain:
        roles.certain.add(record)


def _is_input(record: Record, roles: Roles) -> bool:
    """True if it is an input, an updated one, or a part of such an array."""
    is_part = record.op.kind is Kind.PART and _is_input(record.inputs[0], roles)
    return record.is_leaf or record in roles.updates or is_part or _is_converted(record)


def _is_joined(record: Record, roles: Roles) -> bool:
    """True if it is an input, or an array put together from inputs: all parameters in a row."""
    waiting, seen = [record], {record}
    for one in waiting:
        if one.op.kind is not Kind.JOIN and not _is_input(one, roles):
            return False
        waiting += [p for p in one.inputs if one.op.kind is Kind.JOIN and p not in seen]
        seen.update(one.inputs)
    return True


def _is_written_update(record: Record, roles: Roles) -> bool:
    """True if it is an array with an updated element: `w` after `w[0] -= …`."""
    if record.op.kind is not Kind.WRITE or not _is_input(record.inputs[0], roles):
        return False
    return record.inputs[1] in roles.updates


def _whole(record: Record) -> Record:
    """The input that an element of an array is a part of."""
    return record.inputs[0] if record.inputs and record.op.kind is Kind.PART else record


def _is_converted(record: Record) -> bool:
    """True if it is an input in another form: `np.asarray(w)`, where `w` is a list."""
    return record.op.function in _CONVERSIONS and all(
        part.is_leaf or part.is_constant for part in record.inputs
    )


def _as_given(record: Record) -> Record:
    """The input itself, of which a record without a name is another form."""
    while not record.name and _is_converted(record):
        given = [part for part in record.inputs if not part.is_constant]
        if len(given) != 1:
            break
        record = given[0]
    return record


def _adds_to(record: Record, binding: Binding, old: Record, results: Container[Record]) -> bool:
    if record.op not in (add, sub) or record.inputs[0] is not old:
        return False
    # `Value(self.data + o.data)` gives another object's number that name: only `+=` is the same.
    same = is_same_variable(old.name, binding.name) if binding.before else old.name == binding.name
    if same or not old.is_leaf:
        return True
    # The weights that a list has taken up are known by the list they come from.
    change = record.inputs[1]
    return binding.before is old and has_rate(change) and comes_back(change, old, results)


def _touch(
    record: Record, touched: set[Record], cut: Container[Record], own: Container[Record | None] = ()
) -> None:
    # `out[0] += x` uses this element alone: `out[1] += x` is no update after it.
    waiting = [part for part in record.inputs if not (part in own and part.op.kind is Kind.PART)]
    touched.add(record)
    while waiting:
        part = waiting.pop()
        if part not in touched:
            touched.add(part)
            # The other elements of an array with an updated one are as they were.
            waiting += part.inputs if part not in cut else _before(part)


def _before(record: Record) -> tuple[Record, ...]:
    return record.inputs[:1] if record.op.kind is Kind.WRITE else ()


def _find_epochs(roles: Roles, order: list[Record], session: Session) -> None:
    # What was updated while recording slept gets a record where it is read first, later in a round.
    gaps = [gap.serial for gap in session.gaps]
    since = {
        update: gaps[bisect(gaps, update.serial) - 1] if gaps and update in session.woken else 0
        for update in roles.updates
    }
    serials = {update: serial or update.serial for update, serial in since.items()}
    _spread(roles.epoch, serials, roles, order)
    certain = {update: serials[update] for update in roles.certain}
    _spread(roles.certain_epoch, certain, roles, order)


def _spread(
    epoch: dict[Record, int], own: dict[Record, int], roles: Roles, order: list[Record]
) -> None:
    """The latest of the updates that each record depends on."""
    for record in order:
        parts = () if record in roles.updates else record.inputs
        latest = own.get(record) or max((epoch.get(part, 0) for part in parts), default=0)
        if latest:
            epoch[record] = latest


def _find_carried(roles: Roles, session: Session, earlier: EarlierValues) -> None:
    updates = sorted(update.serial for update in roles.updates)
    # Where rows of a table are updated, another row's round depends on no update before it.
    sums = [
        b.record for b in session.bindings if b.before is not None and b.record.op in (add, sub)
    ]
    for record in dict.fromkeys([*roles.epoch, *sums]):
        if record in roles.updates or record in roles.backward or record.serial < updates[0]:
            continue
        # `total += f(u)` may stand behind the update of what `u` was computed from.
        latest = updates[bisect(updates, record.serial) - 1]
        for binding in earlier.bindings.get(record, ()):
            old = binding.before or earlier.find(record, binding)
            if old is None or not old.inputs or old in roles.updates:
                continue
            if latest > old.serial:
                roles.carried[old] = record.serial
                roles.names[old] = binding.name


def _applied(roles: Roles, named: set[Record]) -> set[Record]:
    waiting = [part for update in roles.updates for part in update.inputs[1:]]
    seen = set(waiting)
    while waiting:
        record = waiting.pop()
        if record not in named and record not in roles.updates:
            waiting += [part for part in record.inputs if part not in seen]
            seen.update(record.inputs)
    return seen & named


def _applied_alone(roles: Roles, named: set[Record]) -> set[Record]:
    used: set[Record] = set()
    for record in named - roles.applied - roles.backward - roles.gradients - roles.updates.keys():
        _touch(record, used, roles.updates)
    alone = roles.applied - used
    # The output of a network without a loss: `error = target - output`.
    errors = [record for record in alone if record.op is sub]
    return alone - {side for error in errors for side in error.inputs}
