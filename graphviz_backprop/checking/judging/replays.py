"""Which rows are right in a run with some of their numbers replaced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphviz_backprop.checking.by_hand.agreement import Reading
from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.claims import Claims
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Run

Told = dict[int, Vector]
Test = Callable[[list[State], Told], bool]


class Replays:
    """Runs the program with others in the place of some numbers, and looks what is right then.

    Attributes:
        likes: the structures of what is put in where it has another shape.
    """

    def __init__(self, bench: Bench, claims: Claims) -> None:
        self._bench, self._claims = bench, claims
        self._is_sure, self._allowed = claims.is_sure, claims.allowed
        self.likes: dict[int, Any] = {}

    def told(self, states: list[State], replaced: Told) -> Told:
        """Return the values of all rows with others in the place of some."""
        wanted = frozenset(s.index for s in states)
        run = Run(replaced=replaced, likes=self.likes, wanted=wanted, stop=states[-1].index)
        told = self._bench.program.again(run).told
        self._bench.told_shapes = run.shapes
        return told

    def fails(self, state: State, told: Told, settled: set[int]) -> bool:
        """True if its value is not what it should be."""
        if state.verdict != UNJUDGED or state.index in settled or not self._is_sure(state):
            return False
        value = told.get(state.index)
        return value is None or self._bench.agrees(state, value, self._allowed(state)) is None

    def score(self, states: list[State], told: Told, but: State | None = None) -> float:
        """How many rows are right then."""
        score = 0.0
        for state in states:
            value = told.get(state.index)
            if value is None or state is but:
                continue
            if state.verdict == RIGHT:
                score += same(value, state.row.value) or (
                    state.reading is not None
                    and self._bench.agrees(state, value, [state.reading]) is not None
                )
            elif self._is_sure(state):
                score += self._bench.agrees(state, value, self._allowed(state)) is not None
        return score

    def test_with(self, states: list[State], replaced: Told, state: State, truth: Vector) -> Test:
        """Return the test whether all is right that is so with a row's true numbers."""
        after = self.told(states, {**replaced, state.index: truth})
        wanted = [s for s in states if s is state or self._is_right_in(s, after) is True]

        def is_all_right(_: list[State], told: Told) -> bool:
            return all(self._is_right_in(one, told) is not False for one in wanted)

        return is_all_right

    def is_right_throughout(
        self, states: list[State], state: State, reading: Reading, replaced: Told
    ) -> bool:
        """True if more is right with the truth at each turn of its line: two minuses hide one."""
        truths, kind = {}, (reading.kind, reading.scale)
        for one in (s for s in states if s.row.key == state.row.key):
            found = [t for r, t in self._claims.truths(one) if (r.kind, r.scale) == kind]
            if not found:
                return False
            truths[one.index] = found[0]
        others = [s for s in states if s.index not in truths]
        if len(truths) < 2:
            return False
        after = self.told(states, {**replaced, **truths})
        before = self.told(states, replaced)
        return self.score(others, after) > self.score(others, before)

    def _is_right_in(self, state: State, told: Told) -> bool | None:
        """Return whether a row is right in a run; None where its truth is not known."""
        if state.verdict != RIGHT and not self._is_sure(state):
            return None
        value = told.get(state.index)
        if value is None:
            return False
        if state.reading is None and state.verdict == RIGHT:
            return same(value, state.row.value)
        readings = [state.reading] if state.reading else self._allowed(state)
        return self._bench.agrees(state, value, readings) is not None
