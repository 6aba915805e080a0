"""Where forward passes end: what may be differentiated, and what is only on the way."""

from __future__ import annotations

import ast
from bisect import bisect_right

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.flat_numbers import is_stored
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.forward_passes.roles.named_gradients import is_derivative_function


def kept_of_some_rounds(variables: VariablesByName) -> frozenset[int]:
    """Return what a name keeps of some rounds only: `best = loss` of the lowest."""
    kept: dict[tuple[int, str], list[Event]] = {}
    given: dict[str, int] = {}
    for event in variables.forward:
        given[event.name] = given.get(event.name, 0) + (event.site.kind == "given")
        if isinstance(event.site.value, ast.Name) and event.site.kind == "given":
            kept.setdefault((event.site.number, event.site.value.id), []).append(event)
    return frozenset(
        event.index
        for (_, of), events in kept.items()
        for event in events
        if given.get(of, 0) > len(events)
    )


def ends_of_passes(
    rows: list[Row], variables: VariablesByName, flow: Dataflow, kept: frozenset[int]
) -> frozenset[int]:
    """Return the values from which nothing else is computed before the next derivative."""
    starts = sorted(e.index for row in rows for e in row.events)
    written = set(starts)
    forward = {event.index: event for event in variables.forward}
    found = set()
    for index in forward:
        place = bisect_right(starts, index)
        until = starts[place] if place < len(starts) else index
        waiting, is_end, seen = [index], True, {index}
        while waiting and is_end:
            for reader in flow.readers[waiting.pop()]:
                event = forward.get(reader)
                if event is None or reader >= until or reader in seen:
                    continue
                if isinstance(event.site.statement, ast.Expr):  # kept in a list of losses
                    continue
                if written.issuperset(flow.readers[reader]) and flow.readers[reader]:
                    continue  # it goes into derivatives alone: `active = loss > 0`
                if not flow.readers[reader] and _is_report(event.site.value):
                    continue
                seen.add(reader)
                if _adds_multiple(event):
                    continue  # `total += 2 * half_error`: the sum is of another loss
                if event.site.kind in ("given", "written") and reader not in kept:
                    is_end = False
                    break
                waiting.append(reader)
        if is_end:
            found.add(index)
    return frozenset(found)


def _is_report(value: ast.expr | None) -> bool:
    """True if a loss is told in another measure: `np.sqrt(mse)`, `mse ** 0.5`, `1 - sse / sst`."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Sub):
        share = value.right
        is_one = isinstance(value.left, ast.Constant) and value.left.value == 1
        return is_one and isinstance(share, ast.BinOp) and isinstance(share.op, ast.Div)
    if isinstance(value, ast.BinOp):
        is_half = isinstance(value.right, ast.Constant) and value.right.value == 0.5
        return isinstance(value.op, ast.Pow) and is_half
    if not isinstance(value, ast.Call) or len(value.args) != 1:
        return False
    return called_name(value) in ("sqrt", "exp")


def _adds_multiple(event: Event) -> bool:
    """True if a sum over samples gets a multiple of a value."""
    site = event.site
    is_sum = isinstance(site.statement, ast.AugAssign) and isinstance(site.statement.op, ast.Add)
    value = site.value
    return (
        is_sum
        and event.value.size == 1
        and isinstance(value, ast.BinOp)
        and isinstance(value.op, (ast.Mult, ast.Div))
        and any(isinstance(side, ast.Constant) for side in (value.left, value.right))
    )


def objects_on_the_way(events: list[Event], rows: list[Row], flow: Dataflow) -> set[int]:
    """Return the values of objects with gradients, but for that at which the backward pass starts.

    The first one that gets a gradient is what is differentiated, and each that is given a 1.
    """
    stored = [event for row in rows for event in row.events if event.owner and is_stored(row.name)]
    stored = sorted((e for e in stored if np.any(e.value)), key=lambda e: e.index)
    roots = {e.owner for e in stored[:1]}
    roots |= {e.owner for e in stored if e.site.kind == "given" and not flow.inputs[e.index]}
    owners = {event.owner for event in stored}
    found: set[int] = set()
    for event in events if owners else ():
        own = {event.owner, event.identity} & owners
        if own or not found.isdisjoint(flow.inputs[event.index]):
            found.add(event.index)
    own_of_roots = {i for i in found if not roots.isdisjoint((events[i].owner, events[i].identity))}
    if not any(not found.isdisjoint(flow.ancestors([i]) - own_of_roots) for i in own_of_roots):
        return set()  # a parameter that keeps its gradient: no class of numbers
    return found - own_of_roots


def may_be_output(event: Event, events: list[Event], flow: Dataflow) -> bool:
    """Return whether a value is computed where it gets its name; a list that grows is none."""
    site = event.site
    if site.kind not in ("given", "written") or isinstance(site.statement, ast.Expr):
        return False
    if is_derivative_function(site.function):
        return False
    if isinstance(site.value, ast.Call) and is_derivative_function(called_name(site.value)):
        return False
    if not event.frame or not isinstance(site.value, (ast.Name, ast.Attribute, ast.Subscript)):
        return True
    # `y_pred = o1` in the function that computes o1, but not `Z = cache`.
    before = [events[index] for index in flow.inputs[event.index]]
    return isinstance(site.value, ast.Name) and any(
        e.frame == event.frame and e.site.kind == "given" and e.name == site.value.id
        for e in before
    )
