"""Which rounds of a loop are recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass

# So many rounds are compared before recording sleeps.
COMPARED = 3
# A loop with a known number of rounds, no more than these, is recorded in full.
_FEW_ROUNDS = 20
_SMALL = 100_000  # records
# Types that give each of their parts once, and tell how many there are.
_SIZED = (range, list, tuple, dict, str, set, frozenset)


@quick_dataclass(frozen=True, slots=True)
class Schedule:
    """The rounds that the reader asks for; without any, the first ones, powers of two, the last.

    Attributes:
        asked: the numbers of rounds that are wanted.
        wants_last: the last round is wanted too.
        pass_number: a pass that is to be recorded.
        never_sleeps: everything is recorded, which tests compare with.
    """

    asked: frozenset[int] = frozenset()
    wants_last: bool = True
    pass_number: int = 0
    never_sleeps: bool = False

    def is_recorded(self, number: int, total: int | None, is_known: bool = False) -> bool:
        """True if a round, from 1, is recorded once recording may sleep.

        Where the loop is known from an earlier run, as the batches are in the second epoch, it is
        the first one alone, and the last.
        """
        if number == total and self.wants_last:
            return True
        if self.asked:
            return number in self.asked
        if is_known:
            return number == 1
        return number <= COMPARED or number & (number - 1) == 0

    def next_asked(self, number: int) -> int:
        """The next round after one that is asked for; a very large number where there is none."""
        return min((asked for asked in self.asked if asked > number), default=sys.maxsize)

    def next_recorded(self, number: int, total: int | None, is_known: bool) -> int:
        """The next round after one for which `is_recorded` is true, once recording may sleep."""
        following = self.next_asked(number)
        if not self.asked and not is_known:
            following = 1 << max(number, COMPARED).bit_length()
        if total is not None and total > number and self.wants_last:
            return min(following, total)
        return following

    def is_short(self, total: int | None, records: int) -> bool:
        """True if a loop may as well be recorded in full, given the records of its first rounds."""
        if total is None or total > _FEW_ROUNDS or self.asked:
            return False
        return records / COMPARED * total < _SMALL


DEFAULT_SCHEDULE = Schedule()
# What the reader asks for: numbers of rounds, and "last".
Rounds = tuple[int | str, ...]


def schedule_of(rounds: Rounds, pass_number: int = 0) -> Schedule:
    """The schedule for the rounds that are asked for, and for a pass by its number."""
    numbers = frozenset(number for number in rounds if isinstance(number, int))
    return Schedule(numbers, "last" in rounds or not rounds, pass_number)


def count_rounds(iterable: Any) -> int | None:
    """How many rounds a loop has, where that is known before they run."""
    kind = type(iterable)
    if kind in _SIZED or kind.__module__ == "numpy" or kind.__module__.startswith("tqdm"):
        try:
            return len(iterable)
        except TypeError:
            return None
    if kind in (zip, enumerate, map, reversed):
        counts = list(_counts_of_parts(iterable))
        known = [count for count in counts if count is not None]
        return min(known) if known and len(known) == len(counts) else None
    return None


def _counts_of_parts(iterator: Any) -> Iterator[int | None]:
    """How many parts each iterator has that a `zip` or `enumerate` takes from."""
    kind = type(iterator)
    if kind is reversed:
        yield iterator.__length_hint__()
        return
    parts = iterator.__reduce__()[1]
    if kind is map:
        parts = parts[1:]
    elif kind is enumerate:
        parts = parts[:1]
    for part in parts:
        hint = getattr(part, "__length_hint__", None)
        nested = type(part) in (zip, enumerate, map)
        yield hint() if hint else count_rounds(part) if nested else None
