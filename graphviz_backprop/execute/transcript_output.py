"""True if a text begins with what code has printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

# The look of values that differ from one version to the next, and from run to run.
_NUMPY_SCALAR = re.compile(r"\bnp\.(?:float|int|uint|bool|complex)\w*\(([^()]*)\)")
_NUMBER = re.compile(r"0x[0-9a-fA-F]+|[-+]?(?:\b(?:nan|inf)\b|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)")
_SPACE = re.compile(r"\s+")
# What Jupyter shows beside what the code printed.
_OF_JUPYTER = re.compile(r"\s*(?:<.*>|-{10,}|Traceback \(most|Cell In\s?\[|.*(?:Error|Warning)\b)")


def begins_with(lines: Sequence[str], printed: str) -> int | None:
    """How many lines are what was printed, up to blank lines and trailing space.

    None where they are not, where nothing was printed, or where more text follows at once.
    """
    return _matched(lines, printed, str.rstrip)


def begins_roughly_with(lines: Sequence[str], printed: str) -> int | None:
    """How many lines are the printed text, up to spaces and `np.float64(6.0)` for `6.0`."""
    return _matched(lines, printed, _rough)


def is_of_jupyter(line: str) -> bool:
    """True if a line is a figure's name, or belongs to a traceback or a warning."""
    return _OF_JUPYTER.match(line) is not None


def _matched(lines: Sequence[str], printed: str, look: Callable[[str], str]) -> int | None:
    wanted = [line for line in printed.split("\n") if line.strip()]
    if not wanted:
        return None
    at = 0
    for want in wanted:
        while at < len(lines) and not lines[at].strip():
            at += 1
        if at == len(lines) or look(lines[at]) != look(want):
            return None
        at += 1
    return at if at == len(lines) or not lines[at].strip() else None


def _rough(line: str) -> str:
    return _SPACE.sub("", _NUMBER.sub("#", _NUMPY_SCALAR.sub(r"\1", line)))
