"""Parentheses around the parts of an expression: where precedence asks for them, and nowhere else.

A part is put in its place and the whole is parsed: where that is no longer the operation on the
part, the part gets parentheses. So Python's own grammar decides, not a table of precedences.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from functools import lru_cache

# What names have here and not in Python: `x#2`, the middle that is left out of a long one.
_NOT_OF_PYTHON = re.compile(r"[#…]")
_HAS_SIGN = re.compile(r"^[-+~]| (?:[-+*/@%]|\*\*|//) ")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLACE = "_{}_"  # a name for the part itself, and with a number for each of several
_PART = _PLACE.format("")
_NAME_OF_PART = ast.dump(ast.Name(_PART, ast.Load()))


def filled(form: str, parts: Sequence[str], text: str = "", separator: str = ", ") -> str:
    """A form with these parts in its places, those in parentheses that need them.

    Args:
        form: an expression with `{a}`, `{b}`, … or `{all}` for its parts, `{text}` for the text.
        parts: expressions; a phrase among them stays as it is.
        text: what stands in the place of `{text}`.
        separator: what stands between the parts in `{all}`.

    >>> filled("{a} / {b}", ["x * m", "1 - r"]), filled("-{a}", ["p - q"])
    ('x * m / (1 - r)', '-(p - q)')
    >>> filled("np.exp({a})", ["p - q"]), filled("{a} * {b}", ["the sum (2.0)", "w#2"])
    ('np.exp(p - q)', 'the sum (2.0) * w#2')
    """
    places = [_PLACE.format(number) for number in range(len(parts))]
    whole = _put(form, places, text, separator)
    fitting = [
        fitted(part, *whole.split(place, 1)) if place in whole else part
        for place, part in zip(places, parts, strict=True)
    ]
    return _put(form, fitting, text, separator)


def fitted(part: str, before: str = "", after: str = "") -> str:
    """A part that is to stand between two texts, in parentheses where it needs them there.

    >>> fitted("p - q", after=".T"), fitted("net.w[0]", after=".T"), fitted("x * y", after=" * z")
    ('(p - q)', 'net.w[0]', 'x * y')
    """
    if not _HAS_SIGN.search(part) or part.startswith("the "):  # a name, a call, a phrase
        return part
    whole, own = _tree(before + _PART + after), _tree(part)
    if whole is None:
        return part
    together = _tree(before + part + after)
    return part if own and together == whole.replace(_NAME_OF_PART, own) else f"({part})"


def product(factors: Sequence[str], sign: str = "*") -> str:
    """The factors with a sign between them, sums among them in parentheses.

    >>> product(["dy", "x + 1.0"]), product(["dz", "a.T", "p - q"], "·")
    ('dy * (x + 1.0)', 'dz · a.T · (p - q)')
    """
    return f" {sign} ".join(
        fitted(factor, before="_ * " if place else "", after="" if place else " * _")
        for place, factor in enumerate(factors)
    )


def _put(form: str, parts: Sequence[str], text: str, separator: str) -> str:
    named = dict(zip(_LETTERS, parts, strict=False))
    return form.format(all=separator.join(parts), text=text, **named)


@lru_cache(maxsize=10_000)
def _tree(text: str) -> str | None:
    """The syntax tree of an expression as a text; None where it is none."""
    try:
        return ast.dump(ast.parse(_NOT_OF_PYTHON.sub("_", text), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError):
        return None
