"""Lines that differ from what they should be, although all that reads them is right."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT


def settle_doubtful(state: State, bench: Bench) -> None:
    """Settle a line all readers of which are right: it is its reading that is in doubt."""
    pairs = [*bench.readings.scaled(state.row), *bench.readings.own_locals(state.row)]
    found = bench.agrees(state, state.row.value, pairs)
    if found is not None:
        state.verdict, state.reading, state.truth = RIGHT, found, state.row.value
        state.is_likely = True
    else:
        state.note = "what reads it is right; what it is the derivative of could not be told"
    state.is_doubtful = True
