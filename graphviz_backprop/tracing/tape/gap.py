"""Rounds of a loop that were not recorded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
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
