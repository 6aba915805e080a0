"""Rounds of a loop that were not recorded."""

from __future__ import annotations

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.record import Record


@quick_dataclass(frozen=True, slots=True)
class Gap:
    """Some rounds of a loop, one after the other, through which recording slept.

    Attributes:
        serial: records made after them have at least this serial.
        first: the first of these rounds, from 1.
        last: the last one.
        passes: how many forward passes they hold.
        target: the loop's variable; empty for `while`.
        line: where the loop stands.
    """

    serial: int
    first: int
    last: int
    passes: int
    target: str
    line: int


@quick_dataclass(frozen=True, slots=True)
class LongChain:
    """Rounds of a loop that were not recorded: each goes on from the last, too many to be drawn.

    Attributes:
        first: the first of these rounds, from 1.
        last: the last one.
        line: where the loop stands.
        inputs: what stands for the numbers that they have computed.
    """

    first: int
    last: int
    line: int
    inputs: tuple[Record, ...]

    @property
    def text(self) -> str:
        """Which rounds are not recorded, and why."""
        return (
            f"rounds {self.first:,} to {self.last:,} of the loop at line {self.line} are not "
            "recorded: with each going on from the last, they are too many to draw"
        )
