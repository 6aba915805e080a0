"""What the names `d_X_d_Y` of one X mean: they are derivatives of one value, local or chained."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.agreement import fits
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.readings import ANY_FUNCTION
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED


def settle_functions(states: list[State], bench: Bench) -> None:
    """Where `dE_dout` is right as the output's, `dE_dnet` of the same E is of nothing else.

    Else an E that is none of the code's values may be any of them: `dh1_dw1` where h1 has
    another name.
    """
    found = {
        state.row.of
        for state in states
        if state.verdict == RIGHT and state.reading is not None and state.row.value.size > 1
        if state.reading.kind == "total" and state.reading.rank != ANY_FUNCTION
    }
    for state in states:
        is_any = state.reading is not None and state.reading.rank == ANY_FUNCTION
        if state.row.of in found and state.row.of and (is_any or state.verdict != RIGHT):
            state.readings = [r for r in state.readings if r.rank != ANY_FUNCTION]
            if is_any:
                state.verdict, state.reading, state.truth = UNJUDGED, None, None
        elif state.verdict != RIGHT and bench.readings.is_of_unknown(state.row):
            state.readings = [r for r in state.readings if r.rank == ANY_FUNCTION]


def settle_kinds(states: list[State], bench: Bench) -> None:
    """Derivatives of one function, `d_a_d_…`, are all local, or all chained."""
    kinds: dict[str, list[str]] = {}
    for state in states:
        if state.row.of and state.reading is not None and state.verdict == RIGHT:
            others = [
                r
                for r in state.readings
                if fits(state.row.value, state.row.last.shape, r.variable)
                and not bench.agreement.agrees(state.row.value, state.row.last.shape, r)
            ]
            if others:
                kinds.setdefault(state.row.of.lower(), []).append(state.reading.kind)
    for state in states:
        found = kinds.get(state.row.of.lower(), [])
        if found and state.verdict != RIGHT:
            best = max(set(found), key=found.count)
            state.readings.sort(key=lambda reading: reading.kind != best)


def settle_helpers(states: list[State]) -> None:
    """A helper that is right at what its function returned is by nothing else, nor at its input.

    So `error * slope(z)` is wrong, and no slip of `slope(a)`, which is `a * (1 - a)`.
    """
    ranks: dict[int, set[int]] = {}
    for state in states:
        if state.row.is_helper and state.verdict == RIGHT and state.reading is not None:
            ranks.setdefault(state.row.last.site.number, set()).add(state.reading.rank)
    for state in states:
        found = ranks.get(state.row.last.site.number) if state.row.is_helper else None
        if found and state.verdict != RIGHT:
            state.readings = [r for r in state.readings if r.rank in found]
