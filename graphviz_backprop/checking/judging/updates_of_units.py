"""The updates of one weight after the other: `neuron['weights'][j] += rate * neuron['delta'] * x`.

Each neuron's changes have to go along the derivative, and all by one rate. What the delta goes
through on its way has to be the derivative: `grad_w` of `neuron['weights'][k] -= rate * grad_w[k]`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import Reading
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.by_hand.units import Units, is_delta, is_told_again, key_of
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.steps_of_updates import STEP, change_of, factors_of
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.quick_dataclass import quick_dataclass

_NEAR = 1e-4
_MOST = 12  # neurons


@quick_dataclass(slots=True)
class _Update:
    """What one line has changed of a neuron's weights.

    Attributes:
        delta: the neuron's.
        events: of the line.
        change: of each weight, 0 where it changed none.
        touched: which weights it is to change.
        true: the derivative, as the deltas have its sign; 0 where it changed none.
        reading: what that is.
        by: the gradient that it goes by, where that has a name of its own.
    """

    delta: State
    events: list[Event]
    change: Vector
    touched: Vector
    true: Vector
    reading: Reading
    by: State | None = None

    @property
    def is_by_wrong(self) -> bool:
        """Whether the gradient that it goes by is wrong."""
        return self.by is not None and self.by.verdict in (WRONG, FOLLOWS)

    @property
    def rates(self) -> Vector:
        """How far each weight goes down for its derivative."""
        is_told = np.abs(self.true) > 1e-9
        way = -1.0 if self.reading.scale > 0 else 1.0
        rates: Vector = self.change[is_told] / self.true[is_told] * way
        return rates

    def is_by(self, rate: float) -> bool:
        """Return whether all weights go by a rate, those whose derivative is 0 nowhere."""
        way = -1.0 if self.reading.scale > 0 else 1.0
        wanted = rate * way * self.true
        return bool(np.allclose(self.change, wanted, rtol=_NEAR, atol=1e-8 * abs(rate)))


def updates_of_units(states: list[State], bench: Bench) -> list[State]:
    """Return what is said of each line that updates the weights of neurons, in the first round."""
    first: dict[int, State] = {}
    for state in states:
        if state.row.is_unit and state.reading is not None:
            first.setdefault(state.row.last.holder, state)
    named = {s.index: s for s in states if not s.row.is_unit and not s.row.is_hidden}
    units = list(first.values())[:_MOST]
    updates = [one for state in units for one in _updates_by(state, bench, named)]
    for update in updates:
        _settle_named(update)
    sound = [one for one in updates if one.delta.verdict == RIGHT and not one.is_by_wrong]
    rates = [rate for one in sound for rate in one.rates if rate > 0]
    if not rates:
        return []  # all go up: which minus is missing can't be told
    rate = float(np.median(rates))
    wrong = tuple(dict.fromkeys(s.row.name for s in states if s.verdict == WRONG))
    return [_state(one, rate, wrong) for one in updates]


def _settle_named(update: _Update) -> None:
    """Judge the gradient that an update goes by, of which no name says what it is."""
    state = update.by
    true = update.true[update.touched != 0]
    if state is None or state.verdict not in (UNJUDGED, RIGHT):
        return
    if state.row.value.size != true.size or (state.verdict == RIGHT and not state.is_likely):
        return
    state.reading, state.truth, state.note = update.reading, true, ""
    is_right = np.allclose(state.row.value, true, rtol=_NEAR, atol=1e-8)
    wrong = WRONG if update.delta.verdict == RIGHT else FOLLOWS
    state.verdict = RIGHT if is_right else wrong
    state.follows = (update.delta.row.name,) if state.verdict == FOLLOWS else ()


def _state(update: _Update, rate: float, wrong: tuple[str, ...]) -> State:
    last = update.events[-1]
    own = update.touched != 0
    step = replace(
        last, name=STEP + last.name, value=update.change[own], shape=(int(own.sum()),),
        like=update.change[own].tolist(),
    )  # fmt: skip
    way = -1.0 if update.reading.scale > 0 else 1.0
    state = State(Row([step], reads=set(last.site.reads)), [update.reading], update.reading)
    state.verdict, state.truth = RIGHT, step.value
    if not update.is_by(rate):
        state.truth = rate * way * update.true[own]
        state.verdict = WRONG if update.delta.verdict == RIGHT and not wrong else FOLLOWS
        state.follows = wrong if state.verdict == FOLLOWS else ()
    return state


def _updates_by(state: State, bench: Bench, named: dict[int, State]) -> Iterator[_Update]:
    """Yield what lines that read a neuron's delta change in it before it has another one."""
    delta, events, reading = state.row.last, bench.events, state.reading
    own = [e for e in events if e.holder == delta.holder]
    later = [e.index for e in own if is_delta(e) and e.index > delta.index and _is_given(e)]
    until = min(later, default=len(events))
    output = Units(events).output(delta)
    lines: dict[tuple[int, str], _Update] = {}
    for event in own:
        if not delta.index < event.index < until:
            continue
        by = _gradient_between(event, delta, bench, named)
        if not _is_by_delta(event, delta, by):
            continue
        known = [e for e in own if key_of(e) == key_of(event) and e.index < event.index]
        before = [e for e in known if output is not None and e.index < output.index]
        if not before or reading is None or before[-1].value.size != event.value.size:
            continue
        change = event.value - known[-1].value
        place = event.site.number, key_of(event)
        if place not in lines:
            bench.nudges.until = delta.index
            of = replace(reading, variable=Variable(before[-1]))
            true = bench.agreement.truth(of)
            if true is None:
                continue
            empty = np.zeros(change.size)
            lines[place] = _Update(state, [], empty, empty.copy(), true, of, by)
        lines[place].events.append(event)
        lines[place].change = lines[place].change + change
        lines[place].touched[change != 0] = 1.0
    for one in lines.values():
        if np.any(one.touched):
            one.true = one.true * one.touched
            yield one


def _is_given(event: Event) -> bool:
    return event.site.kind in ("given", "written") and not is_told_again(event)


def _gradient_between(
    event: Event, delta: Event, bench: Bench, named: dict[int, State]
) -> State | None:
    """The gradient that a line goes by, made of a neuron's delta."""
    for index in reversed(bench.flow.inputs[event.index]):
        state = named.get(index)
        first = state.row.events[0].index if state is not None else 0
        if first > delta.index and delta.index in bench.flow.ancestors([index]):
            return state
    return None


def _is_by_delta(event: Event, delta: Event, by: State | None) -> bool:
    """True if a line adds a product with the delta, and nothing else, to a weight."""
    change = change_of(event.site.statement)
    if change is None or event.site.kind not in ("given", "written"):
        return False
    factors = list(factors_of(change[1]))
    is_plain = all(
        isinstance(one, (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)) for one in factors
    )
    texts = [ast.unparse(one) for one in factors]
    bases = [text.split("[", 1)[0] for text in texts]
    is_by_name = by is not None and by.row.name in bases
    return is_plain and (is_by_name or any(key_of(text) == key_of(delta) for text in texts))
