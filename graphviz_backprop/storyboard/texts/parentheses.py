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
_NUMBER_OF_VALUE = re.compile(r"#\d+")
_DIGITS = re.compile(r"[0-9]+")
_LEFT_OUT = re.compile(r"…(?:[^\W\d]\w*)?")
_HAS_SIGN = re.compile(r"^[-+~]| (?:[-+*/@%=]|\*\*|//|if) ")
_T = ".T"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_PLACES = 3  # of many parts all but the first and the last stand alike
_PLACE = "_{}_"  # a name for the part itself, and with a number for each of several
_PART = _PLACE.format("")
_NAME_OF_PART = ast.dump(ast.Name(_PART, ast.Load()))


def filled(
    form: str,
    parts: Sequence[str],
    text: str = "",
    separator: str = ", ",
    outlines: Sequence[str] | None = None,
) -> str:
    """A form with these parts in its places, those in parentheses that need them.

    Args:
        form: an expression with `{a}`, `{b}`, … or `{all}` for its parts, `{text}` for the text.
        parts: expressions.
        text: what stands in the place of `{text}`.
        separator: what stands between the parts in `{all}`.
        outlines: for each part an expression of its kind, where the part itself may be cut.

    >>> filled("{a} / {b}", ["x * m", "1 - r"]), filled("-{a}", ["p - q"])
    ('x * m / (1 - r)', '-(p - q)')
    >>> filled("np.exp({a})", ["p - q"]), filled("{a} * {b}", ["x - 1…n + 1", "w#2"], outlines="__")
    ('np.exp(p - q)', 'x - 1…n + 1 * w#2')
    """
    among = min(len(parts), _MOST_PLACES) if "{all}" in form else len(parts)
    around = _around(form, among, text, separator)
    if all(map(str.isidentifier, outlines or parts)):  # most are names
        return _put(form, parts, text, separator)
    fitting = []
    for number, (part, outline) in enumerate(zip(parts, outlines or parts, strict=True)):
        sides = around[_place(number, len(parts), among)]
        fitting.append(f"({part})" if sides and needs_parentheses(outline, *sides) else part)
    return _put(form, fitting, text, separator)


@lru_cache(maxsize=2_000)
def _around(form: str, among: int, text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    """What stands before and after each place of a form; nothing where a part has none."""
    places = [_PLACE.format(number) for number in range(among)]
    whole = _put(form, places, text, separator)
    return tuple(tuple(whole.split(place, 1)) if place in whole else () for place in places)


def _place(number: int, count: int, among: int) -> int:
    """Which of a few places stands for one of many: the first, the last, or one between."""
    if count == among:
        return number
    return 0 if number == 0 else among - 1 if number == count - 1 else 1


def fitted(part: str, before: str = "", after: str = "") -> str:
    """A part that is to stand between two texts, in parentheses where it needs them there.

    >>> fitted("p - q", after=".T"), fitted("net.w[0]", after=".T"), fitted("x * y", after=" * z")
    ('(p - q)', 'net.w[0]', 'x * y')
    """
    return f"({part})" if needs_parentheses(part, before, after) else part


def transposed(part: str) -> str:
    """The transpose of a matrix, as code writes it: that of a transpose is the matrix itself.

    >>> transposed("W"), transposed("net.W.T"), transposed("p - q"), transposed("a @ W.T")
    ('W.T', 'net.W', '(p - q).T', '(a @ W.T).T')
    """
    if part.endswith(_T) and not needs_parentheses(part, after=_T):
        return part.removesuffix(_T)
    return f"{fitted(part, after=_T)}{_T}"


def needs_parentheses(part: str, before: str = "", after: str = "") -> bool:
    """True if an expression would be taken apart by what stands around it."""
    # A name or a call never is; of another only its kind counts, not the numbers in it.
    if part.isidentifier():
        return False
    return bool(_HAS_SIGN.search(part)) and _comes_apart(_DIGITS.sub("0", part), before, after)


@lru_cache(maxsize=10_000)
def _comes_apart(part: str, before: str, after: str) -> bool:
    whole, own = _tree(before + _PART + after), _tree(part)
    if whole is None:
        return False
    together = _tree(before + part + after)
    return not own or together != whole.replace(_NAME_OF_PART, own)


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
        return ast.dump(
            ast.parse(_LEFT_OUT.sub("_", _NUMBER_OF_VALUE.sub("", text)), mode="eval").body
        )
    except (SyntaxError, ValueError, RecursionError):
        return None
