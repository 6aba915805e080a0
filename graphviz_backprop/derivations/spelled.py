"""How the parts of a derivation are spelled: as code, with their numbers, in LaTeX.

The one place for that: the lines of code, the figure and the document ask here.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from graphviz_backprop.expressions import code, constant, latex, names_in
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass

PI = "math.pi"  # that of a rule
_AS_THEY_ARE = {"pi": "pi"}  # a name of the reader's
_NO_LETTER = re.compile(r"\W+")
# x[0], w12, W[0][1], W[0, 1], b1[0]: a letter with subscripts, as in the figures.
_SUBSCRIPTED = re.compile(r"([^\W\d_])(?=.)\d*(?:\[\d+(?:, ?\d+)*\])*")
_DIGITS = re.compile(r"\d+")
_GREEK = re.compile(r"GREEK (SMALL|CAPITAL) LETTER (\w+)")
_CAPITALS = frozenset("gamma delta theta lambda xi pi sigma upsilon phi psi omega".split())
_LOOKS_LIKE = {"eta": "H", "rho": "P", "chi": "X"}
_LATIN = 0x17F  # up to here LaTeX knows letters by themselves
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "…": r"\ldots{}",
    **{sign: f"\\{sign}" for sign in "{}$&#%_"},
}


class Spelled(NamedTuple):
    """A text by itself, and as one of several factors; both are empty where nothing is left."""

    alone: str
    factor: str


NOTHING = Spelled("", "")


@quick_dataclass(frozen=True, slots=True)
class Spelling:
    """A way to write sums of products.

    Attributes:
        written: an expression and the number that it is here, alone or as a factor.
        times: between factors.
        bracketed: a text in parentheses.
    """

    written: Callable[[ast.expr, float, bool], str]
    times: str
    bracketed: Callable[[str], str]

    def part(self, expression: ast.expr, number: float) -> Spelled:
        """One factor."""
        return Spelled(*(self.written(expression, number, as_one) for as_one in (False, True)))

    def product(self, factors: Iterable[Spelled]) -> Spelled:
        """Factors, without those of which nothing is left."""
        kept = [factor for factor in factors if factor.alone]
        if len(kept) < 2:
            return kept[0] if kept else NOTHING
        text = self.times.join(factor.factor for factor in kept)
        return Spelled(text, text)

    def sum(self, terms: Iterable[Spelled]) -> Spelled:
        """Terms, without those of which nothing is left."""
        kept = [term for term in terms if term.alone]
        if len(kept) < 2:
            return kept[0] if kept else NOTHING
        text = " + ".join(term.alone for term in kept)
        return Spelled(text, self.bracketed(text))


def sentence_of(reason: str) -> str:
    """A reason as a sentence, with a capital unless a name of the code begins it."""
    first = reason.split(" ", 1)[0]
    return reason if "[" in first or "_" in first else reason[:1].upper() + reason[1:]


def word(text: str) -> str:
    """A text as a part of a name in code.

    >>> word("x[0]"), word("x[0] * w[0]"), word("-")
    ('x0', 'x0_w0', 'value')
    """
    return _NO_LETTER.sub("_", text.replace("[", "").replace("]", "")).strip("_") or "value"


def escaped(text: str) -> str:
    """Text that LaTeX sets as it is; a letter that it does not know by its code, `U+6743`."""
    return "".join(_escaped(letter) for letter in text if letter.isprintable())


def _escaped(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    greek = _greek(letter)
    if greek:
        return rf"\ensuremath{{{greek}}}"
    return letter if ord(letter) <= _LATIN else f"U+{ord(letter):04X}"


def _greek(letter: str) -> str:
    r"""`\theta`; capitals that look like Latin ones are these."""
    found = _GREEK.fullmatch(unicodedata.name(letter, ""))
    if not found:
        return ""
    name = found[2].lower().replace("lamda", "lambda")
    if found[1] == "SMALL":
        return "o" if name == "omicron" else rf"\{name}"
    if name in _CAPITALS:
        return rf"\{name.capitalize()}"
    return _LOOKS_LIKE.get(name, name[0].upper())


def latex_name(name: str) -> str:
    r"""A value in math mode: `x_{0}` for x[0] and x0, `b_{1,0}` for b1[0], else upright text."""
    if name == PI:
        return r"\pi"
    found = _SUBSCRIPTED.fullmatch(name)
    if found:
        return f"{_letter(found[1])}_{{{','.join(_DIGITS.findall(name))}}}"
    return _letter(name) if len(name) == 1 else rf"\text{{{escaped(name)}}}"


def _letter(letter: str) -> str:
    is_plain = letter.isascii() and letter.isalpha()
    return letter if is_plain else _greek(letter) or rf"\text{{{escaped(letter)}}}"


def latex_bracketed(text: str) -> str:
    """The text in parentheses that are as high as it is."""
    return rf"\left({text}\right)"


def latex_expression(expression: ast.expr, is_factor: bool = False) -> str:
    """An expression of the reader's names in math mode."""
    names = {name: latex_name(name) for name in names_in(expression)}
    return latex(expression, names, is_factor)


def _as_code(expression: ast.expr, number: float, is_factor: bool) -> str:
    return code(expression, _AS_THEY_ARE, is_factor=is_factor, is_exact=True)


def _as_number(expression: ast.expr, number: float, is_factor: bool) -> str:
    text = shown(number)
    return f"({text})" if is_factor and text.startswith("-") else text


def _in_latex(expression: ast.expr, number: float, is_factor: bool) -> str:
    return latex_expression(expression, is_factor)


def _latex_number(expression: ast.expr, number: float, is_factor: bool) -> str:
    return latex(constant(float(number)), {}, is_factor)


CODE = Spelling(_as_code, " * ", "({})".format)
NUMBERS = Spelling(_as_number, " * ", "({})".format)
LATEX = Spelling(_in_latex, r" \cdot ", latex_bracketed)
LATEX_NUMBERS = Spelling(_latex_number, r" \cdot ", latex_bracketed)
