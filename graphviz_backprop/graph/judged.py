"""What the check says of a derivative that the reader's code writes by hand."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass

RIGHT, WRONG, FOLLOWS = "right", "wrong", "follows"


@quick_dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one line, for the figures.

    Attributes:
        name: what the code calls the derivative.
        cell: the cell of a notebook or transcript, None in a file whose lines count.
        line: the line in it, from 1.
        value: what the code has: a number or nested lists.
        truth: what it should be, by finite differences of the code itself.
        verdict: "right", "wrong" (here) or "follows" (from a wrong one).
        of: what it is the derivative of.
        to: with respect to what.
        follows: the names of the wrong ones that it follows from.
    """

    name: str
    cell: int | None
    line: int
    value: Any
    truth: Any
    verdict: str
    of: str = ""
    to: str = ""
    follows: tuple[str, ...] = ()
