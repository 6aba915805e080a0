"""Comparing the rounds of a loop: may recording sleep through the next ones?"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Hashable
from types import FrameType
from typing import Any

from graphviz_backprop.tracing.carriers.settled_copy import settled_copy
from graphviz_backprop.tracing.rounds.compared_rounds import Judgement, Loop, Rhythm
from graphviz_backprop.tracing.rounds.held_values import HeldValues
from graphviz_backprop.tracing.rounds.idle_rounds import may_use_followed
from graphviz_backprop.tracing.rounds.long_chains import collapse, is_too_long_to_draw
from graphviz_backprop.tracing.rounds.round_content import (
    RoundContent,
    content_of,
    forget_repetitions,
    is_idle,
    is_repeated,
)
from graphviz_backprop.tracing.rounds.schedule import Schedule
from graphviz_backprop.tracing.tape.record import next_serial
from graphviz_backprop.tracing.tape.session import Session

# A loop that computes the same again and again is a test of speed from so many rounds on.
_MANY_REPETITIONS = 24
# To look for passes takes longer with all that is recorded: an inner loop is looked at so often.
_MOST_JUDGED = 12
# Where so often no round has updated an input, none does later that runs the same code.
_QUIET_JUDGEMENTS = 2
# A loop with less than this part of all records is not looked at.
_LEAST_SHARE = 4
# After so many rounds a loop that may go on from itself is asked for updates.
_EARLY = 30
# A loop whose rounds were not alike by then is no training: it is recorded as far as it can be
# drawn.
_LATEST_LOOK = 4_000
# Compares the last rounds, which begin at these serials.
Judge = Callable[[Session, list[int]], Judgement]


class Comparison:
    """Compares rounds.

    Attributes:
        known: the loops whose rounds were alike, by their file and line.
    """

    def __init__(self, session: Session, judge: Judge, schedule: Schedule) -> None:
        self.known: dict[tuple[str, int], Loop] = {}
        self._session = session
        self._judge = judge
        self._schedule = schedule
        self._start = next_serial()
        # The places of the names given in rounds without an update, one set for each time.
        self._quiet: dict[tuple[str, int], list[set[Hashable]]] = {}
        self._unlike: Counter[int] = Counter()  # how often a loop's rounds were not, by its line

    def is_alike(self, loop: Loop, frame: FrameType, names: dict[str, Any]) -> bool:
        """True if the last rounds were so much alike that the next ones need no records.

        Args:
            loop: the loop, which keeps what was found.
            frame: in which it runs.
            names: the variables of `__main__`.
        """
        marks = [*loop.marks, next_serial()]
        records = marks[-1] - marks[0] + loop.empty
        is_short = self._schedule.is_short(loop.total, records)
        loop.next_look = sys.maxsize if is_short else 2 * loop.number
        # All records are looked through, which a short loop must not do again and again.
        if is_short or records * _LEAST_SHARE < marks[-1] - self._start + loop.empty:
            return False
        if loop.number <= 2 * _LATEST_LOOK and loop.kept_at != loop.number - 1:
            self._judge_rounds(loop, marks, frame, names)
        if loop.rhythm is None and self._repeats(loop, marks, frame, names):
            loop.rhythm = Rhythm(0, 0, is_repetition=True)
        elif loop.rhythm is None and self._is_chain(loop, marks, frame, names):
            loop.rhythm, loop.is_chain = Rhythm(0, 0), True
            collapse(self._session, marks)
        return loop.rhythm is not None

    def _judge_rounds(
        self, loop: Loop, marks: list[int], frame: FrameType, names: dict[str, Any]
    ) -> None:
        self._find_usual(loop, marks)
        if loop.usual is None:
            return
        place, sites = (frame.f_code.co_filename, loop.line), _sites(self._session, marks[0])
        quiet = self._quiet.get(place, [])
        if len(quiet) >= _QUIET_JUDGEMENTS and sites <= quiet[-1]:
            return
        if self._unlike[loop.line] >= _MOST_JUDGED:
            loop.has_updates = True  # for all that is known
            return
        judgement = self._judge(settled_copy(self._session, names), marks)
        loop.rhythm, loop.compared = judgement.rhythm, loop.number - 1
        loop.has_updates = judgement.has_updates
        self._unlike[loop.line] += loop.rhythm is None
        self._quiet[place] = [] if loop.has_updates else [*quiet, sites.union(*quiet)]
        if loop.rhythm is not None:
            self._find_usual(loop, marks)  # data that was made up is known as an input by now
            if not self._schedule.pass_number:
                self.known[place] = loop

    def _repeats(
        self, loop: Loop, marks: list[int], frame: FrameType, names: dict[str, Any]
    ) -> bool:
        """True if each round computes the same numbers from the same inputs, and keeps none."""
        if loop.number < _MANY_REPETITIONS:
            return False
        rounds = [range(*pair) for pair in ((marks[-3], marks[-2]), (marks[-2], marks[-1]))]
        if not is_repeated(self._session, *rounds):
            return False
        if is_idle(self._session, rounds[-1]) and may_use_followed(self._session, frame, loop.line):
            loop.next_look = 2 * loop.number
            return False
        if self._keeps_more(loop, frame, names):
            return False
        forget_repetitions(self._session, loop.marks)
        return True

    def _is_chain(
        self, loop: Loop, marks: list[int], frame: FrameType, names: dict[str, Any]
    ) -> bool:
        """True if the rounds go on from one another, too many to draw, and keep no other number."""
        if loop.usual is None and loop.number > _EARLY:
            # The last two rounds had nothing in common: not judged yet, which takes less time now.
            self._find_updates(loop, marks, names)
        if loop.has_updates or not is_too_long_to_draw(self._session, marks):
            return False
        return not self._keeps_more(loop, frame, names)

    def _find_updates(self, loop: Loop, marks: list[int], names: dict[str, Any]) -> None:
        """Ask whether rounds update an input, unless none did when the same code had run."""
        sites = _sites(self._session, marks[0])
        if not sites <= loop.quiet_sites:
            settled = settled_copy(self._session, names)
            loop.has_updates = self._judge(settled, marks).has_updates
            loop.quiet_sites = sites

    def _keeps_more(self, loop: Loop, frame: FrameType, names: dict[str, Any]) -> bool:
        """True if the code holds on to more traced values with each round: in a list, say."""
        before = loop.kept if loop.kept_at == loop.number - 1 else -1
        loop.kept, loop.kept_at = HeldValues(self._session, frame, names).count(), loop.number
        if before < 0:
            loop.next_look = loop.number + 1  # to see whether there are more by then
        return loop.kept != before

    def _find_usual(self, loop: Loop, marks: list[int]) -> None:
        """The content of each of the last two rounds; nothing where no input could be updated."""
        last, before = (
            content_of(self._session, range(start, end))
            for start, end in ((marks[-2], marks[-1]), (marks[-3], marks[-2]))
        )
        common = RoundContent(last.names & before.names, last.inputs & before.inputs)
        loop.usual = common if common.may_update(self._session) else None


def _sites(session: Session, start: int) -> set[Hashable]:
    """Where in the code names were given since a serial."""
    found: set[Hashable] = set()
    for binding in reversed(session.bindings):
        if binding.record.serial < start:
            break
        found.add((binding.code, binding.instruction))
    return found
