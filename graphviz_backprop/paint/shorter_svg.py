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
_RUN = re.compile(
    r'<g transform="(?P<place>translate\([^)]*\))"><g transform="scale\(1 -1\)">'
    r"(?P<uses>(?:<use [^>]*/>)+)</g></g>"
)
_ZERO = re.compile(r"(?<![\d.])0(?=\.)")
_DRAWN = re.compile(r' d="([^"]*)"')
_FILL = re.compile(r' fill="[^"]*"')
_NEEDLESS = re.compile(r" (?=[-a-zA-Z])|(?<=[a-zA-Z]) ")
_DECIMALS = re.compile(r"-?\d+\.\d+")
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
        return f'<path id="{name(found["id"])}" d="{_outline(found["d"])}"/>'

    def use(found: re.Match[str]) -> str:
        x = "" if found["x"] == "0" else f' x="{_DECIMALS.sub(_hundredths, found["x"])}"'
        return f'<use {reference}="#{name(found["id"])}"{x} fill="{found["fill"]}"/>'

    svg = _USE.sub(use, _GLYPH.sub(glyph, svg))
    svg = _RUN.sub(_with_one_fill, svg)
    svg = _DRAWN.sub(lambda found: f' d="{_outline(found[1])}"', svg)
    return svg.replace(' fill-rule="nonzero"', "").replace(' stroke-miterlimit="4"', "")


def _counted() -> Callable[[str], str]:
    names: dict[str, str] = {}

    def name(glyph: str) -> str:
        return names.setdefault(glyph, _short(len(names)))

    return name


def _with_one_fill(run: re.Match[str]) -> str:
    """One group for a run of glyphs, with the colour where all have the same."""
    place = f'transform="{_DECIMALS.sub(_hundredths, run["place"])}scale(1 -1)"'
    fills = set(_FILL.findall(run["uses"]))
    if len(fills) != 1:
        return f"<g {place}>{run['uses']}</g>"
    return f"<g {place}{fills.pop()}>{_FILL.sub('', run['uses'])}</g>"


def _outline(path: str) -> str:
    """The same path: no needless move, and no blank that a letter or a minus makes needless."""
    path = _DECIMALS.sub(_hundredths, path).strip()
    if path.startswith("M 0 0m"):
        path = path.removeprefix("M 0 0")  # a relative move starts from there anyway
    return _ZERO.sub("", _NEEDLESS.sub("", path))


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
