"""The passes of a run: the forward computations, each with its output and its stretch of code.

A pass is what each name is first given, and again for as long as it is computed from that; where a
name is given anew (a repeated cell, the forward pass after the update, the next round of a training
loop), the next pass begins. Names that it does not give again are shared. Inputs that were updated
before it are inputs again, with their new values. Computations that share no input (a neuron, then
a layer) are passes of their own.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Mapping

from graphviz_backprop.forward_passes.outputs.output import ends, forward_results, result_named
from graphviz_backprop.forward_passes.outputs.put_aside import (
    FOR_GRADIENTS_ALONE,
    Evidence,
    PutAside,
)
from graphviz_backprop.forward_passes.outputs.taken_up_outputs import TakenUpOutputs
from graphviz_backprop.forward_passes.passes.boundaries import find_starts
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.passes.incomplete import (
    find_what_is_incomplete,
    take_the_last_of_one_name,
)
from graphviz_backprop.forward_passes.passes.neurons import NeuronBinding
from graphviz_backprop.forward_passes.passes.separation import separate
from graphviz_backprop.forward_passes.roles.named_gradients import find_differentiated
from graphviz_backprop.forward_passes.roles.roles import Roles, find_roles
from graphviz_backprop.forward_passes.roles.running_values import is_woken_total, name_running_sums
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session


def find_passes(session: Session, of: str | None = None, *, is_over: bool = True) -> Passes:
    """All passes of a run.

    Args:
        session: what the run left behind.
        of: the name of the output; None to find it by the rule (see `output`).
        is_over: whether the code has ended: later rounds are compared by the names that it gave.
    """
    results = _results(session)
    roles = find_roles(session, results)
    if is_over and name_running_sums(session, roles):
        results = _results(session)
        roles = find_roles(session, results)
    order = ancestors(binding.record for binding in session.bindings)
    aside = PutAside(Evidence(results, order, roles))
    results = _without_kept_inputs(results, roles, of)
    results = [one for one in results if not is_woken_total(one, session)]
    ordered = sorted(results, key=lambda binding: binding.record.serial)
    gaps = [gap.serial for gap in session.gaps]
    starts, neurons = _starts(ordered, roles, aside, gaps) if results else ([], {})
    results = [
        NeuronBinding(one, neurons[one.record]) if one.record in neurons else one for one in results
    ]
    passes = _between(session, results, roles, aside, starts, of)
    further = [serial for one in passes.every for serial in _separate(passes, one)]
    if further:
        passes = _between(session, results, roles, aside, sorted({*starts, *further}), of)
    for one in passes.every:
        one.number += sum(gap.passes for gap in session.gaps if one.start >= gap.serial)
    _find_serials(passes)
    find_what_is_incomplete(passes, of)
    if not passes.complete():
        take_the_last_of_one_name(passes.every)
    return passes


def _starts(
    ordered: list[Binding], roles: Roles, aside: PutAside, gaps: list[int]
) -> tuple[list[int], Mapping[Record, Record]]:
    """Where the passes begin: the first one with the code, but behind what is updated before it.

    In `w = step(w, gradient(w)); loss = cost(w)` the first loss is that of a new `w`.
    """
    starts, neurons = find_starts(ordered, roles, aside, gaps)
    first = next((b.record for b in ordered if starts and b.record.serial == starts[0]), None)
    return [starts[0] if first in roles.epoch else 0, *starts[1:]], neurons


def _separate(passes: Passes, one: Pass) -> list[int]:
    """Where further passes begin in one whose parts share no input (see `separate`)."""
    return separate(one.forward, lambda record: record.is_leaf or passes.is_cut(one, record))


def _between(
    session: Session,
    results: list[Binding],
    roles: Roles,
    aside: PutAside,
    starts: list[int],
    of: str | None,
) -> Passes:
    """The passes that begin at these serials."""
    split: list[list[Binding]] = [[] for _ in starts]
    for binding in results:
        position = bisect_right(starts, binding.record.serial)
        if position:  # else a gradient or an update, before there is a forward pass
            split[position - 1].append(binding)
    passes = Passes([], roles, aside)
    differentiated = find_differentiated(session, results, roles.known)
    outputs = TakenUpOutputs(session, roles)
    for number, (start, own) in enumerate(zip(starts, split, strict=True), start=1):
        until = starts[number] if number < len(starts) else sys.maxsize
        forward = forward_results(own, aside, start, outputs.taken_up_before(until))
        alone = aside.by(FOR_GRADIENTS_ALONE)
        found = ends(forward, own, start, differentiated, alone, roles.updates, aside.checked)
        outputs.add(found)
        if of is not None:
            named = result_named(of, own, forward)
            found = [named] if named else []
        passes.every.append(Pass(number, start, own, forward, found, range(0)))
    return passes


def _results(session: Session) -> list[Binding]:
    """The bindings of what is computed from an input, without partial sums."""
    reached: set[Record] = set()
    for record in ancestors(binding.record for binding in session.bindings):
        if record.is_leaf or not reached.isdisjoint(record.inputs):
            reached.add(record)
    return [
        b
        for b in session.bindings
        if b.record in reached and b.record.name and not b.record.is_not_input
    ]


def _without_kept_inputs(results: list[Binding], roles: Roles, of: str | None) -> list[Binding]:
    """The results but copies of inputs (`best_w = w.copy()`), unless one of them is asked for."""
    computed = [b for b in results if not roles.is_kept_input(b.record)]
    is_asked_for = of is not None and all(b.name != of for b in computed)
    return results if is_asked_for else computed or results


def _find_serials(passes: Passes) -> None:
    """A pass begins with the first input that it alone is given, or else with its first result."""
    starts: list[int] = []
    last = -1
    for one in passes.every:
        own = [r.serial for r in passes.inputs(one) if r.is_leaf and r.serial > last]
        starts.append(min([one.start, *own]) if one.number > 1 else 0)
        last = max((b.record.serial for b in one.forward), default=one.start)
    for one, start, end in zip(passes.every, starts, [*starts, sys.maxsize][1:], strict=True):
        one.serials = range(start, max(start, end))
