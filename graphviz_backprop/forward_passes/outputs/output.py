"""Which result of a pass is differentiated.

The rule. What the code calls `.backward()` on is the output, of several such values the last. Else
what does not belong to the forward pass is put aside (see `put_aside`): gradients, updates, numeric
checks, what has no derivative, decisions, what only gradients use; and what takes up the output of
an earlier pass (`y - old_y`, a running sum). Of the named results that are left, the output is the
one from which no other is computed. Of several, arrays of several numbers and those whose name is
given again go, then what the code's own gradients are no gradients of, what these alone are
computed from, what no trained input goes into, and then what is used. Where these are gradients of
an earlier result (`dloss_dw`), that is the output, not what is only computed from it, as `rmse` is,
nor what is beside one whose gradient the code is given (`da = np.ones(3)`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from types import MappingProxyType

from graphviz_backprop.forward_passes.outputs.given_gradients import where_gradient_is_given
from graphviz_backprop.forward_passes.outputs.put_aside import (
    FOR_GRADIENTS_ALONE,
    FOR_UPDATES,
    FOR_UPDATES_ALONE,
    RULES,
    UPDATE,
    PutAside,
    Rule,
)
from graphviz_backprop.forward_passes.outputs.reports import before_reports
from graphviz_backprop.forward_passes.roles.computed_from import is_computed_from, is_trained
from graphviz_backprop.forward_passes.roles.named_gradients import Differentiated
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import base, derivative, squeeze
from graphviz_backprop.graph.upstream_names import is_of_loss
from graphviz_backprop.ops import sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors

_NOTHING = Differentiated()
_MOST_SECTIONS = 20
_SAME_NUMBERS = ("array", "copy")


def forward_results(
    results: list[Binding], aside: PutAside, start: int, earlier: Container[Record]
) -> list[Binding]:
    """The forward results of a pass: what each name is first given, and then again from that.

    Where nothing is left, rules are given up from the last one on: where an input's name is used
    on, as in `x = x + 1`, there may be no pass without it.

    Args:
        results: every named result of the pass, in the order of the code.
        aside: what the rules put aside in the whole run.
        start: the serial of the pass's first record; what is earlier is not looked into.
        earlier: the outputs of earlier passes, and what is computed from them.
    """
    forward = _left((*RULES, FOR_UPDATES_ALONE), results, aside, start, earlier)
    ends = _last_of(forward, results, start)
    ends = _not_in(aside.by(FOR_GRADIENTS_ALONE), ends) or ends
    # The attributes of several objects, `self.output`, and the numbers of a list are one here.
    is_clear = len({base(binding.record.name) for binding in ends}) == 1
    if is_clear or _are_apart(ends, aside.by(UPDATE)):
        return forward
    rules: tuple[Rule, ...] = (*RULES, FOR_UPDATES)
    forward = _left(rules, results, aside, start, earlier)
    while not forward and rules:
        forward = _left(rules, results, aside, start, ())
        rules = rules[:-1]
    return forward


def _are_apart(ends: list[Binding], updates: Container[Record]) -> bool:
    """True if one of a few results shares no input with the others: it is of another section."""
    if not 1 < len(ends) <= _MOST_SECTIONS:
        return False
    inputs = [
        {
            record
            for record in ancestors([end.record], updates.__contains__)
            if record.is_leaf or record in updates
        }
        for end in ends
    ]
    return any(all(own.isdisjoint(other) for other in inputs if other is not own) for own in inputs)


def _left(
    rules: Sequence[Rule],
    results: list[Binding],
    aside: PutAside,
    start: int,
    earlier: Container[Record],
) -> list[Binding]:
    spreading = (*(aside.by(rule) for rule in rules if rule.spreads), earlier)
    alone = set().union(*(aside.by(rule) for rule in rules if not rule.spreads))
    left = _without(spreading, results, start)
    return _first_given(_not_in(alone, left))


def _not_in(aside: Container[Record], results: list[Binding]) -> list[Binding]:
    return [binding for binding in results if binding.record not in aside]


def ends(
    forward: list[Binding],
    results: list[Binding],
    start: int,
    differentiated: Differentiated = _NOTHING,
    for_gradients: Container[Record] = (),
    updates: Mapping[Record, Record] = MappingProxyType({}),
    checked: Container[Record] = (),
) -> list[Binding]:
    """The forward results that could be the output: one where it is clear.

    Args:
        forward: the forward results of the pass.
        results: every named result of the pass.
        start: the serial of the pass's first record.
        differentiated: what the code's own gradients are gradients of.
        for_gradients: what these alone are computed from.
        updates: the changed values of inputs, each with the value that it replaces.
        checked: the results whose gradients the code checks by differences.
    """
    called = [binding for binding in results if binding.record in differentiated.called]
    if called:
        return [max(called, key=lambda binding: binding.record.serial)]
    left = _last_of(forward, results, start)
    last = {binding.variable: binding.record for binding in results}
    preferred: tuple[Callable[[Binding], bool], ...] = (
        lambda binding: last[binding.variable] is binding.record,
        lambda binding: squeeze(binding.name) in differentiated.every,
        lambda binding: binding.record in checked,  # not one more try: `out = f(x + noise)`
        lambda binding: binding.record not in for_gradients,
        lambda binding: is_trained(binding.record, updates),
        lambda binding: not binding.record.is_used,
    )
    left = _not_places(_not_parts(left))
    for is_preferred in preferred:
        if len(left) > 1:
            left = [binding for binding in left if is_preferred(binding)] or left
    left = before_reports(left, forward, results, differentiated, updates)
    left = where_gradient_is_given(left, forward, differentiated)
    return _where_gradients_begin(left, forward, results, differentiated)


def _not_parts(left: list[Binding]) -> list[Binding]:
    """The results, but for a part that is only shown of an array behind a loss: `p[0]`."""
    if len(left) < 2:
        return left
    whole = {binding.record: _whole(binding.record) for binding in left}
    return [
        binding
        for binding in left
        if whole[binding.record] is binding.record
        or not any(
            is_computed_from(other.record, whole[binding.record])
            for other in left
            if whole[other.record] is other.record and is_of_loss(other.name)
        )
    ] or left


def _not_places(left: list[Binding]) -> list[Binding]:
    """The results, but for whole numbers beside a loss that is none: `i = n if n > 0 else 0`.

    Where no operation uses it, such a number is an index, or how often something is done.
    """
    losses = [one for one in left if is_of_loss(one.name) and type(one.record.value) is not int]
    if not losses:
        return left
    return [one for one in left if type(one.record.value) is not int or one.record.is_used]


def _whole(record: Record) -> Record:
    """The array that this is a part of; itself where it is none."""
    while record.op.kind is Kind.PART and len(record.inputs) == 1:
        record = record.inputs[0]
    return record


def _where_gradients_begin(
    left: list[Binding],
    forward: list[Binding],
    results: list[Binding],
    differentiated: Differentiated,
) -> list[Binding]:
    """What the code's first gradient is of, where no loss is computed: Z of `dZ = softmax(Z) - Y`.

    The gradients of a softmax's or sigmoid's output are not what such code begins with.
    """
    told = differentiated.every | differentiated.with_gradient
    if len(left) != 1 or squeeze(left[0].name) in told or squeeze(left[0].record.name) in told:
        return left
    end = left[0].record
    begun = {
        squeeze(target[1])
        for binding in results
        if binding.record.op is sub and end in binding.record.inputs
        if (target := derivative(binding.name)) and target[1]
    }
    meant = [
        binding
        for binding in forward
        if squeeze(binding.name) in begun and is_computed_from(end, binding.record)
    ]
    return meant[-1:] or left


def result_named(name: str, results: list[Binding], forward: list[Binding]) -> Binding | None:
    """The result of this name, a forward one before a gradient."""
    named = [binding for binding in results if binding.name == name]
    return next((b for b in [*forward, *named] if b.name == name), None)


def _first_given(results: list[Binding]) -> list[Binding]:
    """The first value of each name, and its later ones as long as they are computed from that."""
    kept: dict[Hashable, Binding] = {}
    for binding in results:
        earlier = kept.get(binding.variable)
        if earlier is None or is_computed_from(binding.record, earlier.record):
            kept[binding.variable] = binding
    return sorted(kept.values(), key=lambda binding: binding.record.serial)


def _without(
    outside: Sequence[Container[Record]], results: list[Binding], start: int
) -> list[Binding]:
    """The results that are not computed from what is outside."""
    after: set[Record] = set()
    for record in _ancestors_from(results, start):
        if any(record in part for part in outside):
            # An update of an earlier pass is an input of this one.
            if record.serial >= start:
                after.add(record)
        elif record.serial >= start and not after.isdisjoint(record.inputs):
            after.add(record)
    return [binding for binding in results if binding.record not in after]


def is_data(record: Record) -> bool:
    """True if it is an input, or an array of inputs: `np.array([[a, b[0]]])`."""
    waiting, seen = [record], {record}
    for part in waiting:  # a loop may have joined it of thousands, one after the other
        is_kept = part.op.function in _SAME_NUMBERS or part.op.kind in (Kind.PART, Kind.JOIN)
        if not (part.is_leaf or is_kept):
            return False
        waiting += [one for one in part.inputs if one not in seen]
        seen.update(part.inputs)
    return True


def _last_of(forward: list[Binding], results: list[Binding], start: int) -> list[Binding]:
    left = _unused(forward, results, start)
    # Data in another shape, `targets = np.array(targets).T`, is no computation.
    left = [binding for binding in left if not is_data(binding.record)] or left
    return [binding for binding in left if binding.record.is_single] or left


def _unused(forward: list[Binding], results: list[Binding], start: int) -> list[Binding]:
    """The forward results but those used by another."""
    by_record = {binding.record: binding for binding in reversed(forward)}
    used: set[Record] = set()
    for record in reversed(_ancestors_from(results, start)):
        if record in by_record or record in used:
            used.update(record.inputs)
    return [binding for record, binding in reversed(by_record.items()) if record not in used]


def _ancestors_from(results: list[Binding], start: int) -> list[Record]:
    is_cut = (lambda record: record.serial < start) if start else None
    return ancestors((b.record for b in results), is_cut)
