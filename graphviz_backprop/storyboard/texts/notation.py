"""The texts of the numbers in a grid: in one notation, and of one width in a column."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from graphviz_backprop.numerals import AROUND_ZERO, shown, shown_as_power, typeset

FLAG = "⚠"
DOTS = "…"
AS_THEY_ARE = ("0.0", AROUND_ZERO, "nan", "inf", "-inf")
_WIDEST = 9  # characters of a column beyond which its numbers are powers of ten
_SPREAD = 2  # powers of ten that numbers with a common factor may be apart
_NEAR = 5e-5
_A_DIGIT = 5.0  # units of the last decimal: a digit is right
_DECIMALS = 3  # the most of numbers with a common factor
_MOST_DECIMALS = 5
_MOST_EXPONENT = 300


def notation(columns: Sequence[Sequence[float | None]], digits: int) -> tuple[list[list[str]], int]:
    """The texts of all columns in one notation, and the exponent that they share."""
    plain = [[DOTS if one is None else shown(one, digits) for one in column] for column in columns]
    is_narrow = all(len(aligned(texts)[0]) <= _WIDEST for texts in plain)
    if is_narrow and not any("e" in text for texts in plain for text in texts):
        return plain, 0
    odd = [[text if text in (DOTS, *AS_THEY_ARE) else "" for text in texts] for texts in plain]
    exponents = [
        int(shown_as_power(one, digits).partition("e")[2])
        for column, texts in zip(columns, odd, strict=True)
        for one, text in zip(column, texts, strict=True)
        if one is not None and not text
    ]
    highest = max(exponents)
    is_shared = highest - min(exponents) <= _SPREAD and abs(highest) < _MOST_EXPONENT
    # As 0.19030 beside 0.00047.
    if not is_shared and (alike := even(columns, _A_DIGIT, _MOST_DECIMALS)):
        return alike
    scaled = [float(one or 0.0) / 10.0**highest for column in columns for one in column]
    decimals = _decimals([one for one in scaled if math.isfinite(one)]) if is_shared else 0
    made = [
        [
            text
            or (
                f"{float(one or 0.0) / 10.0**highest:.{decimals}f}"
                if is_shared
                else shown_as_power(one or 0.0, min(digits, 3))
            )
            for one, text in zip(column, texts, strict=True)
        ]
        for column, texts in zip(columns, odd, strict=True)
    ]
    return made, highest if is_shared else 0


def even(
    columns: Sequence[Sequence[float | None]], least: float = 0.5, most: int = 0
) -> tuple[list[list[str]], int] | None:
    """The texts with one number of decimals and one factor; None where small ones would be lost.

    Args:
        columns: the numbers.
        least: how many units of the last decimal the smallest number has to be.
        most: up to how many decimals there may be for that.
    """
    sizes = [abs(one or 0.0) for column in columns for one in column if _has_digits(one)]
    if not sizes:
        return None
    largest = max(sizes)
    is_plain = 0.1 <= largest < 1e3 or (largest < 1e6 and all(one % 1 == 0 for one in sizes))
    factor = 0 if is_plain else math.floor(math.log10(largest))
    if abs(factor) > _MOST_EXPONENT:
        return None
    scaled = [size / 10.0**factor for size in sizes]
    usual = max(1, _DECIMALS - math.floor(math.log10(max(scaled))))
    exact = (d for d in range(1, usual) if all(abs(round(n, d) - n) < _NEAR for n in scaled))
    first = next(exact, usual)
    for decimals in range(first, max(first, most) + 1):
        if min(scaled) >= least / 10**decimals:
            texts = [[_evenly(one, factor, decimals) for one in column] for column in columns]
            return texts, factor
    return None


def _evenly(number: float | None, factor: int, decimals: int) -> str:
    if number is None:
        return DOTS
    if not _has_digits(number):
        return shown(number)
    return f"{number / 10.0**factor:.{decimals}f}"


def _has_digits(number: float | None) -> bool:
    """True if there is a number that a grid's notation is for."""
    return number is not None and math.isfinite(number) and abs(number) >= sys.float_info.min


def _decimals(numbers: Sequence[float]) -> int:
    """As few as say all numbers of a grid, three at most."""
    for decimals in range(1, _DECIMALS):
        if all(abs(round(number, decimals) - number) < _NEAR for number in numbers):
            return decimals
    return _DECIMALS


def aligned(texts: Sequence[str]) -> list[str]:
    """The texts in one width, their decimal points below one another; nan, inf at the right."""
    drawn = [typeset(flagged(text)) for text in texts]
    parts = [text.partition(".") for text in drawn if "." in text]
    before = max((len(whole) for whole, _, _ in parts), default=0)
    after = max((len(rest) for _, _, rest in parts), default=0)
    width = max(before + 1 + after, *map(len, drawn)) if parts else max(map(len, drawn))
    lines = []
    for text in drawn:
        whole, _, rest = text.partition(".")
        if "." in text:
            text = whole.rjust(width - 1 - after) + "." + rest.ljust(after)
        elif text == DOTS:
            text = text.rjust(width - after).ljust(width)
        lines.append(text.rjust(width))
    return lines


def flagged(text: str) -> str:
    """A number's text, with a warning sign where it is nan or infinite."""
    return f"{FLAG} {text}" if text.lstrip("-") in ("nan", "inf") else text
