"""The one way in which numbers are written: in figures, captions, DOT and alt text."""

from __future__ import annotations

import math
import re
import sys
from decimal import Decimal
from functools import lru_cache

DIGITS = 5
MINUS = "−"
# Stands for what is nothing but the rounding of a sum to zero: the smallest number that is none. So
# are the sums of such, and what else lies below the numbers that have all their digits.
ALMOST_ZERO = 5e-324
AROUND_ZERO = "≈ 0"  # as that is written
# Between the letters of a word; in `2.0e-7` it is the sign of the exponent.
_HYPHEN = re.compile(rf"(?<=\w)(?<!\de){MINUS}(?=\w)")


def shown(value: float, digits: int = DIGITS) -> str:
    """A number in at most 5 significant digits and at least one decimal, with an ASCII minus.

    From 0.0001 to a million it is written out, beyond that as `1.2e-7`; a number of six digits
    that 5 digits would change is written as `1.2346e5`. Of fewer digits than 5 as many are shown
    as the whole part and one decimal need. Below 2.2e-308, where a number has not all its digits,
    it is `≈ 0`.

    >>> shown(1), shown(-0.0), shown(14.286000000000001), shown(1.2e-7), shown(123456)
    ('1.0', '0.0', '14.286', '1.2e-7', '1.2346e5')
    >>> shown(1.7976931348623157e308)
    '1.7977e308'
    >>> shown(1.7976931348623157e308, 3)
    '1.80e308'
    >>> shown(0.123456, 3), shown(14.286, 3), shown(1234.56, 3), shown(1.23456e-7, 3)
    ('0.123', '14.3', '1234.6', '1.23e-7')
    """
    # One number stands in many texts. Others than plain floats may stand for more than a number.
    return _known_text(value, digits) if type(value) is float else _text(value, digits)


def _text(value: float, digits: int) -> str:
    if is_huge(value):
        return _beyond_floats(value, digits)
    if not math.isfinite(value):
        return str(float(value))
    if value == 0:
        return "0.0"
    if is_almost_zero(value):
        return AROUND_ZERO
    rounded = float(f"{value:.{DIGITS - 1}e}")
    if digits != DIGITS and math.isfinite(rounded):
        magnitude = math.floor(math.log10(abs(rounded)))
        if -4 <= magnitude < DIGITS:
            digits = min(DIGITS, max(digits, magnitude + 2))
        rounded = float(f"{value:.{digits - 1}e}")
    if math.isinf(rounded):  # its last digits alone keep it below: 1.7976931348623157e308
        return _beyond_floats(value, digits)
    magnitude = math.floor(math.log10(abs(rounded)))
    if -4 <= magnitude < DIGITS or (magnitude == DIGITS and rounded == value):
        return _with_decimal(f"{rounded:.{max(1, digits - 1 - magnitude)}f}")
    return shown_as_power(rounded, digits)


def _beyond_floats(value: float, digits: int) -> str:
    return f"{Decimal(value):.{digits - 1}e}".replace("e+", "e")


_known_text = lru_cache(maxsize=10_000)(_text)


def shown_as_power(value: float, digits: int) -> str:
    """A finite number other than zero as `1.2e-7`, in at most so many significant digits.

    >>> shown_as_power(0.00123456, 3), shown_as_power(-12, 3)
    ('1.23e-3', '-1.2e1')
    """
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{_with_decimal(mantissa)}e{int(exponent)}"


def shown_constant(value: float) -> str:
    """A number of the code: an int stays one, as in `x ** 2`.

    >>> shown_constant(2), shown_constant(2.0)
    ('2', '2.0')
    """
    return str(int(value)) if isinstance(value, int) and abs(value) < 10**DIGITS else shown(value)


def is_almost_zero(value: float) -> bool:
    """True if a number is not zero, and has not all its digits either."""
    return 0.0 < abs(value) < sys.float_info.min


def is_huge(value: float) -> bool:
    """True if an int is beyond all floats."""
    return isinstance(value, int) and abs(value) > sys.float_info.max


def typeset(text: str) -> str:
    """The text with true minus signs, as it is drawn; the hyphen of a word stays one.

    >>> typeset("cross-entropy: -z gets a - b, -1.0 and 2.0e-7, x[-1]")
    'cross-entropy: −z gets a − b, −1.0 and 2.0e−7, x[−1]'
    >>> typeset("s gets 2.0 * ≈ 0 = ≈ 0")
    's gets 2.0 * ≈ 0 ≈ 0'
    """
    return _HYPHEN.sub("-", text.replace("-", MINUS)).replace(f"= {AROUND_ZERO}", AROUND_ZERO)


def equals(text: str) -> str:
    """The sign before a result: ` = `, or a space where the result has a sign for that.

    >>> equals("2.0"), equals("≈ 0")
    (' = ', ' ')
    """
    return " " if text.startswith(AROUND_ZERO) else " = "


def _with_decimal(digits: str) -> str:
    whole, _, decimals = digits.partition(".")
    return f"{whole}.{decimals.rstrip('0') or '0'}"
