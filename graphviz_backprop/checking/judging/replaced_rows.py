"""Derivatives that another statement replaces before anything reads them."""

from __future__ import annotations

import numpy as np

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT
from graphviz_backprop.checking.watching.flat_numbers import is_stored
from graphviz_backprop.checking.watching.telling import Event


def leave_replaced(states: list[State], bench: Bench) -> None:
    """Let them say nothing, unless their pass is over: they may have been printed."""
    for number, state in enumerate(states):
        last = state.row.last
        is_read = bool(bench.flow.readers[state.index])
        # Which object's gradient a statement reads is not told by its name.
        if state.verdict == RIGHT or (is_read and not is_stored(last.name)):
            continue
        for later in states[number + 1 :]:
            other, first = later.row.last, later.row.events[0]
            if is_read:
                is_same = other.owner == last.owner != 0 and is_stored(other.name)
                is_same = is_same and first.site.kind == "given" and bool(np.any(first.value))
            elif _is_over(state, first, bench):
                break
            else:
                own = last.name, last.owner, last.frame
                is_same = own == (other.name, other.owner, other.frame)
            if is_same:
                state.readings = []
                state.row.is_hidden = True
                state.note = f"line {other.site.line} replaces it"
                break


def _is_over(state: State, event: Event, bench: Bench) -> bool:
    """True if the code has computed its output anew since a derivative."""
    return any(state.index < at < event.index for at in bench.output_events)
