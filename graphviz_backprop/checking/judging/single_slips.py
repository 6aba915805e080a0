"""One slip that explains all: the line where one repair makes every derivative right at once."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from graphviz_backprop.checking.by_hand.differences import is_difference_of_names
from graphviz_backprop.checking.by_hand.handed_back import is_masked, only_hands_on
from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.judging.line_search import LineSearch
from graphviz_backprop.checking.judging.repairs import (
    Repair,
    Scope,
    repairs_with_names,
    sign_repairs,
    simple_repairs,
)
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import derivative
from graphviz_backprop.graph.upstream_names import is_upstream
from graphviz_backprop.quick_dataclass import quick_dataclass

_MOST_LINES = 24
_MOST_RUNS = 600
_MOST_OF_ONE = 120
Stage = Callable[[ast.stmt, Scope], Iterator[Repair]]


@quick_dataclass(frozen=True, slots=True)
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
        # What is 0 by chance, as where an input is, does not clear its lines, nor what is wrong
        # for another sample.
        self._right = {
            _place(e)
            for s in states
            if s.index in right and s.row.value.any()
            for e in s.row.events
        }
        self._right -= {_place(e) for s in failing for e in s.row.events}
        self._proved = {s.index for s in states if s.index in right and s.row.is_helper}

    def find(self, but: tuple[str, int] | None = None) -> Slip | None:
        """Return the slip; None where no line alone explains all, but for one tried before."""
        lines = [one for one in self._lines() if _place(one[0]) != but]
        most = max(_MOST_OF_ONE, _MOST_RUNS // max(1, len(lines)))
        searches = [LineSearch(self._bench, self._states, {}, self._are_right, most) for _ in lines]
        for stage in (simple_repairs, repairs_with_names):
            found = []
            for events, search in zip(lines, searches, strict=True):
                first = search.first_repair(events[0], stage)
                if first is not None:
                    found.append((first[0], Slip(events, first[1].kind, first[2])))
            if found:
                return min(found, key=self._likeliest)[1]
        return None

    def turned(self) -> Slip | None:
        """Return the one line with a minus too many; None where there are several, or none.

        Else the one line, of all, with the other sign of which everything is right.
        """
        found = []
        for events in self._lines():
            search = LineSearch(self._bench, self._states, {}, self._are_right, _MOST_OF_ONE)
            first = search.first_repair(events[0], sign_repairs)
            if first is not None:
                found.append(Slip(events, first[1].kind, first[2]))
        with_minus = [one for one in found if _begins_with_minus(one.events[0])]
        return (with_minus or found)[0] if 1 in (len(with_minus), len(found)) else None

    def _likeliest(self, found: tuple[int, Slip]) -> tuple[bool, bool, bool, int, int]:
        """Of lines that explain as much one that computes something itself, with a near repair.

        Before that one with which more is what its name says, also where a name says little.
        """
        number, slip = found
        named = [s for s in self._states if s.readings and s.index in slip.told]
        right = [s for s in named if self._bench.agrees(s, slip.told[s.index], s.readings)]
        first = slip.events[0]
        is_alias = only_hands_on(first, slip.cause, self._bench.events, self._bench.flow)
        is_error = is_difference_of_names(first.site.value)
        return is_error, is_alias, self.is_handed_back(slip), -len(right), number

    def is_handed_back(self, slip: Slip) -> bool:
        """Return whether its line only returns what another one computes."""
        event = slip.events[0]
        is_alias = only_hands_on(event, slip.cause, self._bench.events, self._bench.flow)
        return is_alias and event.site.kind == "return"

    def explained_by(self, event: Event) -> str:
        """Return the kind of a repair of one line that makes every derivative right, or nothing."""
        slip = self.repaired(event, (simple_repairs, repairs_with_names))
        return slip.cause if slip is not None else ""

    def repaired(self, event: Event, stages: tuple[Stage, ...]) -> Slip | None:
        """Return the first repair of one line that makes every derivative right."""
        search = LineSearch(self._bench, self._states, {}, self._are_right, _MOST_RUNS // 3)
        for stage in stages:
            first = search.first_repair(event, stage)
            if first is not None:
                return Slip((event,), first[1].kind, first[2])
        return None

    def unchanged(self, event: Event) -> Slip | None:
        """Return the line that lacks a factor and hands on what another gives: `dz = da`."""
        value = event.site.value
        is_derivative = derivative(event.name) is not None or is_difference_of_names(value)
        if isinstance(value, ast.Name) or not is_derivative:
            return None  # it hands on itself
        for events in self._lines():
            site = events[0].site
            name = events[0].name
            if not isinstance(site.value, ast.Name):
                continue
            is_such = any(same(one.value, event.value) for one in events)
            is_other = derivative(name) is not None and not is_upstream(name)
            is_other = is_other and site.kind == "given"
            if is_such and site.kind == "return":  # `return mask` of the function that is called
                is_other = derivative(site.value.id) is None
            if is_such and is_other:
                search = LineSearch(self._bench, self._states, {}, self._are_right, _MOST_OF_ONE)
                first = search.first_repair(events[0], repairs_with_names)
                if first is not None and is_factor(first[1].kind):
                    return Slip(events, first[1].kind, first[2])
        return None

    def _are_right(self, states: list[State], told: dict[int, Vector]) -> bool:
        # What is in doubt may be the derivative by something else: it tells nothing.
        return all(
            state.is_doubtful or self._is_right(state, told.get(state.index)) for state in states
        )

    def _forward_of(self, state: State) -> set[int]:
        """The forward pass behind a row; what is computed after it may go into the next one."""
        output = self._bench.readings.output_event(state.row)
        until = output.index if output is not None else self._bench.output_events[-1]
        return {index for index in self._bench.forward if index <= until}

    def _names_a_slope(self, event: Event) -> bool:
        """True if it only names what a helper gives that is right: `slope = sigmoid_prime(z)`."""
        inputs = self._bench.flow.inputs[event.index]
        given = (self._bench.events[index] for index in inputs if index in self._proved)
        is_call = isinstance(event.site.value, ast.Call)
        return is_call and any(same(one.value, event.value) for one in given)

    def _lines(self) -> list[tuple[Event, ...]]:
        """The statements from which all that fails is computed, the nearest first."""
        bench = self._bench
        behind = [
            bench.flow.ancestors([e.index for e in state.row.events]) - self._forward_of(state)
            for state in self._failing
        ]
        named = {e.index for s in self._states if s.readings for e in s.row.events}
        lines: dict[tuple[str, int], list[Event]] = {}
        counts: dict[tuple[str, int], int] = {}
        for found in behind:
            own = set()
            for index in sorted(found):
                event = bench.events[index]
                place = _place(event)
                if event.site.kind in ("parameter", "loop", "inner"):
                    continue
                if not (_is_computed(event) or index in named):  # `dW = self.x` lacks a factor
                    continue
                if place in self._right or self._names_a_slope(event):
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


def is_factor(kind: str) -> bool:
    """Return whether a repair is a factor that was missing."""
    return kind.startswith("the factor ")


def _place(event: Event) -> tuple[str, int]:
    return event.site.filename, event.site.line


def _begins_with_minus(event: Event) -> bool:
    value = event.site.value
    return isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub)


def _is_computed(event: Event) -> bool:
    """True if a statement computes something, or lacks what it should compute: `dz = da`."""
    plain = (ast.Tuple, ast.Attribute, ast.Constant, type(None))
    return not isinstance(event.site.value, plain) or is_masked(event)


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
        is_kept = state.index in before and state.verdict == RIGHT
        if is_kept or told is None:
            continue
        state.truth, state.follows, state.culprits = told, (name,), ()
        is_changed = not same(told, state.row.value)
        state.verdict = FOLLOWS if is_changed else (RIGHT if state.readings else UNJUDGED)
        state.cause = state.note = ""
    wrong = next((s for s in own if s.index not in before), own[0])
    wrong.verdict, wrong.follows = WRONG, ()
    wrong.culprits = slip.events[:1]
    wrong.truth = slip.told.get(wrong.index, wrong.truth)
    # Where it should be 0, many a repair makes it so.
    wrong.cause = slip.cause if wrong.truth is None or wrong.truth.any() else ""
    return made
