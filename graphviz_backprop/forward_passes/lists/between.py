"""The rows of a list: the passes that were recorded, and what lies between them."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.graph.listed import Between, Found
from graphviz_backprop.tracing.tape.gap import Gap
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import Value

# Variables of loops that say what the rounds are.
_COUNTED = ("epoch", "step", "iteration")
# So many passes after a gap may belong to the round that was recorded next.
_MOST_PARTS = 10


def find_between(session: Session, found: list[Found]) -> Iterator[Between]:
    """The gaps in the numbers of the passes, with what their rounds are called."""
    last = 0
    gaps = [gap for gap in session.gaps if gap.passes]
    numbered = {one.number: one for one in found}
    numbers = sorted(numbered)
    for position, number in enumerate([*numbers, _count_passes(session, found) + 1]):
        if number > last + 1:
            after = [numbered[number] for number in numbers[position : position + _MOST_PARTS]]
            rounds = _rounds(gaps, number - last - 1)
            yield Between(last + 1, number - 1, rounds, _change(numbered.get(last), after))
        last = number


def _count_passes(session: Session, found: list[Found]) -> int:
    """How many passes there are with those that were not recorded."""
    return len(found) + sum(gap.passes for gap in session.gaps)


def _rounds(gaps: list[Gap], passes: int) -> str:
    """The rounds that hold so many of the passes that were not recorded; they are used up."""
    taken: list[Gap] = []
    while gaps and passes > 0:
        passes -= gaps[0].passes
        taken.append(gaps.pop(0))
    if not taken or any(gap.line != taken[0].line for gap in taken):
        return ""
    word = taken[0].target if taken[0].target in _COUNTED else "round"
    return f"{word}s {taken[0].first:,} to {taken[-1].last:,}"


def _change(before: Found | None, after: list[Found]) -> tuple[str, Value, Value] | None:
    """The output before the gap, and the next one of this name: a round may hold several passes."""
    if before is None or len(before.outputs) != 1:
        return None
    name, old = before.outputs[0]
    values = (one.outputs[0][1] for one in after if [name] == [other for other, _ in one.outputs])
    return next(((name, old, new) for new in values), None)
