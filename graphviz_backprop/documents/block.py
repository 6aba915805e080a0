"""A block of a document: the code, and how it is drawn."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from graphviz_backprop.command import arguments
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass

# What every builder of pages knows; of a single figure the first two.
PICTURES = ("svg", "png", "animated-svg", "gif")
SINGLE = ("svg", "png")


def _picture(text: str) -> str:
    if text not in PICTURES:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(PICTURES)}")
    return text


def _flag(text: str) -> bool:
    if text.strip().lower() not in ("", "true", "yes"):
        raise argparse.ArgumentTypeError(f"{text!r}: it is there or not, without a value")
    return True


def _pass(text: str) -> int | str:
    found = arguments.choice(text)
    if found in ("first", "all"):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number from 1 nor 'last'")
    return found


OPTIONS: Mapping[str, Callable[[str], Any]] = {
    "of": str,
    "pass": _pass,
    "level": arguments.level,
    "sequence": arguments.sequence,
    "format": _picture,
    "frame": str,
    "fit": arguments.fit,
    "theme": str,
    "background": arguments.background,
    "alt": str,
    "living": _flag,
}


@quick_dataclass(frozen=True)
class Block:
    """A block.

    Attributes:
        code: Python, where the block holds it itself; empty where a file has it.
        file: of code; None where the block holds it.
        folder: of the document, from which a theme's file is looked for.
        options: as they are written, by names that `OPTIONS` has.

    Raises:
        BackpropError: it has no code or code twice, or an option is unknown or wrong.
    """

    code: str
    file: Path | None
    folder: Path
    options: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if bool(self.code.strip()) == bool(self.file):
            got = "both" if self.file else "neither"
            raise BackpropError(f"expected either Python code or a file; got {got}")
        for name, text in self.options.items():
            self._value(name, text)
        if self.frame is not None and self.format not in SINGLE:
            raise BackpropError(
                f"frame: {self.format} is a format of whole movies; expected {' or '.join(SINGLE)}"
            )

    def option(self, name: str, otherwise: Any = None) -> Any:
        """The value of an option."""
        return self._value(name, self.options[name]) if name in self.options else otherwise

    @property
    def frame(self) -> str | None:
        """Which figure is shown alone; None for the movie."""
        return self.options.get("frame")

    @property
    def format(self) -> str:
        """The format that is asked for, else what moves without a script, of one figure SVG."""
        moving = "svg" if self.frame is not None else "animated-svg"
        return str(self.option("format", moving))

    @property
    def theme(self) -> str:
        """A theme's name, or the path of its file, as seen from the document."""
        name = str(self.option("theme", "book"))
        return str(self.folder / name) if name.lower().endswith(".toml") else name

    def _value(self, name: str, text: str) -> Any:
        if name not in OPTIONS:
            raise BackpropError(f"unknown option: {name!r} (must be one of {', '.join(OPTIONS)})")
        try:
            return OPTIONS[name](text.strip())
        except argparse.ArgumentTypeError as error:
            raise BackpropError(f"{name}: {error}") from None
