"""The meanings of options' texts; each function raises an error that argparse shows."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.limits import LEAST_WIDTH, MOST_STEPS, MOST_WIDTH

# Known without the modules that draw, which are loaded while the code runs. What has another name
# is looked up there: a new format or theme needs no entry here.
DERIVATION_FORMATS = ["svg", "gif", "tex", "txt"]
NOT_DRAWN = frozenset({"json", "txt"})  # formats without pictures, of any number of values
KNOWN_NAMES = {
    "format": frozenset({"gif", "svg", "png", "gv", "json"}),
    "level": frozenset({"element", "array", "layer"}),
    "sequence": frozenset({"full", "book", "each"}),
    "shared": frozenset({"stubs", "wires"}),
    "terms": frozenset({"folded", "all"}),
    "fit": frozenset({"natural", "16:9", "4:3", "1:1", "phone", "readme"}),
    "theme": frozenset({"book", "dark", "print", "colourblind"}),
    "slides": frozenset({"each", "one"}),
    "background": frozenset({"theme", "none"}),
}


def number(text: str) -> float:
    """A finite number."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not a finite number")
    return value


def positive(text: str) -> float:
    """A number above 0."""
    value = number(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not more than 0")
    return value


def seed(text: str) -> float | str:
    """A finite number, or the name of a number or an array in the code."""
    try:
        float(text)
    except ValueError:
        if text.replace(".", "_").isidentifier():
            return text
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number nor a name") from None
    return number(text)


def input_value(text: str) -> tuple[str, str]:
    """The name of an input and its new value, with = between them."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE, as x[0]=2.5")
    return name.strip(), value.strip()


def level(text: str) -> str:
    """A view of the program."""
    if text in KNOWN_NAMES["level"]:
        return text
    from graphviz_backprop.levels import LEVELS

    if text not in LEVELS:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(LEVELS)}")
    return text


def names(text: str) -> frozenset[str]:
    """Names with commas between them."""
    return frozenset(name.strip() for name in text.split(",") if name.strip())


def choice(text: str) -> int | str:
    """A pass by its number, the first or the last complete one, or all."""
    if text in ("first", "last", "all"):
        return text
    if not (text.isdecimal() and int(text) > 0):
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a number from 1 nor 'first', 'last' or 'all'"
        )
    return int(text)


def rounds(text: str) -> tuple[int | str, ...]:
    """Numbers of rounds with commas between them, and "last"."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part == "last" or _is_count(part) for part in parts):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not numbers from 1 and 'last', with commas between them"
        )
    return tuple(part if part == "last" else int(part) for part in parts)


def count(text: str) -> int:
    """A number from 1."""
    if not _is_count(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _is_count(text: str) -> bool:
    return text.isdecimal() and int(text) > 0


def count_of_steps(text: str) -> int | str:
    """So many steps down the gradient, or those of the code itself."""
    if text == "own":
        return text
    if not _is_count(text) or int(text) > MOST_STEPS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is neither a whole number from 1 to {MOST_STEPS} nor 'own'"
        )
    return int(text)


def pixels(text: str) -> int:
    """A width."""
    if not text.isdecimal() or not LEAST_WIDTH <= int(text) <= MOST_WIDTH:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number from {LEAST_WIDTH} to {MOST_WIDTH}"
        )
    return int(text)


def formats(text: str) -> list[str]:
    """Names of formats, each once."""
    names = list(dict.fromkeys(name.strip() for name in text.strip(", ").split(",")))
    if KNOWN_NAMES["format"].issuperset(names):
        return names
    from graphviz_backprop.formats import FORMATS

    try:
        return [name for name in names if FORMATS[name]]
    except BackpropError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def derivation_formats(text: str) -> list[str]:
    """Names of the formats of a derivation, each once."""
    found = list(dict.fromkeys(name.strip() for name in text.strip(", ").split(",")))
    for name in found:
        _known(name, "format of a derivation", [*DERIVATION_FORMATS, "png"])
    return found


def sequence(text: str) -> str:
    """The name of a sequence."""
    if text in KNOWN_NAMES["sequence"]:
        return text
    from graphviz_backprop.storyboard import SEQUENCES

    return _known(text, "sequence", list(SEQUENCES))


def shared(text: str) -> str:
    """How shared values are drawn."""
    if text in KNOWN_NAMES["shared"]:
        return text
    from graphviz_backprop.figure import SHARED

    return _known(text, "way to draw shared values", list(SHARED))


def terms(text: str) -> str:
    """How many like terms of a sum are drawn."""
    if text in KNOWN_NAMES["terms"]:
        return text
    from graphviz_backprop.storyboard import TERMS

    return _known(text, "way to draw many terms", list(TERMS))


def slides(text: str) -> str:
    """How many slides a deck has."""
    return _known(text, "number of slides", sorted(KNOWN_NAMES["slides"]))


def fit(text: str) -> str:
    """The shape of the page."""
    if text in KNOWN_NAMES["fit"]:
        return text
    from graphviz_backprop.figure import find_fit

    try:
        find_fit(text)
    except BackpropError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("fit: ")) from None
    return text


def theme(text: str) -> str:
    """The name of a theme, or the path of a TOML file."""
    if text in KNOWN_NAMES["theme"]:
        return text
    from graphviz_backprop.themes import THEMES, is_theme_file

    return text if is_theme_file(text) else _known(text, "theme", [*THEMES, "FILE.toml"])


def background(text: str) -> str:
    """A colour, or none."""
    if text in KNOWN_NAMES["background"]:
        return text
    from graphviz_backprop.themes import background_color

    try:
        background_color(text)
    except BackpropError as error:
        raise argparse.ArgumentTypeError(str(error).removeprefix("background: ")) from None
    return text


def _known(name: str, kind: str, names: Sequence[str]) -> str:
    if name not in names:
        known = ", ".join(names)
        raise argparse.ArgumentTypeError(f"unknown {kind}: {name!r} (must be one of {known})")
    return name
