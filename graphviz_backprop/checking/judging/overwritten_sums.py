"""Gradients of single samples where others are sums: `db = delta` for `db += delta`."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED


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
        if functional is None or not _is_lost(state.row, functional[0][0], bench):
            continue
        meant = [one for one in state.readings if one.functional == functional]
        if meant:
            state.verdict, state.reading, state.truth = UNJUDGED, None, None
            state.readings = meant


def _is_lost(row: Row, since: int, bench: Bench) -> bool:
    """True if a row's values for earlier samples were overwritten before anything read them."""
    site = row.last.site
    if site.is_update or row.name in site.reads:
        return False
    earlier = [
        event
        for event in bench.events[since : row.last.index]
        if event.site.number == site.number and event.name == row.name
    ]
    return bool(earlier) and not any(
        bench.events[reader].site.number != site.number
        for event in earlier
        for reader in bench.flow.readers[event.index]
    )
