"""Per-sample gradients, n times as large: the division by n comes later, in the parameters'."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.agreement import fits
from graphviz_backprop.checking.by_hand.row_state import State, factor_of
from graphviz_backprop.checking.judging.replays import Replays, Told
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.readings.claims import Claims
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED
from graphviz_backprop.checking.watching.flat_numbers import Vector


def settle_divided_later(states: list[State], bench: Bench) -> None:
    """Let them be right where they are divided by n later, and where they go on with that factor.

    The last one, by the data, is read by nothing: it is right with the factor of the one that it
    is computed from, as `dX = W1.T @ dZ1` is with that of dZ1.
    """
    for state in reversed(states):
        if state.verdict == RIGHT or not state.readings or not bench.is_intermediate(state):
            continue
        _settle(state, states, bench)
    for state in states:
        if state.verdict == RIGHT or not state.readings:
            continue
        before = _computed_from(state, states, bench)
        if any(_is_by_each_sample(state, one, bench) for one in before):
            _settle_as(state, before, bench)
    # Some other number fits in one round by chance, as where all probabilities are ½.
    wrong = {s.row.key for s in states if s.verdict != RIGHT and s.readings}
    for state in states:
        if state.is_scaled and state.row.key in wrong:
            state.verdict, state.reading, state.truth, state.note = UNJUDGED, None, None, ""
            state.is_scaled = False


def note_factor_of_parameters(
    states: list[State], bench: Bench, claims: Claims, replays: Replays
) -> None:
    """Note the n by which the code divides later, as the parameters' gradients tell it.

    They are right once n times the true numbers stand in all other derivatives. Where a slip comes
    before every derivative, no other one tells it.
    """
    sure = [s for s in states if claims.is_sure(s) and s.readings[0].kind == "total"]
    parameters = [s for s in sure if bench.is_updated(s)]
    is_any_right = any(s.verdict == RIGHT for s in parameters)
    if is_any_right or not parameters or any(s.is_scaled for s in states):
        return
    truths = {s.index: _truth(s, bench) for s in sure if bench.is_intermediate(s)}
    best, most = 1, 0
    for count in (1, *bench.outputs.counts):
        told = replays.told(states, {at: t * count for at, t in truths.items() if t is not None})
        right = sum(_is_right(one, told, bench) for one in parameters)
        if right > most:
            best, most = count, right
    if best != 1:
        claims.factors.add(float(best))


def _truth(state: State, bench: Bench) -> Vector | None:
    """The true numbers by the first variable of a row's own shape."""
    row = state.row
    fitting = (r for r in state.readings if fits(row.value, row.last.shape, r.variable))
    reading = next(fitting, None)
    return bench.agreement.truth(reading) if reading is not None else None


def _is_right(state: State, told: Told, bench: Bench) -> bool:
    value = told.get(state.index)
    return value is not None and bench.agrees(state, value, state.readings) is not None


def _settle(state: State, states: list[State], bench: Bench) -> None:
    found = bench.agrees(state, state.row.value, bench.readings.scaled(state.row))
    if found is None:
        return
    for other in states:
        is_such = other.verdict == RIGHT and bench.reads(other, state)
        if is_such and (not other.is_scaled or _scale(other) == found.scale):
            state.verdict, state.reading, state.truth = RIGHT, found, state.row.value
            state.is_scaled = True
            state.note = f"{factor_of(found, state):g} times the derivative; it is divided later"
            return


def _computed_from(state: State, states: list[State], bench: Bench) -> list[State]:
    """The scaled ones that it is computed from, also by way of what has no derivative's name."""
    owners = {e.index: s for s in states if s.verdict == RIGHT for e in s.row.events}
    waiting = [index for event in state.row.events for index in bench.flow.inputs[event.index]]
    found: dict[int, State] = {}
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index in owners:
            found[index] = owners[index]
        elif index not in seen and index not in bench.forward:
            waiting += bench.flow.inputs[index]
        seen.add(index)
    return [one for one in found.values() if one.is_scaled]


def _settle_as(state: State, before: list[State], bench: Bench) -> None:
    """Let the last one be right with the factor of what it is computed from."""
    scales = {_scale(one) for one in before}
    scaled = [r for r in bench.readings.scaled(state.row) if r.scale in scales]
    found = bench.agrees(state, state.row.value, scaled)
    if found is None:
        return
    state.verdict, state.reading, state.truth = RIGHT, found, state.row.value
    state.is_scaled = True
    state.note = f"{factor_of(found, state):g} times the derivative, as {before[-1].row.name} is"


def _is_by_each_sample(state: State, before: State, bench: Bench) -> bool:
    """True if it has the samples along the same axis as the one before, and is no parameter's."""
    own, other = state.row.last.shape, before.row.last.shape
    if own is None or other is None or len(own) != len(other):
        return False
    count = round(abs(_scale(before)))
    axes = [at for at, (one, two) in enumerate(zip(own, other, strict=True)) if one == two == count]
    return bool(axes) and not bench.is_updated(state)


def _scale(state: State) -> float:
    return state.reading.scale if state.reading is not None else 1.0
