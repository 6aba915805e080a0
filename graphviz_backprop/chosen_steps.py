"""Which of many steps a figure shows: the first ones, then by change, and the last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

MOST = 12
FIRST = 4  # that are shown in any case, the one before all steps among them


def choose_steps(outputs: Sequence[float]) -> tuple[int, ...]:
    """The positions of the passes that are shown.

    >>> choose_steps([6.0, 5.0, 4.0])
    (0, 1, 2)
    >>> choose_steps([2.0 ** -k for k in range(101)])
    (0, 1, 2, 3, 4, 5, 6, 100)
    """
    moving = [
        at for at, (before, after) in enumerate(pairwise(outputs), start=1) if before != after
    ]
    last = len(outputs) - 1
    if last > FIRST and (not moving or moving[-1] < last):  # from there on nothing changes
        until = moving[-1] if moving else 0
        return tuple(sorted({*choose_steps(outputs[: until + 1]), until + 1, last}))
    if len(outputs) <= MOST:
        return tuple(range(len(outputs)))
    chosen = {*range(FIRST), last, *_first_rise(outputs)}
    changes = [abs(after - before) for before, after in pairwise(outputs[FIRST - 1 :])]
    sums = list(accumulate(changes))
    if sums[-1]:
        parts = MOST - FIRST
        for part in range(1, parts):
            wanted = sums[-1] * part / parts
            chosen.add(FIRST + next(at for at, total in enumerate(sums) if total >= wanted))
    return tuple(sorted(chosen))


def said_of_choice(outputs: Sequence[float], name: str) -> str:
    """How they were chosen; empty where all are shown."""
    chosen = choose_steps(outputs)
    if len(chosen) == len(outputs):
        return ""
    if outputs[-1] == outputs[-2]:
        return f"Shown are steps until {name} does not change any more, and the last"
    middle = f", then where {name} has changed by an eighth of its way"
    is_by_change = len(chosen) > FIRST + 1
    return f"Shown are steps 0 to {FIRST - 1}{middle if is_by_change else ''}, and the last"


def _first_rise(outputs: Sequence[float]) -> tuple[int, ...]:
    """The first step that makes the output larger, and the one before it."""
    for at, (before, after) in enumerate(pairwise(outputs), start=1):
        if after > before:
            return at - 1, at
    return ()
