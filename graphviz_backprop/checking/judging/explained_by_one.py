"""Several lines that are to blame, or none: the one of which a repair explains all of it."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import (
    State,
    culprits_of,
    has_its_shape,
    line_of,
)
from graphviz_backprop.checking.judging.repairs import repairs_with_names
from graphviz_backprop.checking.judging.replays import Replays
from graphviz_backprop.checking.judging.single_slips import SingleSlip, Slip, blame, is_factor
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.claims import Claims
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Event


class ExplainedByOne:
    """Looks for one slip behind the verdicts of a pass."""

    def __init__(self, bench: Bench, claims: Claims, states: list[State], before: set[int]) -> None:
        self._bench, self._claims, self._states, self._before = bench, claims, states, before

    def settle(self) -> list[State]:
        """Blame it, and return what had no state.

        One line alone keeps the blame if a repair of it explains all, or of no other line does.
        """
        wrong = [s for s in self._states if s.verdict == WRONG]
        lines = {line_of(s) for s in wrong}
        every = [s for s in self._states if s.index not in self._before and self._is_sure(s)]
        failing = [s for s in every if not s.is_doubtful] or every
        if not lines:  # what is in doubt is no slip, but what has another shape is, or a minus
            failing = [s for s in failing if s.verdict == UNJUDGED and not has_its_shape(s)]
            failing = failing or self._turned(every)
        if not failing or self._bench.program.is_late:
            return []
        slip = self._of_a_helper(wrong) if len(lines) > 1 else None
        if slip is not None:
            return blame(slip, self._states, self._before)
        search = self._search(failing, self._cleared())
        culprit = culprits_of(wrong[0])[0] if len(lines) == 1 else None
        kind = search.explained_by(culprit) if culprit is not None else ""
        if culprit is not None and kind:
            slip = self._handed_on(failing, culprit, kind) or self._in_a_delta(wrong[0], kind)
        else:
            slip = self._found(failing, next(iter(lines)) if len(lines) == 1 else None)
            if slip is not None:
                slip = self._handed_on(failing, slip.events[0], slip.cause) or slip
        return blame(slip, self._states, self._before) if slip is not None else []

    def _of_a_helper(self, wrong: list[State]) -> Slip | None:
        """The helper that is wrong by its function, if all else is right with its true numbers.

        Up to a sign: what its slip has turned may be right as the derivative of minus the loss.
        """
        helpers = [s for s in wrong if s.row.is_helper and s.readings and s.truth is not None]
        if len({line_of(s) for s in helpers}) != 1:
            return None
        replaced = {s.index: s.truth for s in helpers if s.truth is not None}
        told = Replays(self._bench, self._claims).told(self._states, replaced)
        for state in self._states:
            value = told.get(state.index)
            is_right = value is not None and (
                self._is_still_right(state, value) or self._is_still_right(state, -value)
            )
            if state not in helpers and not is_right:
                return None
        return Slip(tuple(s.row.last for s in helpers), helpers[0].cause, told)

    def _handed_on(self, failing: list[State], event: Event, kind: str) -> Slip | None:
        """The line that hands on its value unchanged, if that may lack the factor as well."""
        return self._search(failing, set()).unchanged(event) if is_factor(kind) else None

    def _found(self, failing: list[State], but: tuple[str, int] | None) -> Slip | None:
        cleared = self._cleared()
        search = self._search(failing, cleared)
        slip = search.find(but)
        if cleared and (slip is None or search.is_handed_back(slip)):  # others are so by chance
            slip = self._search(failing, set()).find(but) or slip
        if slip is None and any(not s.row.is_weak for s in failing):
            # An `output_delta` without its slope is right by the output: a weak name, that of
            # no update, is not heard against what the gradients of parameters tell.
            return self._by_parameters(failing).find(but)
        return slip

    def _in_a_delta(self, wrong: State, kind: str) -> Slip | None:
        """A factor that a parameter's gradient lacks may as well be the slope of its delta.

        Where all is right with it there: `delta = dz @ W.T` is right by what the neurons give.
        """
        if not is_factor(kind):
            return None
        inputs = self._bench.flow.inputs[wrong.index]
        for state in self._states:
            is_delta = state.row.is_weak and "delta" in state.row.name.lower()
            if is_delta and state.verdict == RIGHT and state.row.last.index in inputs:
                search = self._by_parameters([wrong])
                slip = search.repaired(state.row.last, (repairs_with_names,))
                if slip is not None and is_factor(slip.cause):
                    self._before.discard(state.index)
                    return slip
        return None

    def _by_parameters(self, failing: list[State]) -> SingleSlip:
        return SingleSlip(self._bench, self._states, failing, set(), self._is_parameter_right)

    def _search(self, failing: list[State], right: set[int]) -> SingleSlip:
        return SingleSlip(self._bench, self._states, failing, right, self._is_still_right)

    def _is_parameter_right(self, state: State, value: Vector | None) -> bool:
        is_heard = not state.row.is_weak or state.row.step or state.row.is_helper
        is_heard = is_heard or self._bench.is_updated(state)
        return not is_heard or self._is_still_right(state, value)

    def _cleared(self) -> set[int]:
        sure = [s for s in self._states if s.index in self._before and self._is_sure(s)]
        # A helper that is what its name says is no line to blame, whatever reads it.
        proved = [s for s in self._states if s.row.is_helper and s.verdict == RIGHT]
        return {s.index for s in (*sure, *proved) if not s.is_likely}

    def _is_sure(self, state: State) -> bool:
        return self._claims.is_sure(state)

    def _is_still_right(self, state: State, value: Vector | None) -> bool:
        """True if a row that says what it is is right with such numbers; of others nothing."""
        if not self._is_sure(state):
            return True
        readings = self._claims.allowed(state)
        return value is not None and self._bench.agrees(state, value, readings) is not None

    def _turned(self, every: list[State]) -> list[State]:
        """What is in doubt, and minus the derivative: no other variable's is so by chance."""
        found = [s for s in every if s.is_doubtful]
        found = [s for s in found if self._bench.agrees(s, -s.row.value, s.readings) is not None]
        for state in found if len(found) == 1 else ():
            state.is_doubtful = False
            slip = self._found([state], None)
            state.is_doubtful = slip is None
            return [state] if slip is not None else []
        return []
