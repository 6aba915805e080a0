"""What the slip in a wrong line is, where one repair of it gives the true numbers."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import State, has_several_lines, is_multiple
from graphviz_backprop.checking.judging.line_search import LineSearch
from graphviz_backprop.checking.judging.repairs import simple_repairs
from graphviz_backprop.checking.judging.replays import Told
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import WRONG
from graphviz_backprop.checking.watching.telling import Event

_MOST_RUNS = 150


def is_repaired(bench: Bench, states: list[State], state: State, replaced: Told) -> bool:
    """Return whether a repair of its line with what stands there gives what its name says."""

    def is_right(_: list[State], told: Told) -> bool:
        value = told.get(state.index)
        return value is not None and bench.agrees(state, value, state.readings) is not None

    until = [s for s in states if s.index <= state.index]
    search = LineSearch(bench, until, replaced, is_right, _MOST_RUNS)
    return any(search.first_repair(event, simple_repairs) for event in state.row.events)


def find_causes(bench: Bench, states: list[State]) -> None:
    """Say what the slip is where one repair of the line gives the true numbers."""
    wrong = [s for s in states if s.verdict == WRONG and s.truth is not None]
    for state in wrong:
        if state.cause or bench.program.is_late:
            continue
        replaced = {s.index: s.truth for s in wrong if s is not state and s.truth is not None}

        def is_right(_: list[State], told: Told, state: State = state) -> bool:
            value = told.get(state.index)
            readings = [state.reading] if state.reading else []
            return value is not None and (bench.agrees(state, value, readings) is not None)

        until = [s for s in states if s.index <= state.index]
        search = LineSearch(bench, until, replaced, is_right, _MOST_RUNS)
        found = search.search(state, [])
        if has_several_lines(state) and not state.culprits:
            state.culprits = _before_factor(state) if found is None else found[1]


def _before_factor(state: State) -> tuple[Event, ...]:
    """The statement before the last one, where that only multiplies and no multiple would be right.

    `d = t - y` and `d /= n` where `2 * (y - t)` is meant.
    """
    if len(state.row.events) < 2 or state.truth is None:
        return ()
    before, last = state.row.events[-2:]
    is_factor = before.value.any() and is_multiple(before.value, last.value)
    could_be = state.truth.any() and is_multiple(state.truth, last.value)
    return (before,) if is_factor and not could_be else ()
