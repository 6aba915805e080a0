"""The one way in which numbers are written: in figures, captions, DOT and alt text."""

from __future__ import annotations

import math
import sys
from decimal import Decimal

DIGITS = 5
MINUS = "−"


def shown(value: float) -> str:
    """A number in at most 5 significant digits and at least one decimal, with an ASCII minus.

    From 0.0001 to a million it is written out, beyond that as `1.2e-7`; a number of six digits
    that 5 digits would change is written as `1.2346e5`.

    >>> shown(1), shown(-0.0), shown(14.286000000000001), shown(1.2e-7), shown(123456)
    ('1.0', '0.0', '14.286', '1.2e-7', '1.2346e5')
    """
    if is_huge(value):
        return f"{Decimal(value):.{DIGITS - 1}e}".replace("e+", "e")
    if not math.isfinite(value):
        return str(float(value))
    if value == 0:
        return "0.0"
    rounded = float(f"{value:.{DIGITS - 1}e}")
    magnitude = math.floor(math.log10(abs(rounded)))
    if -4 <= magnitude < DIGITS or (magnitude == DIGITS and rounded == value):
        return _with_decimal(f"{rounded:.{max(1, DIGITS - 1 - magnitude)}f}")
    mantissa, exponent = f"{rounded:.{DIGITS - 1}e}".split("e")
    return f"{_with_decimal(mantissa)}e{int(exponent)}"


def shown_constant(value: float) -> str:
    """A number of the code: an int stays one, as in `x ** 2`.

    >>> shown_constant(2), shown_constant(2.0)
    ('2', '2.0')
    """
    return str(int(value)) if isinstance(value, int) and abs(value) < 10**DIGITS else shown(value)


def is_huge(value: float) -> bool:
    """Whether an int is beyond all floats."""
    return isinstance(value, int) and abs(value) > sys.float_info.max


def typeset(text: str) -> str:
    """The text with a true minus sign for each ASCII one, as it is drawn."""
    return text.replace("-", MINUS)


def _with_decimal(digits: str) -> str:
    whole, _, decimals = digits.partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"
