"""The rounds of a training, and which of what may be a derivative is judged."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.written_rows import Row, find_rows
from graphviz_backprop.checking.watching.steps_of_updates import STEP
from graphviz_backprop.checking.watching.telling import Event

_ROUNDS = 2
_SOME = 3_000  # numbers that most trainings tell of in their first rounds
_MOST_IN_A_ROUND = 12
_MOST_ROWS = 240


def backward_rows(rows: list[Row], flow: Dataflow, events: list[Event]) -> list[Row]:
    """Return the rows, but for steps of updates that are no gradients.

    What the forward pass adds, `h += x @ W` of a residual layer, goes in the first round into
    derivatives and follows from none. Hebb's rule and a decay, `W -= rate * W @ G`, follow from no
    error either.
    """
    named = [row for row in rows if not row.step]
    rounds = _rounds(named, flow, events)
    first = min(rounds.values(), default=0)
    inner = flow.ancestors(row.last.index for row in named if rounds[row.last.index] == first)
    written = {event.index for row in named for event in row.events}
    others: set[tuple[int, str]] = set()
    for row in {row.key: row for row in reversed(rows) if row.step}.values():
        own = {event.index for event in events if STEP + event.name == row.name}
        behind = flow.ancestors([row.last.index], own)
        is_told = any(_has_difference(events[index]) for index in behind)
        if written.isdisjoint(behind) and (row.last.index in inner or not is_told):
            others.add(row.key)
    return [row for row in rows if not (row.step and row.key in others)]


def _has_difference(event: Event) -> bool:
    """True if something is taken away in it, as a target is, `y - t` or `p[labels] -= 1`."""
    site = event.site
    values = ast.walk(site.value) if site.value is not None else ()
    parts = [*values, *(() if site.kind == "inner" else (site.statement,))]
    return any(isinstance(getattr(one, "op", None), ast.Sub) for one in parts)


def judged_rows(rows: list[Row], flow: Dataflow, events: list[Event]) -> list[Row]:
    """Return the rows that are judged: of each place all in the first rounds and in the last."""
    rounds = _rounds(rows, flow, events)
    by_key: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    chosen: dict[int, Row] = {}
    for found in by_key.values():
        numbers = list(dict.fromkeys(rounds[row.last.index] for row in found))
        is_near = found[-1].last.index < 6 * found[0].last.index + 1_000
        wanted = {*numbers[:_ROUNDS], *(numbers[-1:] if is_near else ())}
        for number in wanted:
            own = [row for row in found if rounds[row.last.index] == number]
            for row in own[:_MOST_IN_A_ROUND]:
                chosen[row.last.index] = row
    return [chosen[index] for index in sorted(chosen)][:_MOST_ROWS]


def first_rounds(events: list[Event]) -> list[Event]:
    """Return the numbers of the first rounds of a long training, all of any other run.

    What is judged of ten thousand epochs are the first ones. No statement is left out: where one
    gives its first number later, all are kept.
    """
    some = events[:_SOME]
    known = {event.site.number for event in some}
    if len(events) <= _SOME or any(event.site.number not in known for event in events[_SOME:]):
        return events
    rows = find_rows(some)
    rounds = _rounds(rows, Dataflow(some), some)
    of_each: dict[tuple[int, str], set[int]] = {}
    for row in rows:
        of_each.setdefault(row.key, set()).add(rounds[row.last.index])
    last = min((max(found) for found in of_each.values()), default=0)
    if any(len(found) <= _ROUNDS + 1 for found in of_each.values()) or not rows:
        return events
    return some[: max(index for index, number in rounds.items() if number < last) + 1]


def _rounds(rows: list[Row], flow: Dataflow, events: list[Event]) -> dict[int, int]:
    """The round of each derivative's last event: a new one begins as the forward pass does.

    That is where a place of the first one gives a value that follows from derivatives. Layers may
    be updated one after the other in the backward pass: that is one round.
    """
    written = {event.index for row in rows for event in row.events}
    last = {row.last.index for row in rows}
    start = min(written, default=0)
    sites = {event.site.number for event in events[:start]}
    changed = set(written)
    found: dict[int, int] = {}
    number, is_begun = 0, False
    for event in events:
        if event.index in written:
            number, is_begun = number + is_begun, False
            if event.index in last:
                found[event.index] = number
        elif any(index in changed for index in flow.inputs[event.index]):
            changed.add(event.index)
            is_begun = is_begun or event.site.number in sites
    return found
