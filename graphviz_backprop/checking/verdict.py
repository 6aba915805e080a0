"""What the check says of each derivative, as plain data."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.quick_dataclass import quick_dataclass

RIGHT, WRONG, FOLLOWS, UNJUDGED = "right", "wrong", "follows", "unjudged"


@quick_dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one line.

    Attributes:
        name: what the code calls the derivative.
        cell: the cell of a notebook or transcript, None in a file whose lines count.
        line: the line in it, from 1.
        value: what the code has: a number or nested lists.
        truth: what it should be; None where that isn't known.
        verdict: "right", "wrong" (here), "follows" (from a wrong one) or "unjudged".
        note: a sentence's part that says more.
        cause: what the slip is, where one repair alone gives the truth.
        code: the line itself.
        of: what it is the derivative of.
        to: with respect to what.
        follows: the names of the wrong ones that it follows from.
        confidence: "sure" where the name says what it is, "likely" where only the numbers do.
        lines: all lines that compute it, each with its cell: `dz = da.copy()`, `dz[z <= 0] = 0`,
            what a function returns; of a right one all of them are right.
    """

    name: str
    cell: int | None
    line: int
    value: Any
    truth: Any
    verdict: str
    note: str = ""
    cause: str = ""
    code: str = ""
    of: str = ""
    to: str = ""
    follows: tuple[str, ...] = ()
    confidence: str = "sure"
    lines: tuple[tuple[int | None, int], ...] = ()


@quick_dataclass(frozen=True, slots=True)
class Checked:
    """The findings on a file.

    Attributes:
        source: the file's name.
        verdicts: one for each line that gives a derivative, in the order of the code.
        upstream: from what gradient the code starts, a line each.
        notes: what the reader should know beside it.
        trouble: why the file, or its end, could not be checked; else empty.
        updated: the variables and outputs whose new values follow from wrong derivatives.
    """

    source: str
    verdicts: tuple[Verdict, ...] = ()
    upstream: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    trouble: str = ""
    updated: tuple[str, ...] = ()

    def of_kind(self, verdict: str) -> list[Verdict]:
        """Return those with this verdict."""
        return [one for one in self.verdicts if one.verdict == verdict]

    @property
    def status(self) -> int:
        """The exit status: 0 all right, 3 something wrong, 1 could not be checked."""
        if self.of_kind(WRONG):
            return 3
        return 1 if self.trouble else 0
