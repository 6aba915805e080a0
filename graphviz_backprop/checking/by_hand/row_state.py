"""What is known of one derivative while it is judged."""

from __future__ import annotations

import ast

import numpy as np

from graphviz_backprop.checking.by_hand.agreement import Reading, fits
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.verdict import UNJUDGED, WRONG
from graphviz_backprop.checking.watching.flat_numbers import Vector
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(slots=True, eq=False)
class State:
    """What is known of a row so far.

    Attributes:
        row: the derivative.
        readings: what its name allows, the likeliest first.
        reading: what it is.
        truth: its true numbers.
        verdict: see `verdict`.
        note: more in words.
        is_likely: whether only its numbers say what it is.
        is_scaled: whether it is n times the derivative.
        is_divided: whether it is right but for a division at its end.
        follows: the rows that are wrong before it.
        culprits: the statements of the row that are wrong; empty for all.
        cause: the slip.
        is_doubtful: whether all that reads it is right, so that its name may mean something else.
        is_part: whether it is only added to a sum over steps, and no gradient by itself.
        is_unread: whether nothing that reads it tells of it: what it is multiplied by is 0.
    """

    row: Row
    readings: list[Reading]
    reading: Reading | None = None
    truth: Vector | None = None
    verdict: str = UNJUDGED
    note: str = ""
    is_likely: bool = False
    is_scaled: bool = False
    is_divided: bool = False
    follows: tuple[str, ...] = ()
    culprits: tuple[Event, ...] = ()
    cause: str = ""
    is_doubtful: bool = False
    is_part: bool = False
    is_unread: bool = False

    @property
    def index(self) -> int:
        """Of its last event."""
        return self.row.last.index


def factor_of(found: Reading, state: State) -> float:
    """Return how many times the derivative of its name it is; the output may have a factor too."""
    own = next((one.scale for one in state.readings if one.kind == found.kind), 1.0)
    return found.scale / own


def has_its_shape(state: State) -> bool:
    """Return whether a derivative has the shape of what its name says."""
    row = state.row
    return any(fits(row.value, row.last.shape, r.variable) for r in state.readings)


def culprits_of(state: State) -> tuple[Event, ...]:
    """Return the statements that are wrong; of a row all, as long as none is known to be."""
    return state.culprits or tuple(reversed(state.row.events))


def line_of(state: State) -> tuple[str, int]:
    """Return the file and the line of the first statement that is wrong."""
    site = culprits_of(state)[0].site
    return site.filename, site.line


def has_several_lines(state: State) -> bool:
    """Return whether several lines give a derivative its value."""
    return len({(e.site.filename, e.site.line) for e in state.row.events}) > 1


def is_given_anew(state: State) -> bool:
    """Return whether its variable gets several values at one place: one for each layer."""
    events = {r.variable.event.index: r.variable.event for r in state.readings}.values()
    sizes: dict[int, set[int]] = {}
    for event in events:
        sizes.setdefault(event.site.number, set()).add(event.value.size)
    return max(map(len, sizes.values()), default=0) > 1


def leave_doubtful_open(states: list[State]) -> None:
    """Leave open what nothing tells of in its own round, and another round has in doubt."""
    notes = {state.row.key: state.note for state in states if state.is_doubtful}
    for state in states:
        if state.verdict == WRONG and state.is_unread and state.row.key in notes:
            state.verdict, state.truth, state.note = UNJUDGED, None, notes[state.row.key]


def same(one: Vector, other: Vector) -> bool:
    """Return whether numbers are equal but for rounding."""
    if one.shape != other.shape:
        return False
    scale = max(float(np.max(np.abs(one), initial=0.0)), float(np.max(np.abs(other), initial=0.0)))
    if not np.isfinite(scale):
        return bool(np.array_equal(one, other, equal_nan=True))
    return bool(np.allclose(one, other, rtol=1e-9, atol=1e-11 * scale, equal_nan=True))


def is_multiple(one: Vector, other: Vector) -> bool:
    """Return whether numbers are others times one number; False where the others are all 0."""
    if one.shape != other.shape or not np.any(other):
        return False
    place = int(np.argmax(np.abs(other)))
    return same(one, other * (one[place] / other[place]))


def is_telling(value: Vector) -> bool:
    """Return whether numbers are not such that they are many things' derivative: 0, 1, -1."""
    return bool(np.any(np.abs(value) > 1e-12)) and not bool(
        np.all(np.isin(np.round(np.abs(value), 9), (0.0, 1.0)))
    )


def is_divided(row: Row) -> bool:
    """Return whether the last of a row's statements only divides it by a number: `dW /= n`."""
    statement = row.last.site.statement
    if len(row.events) < 2 or row.events[-2].site.number == row.last.site.number:
        return False
    before, now = row.events[-2].value, row.last.value
    is_division = isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.Div)
    return is_division and is_multiple(before, now)


def last_factor(row: Row) -> float:
    """Return what the last statement of a divided row multiplies it by: ¼ of `dW /= 4`."""
    before, now = row.events[-2].value, row.last.value
    place = int(np.argmax(np.abs(now)))
    return float(now[place] / before[place])
