"""Values inside a function that only gradients call: `fx` in `deriv_sigmoid(z)`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Set

from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.tracing.scopes.paths import calls_around, calls_of
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record


def inside_helpers_of_gradients(
    results: list[Binding],
    order: list[Record],
    backward: Container[Record],
    parameters: Set[Record],
) -> set[Record]:
    """The named results of calls whose values go into gradients and updates alone.

    A function that names several gradients itself is no helper: it goes forward, then backward. Nor
    is one that uses parameters: without a loss, a network's values go into gradients alone, too.

    Args:
        results: every named result.
        order: every record, in the order of the code.
        backward: gradients, updates and what only these use.
        parameters: the inputs that are updated, and their new values.
    """
    users = _users(order)
    named = {binding.record for binding in results}
    outside = _used_outside(order)
    forward = [binding for binding in results if binding.record not in backward]
    handed_out = {call for binding in forward for call in _left_by(binding)}
    handed_out |= {call for binding in forward for call in _keeping(binding)}
    handed_out |= _whole_passes(results, backward)
    handed_out |= {
        call
        for user in order
        if user not in backward and not parameters.isdisjoint(user.inputs)
        for call in calls_of(user)
    }
    helpers = {
        call
        for call, taken in outside.items()
        if call not in handed_out
        and all(_leads_to(record, users, named, backward) for record in taken)
    }
    return {record for record in named if any(call in helpers for call in calls_of(record))}


def _users(order: list[Record]) -> dict[Record, list[Record]]:
    users: dict[Record, list[Record]] = defaultdict(list)
    for record in order:
        for part in record.inputs:
            users[part].append(record)
    return users


def _used_outside(order: list[Record]) -> dict[Call, set[Record]]:
    """For each call of a reader's function the records outside of it that use its values."""
    taken: dict[Call, set[Record]] = defaultdict(set)
    for user in order:
        around = set(calls_of(user))
        for part in user.inputs:
            for call in calls_of(part):
                if part.inputs and call not in around:
                    taken[call].add(user)
    return taken


def _whole_passes(results: list[Binding], backward: Container[Record]) -> set[Call]:
    """The calls in which several gradients have their names: `delta`, `nabla_w` in `backprop`."""
    names: dict[Call, set[str]] = defaultdict(set)
    for binding in results:
        if binding.call is not None and binding.record in backward:
            names[binding.call].add(base(binding.name))
    return {around for call, own in names.items() if len(own) > 1 for around in calls_around(call)}


def _left_by(binding: Binding) -> Iterator[Call]:
    """The calls that made a value to which code outside of them gave a name: `y = n.forward(x)`."""
    around = set(calls_around(binding.call))
    for call in calls_around(binding.record.within):
        if call not in around:
            yield call


def _keeping(binding: Binding) -> Iterator[Call]:
    """The calls that leave a number in an object which nothing uses: `self.loss = …`."""
    record = binding.record
    if "." in binding.name and record.is_single and not record.is_used:
        yield from calls_around(binding.call)


def _leads_to(
    record: Record,
    users: dict[Record, list[Record]],
    named: Container[Record],
    backward: Container[Record],
) -> bool:
    """True if each name that is given next on the way from a record is a gradient's or an update's.

    What has no name and no use, a number that is only printed, leads nowhere.
    """
    waiting, seen, arrives = [record], {record}, False
    while waiting:
        one = waiting.pop()
        if one in backward:
            arrives = True
        elif one in named:
            return False
        else:
            new = [user for user in users.get(one, ()) if user not in seen]
            seen.update(new)
            waiting += new
    return arrives
