"""Gradients of single samples where others are sums: `db = delta` for `db += delta`."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.agreement import Reading
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED
from graphviz_backprop.checking.watching.telling import Event


def settle_overwritten_sums(states: list[State], bench: Bench) -> None:
    """Leave open what is right for the last sample alone, where the sum is meant.

    So it is where others of the pass are sums, and nothing has read it for the samples before.
    """
    right = [s.reading for s in states if s.verdict == RIGHT and s.reading is not None]
    sums = {
        one.functional[-1][0]: one.functional
        for one in right
        if one.kind == "total" and len(one.functional) > 1
    }
    for state in states:
        reading = state.reading
        if state.verdict != RIGHT or reading is None or len(reading.functional) > 1:
            continue
        functional = sums.get(reading.functional[0][0])
        if functional is None and (meant := _by_all_calls(state, reading, states, bench)):
            state.verdict, state.reading, state.truth = UNJUDGED, None, None
            state.readings = meant
        if functional is None or not _is_lost(state.row.last, functional[0][0], bench):
            continue
        meant = [one for one in state.readings if one.functional == functional]
        if meant:
            state.verdict, state.reading, state.truth = UNJUDGED, None, None
            state.readings = meant


def _by_all_calls(
    state: State, reading: Reading, states: list[State], bench: Bench
) -> list[Reading]:
    """What a row should be by that is right by the last call's parameter alone, beside sums.

    `m_grad = -2 * x * e` of `y = line(x, m, b)` for each sample, beside `b_grad += -2 * e`.
    """
    given = reading.variable.event
    if given.site.kind != "parameter" or given.frame == state.row.last.frame:
        return []
    sums = (s.row for s in states if s.verdict == RIGHT and s.reading and s is not state)
    if not any(e.site.is_update for row in sums for e in row.events):
        return []
    return [
        one
        for one in state.readings
        if one.functional == reading.functional
        and one.variable.event.name == given.name
        and one.variable.event.site.kind != "parameter"
        and _is_lost(state.row.events[0], one.variable.event.index, bench)
    ]


def _is_lost(event: Event, since: int, bench: Bench) -> bool:
    """True if a row's values for earlier samples were overwritten before anything read them."""
    site = event.site
    if site.is_update or event.name in site.reads:
        return False
    earlier = [
        one
        for one in bench.events[since : event.index]
        if one.site.number == site.number and one.name == event.name
    ]
    return bool(earlier) and not any(
        bench.events[reader].site.number != site.number
        for one in earlier
        for reader in bench.flow.readers[one.index]
    )
