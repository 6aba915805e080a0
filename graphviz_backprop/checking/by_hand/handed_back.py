"""Numbers that only get another name: what a function hands back, what it is given."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.verdict import UNJUDGED, WRONG
from graphviz_backprop.checking.watching.telling import Event


def own_value(event: Event) -> ast.expr | None:
    """Return what gives an event its number; of a tuple that is returned its own part."""
    value = event.site.value
    if event.site.kind == "return" and isinstance(value, ast.Tuple) and event.name.endswith("]"):
        place = int(event.name.rpartition("[")[2][:-1])
        return value.elts[place] if place < len(value.elts) else value
    return value


def is_masked(event: Event) -> bool:
    """Return whether a comparison picks what a statement sets: `dh[h <= 0] = 0`."""
    targets = getattr(event.site.statement, "targets", ())
    slices = [one.slice for one in targets if isinstance(one, ast.Subscript)]
    return any(isinstance(part, ast.Compare) for one in slices for part in ast.walk(one))


def is_only_named(event: Event) -> bool:
    """Return whether a value only gets another name: `w = w_in`, a function's parameter."""
    return event.site.kind in ("parameter", "loop") or isinstance(event.site.value, ast.Name)


def only_hands_on(event: Event, slip: str, events: list[Event], flow: Dataflow) -> bool:
    """Return whether a statement only names, or adds up, what other code has computed.

    Where the slip may be in how it adds up, as `-=` for `+=`, it does more than that.
    """
    statement = event.site.statement
    if " stands for " in slip and "=" in slip:
        return False
    if isinstance(statement, ast.AugAssign) and slip == "the sign":
        return False
    if isinstance(event.site.value, ast.Call):
        return any(events[index].site.kind == "return" for index in flow.inputs[event.index])
    # `dw = dw` names nothing anew: it lacks what it should compute.
    name = event.site.value
    return isinstance(name, ast.Name) and name.id != event.site.target


def where_computed(
    state: State, states: Iterable[State], events: list[Event], flow: Dataflow
) -> State | None:
    """Return the line in which a function computes what this line only gives a name.

    `dx, dW, db = backward(dy)` is no slip where the function hands back a wrong number.
    """
    last = state.row.last
    if not isinstance(last.site.value, ast.Call) or len(state.row.events) > 1:
        return None
    own = {s.index: s for s in states if s is not state and _may_be_wrong(s)}
    waiting, seen = list(flow.inputs[last.index]), set[int]()
    while waiting:
        index = waiting.pop()
        event = events[index]
        if index in seen or not same(event.value, last.value):
            continue
        seen.add(index)
        if index in own:
            return own[index]
        if event.site.kind == "return" and isinstance(own_value(event), (ast.Name, ast.Call)):
            waiting += flow.inputs[index]
    return None


def names_unnamed(state: State, states: list[State], flow: Dataflow) -> bool:
    """Return whether, with a slip elsewhere, it only names what has no derivative's name."""
    if not isinstance(state.row.last.site.value, ast.Name) or len(state.row.events) > 1:
        return False
    rows = {e.index for s in states if not s.row.is_hidden for e in s.row.events}
    is_unnamed = rows.isdisjoint(flow.inputs[state.index])
    return is_unnamed and any(s.verdict == WRONG for s in states)


def lines_of(state: State, events: list[Event], flow: Dataflow) -> list[Event]:
    """Return what computes a derivative: its own statements, and what a call is given."""
    row = state.row
    returns = [
        events[index]
        for index in flow.inputs[row.last.index]
        if events[index].site.kind == "return" and same(events[index].value, row.value)
    ]
    is_call = isinstance(row.last.site.value, ast.Call) and len(row.events) == 1
    computed = [e for e in returns if not isinstance(own_value(e), (ast.Name, ast.Attribute))]
    return [*(computed[-1:] if is_call else ()), *row.events]


def _may_be_wrong(state: State) -> bool:
    """True of what no name tells of; a helper such as `sigmoid_prime` may be right by itself."""
    return state.verdict == UNJUDGED or (state.is_likely and not state.row.is_helper)
