"""Which derivatives belong to one forward pass: those up to one with other variables."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench


def in_passes(bench: Bench, states: list[State]) -> list[list[State]]:
    """Return the derivatives of each pass, in the order of the code."""
    rows = {state.index for state in states}
    changed: set[int] = set()
    for event in bench.events:
        if any(index in rows or index in changed for index in bench.flow.inputs[event.index]):
            changed.add(event.index)
    starts = [index for index in bench.output_events if index in changed]
    found: dict[int, list[State]] = {}
    for state in states:
        own = bench.readings.output_event(state.row)
        at = own.index + 1 if own is not None else state.index  # it may be computed behind them
        first = max((index for index in starts if index < at), default=-1)
        found.setdefault(first, []).append(state)
    return list(found.values())
