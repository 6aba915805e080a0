"""Slips where no name says what it should be, and the steps of updates tell, or weak names."""

from __future__ import annotations

import numpy as np

from graphviz_backprop.checking.by_hand.names_of_losses import is_loss
from graphviz_backprop.checking.by_hand.row_state import State, is_multiple, same
from graphviz_backprop.checking.judging.single_slips import SingleSlip, blame
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector


def explained_steps(bench: Bench, states: list[State], every: list[State]) -> list[State]:
    """Where nothing says what it should be, blame the line that explains all that may tell.

    That are the steps of updates, and what a weak name says of a loss: `grad` of `w -= grad`.
    A repair that only stretches them is none, for n times the mean's may be meant; nor one by a
    sigmoid's slope, which the gradient of a cross-entropy does not have; nor one without a term,
    which may be a penalty's.
    """
    failing = [s for s in states if s.readings and s.verdict != RIGHT and _may_tell(s)]
    right_elsewhere = {s.row.key for s in every if s.verdict == RIGHT and s.row.value.any()}
    if not failing or any(s.row.key in right_elsewhere for s in failing):
        return []  # what is right in one round and not in another is not told by its numbers

    def is_right(state: State, value: Vector | None) -> bool:
        if state not in failing:
            return True
        return value is not None and bench.agrees(state, value, state.readings) is not None

    # What the name of a helper, `sigmoid_prime`, says is true clears its line.
    right = {s.index for s in states if s.verdict == RIGHT and (s.row.is_helper or not s.is_likely)}
    slip = SingleSlip(bench, states, failing, right, is_right).find()
    if slip is None or "(1 - " in slip.cause or slip.cause == "an extra term":
        return []
    steps = [s for s in failing if s.row.step]
    is_turned = len(steps) > 1 and all(map(bench.is_turned, steps))
    if not is_turned and all(_is_only_scaled(s.row.value, slip.told.get(s.index)) for s in failing):
        return []
    before = {s.index for s in states if s.verdict == RIGHT}
    return blame(slip, states, before)


def turned_steps(bench: Bench, states: list[State]) -> list[State]:
    """Where every step of an update raises the loss, blame the one line with a minus too many.

    Names as `delta` are right with a minus and without: it is the updates that tell.
    """
    steps = [s for s in states if s.row.step and s.readings]
    is_any_wrong = any(s.verdict == WRONG for s in states)
    if not steps or is_any_wrong or not all(map(bench.is_turned, steps)):
        return []
    if any(s.verdict == RIGHT and not s.row.is_weak for s in states):
        return []  # `dw` is right as it is: it is the update that is wrong, or goes up a value

    def is_right(state: State, value: Vector | None) -> bool:
        if state in steps:
            return value is not None and bench.agrees(state, value, state.readings) is not None
        if state.verdict != RIGHT or value is None:
            return state.verdict != RIGHT
        return same(value, state.row.value) or same(value, -state.row.value)

    slip = SingleSlip(bench, states, steps, set(), is_right).turned()
    if slip is None:
        return []
    kept = {
        s.index
        for s in states
        if s.verdict == RIGHT and same(slip.told.get(s.index, s.row.value), s.row.value)
    }
    return blame(slip, states, kept)


def _may_tell(state: State) -> bool:
    if state.row.step:
        return True
    is_total = any(r.kind == "total" and is_loss(r.label) for r in state.readings)
    return (
        is_total
        and state.verdict == UNJUDGED
        and not state.is_doubtful
        and state.row.is_weak
        and not (state.row.is_hidden or state.row.is_helper or state.row.is_mean)
        and state.row.value.size > 1
    )


def _is_only_scaled(value: Vector, repaired: Vector | None) -> bool:
    """True if a repair changes no more than a factor of all, as far as it tells."""
    if repaired is None or value.shape != repaired.shape or not np.any(repaired):
        return True
    return is_multiple(value, repaired)
