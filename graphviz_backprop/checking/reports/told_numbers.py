"""A verdict's numbers as text: of a large array the first entry that differs from the truth."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graphviz_backprop.checking.verdict import FOLLOWS, WRONG, Verdict
from graphviz_backprop.errors import printable
from graphviz_backprop.numerals import shown

_MOST_NUMBERS = 6
_SAME = 1e-6  # of the largest one
_MANY_DIGITS = 9


class ToldNumbers(NamedTuple):
    """What a derivative is called, what the code has and what is true."""

    name: str
    value: str
    truth: str


def told_numbers(verdict: Verdict, has_hints: bool = False) -> ToldNumbers:
    """Return a verdict's numbers; where two arrays begin alike, the first entry that differs.

    `self.dinputs[3, 7]` is 0.5 and should be `0.0, and 45 more of 2880 numbers differ`. With hints
    it is not said which entry that is.
    """
    whole = ToldNumbers(verdict.name, numbers(verdict.value), numbers(verdict.truth))
    if has_hints or verdict.verdict not in (WRONG, FOLLOWS) or whole.value != whole.truth:
        return whole
    pairs = list(_pairs(verdict.value, verdict.truth))
    scale = max((abs(true) for _, _, true in pairs), default=0.0)
    differing = [one for one in pairs if not abs(one[1] - one[2]) <= _SAME * scale]
    if not differing:
        return whole
    index, mine, true = differing[0]
    name = f"{verdict.name}[{', '.join(map(str, index))}]"
    digits = () if shown(mine) != shown(true) else (_MANY_DIGITS,)
    rest = f", and {len(differing) - 1} more of {len(pairs)} numbers differ"
    return ToldNumbers(
        name, shown(mine, *digits), shown(true, *digits) + (rest if len(differing) > 1 else "")
    )


def _pairs(
    value: Any, truth: Any, index: tuple[int, ...] = ()
) -> Iterator[tuple[tuple[int, ...], float, float]]:
    """The numbers of two nested lists of one shape, with their places; none of other shapes."""
    if isinstance(value, list) and isinstance(truth, list) and len(value) == len(truth):
        for number, (one, other) in enumerate(zip(value, truth, strict=True)):
            yield from _pairs(one, other, (*index, number))
    elif isinstance(value, (int, float)) and isinstance(truth, (int, float)) and index:
        yield index, float(value), float(truth)


def numbers(value: Any) -> str:
    """Return numbers as text, the first ones of many."""
    if isinstance(value, bool):
        return "1.0" if value else "0.0"
    if isinstance(value, (int, float)):
        return str(value) if isinstance(value, int) else shown(value)
    if isinstance(value, list):
        count = _count(value)
        if count <= _MOST_NUMBERS:
            return f"[{', '.join(map(numbers, value))}]"
        first = _ends(value, 3)
        return f"[{', '.join(map(numbers, first))}, … {count} numbers]"
    return "unknown" if value is None else printable(str(value))


def _count(value: Any) -> int:
    return sum(map(_count, value)) if isinstance(value, list) else 1


def _ends(value: Any, most: int) -> list[Any]:
    if not isinstance(value, list):
        return [value]
    found: list[Any] = []
    for part in value:
        found += _ends(part, most)
        if len(found) >= most:
            break
    return found[:most]
