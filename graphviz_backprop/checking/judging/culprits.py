"""Which lines are wrong themselves: with the true numbers in, their result still differs."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from graphviz_backprop.checking.by_hand.agreement import Reading
from graphviz_backprop.checking.by_hand.handed_back import names_unnamed, where_computed
from graphviz_backprop.checking.by_hand.row_state import (
    State,
    has_its_shape,
    has_several_lines,
    is_given_anew,
    leave_doubtful_open,
    line_of,
    same,
)
from graphviz_backprop.checking.judging.causes import find_causes, is_repaired
from graphviz_backprop.checking.judging.divided_later import note_factor_of_parameters
from graphviz_backprop.checking.judging.doubts import settle_doubtful
from graphviz_backprop.checking.judging.explained_by_one import ExplainedByOne
from graphviz_backprop.checking.judging.line_search import LineSearch, repaired_line
from graphviz_backprop.checking.judging.other_layers import settle_another_shape
from graphviz_backprop.checking.judging.passes_of_rows import in_passes
from graphviz_backprop.checking.judging.replays import Replays, Told
from graphviz_backprop.checking.judging.slips_of_steps import explained_steps, turned_steps
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.claims import Claims
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Event

_MOST_SLIPS = 12


class _Blamed(NamedTuple):
    """A value that explains what is wrong, with the true numbers in its place."""

    score: float
    state: State
    reading: Reading
    truth: Vector


class Culprits:
    """Finds the wrong lines of one program, pass by pass."""

    def __init__(self, bench: Bench, states: list[State]) -> None:
        self._bench, self._states = bench, states
        self._claims = claims = Claims(bench, states)
        self._replays = Replays(bench, claims)
        self._is_sure, self._allowed = claims.is_sure, claims.allowed
        self._truths = claims.truths
        self.found: list[State] = []  # lines that are wrong and give no derivative a name
        self._earlier: set[tuple[str, int]] = set()  # the lines that are wrong in earlier rounds

    def find(self) -> None:
        """Settle the verdicts of all states that are not right as they stand."""
        passes = in_passes(self._bench, self._states)
        earlier = self._earlier
        for states in passes:
            if not any(self._is_sure(s) for s in states):
                self.found += explained_steps(self._bench, states, self._states)
                self.found += turned_steps(self._bench, states)
                continue
            before = {s.index for s in states if s.verdict == RIGHT}
            self._find_in(states)
            if not earlier:
                one = ExplainedByOne(self._bench, self._claims, states, before)
                self.found += one.settle()
                find_causes(self._bench, states)
            if not earlier:
                self.found += turned_steps(self._bench, states)
            lines = {line_of(s) for s in (*states, *self.found) if s.verdict == WRONG}
            if earlier and not lines <= earlier:
                # After a wrong update it is another network: what is seen there alone is left open.
                for state in states:
                    if state.verdict == WRONG and line_of(state) not in earlier:
                        state.verdict, state.note = UNJUDGED, "it is right in an earlier round"
            self._earlier = earlier = earlier or lines
        leave_doubtful_open(self._states)

    def _find_in(self, states: list[State]) -> None:
        if not self._earlier:
            note_factor_of_parameters(states, self._bench, self._claims, self._replays)
        replaced: Told = {}
        settled: set[int] = set()
        tried: set[int] = set()
        unmeasured: list[State] = []
        for _ in range(_MOST_SLIPS):
            told = self._replays.told(states, replaced)
            first = next((s for s in states if self._replays.fails(s, told, settled)), None)
            if first is None or self._bench.program.is_late:
                break
            if self._is_behind(first, unmeasured):
                settled.add(first.index)
                first.note = f"{unmeasured[0].row.name}, from which it comes, could not be judged"
                continue
            known = {s.index for s in states if s.verdict == WRONG}
            culprit = self._settle(states, first, told, replaced)
            self._claims.note_factor(culprit)
            if self._bench.program.is_late:  # what was measured may not have been measured
                for state in states:
                    if state.verdict == WRONG and state.index not in known:
                        state.verdict, state.truth, state.cause = UNJUDGED, None, ""
                break
            if has_its_shape(culprit) and not self._truths(culprit):
                unmeasured.append(culprit)
            if first.index in tried or culprit is first:
                settled.add(first.index)
            settled.add(culprit.index)
            tried.add(first.index)
        told = self._replays.told(states, replaced)
        for state in states:
            if state.verdict != UNJUDGED or state.index in settled:
                continue
            value = told.get(state.index)
            if value is None or same(value, state.row.value):
                continue
            found = self._bench.agrees(state, value, self._allowed(state))
            found = found or self._bench.soft(state, value)
            if found is not None:
                state.verdict, state.reading, state.truth = FOLLOWS, found, value
        wrong = tuple(dict.fromkeys(s.row.name for s in states if s.verdict == WRONG))
        for state in states:
            if state.verdict == FOLLOWS:
                state.follows = wrong

    def _settle(self, states: list[State], state: State, told: Told, replaced: Told) -> State:
        """Find whose fault it is that a row is not right; put the truth in its place."""
        plain = self._replays.score(states, told)
        hidden = self._unresolved_before(states, state)
        if self._earlier:  # a line that is wrong in this round alone is not to blame
            hidden = [s for s in hidden if line_of(s) in self._earlier]
        slopes = [s for s in hidden if self._is_slope_alone(states, s, state)]
        own = self._own_truth(states, state, replaced)
        others = [s for s in states if s is not state]
        known = sum(s.verdict == RIGHT or self._is_sure(s) for s in others)
        # Of another layer, or step, it is known.
        is_known = any(line_of(s) == line_of(state) for s in states if s.verdict == WRONG)
        if own is not None and is_known:
            hidden = []
        elif own is not None and (own[0] > known - 0.5 or self._is_turned(state)):
            # It alone explains all, or goes the other way from what is right as it stands.
            hidden = [s for s in hidden if s.verdict == UNJUDGED or s in slopes]
        explaining: list[_Blamed] = []
        for other in hidden:
            for reading, truth in self._truths(other):
                after = self._replays.told(states, {**replaced, other.index: truth})
                # What seems right by its numbers alone is not lost with others in its place.
                score = self._replays.score(states, after) + (other.verdict == RIGHT)
                value = after.get(state.index)
                is_right = value is not None and (
                    self._bench.agrees(state, value, self._allowed(state)) is not None
                )
                if is_right:
                    explaining.append(_Blamed(score, other, reading, truth))
        # What explains itself counts for either: of equal ones the row whose name says what it is.
        most = max((one.score for one in explaining), default=0.0)
        of_slopes = [one for one in explaining if one.state in slopes]
        if explaining and (own is None or most > own[0] + 1.0 or of_slopes):
            equal = of_slopes or [one for one in explaining if one.score > most - 1e-9]
            _, other, reading, truth = self._repaired_of(states, replaced, equal)
            other.verdict, other.reading, other.truth = WRONG, reading, truth
            computed = self._computed_by(states, other)
            if computed is not None:
                return self._blame(computed, (), other, replaced, truth)
            if has_several_lines(other):
                test = self._replays.test_with(states, replaced, other, truth)
                search = LineSearch(self._bench, states, dict(replaced), test)
                line = search.search(other, [])
                other.culprits = line[1] if line is not None else ()
            replaced[other.index] = truth
            return other
        if own is None:
            like = settle_another_shape(state, states, self._bench)
            if like is not None:
                self._replays.likes[state.index] = like
            if state.truth is None:
                return state
            # Of another shape, what a function's own name says is no proof: another layer's fits.
            computed = where_computed(state, states, self._bench.events, self._bench.flow)
            if state.verdict == WRONG and computed is not None:
                return self._blame(computed, (), state, replaced, state.truth)
            replaced[state.index] = state.truth
            return state
        score, reading, truth, has_readers = own
        # By its function: two minuses may hide it in all that reads it.
        is_proved = state.row.is_helper
        is_doubtful = has_readers and score <= plain and not is_known and not is_proved
        if is_doubtful and not self._replays.is_right_throughout(states, state, reading, replaced):
            settle_doubtful(state, self._bench)
            return state
        is_open = not has_readers and is_given_anew(state)
        if is_open and not is_repaired(self._bench, states, state, replaced):
            state.note = "which of several values it is the derivative by could not be told"
            return state
        if names_unnamed(state, states, self._bench.flow):
            state.verdict, state.reading, state.truth = FOLLOWS, reading, truth
            replaced[state.index] = truth
            return state
        state.verdict, state.reading, state.truth = WRONG, reading, truth
        is_unread = not has_readers and any(self._bench.reads(s, state) for s in states)
        state.is_unread = is_unread and not is_proved
        computed = self._computed_by(states, state)
        if hidden or computed is not None or has_several_lines(state):
            test = self._replays.test_with(states, replaced, state, truth)
            searching = partial(LineSearch, self._bench, states, replaced, test)
            line = repaired_line(searching, state, hidden, computed)
            if line is not None:
                return self._blame(line[0], line[1], state, replaced, truth)
        replaced[state.index] = truth
        return state

    def _is_slope_alone(self, states: list[State], state: State, reader: State) -> bool:
        """True of `delta = prime(z)` if its reader, by the output, has no other derivative to read.

        The line lacks what comes from the layers behind.
        """
        is_slope = state.reading is not None and state.reading.kind == "local"
        named = {e.index for s in states if not s.row.is_helper for e in s.row.events}
        behind = self._bench.flow.ancestors([reader.index], self._bench.by_rate)
        is_alone = named & behind <= {state.index, reader.index}
        is_total = any(one.kind == "total" for one in reader.readings[:1])
        return is_slope and is_alone and is_total and min(named) < state.index

    def _is_behind(self, state: State, others: list[State]) -> bool:
        """True if a row comes from another, of which the true numbers could not be measured."""
        behind = self._bench.flow.ancestors([e.index for e in state.row.events]) if others else ()
        return any(one.index in behind for one in others if one.verdict == UNJUDGED)

    def _is_turned(self, state: State) -> bool:
        return state.row.step != 0 and self._bench.is_turned(state)

    def _computed_by(self, states: list[State], state: State) -> State | None:
        """The line without a derivative's name that computes what this one only names."""
        found = where_computed(state, states, self._bench.events, self._bench.flow)
        return None if found is None or self._is_sure(found) or found.readings else found

    def _repaired_of(self, states: list[State], replaced: Told, equal: list[_Blamed]) -> _Blamed:
        """Of several that explain as much, the one whose line a single repair makes right."""
        first = equal[0]
        others = list(dict.fromkeys(one.state for one in equal))
        if len(others) < 2:
            return first
        test = self._replays.test_with(states, replaced, first.state, first.truth)
        search = LineSearch(self._bench, states, dict(replaced), test)
        found = search.search(others[-1], others[:-1])
        return next((one for one in equal if found and one.state is found[0]), first)

    def _blame(
        self, other: State, culprits: tuple[Event, ...], state: State, replaced: Told, truth: Vector
    ) -> State:
        if other is state:
            state.culprits = culprits
        else:
            state.verdict, state.reading, state.truth = UNJUDGED, None, None
            other.verdict = WRONG
            other.truth = truth if other.truth is None else other.truth
            state.verdict, state.truth = FOLLOWS, truth
        replaced[state.index] = truth
        return other

    def _unresolved_before(self, states: list[State], state: State) -> list[State]:
        """The values without a known truth from which a row is computed, the first one first."""
        behind = self._bench.flow.ancestors([e.index for e in state.row.events])
        return [
            s
            for s in states
            if s is not state
            and (s.verdict == UNJUDGED or (s.verdict == RIGHT and s.is_likely))
            and s.index < state.index
            and not self._is_sure(s)
            and s.index in behind
        ]

    def _own_truth(
        self, states: list[State], state: State, replaced: Told
    ) -> tuple[float, Reading, Vector, bool] | None:
        """The truth that leaves most of the later rows right, and whether any reads it."""
        best: tuple[float, Reading, Vector] | None = None
        before = self._replays.told(states, replaced)
        claiming = {s.index for s in states if s.verdict == RIGHT or self._is_sure(s)}
        has_readers = False  # that say whether they are right
        for reading, truth in self._truths(state):
            after = self._replays.told(states, {**replaced, state.index: truth})
            has_readers = has_readers or any(
                index > state.index and index in before and not same(value, before[index])
                for index, value in after.items()
                if index in claiming
            )
            score = self._replays.score(states, after, but=state)
            if best is None or score > best[0] + 1e-9:
                best = (score, reading, truth)
        return (*best, has_readers) if best is not None else None
