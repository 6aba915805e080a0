"""Passes that can't be drawn, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Hashable

from graphviz_backprop.forward_passes.outputs.output import is_data
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.forward_passes.passes.neurons import NeuronBinding
from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.graph.gradient_names import is_gradient
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.values import is_same_value


def find_what_is_incomplete(passes: Passes, of: str | None) -> None:
    """Say of each pass that is not complete why."""
    used = _names_used_on(passes)
    rounds = Counter(_site(binding) for one in passes.every for binding in one.ends)
    with_result = [one.number for one in passes.every if not _has_gradients_alone(passes, one)]
    is_computed = any(not _is_of_data(one) for one in passes.every)
    for one in passes.every:
        names = [binding.record.name for binding in one.ends]
        again = [_computed_again(passes, one, end.record, used) for end in one.ends]
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
        elif _has_gradients_alone(passes, one) and one.number < max(with_result, default=0):
            one.goes_on_in = with_result[bisect_right(with_result, one.number)]
            noun = "is a gradient" if len(names) == 1 else "are gradients"
            one.incomplete_because = f"{listed(names)} {noun}; pass {one.goes_on_in} has an output"
        elif is_computed and _is_of_data(one):
            one.incomplete_because = f"{listed(names)} is data alone"
        elif all(again):
            one.goes_on_in = min(again)
            one.incomplete_because = f"cut short: pass {min(again)} goes on from {listed(names)}"
        elif len(others) == len(names) and not is_differentiated(one, passes.roles):
            one.incomplete_because = f"cut short: pass {min(others)} goes on from {listed(names)}"
        elif len(names) > 1:
            one.incomplete_because = f"{len(names)} results could be the output: {listed(names)}"


def _has_gradients_alone(passes: Passes, one: Pass) -> bool:
    """True if what could be the output has the name of a gradient: nothing before it has a name."""
    known = passes.roles.known
    return bool(one.ends) and all(is_gradient(b.record.name, known) for b in one.ends)


def _is_of_data(one: Pass) -> bool:
    """True if nothing is computed: `X = np.array([[a[i], b[i]]])` before a gradient."""
    return all(is_data(binding.record) for binding in one.ends)


def take_the_last_of_one_name(every: list[Pass]) -> None:
    """Where several objects have one result each (`self.output`), and no loss is computed."""
    for one in every:
        if any(isinstance(binding, NeuronBinding) for binding in one.ends):
            continue  # they are one output (see `join_outputs`)
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


def _computed_again(
    passes: Passes, one: Pass, end: Record, used: dict[str, dict[int, Record]]
) -> int:
    """The later pass that goes on from the same name to a cost, by other code; 0 without one.

    The code has one function for the cost and one for the gradients. They are called in turn, or
    with the same numbers.
    """
    inputs = {passes.first(record) for record in passes.inputs(one)}
    for number, record in used.get(end.name, {}).items():
        other = next(other for other in passes.every if other.number == number)
        goes_on = len(other.ends) == 1 and other.output.is_single and record.code is not end.code
        if number > one.number and goes_on:
            is_in_turn = number == one.number + 1 and not end.is_single
            is_same = is_same_value(record.value, end.value)
            theirs = {passes.first(record) for record in passes.inputs(other)}
            if (is_in_turn or is_same) and inputs.issubset(theirs):
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


def is_differentiated(one: Pass, roles: Roles) -> bool:
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
