"""Which way the code moves its parameters: along what it computes, or against it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import TypeGuard

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.row_state import is_multiple
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.steps_of_updates import change_of, is_product, sign_before
from graphviz_backprop.checking.watching.telling import Event

_MOST_STEPS = 12


def adds_to_parameters(
    rows: list[Row],
    events: list[Event],
    flow: Dataflow,
    before: Callable[[Event], Event | None],
) -> bool:
    """Return whether most updates add what the code computes, rather than taking it away.

    Args:
        rows: the derivatives, of which the first of each place counts.
        events: those of the run.
        flow: their links.
        before: gives the last event of an event's variable before it.
    """
    firsts = {row.key: row for row in reversed(rows)}.values()
    written = {event.index for row in rows for event in row.events}
    start = min(written, default=0)
    read = {  # what the forward pass reads, under whatever name
        event.identity
        for event in events[:start]
        if event.is_shared and any(reader < start for reader in flow.readers[event.index])
    }
    votes = 0
    for row in firsts:
        for event, sign in _updates(row, events, flow, written):
            old = before(event)
            if old is None or old.value.size != event.value.size or old.index in written:
                continue
            # What the forward pass reads is a parameter; a running mean of gradients is none.
            is_read = any(reader < start for reader in flow.readers[old.index])
            is_by_it = row.is_unit or row.last.index in flow.inputs[event.index]
            if is_read or (is_by_it and old.is_shared and old.identity in read):
                votes += sign * _direction(event, old, row, sign)
    return votes > 0


def _updates(
    row: Row, events: list[Event], flow: Dataflow, written: set[int]
) -> Iterator[tuple[Event, int]]:
    """Yield what is made of its own old value and a derivative, also by way of a velocity.

    With -1 where what stands between is minus the derivative: `step = -rate * dw`.
    """
    waiting, seen = [(row.last.index, 1)], {row.last.index}
    for index, sign in waiting:
        for reader in flow.readers[index]:
            event = events[reader]
            if reader in seen or reader in written or len(seen) > _MOST_STEPS:
                continue
            seen.add(reader)
            is_own = event.site.is_update or event.name in event.site.reads
            if is_own:
                yield event, sign
            if is_own or event.site.kind in ("parameter", "loop") or _is_times(event, row):
                waiting.append((reader, sign))
            elif event.site.kind == "given" and _is_product(event.site.value):
                waiting.append((reader, sign * sign_before(event.site.value)))


def _is_product(value: ast.expr | None) -> TypeGuard[ast.expr]:
    """True of `l1.T @ delta`, `-rate * delta * x`."""
    while isinstance(value, ast.UnaryOp):
        value = value.operand
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult):
        return True
    return is_product(value)


def _is_times(event: Event, row: Row) -> bool:
    """True if a value is a derivative times a number: `step = rate * dw`."""
    return event.value.size > 1 and is_multiple(event.value, row.value)


def _direction(event: Event, old: Event, row: Row, sign: int) -> int:
    """1 if the variable moves along the derivative, -1 if against it, 0 if that is not told."""
    step = event.value - old.value
    if step.size == row.value.size > 1 and _is_along(step, row.value):
        return sign * int(np.sign(step @ row.value))
    return _written_direction(event.site.statement)


def _is_along(step: Vector, slope: Vector) -> bool:
    """True if they have one direction, and not only one size: a velocity's differs a little."""
    lengths = float(np.linalg.norm(step) * np.linalg.norm(slope))
    return abs(float(step @ slope)) > 0.99 * lengths


def _written_direction(statement: ast.AST) -> int:
    """As the signs in the code say: -1 of `w -= rate * dw` and of `w += -rate * dw`."""
    change = change_of(statement)
    if change is None:
        return 0
    _, value, sign = change
    return sign * sign_before(value)
