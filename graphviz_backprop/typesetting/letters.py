"""Texts in the letters of the world: what can be drawn, how wide it is, which way it runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from graphviz_backprop.typesetting.fonts import (
    BUNDLED,
    MONO,
    FontSet,
    fonts_in_use,
    note_undrawn,
    using,
)
from graphviz_backprop.typesetting.typst_engine import (
    MONO_ADVANCE,
    glyph_width,
    measure,
    string,
)

_LEFT_TO_RIGHT = "\u200e"
_JOINER = "\u200d"
_JOINERS = frozenset("\u200c\u200d")
# The same and tags behind what they belong to, as `repr` writes them.
_ESCAPED = re.compile(r"(?<=[^\x00-\x7f])(?:\\u200[cd]|\\U000e00[2-7][0-9a-f])+")
_TONES = range(0x1F3FB, 0x1F400)
_TAGS = range(0xE0020, 0xE0080)  # of the flags of England, Scotland and Wales
_FLAGS = range(0x1F1E6, 0x1F200)  # a flag is two of these
_MARKS = ("Mn", "Mc", "Me")
_SIZE = 100.0  # points
_EXACT = 0.001  # em
# Letters written from right to left, with the digits that belong to the same word.
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = f"[{_RTL}](?:[{_RTL}\u200c\u200d0-9_ ]*[{_RTL}0-9])?"


def drawable(text: str, font: str = MONO) -> str:
    """The text with each letter that no font has, or that has no ink, as `U+6743`.

    What joins letters is as it is also where Python writes a code for it, as in the key of a dict.

    >>> drawable("θ[0]"), drawable("\U000cfffe")
    ('θ[0]', 'U+CFFFE')
    """
    if text.isascii() and text.isprintable():
        return text
    text = _ESCAPED.sub(lambda found: found[0].encode().decode("unicode_escape"), text)
    fonts = fonts_in_use()
    if all(_stands_alone(letter, font, fonts) for letter in set(text)):
        return text
    return "".join(_drawable_letter(letter, font, fonts) for letter in _letters(text))


@cache
def _stands_alone(letter: str, font: str, fonts: FontSet) -> bool:
    """True for one that is drawn as it is, whatever it stands beside."""
    if letter.isascii():
        return letter.isprintable()
    joins = letter in _JOINERS or ord(letter) in _FLAGS or _belongs("a", letter)
    return not joins and letter.isprintable() and _width_of_letter(letter, font, fonts) > 0


def _drawable_letter(letter: str, font: str, fonts: FontSet) -> str:
    if letter.isascii() and letter.isprintable():
        return letter
    is_text = all(c.isprintable() or c in _JOINERS or ord(c) in _TAGS for c in letter)
    if is_text and _width_of_letter(letter, font, fonts):
        return letter
    if is_text:
        note_undrawn(letter)
    return "".join(f"U+{ord(c):04X}" for c in letter)


@cache
def _width_of_letter(letter: str, font: str, fonts: FontSet) -> float:
    return glyph_width(letter, font, fonts)


def _letters(text: str) -> Iterator[str]:
    """The pieces that are drawn as one: a letter with its marks, an emoji with its parts."""
    letter = ""
    for character in text:
        if letter and _belongs(letter, character):
            letter += character
        else:
            if letter:
                yield letter
            letter = character
    if letter:
        yield letter


def _belongs(letter: str, character: str) -> bool:
    if character in _JOINERS or letter[-1] == _JOINER:
        return True
    code = ord(character)
    if code in _FLAGS:
        return len(letter) == 1 and ord(letter) in _FLAGS
    return code in _TONES or code in _TAGS or unicodedata.category(character) in _MARKS


def mono_width(text: str, size: float, bold: bool = False) -> float:
    """The width in points of text in the monospaced font; letters that it lacks are of others.

    Measured by typst where a letter is not one cell wide, or joins with others.
    """
    if not reaches_far(text):
        return len(text) * MONO_ADVANCE * size
    return _measured(text, bold, fonts_in_use()) * size


@cache
def _is_cell(character: str) -> bool:
    """True for a letter that stands by itself, as wide as each of the monospaced font."""
    if unicodedata.bidirectional(character) in ("R", "AL", "AN", "NSM"):
        return False
    if unicodedata.category(character) in _MARKS or character in _JOINERS:
        return False
    return abs(_width_of_letter(character, MONO, BUNDLED) - MONO_ADVANCE) < _EXACT


@lru_cache(maxsize=100_000)
def _measured(text: str, bold: bool, fonts: FontSet) -> float:
    weight = "bold" if bold else "regular"
    with using(fonts):
        ((width, _),) = measure([f'#text(size: {_SIZE}pt, weight: "{weight}")[{runs(text)}]'])
    return width / _SIZE


def is_right_to_left(text: str) -> bool:
    """True if a word of it is."""
    return not text.isascii() and re.search(_RIGHT_TO_LEFT, text) is not None


def left_to_right(text: str) -> str:
    """The text with marks around each word from right to left, for programs that order it anew."""
    return re.sub(_RIGHT_TO_LEFT, f"{_LEFT_TO_RIGHT}\\g<0>{_LEFT_TO_RIGHT}", text)


def runs(text: str) -> str:
    """Text as markup, data and nothing else.

    A word that is written from right to left is a box of its own, or it would take the digits and
    brackets after it to its other side: `x[0] = 3 * 2` is read from left to right in any script.
    """
    pieces = []
    end = 0
    for found in () if text.isascii() else re.finditer(_RIGHT_TO_LEFT, text):
        if found.start() > end:
            pieces.append(f"#{string(text[end : found.start()])}")
        pieces.append(f"#box({string(found[0])})")
        end = found.end()
    if end < len(text):
        pieces.append(f"#{string(text[end:])}")
    return "".join(pieces)


def reaches_far(text: str) -> bool:
    """True if a letter may be wider, higher or lower than those of the monospaced font."""
    return not text.isascii() and _has_more_than_cells(text)


@lru_cache(maxsize=100_000)
def _has_more_than_cells(text: str) -> bool:
    return not all(c.isascii() or _is_cell(c) for c in text)
