"""Which result of a pass is differentiated.

The rule. The output of a pass is the one named result from which no other named result is computed.
Gradients (`dvalue`, `drelu_dz`, `dw`, and what an update uses), updates of inputs (`w[0] += …`) and
what has no derivative (`round(y)`) don't belong to the forward pass, nor does what is computed from
them; neither does what takes up the output of an earlier pass (`y - old_y`, a running sum). Of
several results that are left, arrays of several numbers and those whose name is given again are put
aside, and then the one that nothing at all uses is the output.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Sequence

from graphviz_backprop.forward_passes.roles import Roles
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors


def forward_results(
    results: list[Binding], roles: Roles, start: int, earlier: Container[Record]
) -> list[Binding]:
    """The forward results of a pass: what each name is first given, and then again from that.

    Args:
        results: every named result of the pass, in the order of the code.
        roles: what they are for.
        start: the serial of the pass's first record; what is earlier is not looked into.
        earlier: the outputs of earlier passes, and what is computed from them.
    """
    gradients, updates = roles.gradients, roles.updates
    applied, opaque = roles.applied, roles.opaque
    # What an update uses (`w -= lr * (y - t) * x`) may still be on the way to a loss.
    apart = (gradients, updates, roles.applied_alone, opaque, earlier)
    forward = _first_given(_without(apart, results, start))
    if len(_last_of(forward, results, start)) == 1:
        return forward
    # Where an input's name is used on, as in `x = x + 1`, there may be no pass without it; and one
    # without a derivative is found last, for the error to name it.
    for outside in (
        (gradients, updates, applied, opaque, earlier),
        (gradients, updates, applied, opaque),
        (gradients, updates, opaque),
        (gradients, opaque),
        (gradients, updates),
        (gradients,),
    ):
        forward = _first_given(_without(outside, results, start))
        if forward:
            break
    return forward


def ends(forward: list[Binding], results: list[Binding], start: int) -> list[Binding]:
    """The forward results that could be the output: one where it is clear."""
    left = _last_of(forward, results, start)
    last = {binding.variable: binding.record for binding in results}
    if len(left) > 1:
        left = [b for b in left if last[b.variable] is b.record] or left
    untaken = [binding for binding in left if not binding.record.is_used]
    return untaken if len(untaken) == 1 else left


def result_named(name: str, results: list[Binding], forward: list[Binding]) -> Binding | None:
    """The result of this name, a forward one before a gradient."""
    named = [binding for binding in results if binding.name == name]
    return next((b for b in [*forward, *named] if b.name == name), None)


def is_computed_from(record: Record, earlier: Record, cut: Container[Record] = ()) -> bool:
    """Whether a record was computed from an earlier one, not by way of what is cut."""
    seen = {record}
    waiting = [record]
    while waiting:
        for part in waiting.pop().inputs:
            if part is earlier:
                return True
            if part.serial > earlier.serial and part not in seen and part not in cut:
                seen.add(part)
                waiting.append(part)
    return False


def _first_given(results: list[Binding]) -> list[Binding]:
    """What each name is given first, and then again for as long as it is computed from that."""
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


def _last_of(forward: list[Binding], results: list[Binding], start: int) -> list[Binding]:
    left = _unused(forward, results, start)
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
    return ancestors((b.record for b in results), lambda record: record.serial < start)
