"""The rounds of a training, and which derivatives of them are judged."""

from __future__ import annotations

from graphviz_backprop.checking.dataflow import Dataflow
from graphviz_backprop.checking.telling import Event
from graphviz_backprop.checking.written_rows import Row

_ROUNDS = 2
_MOST_IN_A_ROUND = 12
_MOST_ROWS = 240


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


def _rounds(rows: list[Row], flow: Dataflow, events: list[Event]) -> dict[int, int]:
    """The round of each derivative's last event: a new one begins after variables are updated."""
    written = {event.index for row in rows for event in row.events}
    start = min(written, default=0)
    last = {row.last.index for row in rows}
    changed, given = set(written), set()
    found: dict[int, int] = {}
    number, is_updated = 0, False
    for event in events:
        own = (event.name, event.owner, event.frame)
        if event.index in written:
            number, is_updated = number + is_updated, False
            if event.index in last:
                found[event.index] = number
        elif any(index in changed for index in flow.inputs[event.index]):
            changed.add(event.index)
            is_updated = is_updated or own in given
        elif any(reader < start for reader in flow.readers[event.index]):
            given.add(own)  # the forward pass reads it: no gradient that is carried along
    return found
