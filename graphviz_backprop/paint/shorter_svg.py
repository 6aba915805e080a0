"""A shorter spelling of typst's SVG, which paints the same."""

from __future__ import annotations

import re
from collections.abc import Callable

_GLYPH = re.compile(
    r'<symbol id="(?P<id>\w+)" overflow="visible"><path d="(?P<d>[^"]*)"/></symbol>', re.DOTALL
)
_USE = re.compile(
    r'<use xlink:href="#(?P<id>\w+)" x="(?P<x>[^"]*)" y="0" fill="(?P<fill>[^"]*)"'
    r' fill-rule="nonzero"/>'
)
_FLIPPED = re.compile(
    r'<g transform="(?P<place>translate\([^)]*\))"><g transform="scale\(1 -1\)">'
    r"(?P<uses>(?:<use [^>]*/>)+)</g></g>"
)
_RUN = re.compile(r'<g (?P<place>transform="[^"]*")>(?P<uses>(?:<use [^>]*/>)+)</g>')
_NOTHING = re.compile(r'<g transform="[^"]*"/>')
# What an attribute that is not there says too.
_DEFAULTS = re.compile(
    r' (?:fill-rule="nonzero"|stroke-miterlimit="4"|stroke-linecap="butt"|stroke-linejoin="miter")'
)
_ZERO = re.compile(r"(?<![\d.])0(?=\.)")
_DRAWN = re.compile(r' d="([^"]*)"')
_FILL = re.compile(r' fill="[^"]*"')
_NEEDLESS = re.compile(r" (?=[-a-zA-Z])|(?<=[a-zA-Z]) ")
_COMMAND = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_REPEATED = "chlqv"  # of these a path says the letter once
_TIGHT = re.compile(r"(\.\d+) (?=\.)")  # a second point begins a number by itself
_DECIMALS = re.compile(r"(?<![.\d])-?\d+\.\d+")
_DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def compact(svg: str, name: Callable[[str], str] | None = None, reference: str = "href") -> str:
    """The same picture with short names of glyphs, colours once in a run, hundredths of a point.

    What is spelled otherwise than typst spells it now stays as it is.

    Args:
        svg: a document, or a part of one.
        name: a glyph's short name; None for letters in the order of their use.
        reference: the attribute that refers to a glyph: "xlink:href" is known to older viewers.
    """
    name = name or _counted()

    def glyph(found: re.Match[str]) -> str:
        return f'<path id="{name(found["id"])}" d="{found["d"]}"/>'

    def use(found: re.Match[str]) -> str:
        x = "" if found["x"] == "0" else f' x="{_DECIMALS.sub(_hundredths, found["x"])}"'
        return f'<use {reference}="#{name(found["id"])}"{x} fill="{found["fill"]}"/>'

    svg = _USE.sub(use, _GLYPH.sub(glyph, svg))
    svg = _NOTHING.sub("", _RUN.sub(_with_one_fill, _FLIPPED.sub(_in_one_group, svg)))
    svg = _DRAWN.sub(lambda found: f' d="{_outline(found[1])}"', svg)
    return _DEFAULTS.sub("", svg)


def _counted() -> Callable[[str], str]:
    names: dict[str, str] = {}

    def name(glyph: str) -> str:
        return names.setdefault(glyph, _short(len(names)))

    return name


def _in_one_group(run: re.Match[str]) -> str:
    """A run of glyphs that is moved and turned upside down at once."""
    place = _DECIMALS.sub(_hundredths, run["place"])
    return f'<g transform="{place}scale(1 -1)">{run["uses"]}</g>'


def _with_one_fill(run: re.Match[str]) -> str:
    """A run of glyphs with its colour on the group where all have the same."""
    fills = set(_FILL.findall(run["uses"]))
    if len(fills) != 1:
        return run[0]
    return f"<g {run['place']}{fills.pop()}>{_FILL.sub('', run['uses'])}</g>"


def _outline(path: str) -> str:
    """The same path: no needless move, no command twice in a row, and no blank without a need."""
    path = _DECIMALS.sub(_hundredths, path).strip()
    if path.startswith("M 0 0m"):
        path = path.removeprefix("M 0 0")  # a relative move starts from there anyway
    path = _ZERO.sub("", _NEEDLESS.sub("", path))
    parts, last = [], ""
    for letter, numbers in _COMMAND.findall(path):
        again = "" if numbers.startswith("-") else " "
        parts.append(f"{again if letter == last else letter}{numbers}")
        last = letter if letter in _REPEATED else ""
    return _TIGHT.sub(r"\1", "".join(parts))


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _short(number: int) -> str:
    """Letters that count: a, b, …, Z, ba, …."""
    letters = ""
    while True:
        number, digit = divmod(number, len(_DIGITS))
        letters = _DIGITS[digit] + letters
        if not number:
            return letters
