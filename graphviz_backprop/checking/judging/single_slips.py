"""One slip that explains all: the line where one repair makes every derivative right at once."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.judging.line_search import LineSearch
from graphviz_backprop.checking.judging.repairs import (
    Repair,
    Scope,
    repairs_with_names,
    simple_repairs,
)
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Event

_MOST_LINES = 24
_MOST_RUNS = 600
Stage = Callable[[ast.stmt, Scope], Iterator[Repair]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A line, what is wrong in it, and the numbers of all rows without the slip."""

    events: tuple[Event, ...]
    cause: str
    told: dict[int, Vector]


class SingleSlip:
    """Looks for the line with which all that is wrong in one pass is explained."""

    def __init__(
        self,
        bench: Bench,
        states: list[State],
        failing: list[State],
        right: set[int],
        is_right: Callable[[State, Vector | None], bool],
    ) -> None:
        self._bench, self._states, self._failing = bench, states, failing
        self._is_right = is_right
        self._right = {
            (e.site.filename, e.site.line) for s in states if s.index in right for e in s.row.events
        }
        self._search = LineSearch(bench, states, {}, self._are_right, _MOST_RUNS)

    def find(self) -> Slip | None:
        """Return the slip; None where no line alone explains all."""
        lines = self._lines()
        for stage in (simple_repairs, repairs_with_names):
            found = []
            for events in lines:
                first = self._search.first_repair(events[0], stage)
                if first is not None:
                    found.append((first[0], Slip(events, first[1].kind, first[2])))
            if found:
                return min(found, key=lambda one: (_is_error(one[1].events[0]), one[0]))[1]
        return None

    def _are_right(self, states: list[State], told: dict[int, Vector]) -> bool:
        return all(self._is_right(state, told.get(state.index)) for state in states)

    def _lines(self) -> list[tuple[Event, ...]]:
        """The statements from which all that fails is computed, the nearest first."""
        bench = self._bench
        behind = [
            bench.flow.ancestors([e.index for e in state.row.events]) - bench.forward
            for state in self._failing
        ]
        lines: dict[tuple[str, int], list[Event]] = {}
        counts: dict[tuple[str, int], int] = {}
        for found in behind:
            own = set()
            for index in sorted(found):
                event = bench.events[index]
                place = event.site.filename, event.site.line
                if event.site.kind in ("parameter", "loop", "inner") or not _is_computed(event):
                    continue
                if place in self._right:
                    continue
                own.add(place)
                known = lines.setdefault(place, [])
                if event not in known:
                    known.append(event)
            for place in own:
                counts[place] = counts.get(place, 0) + 1
        most = max(counts.values(), default=0)
        chosen = [tuple(lines[place]) for place, count in counts.items() if count == most]
        chosen.sort(key=lambda events: -events[0].index)
        return chosen[:_MOST_LINES]


def _is_error(event: Event) -> bool:
    """True for a difference of two values, `t - y`: what reads it is more likely to be wrong."""
    value = event.site.value
    names = (ast.Name, ast.Attribute)
    return (
        isinstance(value, ast.BinOp)
        and isinstance(value.op, ast.Sub)
        and isinstance(value.left, names)
        and isinstance(value.right, names)
    )


def _is_computed(event: Event) -> bool:
    """True if a statement computes something, or lacks what it should compute: `dz = da`."""
    plain = (ast.Tuple, ast.Attribute, ast.Constant, type(None))
    return not isinstance(event.site.value, plain)


def blame(slip: Slip, states: list[State], before: set[int]) -> list[State]:
    """Give the line of a slip the blame, and excuse all else; return what had no state.

    Args:
        slip: the one that explains all.
        states: those of the pass.
        before: the indices of those that were right as they stand.
    """
    lines = {event.index for event in slip.events}
    name = ""
    made: list[State] = []
    own = [s for s in states if any(e.index in lines for e in s.row.events)]
    if not own:
        event = slip.events[0]
        state = State(Row([event], is_hidden=True, reads=set(event.site.reads)), [])
        state.truth, own, made = slip.told.get(event.index), [state], [state]
    name = own[0].row.name
    for state in states:
        told = slip.told.get(state.index)
        if state.index in before or told is None:
            continue
        state.truth, state.follows, state.culprits = told, (name,), ()
        is_changed = not same(told, state.row.value)
        state.verdict = FOLLOWS if is_changed else (RIGHT if state.readings else UNJUDGED)
        state.cause = state.note = ""
    wrong = next((s for s in own if s.index not in before), own[0])
    wrong.verdict, wrong.cause, wrong.follows = WRONG, slip.cause, ()
    wrong.culprits = slip.events[:1]
    wrong.truth = slip.told.get(wrong.index, wrong.truth)
    return made


def explained_steps(bench: Bench, states: list[State]) -> list[State]:
    """Where only the steps of updates tell, and all are wrong, blame the line that explains them.

    One step alone tells too little: of most lines some repair makes it right.
    """
    failing = [s for s in states if s.row.step and s.readings and s.verdict != RIGHT]
    if len(failing) < 2:
        return []

    def is_right(state: State, value: Vector | None) -> bool:
        if state not in failing:
            return True
        return value is not None and bench.agrees(state, value, state.readings) is not None

    slip = SingleSlip(bench, states, failing, set(), is_right).find()
    before = {s.index for s in states if s.verdict == RIGHT}
    return blame(slip, states, before) if slip is not None else []
