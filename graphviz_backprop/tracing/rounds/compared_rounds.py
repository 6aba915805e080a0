"""The rounds of one run of a loop, and how they are alike."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import field

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.rounds.round_content import RoundContent
from graphviz_backprop.tracing.rounds.schedule import COMPARED


@quick_dataclass(frozen=True, slots=True)
class Rhythm:
    """How rounds are alike.

    Attributes:
        passes: how many forward passes each of them holds; none in a repetition, in a chain, and in
            a training without a cost or a name for what it predicts.
        first: the number of the first pass of the last round that was compared.
        is_repetition: they compute the same again, and nothing is trained.
    """

    passes: int
    first: int
    is_repetition: bool = False


@quick_dataclass(frozen=True, slots=True)
class Judgement:
    """The comparison of the last two rounds.

    Attributes:
        rhythm: how they are alike; None where they are not.
        has_updates: an input is updated in a round of the loop.
    """

    rhythm: Rhythm | None
    has_updates: bool


@quick_dataclass(slots=True)
class Loop:
    """One run of a loop.

    Attributes:
        target: its variable; empty for `while`.
        line: where it stands.
        total: how many rounds there will be, where that is known.
        number: that of the round under way, from 1.
        marks: the serials at which the rounds began that are compared.
        empty: how many more rounds there were in which nothing was recorded, which have no mark.
        next_look: the round before which rounds are compared again.
        rhythm: how they are alike; None as long as they are not.
        compared: the last round that was compared.
        usual: what each of them holds.
        slept_from: the first round through which recording sleeps.
        start: the serial at which the round began that is recorded now.
        bindings: how many bindings there were by then.
        kept: how many traced values the code held on to when they were counted last.
        kept_at: the round before which that was.
        has_updates: its rounds update an input, as training does.
        quiet_sites: the places of the names given when the rounds were asked for updates alone.
        is_chain: each round goes on from the last, and they are too many to draw.
        is_known: an earlier run of the same loop has shown that its rounds are alike.
    """

    target: str
    line: int
    total: int | None
    number: int = 0
    marks: list[int] = field(default_factory=list)
    empty: int = 0
    next_look: int = COMPARED + 1
    rhythm: Rhythm | None = None
    compared: int = 0
    usual: RoundContent | None = None
    slept_from: int = 0
    start: int = 0
    bindings: int = 0
    kept: int = -1
    kept_at: int = -1
    has_updates: bool = False
    quiet_sites: set[Hashable] = field(default_factory=set)
    is_chain: bool = False
    is_known: bool = False

    def has_empty_rounds(self, serial: int) -> bool:
        """True if nothing was recorded in the last rounds, as many as are compared.

        Args:
            serial: a mark of now.
        """
        last = [*self.marks[-COMPARED:], serial]
        return len(last) > COMPARED and last[-1] - last[0] == COMPARED
