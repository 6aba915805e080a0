"""The comparisons and truth tests of followed numbers, as they steered the reader's code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from graphviz_backprop.tracing.tape.record import Record, SourceLocation, next_serial

MOST_GUARDS = 20_000
# What the operands hold that nothing else may hold, in numbers of arrays.
_MOST_NUMBERS = 4_000_000


class TracedGuard(SourceLocation):
    """One comparison.

    Attributes:
        operator: `<`, `bool`, …, as in `graph.Guard`.
        operands: what was compared: a record, or a value that has none.
        outcome: how it went.
        text: as the code has it; empty where that is to be looked up.
        serial: its place in the order of the code, among the records.
    """

    __slots__ = ("operands", "operator", "outcome", "serial", "text")

    def __init__(self, operator: str, text: str, operands: tuple[Any, ...], outcome: Any) -> None:
        self.operator = operator
        self.text = text
        self.operands = operands
        self.outcome = outcome
        self.serial = 0
        self.place()


class Guards:
    """The comparisons of one run, each of the same values at the same place once.

    Attributes:
        every: these, in the order of the code.
        full_from: the serial from which on there are too many; None where there are not.
        decided: the last bool that a NumPy function made of followed arrays: the function's name,
            the records of the arrays, and the bool. It steers where it is tested at once:
            `if np.any(z > 0)`.
    """

    def __init__(self) -> None:
        self.every: list[TracedGuard] = []
        self.full_from: int | None = None
        self.decided: tuple[str, tuple[Record, ...], bool] | None = None
        self._seen: set[tuple[Any, ...]] = set()
        self._numbers = 0

    def add(self, guard: TracedGuard) -> None:
        """Take in a comparison, unless it is known."""
        if self.full_from is not None:
            return
        outcome = guard.outcome
        key = (id(guard.code), guard.instruction, guard.text, outcome, *map(_key, guard.operands))
        if key in self._seen:
            return
        guard.serial = next_serial()
        self._numbers += sum(map(_size, guard.operands))
        if len(self.every) >= MOST_GUARDS or self._numbers > _MOST_NUMBERS:
            self.full_from = guard.serial
            return
        self._seen.add(key)
        self.every.append(guard)

    def are_within(self, serials: range) -> bool:
        """True if a comparison was noted in this stretch of the code, or may have been."""
        if self.full_from is not None and self.full_from < serials.stop:
            return True
        position = bisect_left(self.every, serials.start, key=lambda guard: guard.serial)
        return position < len(self.every) and self.every[position].serial < serials.stop


# Those of the runs under way, the innermost last: NumPy's functions are called without a session.
GUARDS: list[Guards] = []


def note_decision(name: str, records: Iterable[Record], outcome: Any) -> None:
    """Keep what a NumPy function decided, in case that the code tests it."""
    if GUARDS:
        GUARDS[-1].decided = name, tuple(records), bool(outcome)


def _key(operand: Any) -> Any:
    """The key that tells an operand from others: a record is only itself."""
    return operand if isinstance(operand, Record) else repr(operand)


def _size(operand: Any) -> int:
    size: int = getattr(getattr(operand, "value", operand), "size", 1)
    return size if size > 1 else 0
