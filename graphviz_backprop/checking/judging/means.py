"""Where the code computes no loss, its mean may be meant: `dW = dZ @ A.T / m`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED


def settle_means(states: list[State], bench: Bench) -> None:
    """Let the gradients of the mean be right, and those of parameters agree on it.

    Of parameters' gradients some of which are those of a sum, others those of its mean, the
    former lack a division.
    """
    if not bench.readings.is_without_loss:
        return
    settled = []
    for state in states:
        if state.verdict == RIGHT:
            continue
        means = bench.readings.scaled(state.row, is_mean=True)
        found = bench.agrees(state, state.row.value, means)
        if found is not None:
            state.verdict, state.reading, state.truth = RIGHT, found, state.row.value
            state.note = f"that of the mean over {1 / found.scale:g}"
            settled.append(state)
    shares = {s.reading.scale for s in _of_parameters(settled, bench) if s.reading}
    for state in _of_parameters(states, bench) if len(shares) == 1 else ():
        is_of_sum = state.reading is not None and state.reading.scale == 1.0
        if state.verdict == RIGHT and is_of_sum and not state.is_likely:
            share = next(iter(shares))
            state.verdict, state.reading, state.truth = UNJUDGED, None, None
            state.readings = [replace(one, scale=share) for one in state.readings]


def _of_parameters(states: Iterable[State], bench: Bench) -> list[State]:
    """The total derivatives by what nothing in the code computes."""
    named = [s for s in states if s.reading and s.reading.kind == "total" and not s.row.is_weak]
    return [s for s in named if not bench.is_intermediate(s)]
