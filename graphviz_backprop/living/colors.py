"""A page's colours by day and by night."""

from __future__ import annotations

from dataclasses import asdict

from graphviz_backprop.themes import THEMES, Colors, Theme

_DAY, _NIGHT = "book", "dark"
_PAGE = {"ground": "page", "text": "name", "faint": "faint", "line": "dimmed", "warn": "gradient"}


def color_rules(theme: Theme) -> str:
    """The style for the theme's colours; the book's change where the reader's screen is dark."""
    colors = theme.colors
    rules = [_page(colors), _wires(colors)]
    if theme.name != _DAY:
        is_dark = _is_dark(colors.page)
        return "\n".join([*rules, _controls(is_dark)])
    night = THEMES[_NIGHT].colors
    pairs = {day: asdict(night)[key] for key, day in asdict(colors).items()}
    swaps = "".join(
        f'#figure [{paint}="{day}"],#rule [{paint}="{day}"]{{{paint}:{dark}}}'
        for day, dark in pairs.items()
        for paint in ("fill", "stroke")
    )
    dark_rules = f"{_page(night)}{_wires(night)}{_controls(True)}{swaps}"
    return "\n".join([*rules, f"@media screen and (prefers-color-scheme:dark){{{dark_rules}}}"])


def _page(colors: Colors) -> str:
    of = asdict(colors)
    variables = "".join(f"--{name}:{of[key]};" for name, key in _PAGE.items())
    return f":root{{{variables}}}"


def _wires(colors: Colors) -> str:
    return (
        f".wire{{stroke:{colors.wire}}}.wire.dim{{stroke:{colors.dimmed};stroke-dasharray:6 4.5}}"
    )


def _controls(is_dark: bool) -> str:
    if not is_dark:
        return ""
    return (
        ":root{color-scheme:dark;--button:#232a33;--focus:#8cc8ff;--lit:#4d4211;--current:#1d2b3a;"
        "--keyword:#e0a3f0;--string:#8fdca8;--number:#9ccbff}"
    )


def _is_dark(color: str) -> bool:
    red, green, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
    return 0.3 * red + 0.59 * green + 0.11 * blue < 128
