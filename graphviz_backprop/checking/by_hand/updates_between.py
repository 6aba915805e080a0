"""Updates, which are not to follow a nudge: what was differentiated has the variables as they were.

They are computed from derivatives; or no derivative by name goes into them, and they stand between
the terms of a sum: `W[k] -= 0.1 * q * v`, then the loss goes on with W.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Set

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.steps_of_updates import change_of
from graphviz_backprop.checking.watching.telling import Event

_RATE = re.compile(r"(?i:lr|eta|alpha|(?:\w+_)?rate|learning\w*|[\u03b1\u03b7])")


def updates_between(
    events: list[Event], forward: Iterable[int], outputs: list[int]
) -> dict[int, Vector]:
    """Return the new values of arrays that change by a rate after a first term of an output.

    Args:
        events: all numbers of a run.
        forward: the places of those that the outputs are computed from.
        outputs: the places of the outputs, in order.
    """
    arrays = {events[index].identity for index in forward if events[index].is_shared}
    names = {events[index].name for index in outputs}
    terms = [event.index for event in events if event.name in names]
    first = min(terms, default=len(events))
    return {
        event.index: event.value
        for event in events[first:]
        if event.site.is_update and event.identity in arrays and _goes_by_rate(event.site.statement)
    }


def updates_behind(
    events: list[Event],
    places: Iterable[int],
    outputs: Container[int],
    inputs: Iterable[Event],
    flow: Dataflow,
    written: set[int],
) -> dict[int, Vector]:
    """Return the variables' new values that are computed from derivatives, by their places.

    Args:
        events: all numbers of a run.
        places: of the forward pass, from which the outputs are computed.
        outputs: the places of these.
        inputs: the forward numbers that derivatives may be by.
        flow: what each number is computed from.
        written: the places of the derivatives.
    """
    forward = [events[index] for index in places]
    names = {event.name for event in forward}
    first = min(written, default=0)
    before = [*forward, *(e for e in inputs if e.index < first)]
    owned = {(e.owner, e.name.rpartition(".")[2]) for e in before if e.owner}
    arrays = {e.identity for e in forward if e.is_shared}
    moved: set[int] = set(written)
    found: dict[int, Vector] = {}
    for event in events:
        if event.index in written or isinstance(event.like, (int, np.integer)):
            continue
        if any(index in moved for index in flow.inputs[event.index]):
            own = event.owner, event.name.rpartition(".")[2]
            is_alias = event.site.is_update and event.identity in arrays
            # An attribute that is not made of its own value is computed anew: no update.
            is_own = event.site.is_update or event.name in event.site.reads
            is_known = own in owned if event.owner else event.name in names
            if event.owner and is_known and not is_own:
                continue
            is_known = is_known or is_alias
            if is_known and event.index not in outputs:
                found[event.index] = event.value
            elif not is_known:
                moved.add(event.index)
    return found


def updates_by_rate(events: list[Event], written: Set[int], flow: Dataflow) -> set[int]:
    """Return the places of updates that take away a rate times a derivative: `w -= lr * dw`.

    No forward pass does so, and of two nets that are trained in turn the one's update stands
    within the pass of the other.

    Args:
        events: all numbers of a run.
        written: the places of the derivatives.
        flow: what each number is computed from.
    """
    return {
        event.index
        for event in events
        if not written.isdisjoint(flow.inputs[event.index]) and _is_lowered_by_rate(event)
    }


def _is_lowered_by_rate(event: Event) -> bool:
    statement = event.site.statement
    change = change_of(statement)
    if change is None or change[2] > 0:
        return False
    if change[0].split("[", 1)[0] != event.name.split("[", 1)[0]:
        return False
    return _goes_by_rate(statement)


def _goes_by_rate(statement: ast.AST) -> bool:
    change = change_of(statement)
    value = change[1] if change else None
    while isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult | ast.Div):
        value = value.left
    if isinstance(value, ast.Constant):
        return isinstance(value.value, float) and 0 < value.value < 1
    name = ast.unparse(value).rpartition(".")[2] if value is not None else ""
    return _RATE.fullmatch(name) is not None
