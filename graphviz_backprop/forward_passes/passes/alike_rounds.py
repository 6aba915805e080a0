"""True if the rounds of a loop are so much alike that recording may sleep through the next ones."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graphviz_backprop.forward_passes.data.generated_data import settle_generated_data
from graphviz_backprop.forward_passes.passes.finding import find_passes
from graphviz_backprop.forward_passes.passes.forward_pass import Pass, Passes
from graphviz_backprop.tracing.rounds.compared_rounds import Judgement, Rhythm
from graphviz_backprop.tracing.tape.session import Session


def find_rhythm(session: Session, marks: list[int]) -> Judgement:
    """How the last two rounds of a loop are alike.

    They are where they have equal numbers of passes, if any, an input is updated in each, and all
    passes are complete or give the same names.

    Args:
        session: the run so far.
        marks: the serials at which the rounds began, and that of now.
    """
    settle_generated_data(session, is_over=False)
    passes = find_passes(session, is_over=False)
    is_training = all(_updates(passes, start, end) for start, end in pairwise(marks[-3:]))
    has_updates = is_training or _updates(passes, marks[0], marks[-1])
    return Judgement(_rhythm(passes, marks) if is_training else None, has_updates)


def _rhythm(passes: Passes, marks: list[int]) -> Rhythm | None:
    before, last = (
        [one for one in passes.every if start <= one.start < end]
        for start, end in ((marks[-3], marks[-2]), (marks[-2], marks[-1]))
    )
    if not any(marks[0] <= one.start < marks[-1] for one in passes.every):
        return Rhythm(0, 0)
    if not last or len(before) != len(last):
        return None
    is_complete = not any(one.incomplete_because for one in [*before, *last])
    if not is_complete and _names(before) != _names(last):
        return None
    return Rhythm(last[0].number - before[0].number, last[0].number)


def _updates(passes: Passes, start: int, end: int) -> bool:
    """True if the code itself changes an input between these serials."""
    return any(start <= update.serial < end for update in passes.roles.updates)


def _names(passes: Iterable[Pass]) -> set[str]:
    return {binding.name for one in passes for binding in one.forward}
