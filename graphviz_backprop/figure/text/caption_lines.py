"""Captions as lines: sentences wrapped, code in at most two lines, without its middle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphviz_backprop.numerals import typeset
from graphviz_backprop.storyboard import shortened_line
from graphviz_backprop.typesetting import SERIF, drawable, mono_width

_WRAPPED = 16  # characters of a line from which on code is wrapped
_CONTINUED = "  "  # before the second line of code
_NEARLY = 1e-6
_SAFE = 0.9  # a line may have wider letters than the whole
_POWER = re.compile(r" \*\* (\d+)(?![\w.])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LEAST = 8  # characters of code


def wrapped(text: str, width: float, column: float) -> Iterator[str]:
    """Lines of whole words, by the mean width of the letters."""
    if width <= column + _NEARLY:
        yield text
        return
    most, line = _SAFE * column / width * len(text), ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > most:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def prose(text: str) -> str:
    """A sentence as it is set in the serif font, where signs of the code look out of place."""
    powers = _POWER.sub(lambda found: found[1].translate(_RAISED), text)
    return drawable(typeset(powers).replace(" ** ", "^").replace(" * ", " · "), SERIF)


def code_in_lines(code: str, most: int, place: int) -> list[str]:
    """One line, or two where it is too long for one and has a space; the rest without its middle.

    Args:
        code: as the caption has it.
        most: cells of a line.
        place: cells that the last line has to leave.
    """
    text = typeset(drawable(code))
    if cells(text) <= most - place + _NEARLY or most < _WRAPPED:
        return [fitted(code, most - place)]
    breaks = [at for at in range(1, len(text)) if _is_break(text, at, most)]
    # Rather after a whole statement; else before "=", or after what it is about, than in a product.
    ends = [at for at in breaks if text[at - 2] == ";" and at > most / 3]
    good = [at for at in breaks if text[at] == "=" or text[at - 2] == ":"]
    end = max(ends or [at for at in good if at > most / 3] or breaks, default=0)
    if not end:
        return [fitted(code, most - place)]
    return [text[:end].rstrip(), _CONTINUED + fitted(text[end:].strip(), most - place - 2)]


def _is_break(text: str, at: int, most: int) -> bool:
    return text[at - 1] == " " and cells(text[:at].rstrip()) <= most + _NEARLY


def fitted(text: str, most: float) -> str:
    """Code without its middle, so that it takes no more cells than this."""
    longest = int(most + _NEARLY)
    while cells(made := typeset(drawable(shortened_line(text, longest)))) > most + _NEARLY:
        if longest <= _LEAST:
            break
        longest -= 1
    return made


def cells(text: str) -> float:
    """The width as a number of letters of the monospaced font."""
    return mono_width(text, 1.0) / mono_width("m", 1.0)
