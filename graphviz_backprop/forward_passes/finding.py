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
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field

from graphviz_backprop.forward_passes.boundaries import find_starts
from graphviz_backprop.forward_passes.named_gradients import find_differentiated
from graphviz_backprop.forward_passes.output import ends, forward_results, result_named
from graphviz_backprop.forward_passes.put_aside import FOR_GRADIENTS_ALONE, Evidence, PutAside
from graphviz_backprop.forward_passes.roles import Roles, find_roles
from graphviz_backprop.forward_passes.running_values import is_woken_total, name_running_sums
from graphviz_backprop.forward_passes.separation import separate
from graphviz_backprop.forward_passes.taken_up_outputs import TakenUpOutputs
from graphviz_backprop.forward_passes.training_errors import TrainingErrors
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_same_value


@dataclass(slots=True)
class Pass:
    """One forward pass.

    Attributes:
        number: its place in the code, from 1.
        start: the serial of its first record; 0 in the first pass.
        results: every named result between its serials, gradients and updates too.
        forward: those of the forward pass.
        ends: those that could be its output; one where the pass is complete.
        serials: the serials from its first input or result to those of the next pass.
        incomplete_because: why it can't be drawn; empty if it can.
        others: results of the output's own name that could be the output as well: the attributes of
            other objects.
    """

    number: int
    start: int
    results: list[Binding]
    forward: list[Binding]
    ends: list[Binding]
    serials: range
    incomplete_because: str = ""
    others: list[Binding] = field(default_factory=list)

    @property
    def output(self) -> Record:
        """The output of a complete pass, which is differentiated."""
        return self.ends[0].record


@dataclass(slots=True)
class Passes:
    """The findings on a run: its passes in order, and the roles of its records."""

    every: list[Pass]
    roles: Roles
    aside: PutAside

    def complete(self) -> list[Pass]:
        """The passes that can be drawn."""
        return [one for one in self.every if not one.incomplete_because]

    def of_serial(self, serial: int) -> Pass:
        """The pass in whose stretch of the code a serial stands."""
        position = bisect_right(self.every, serial, key=lambda one: one.serials.start)
        return self.every[max(position - 1, 0)]

    def is_cut(self, one: Pass, record: Record) -> bool:
        """True if a record is an input of a pass: updated before it, or carried on into it."""
        if record.serial >= one.start:
            return False
        return record in self.roles.updates or self.roles.carried.get(record, -1) >= one.start

    def first(self, record: Record) -> Record:
        """The input that a record is an update of; itself where it is none."""
        return self.roles.origin.get(record, record)

    def name(self, record: Record) -> str:
        """The name of an input of a pass."""
        first = self.first(record)
        return self.roles.names.get(first, first.name)

    def updated(self, one: Pass, names: set[str]) -> set[str]:
        """Those of the updated variables' names that are updated inputs of a pass.

        Another section of the file may use a name again, for what is only data there.
        """
        updated = set(self.roles.origin.values())
        known = {base(leaf.name) for leaf in updated}
        first = {self.first(record) for record in self.inputs(one)}
        own = {base(leaf.name) for leaf in first & updated}
        return {name for name in names if name not in known or name in own}

    def inputs(self, one: Pass) -> list[Record]:
        """The inputs of a pass: its leaves and the inputs updated before it."""
        roots = [binding.record for binding in one.ends or one.forward]
        order = ancestors(roots, lambda record: self.is_cut(one, record))
        return [record for record in order if record.is_leaf or self.is_cut(one, record)]


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
    starts = [0, *find_starts(ordered, roles, aside, gaps)[1:]] if results else []
    passes = _between(session, results, roles, aside, starts, of)
    further = [serial for one in passes.every for serial in _separate(passes, one)]
    if further:
        passes = _between(session, results, roles, aside, sorted({*starts, *further}), of)
    for one in passes.every:
        one.number += sum(gap.passes for gap in session.gaps if one.start >= gap.serial)
    _find_serials(passes)
    _find_what_is_incomplete(passes, of)
    if not passes.complete():
        _take_the_last_of_one_name(passes.every)
    return passes


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
        split[bisect_right(starts, binding.record.serial) - 1].append(binding)
    passes = Passes([], roles, aside)
    differentiated = find_differentiated(session, results, roles.known)
    outputs = TakenUpOutputs(session, roles)
    order = ancestors(binding.record for binding in session.bindings)
    errors = TrainingErrors(order, roles, aside.by(FOR_GRADIENTS_ALONE))
    for number, (start, own) in enumerate(zip(starts, split, strict=True), start=1):
        until = starts[number] if number < len(starts) else sys.maxsize
        forward = forward_results(own, aside, start, outputs.taken_up_before(until))
        found = ends(forward, own, start, differentiated, aside.by(FOR_GRADIENTS_ALONE))
        found = errors.starts(found, own)
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


def _find_what_is_incomplete(passes: Passes, of: str | None) -> None:
    """Say of each pass that is not complete why."""
    used = _names_used_on(passes)
    rounds = Counter(_site(binding) for one in passes.every for binding in one.ends)
    for one in passes.every:
        names = [binding.record.name for binding in one.ends]
        beyond = {end: _goes_on_from(passes, one, end.record, used) for end in one.ends}
        # What ends several rounds of a loop is no try, though a later section uses its name.
        others = [
            number
            for end, number in beyond.items()
            if number and (number < one.number or rounds[_site(end)] == 1)
        ]
        if of is not None:
            one.incomplete_because = "" if names else f"no {of}"
        elif not names:
            one.incomplete_because = "no result is the output"
        elif len(others) == len(names) and not _is_differentiated(one, passes.roles):
            one.incomplete_because = f"cut short: pass {min(others)} goes on from {listed(names)}"
        elif len(names) > 1:
            one.incomplete_because = f"{len(names)} results could be the output: {listed(names)}"


def _take_the_last_of_one_name(every: list[Pass]) -> None:
    """Where several objects have one result each (`self.output`), and no loss is computed."""
    for one in every:
        if len(one.ends) > 1 and len({binding.record.name for binding in one.ends}) == 1:
            *one.others, last = one.ends
            one.ends, one.incomplete_because = [last], ""


def _goes_on_from(
    passes: Passes, one: Pass, end: Record, used: dict[str, dict[int, Record]]
) -> int:
    """The first other pass that goes on from the end of this one, computed again; 0 without one.

    Another section of the code may use the name again: with other inputs, for another number.
    """
    again = used.get(end.name, {})
    inputs = {passes.first(record) for record in passes.inputs(one)} if again else set()
    every = {other.number: other for other in passes.every} if again else {}
    for number, record in again.items():
        if number == one.number:
            return 0
        theirs = {passes.first(part) for part in passes.inputs(every[number])}
        if is_same_value(record.value, end.value) or not inputs.isdisjoint(theirs):
            return number
    return 0


def _site(binding: Binding) -> Hashable:
    """A name and where it is given, the same in each round of a loop."""
    return binding.record.name, binding.filename, binding.line


def _names_used_on(passes: Passes) -> dict[str, dict[int, Record]]:
    """The names from which a pass goes on to another result, each with these passes in order."""
    found: dict[str, dict[int, Record]] = {}
    for one in passes.every:
        last = {binding.record for binding in one.ends}
        for binding in one.forward:
            if binding.record not in last:
                found.setdefault(binding.record.name, {}).setdefault(one.number, binding.record)
    return found


def _is_differentiated(one: Pass, roles: Roles) -> bool:
    """True if the code itself goes backward from this pass."""
    if any(b.record in roles.updates for b in one.results):
        return True
    forward = {binding.record for binding in one.forward}
    gradients = [b.record for b in one.results if b.record in roles.gradients]
    behind = ancestors(gradients, lambda record: record.serial < one.start)
    return not forward.isdisjoint(behind)


def listed(names: list[str], most: int = 20) -> str:
    """The names, each once; of very many the first ones."""
    names = list(dict.fromkeys(names))
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
