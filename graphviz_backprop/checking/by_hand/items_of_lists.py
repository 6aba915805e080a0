"""Which item of a list a derivative in a loop is by: `ys[3]` of `dy`, what `a.append(…)` kept."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import numpy as np

from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event

_NEAR = 60  # events
_MOST = 8


def items_at_step(
    to: str, forward: Iterable[Event], events: list[Event], last: Event
) -> Iterator[Event]:
    """Yield what a loop's number says: `ys[3]` for `dy` in the step with t = 3.

    Args:
        to: the variable that the derivative's name says.
        forward: all values that are no derivatives.
        events: all that is told.
        last: the derivative's last statement.
    """
    bases = tuple(f"{to}{ending}[" for ending in ("s", "", "_s"))
    items = [e for e in forward if e.name.startswith(bases) and e.index < last.index]
    if not items:
        return
    numbers = [
        e
        for e in events[max(0, last.index - _NEAR) : last.index]
        if e.site.kind == "loop" and e.frame == last.frame and isinstance(e.like, int)
    ]
    steps = [number.like for number in reversed(numbers[-2:])]
    # At the end of a step what is handed on is by the step before: `dh = Whh.T @ dz`.
    for step in [*steps, *(step - 1 for step in steps[:1])]:
        yield from [e for e in items if e.name.endswith(f"[{step}]")][-1:]


def items_appended(found: Iterable[Event], events: list[Event]) -> list[Variable]:
    """Return what was put into a list as it grew, the last item first.

    Args:
        found: the list's events, as it was made and as it grew.
        events: all that is told.
    """
    items = []
    for event in found:
        value = event.site.value
        if event.site.kind == "given" and isinstance(value, ast.List) and len(value.elts) == 1:
            value = value.elts[0]
        elif not is_growing(event):
            continue
        own = _named(value, event, events) if isinstance(value, ast.Name) else None
        items.append(own or _last_of(event))
    return items[: -_MOST - 1 : -1]


def is_growing(event: Event) -> bool:
    """Return whether a statement appends to a list."""
    statement = event.site.statement
    call = statement.value if isinstance(statement, ast.Expr) else None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    return call.func.attr == "append" and isinstance(event.like, list)


def _named(value: ast.Name, event: Event, events: list[Event]) -> Variable | None:
    """The variable that was put in, which the code goes on with."""
    for one in reversed(events[max(0, event.index - _NEAR) : event.index]):
        if one.name == value.id and one.frame == event.frame:
            return Variable(one)
    return None


def _last_of(event: Event) -> Variable:
    size = int(np.size(event.like[-1])) if isinstance(event.like, list) else event.value.size
    if not 0 < size < event.value.size:
        return Variable(event)
    return Variable(event, event.value.size - size, event.value.size)
