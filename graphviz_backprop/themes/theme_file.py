"""A theme of the reader's own: a TOML file that names a theme and says what is different."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes.theme import THEMES, Theme

_MOST_BYTES = 1_000_000
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SECONDS = 0.02, 60.0  # browsers show shorter frames longer
_TIMES = 5.0  # how much smaller or larger than in its base a size may be
_MOST_ROOM = 12.0  # letters
_TABLES = "colors", "sizes", "seconds"
# Of the numbers above all tables, the range.
_NUMBERS = {"pixels_per_point": (0.2, 20.0), "least_text": (1.0, 100.0)}
_PIXELS = 100, 20_000


def find_theme(wanted: str | Path | Theme) -> Theme:
    """A theme by its name, from a TOML file, or as it is.

    Raises:
        BackpropError: there is no such theme or file, or the file is none of a theme.
    """
    if isinstance(wanted, Theme):
        return wanted
    if not isinstance(wanted, str | Path):
        raise BackpropError(f"theme: got {wanted!r}; expected a name or the path of a TOML file")
    return read_theme(Path(wanted)) if is_theme_file(wanted) else THEMES[str(wanted)]


def is_theme_file(wanted: str | Path | Theme) -> bool:
    """True for a path, and for a text that is one rather than a name."""
    if not isinstance(wanted, str):
        return isinstance(wanted, Path)
    is_path = wanted.lower().endswith(".toml") or os.sep in wanted or "/" in wanted
    return is_path and wanted not in THEMES


def read_theme(path: Path) -> Theme:
    """The theme in a TOML file: `base`, and what is different in `colors`, `sizes`, `seconds`.

    Args:
        path: of the file. Its name is the theme's.

    Raises:
        BackpropError: it can't be read or is no TOML; a key is unknown, a value of a wrong kind or
            out of its range.
    """
    table = _Table(str(path), "", _read(path))
    name = table.values.get("base", "book")
    if not isinstance(name, str) or name not in THEMES:
        raise table.wrong("base", f"one of {', '.join(THEMES)}")
    base = THEMES[name]
    table.refuse_unknown(["base", *_TABLES, *_NUMBERS, "most_pixels"])
    colors, sizes, seconds = (table.below(key) for key in _TABLES)
    colors.refuse_unknown(asdict(base.colors))
    sizes.refuse_unknown(asdict(base.sizes))
    seconds.refuse_unknown(base.seconds)
    ranges = {key: (own / _TIMES, own * _TIMES) for key, own in asdict(base.sizes).items()}
    ranges["room"] = 0.0, _MOST_ROOM
    ranges["word"] = 0.0, ranges["symbol"][1]
    numbers: dict[str, Any] = {
        key: table.number(key, bounds) for key, bounds in _NUMBERS.items() if key in table.values
    }
    if "most_pixels" in table.values:
        numbers["most_pixels"] = table.whole("most_pixels")
    return replace(
        base,
        name=path.name,
        colors=replace(base.colors, **{key: colors.color(key) for key in colors.values}),
        sizes=replace(base.sizes, **{key: sizes.number(key, ranges[key]) for key in sizes.values}),
        seconds=base.seconds | {key: seconds.number(key, _SECONDS) for key in seconds.values},
        **numbers,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BackpropError(f"{path}: the theme can't be read: {reason}") from None
    if len(data) > _MOST_BYTES:
        raise BackpropError(f"{path}: no theme: more than {_MOST_BYTES:,} bytes")
    import tomllib  # for those who have such a file

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # of TOML, and of UTF-8
        raise BackpropError(f"{path}: no theme: it is no TOML: {error}") from None


@quick_dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, whose values are checked as they are taken."""

    path: str
    prefix: str
    values: Mapping[str, Any]

    def below(self, key: str) -> _Table:
        """The table under a key; an empty one where there is none."""
        found = self.values.get(key, {})
        if not isinstance(found, dict):
            raise self.wrong(key, f"a table [{key}]")
        return _Table(self.path, f"{key}.", found)

    def refuse_unknown(self, known: Mapping[str, Any] | list[str]) -> None:
        """Raise for the first key that is not known."""
        for key in self.values:
            if key not in known:
                raise BackpropError(
                    f"{self.path}: {self.prefix}{key}: unknown; expected one of {', '.join(known)}"
                )

    def color(self, key: str) -> str:
        """A colour, in small letters."""
        value = self.values[key]
        if not isinstance(value, str) or not _COLOR.fullmatch(value):
            raise self.wrong(key, 'a colour as "#b3001b"')
        return value.lower()

    def number(self, key: str, bounds: tuple[float, float]) -> float:
        """A number within these bounds."""
        value = self.values[key]
        least, most = bounds
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or not least <= value <= most:
            raise self.wrong(key, f"a number from {least:g} to {most:g}")
        return float(value)

    def whole(self, key: str) -> int:
        """A number of pixels."""
        value, (least, most) = self.values[key], _PIXELS
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(key, f"a whole number from {least} to {most}")
        return value

    def wrong(self, key: str, expected: str) -> BackpropError:
        """The error for a value that is none of what was expected."""
        return BackpropError(
            f"{self.path}: {self.prefix}{key}: got {self.values[key]!r}; expected {expected}"
        )
