"""A theme on a ground: the theme's own page, a colour in its place, or nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes.contrast import low_contrasts
from graphviz_backprop.themes.theme import Colors, Theme
from graphviz_backprop.themes.theme_file import find_theme, is_theme_file

OWN_PAGE = "theme"
TRANSPARENT = "none"
_COLOR = re.compile(r"#?([0-9a-fA-F]{6})")
_NAMED = {"white": "#ffffff", "black": "#000000"}
_MOST_TOLD = 3


@quick_dataclass(frozen=True, slots=True)
class Look:
    """What a movie is drawn with.

    Attributes:
        base: the theme as it was found.
        theme: the same, with the colour of its ground as that of the page.
        is_transparent: nothing is painted under the drawing. Rings and boxes stay filled with the
            colour of the theme's page, for what is written in them.
        warning: one line on the reader's own colours that are hard to see; empty without any.
    """

    base: Theme
    theme: Theme
    is_transparent: bool
    warning: str


def make_look(theme: str | Path | Theme, background: str | None) -> Look:
    """The look of a theme on a ground.

    Args:
        theme: its name, the path of a TOML file, or the theme.
        background: "theme" for the theme's own page, "none" or None for none, or a colour
            `#rrggbb`.

    Raises:
        BackpropError: the theme or the colour is wrong.
    """
    base = find_theme(theme)
    color = background_color(background)
    on_ground = replace(base, colors=_on(color, base.colors)) if color else base
    is_readers = bool(color) or is_theme_file(theme)
    warning = _contrast_warning(on_ground) if is_readers else ""
    return Look(base, on_ground, color is None, warning)


def background_color(background: str | None) -> str | None:
    """The colour as `#rrggbb`; empty for the theme's own, None for none.

    Raises:
        BackpropError: it is no colour.
    """
    if background in (None, TRANSPARENT):
        return None
    if background == OWN_PAGE:
        return ""
    digits = _COLOR.fullmatch(background) if isinstance(background, str) else None
    if digits:
        return f"#{digits[1].lower()}"
    if background not in _NAMED:
        raise BackpropError(
            f"background: got {background!r}; expected none, or a colour as #12161c, white, black"
        )
    return _NAMED[background]


def _on(page: str, colors: Colors) -> Colors:
    """The colours on another page; halo and panels differ from it as they did from the old one."""
    tints = {
        role: bytes(
            min(max(new + tint - old, 0), 255)
            for new, tint, old in zip(
                *map(_bytes, (page, getattr(colors, role), colors.page)), strict=True
            )
        )
        for role in ("halo", "panel")
    }
    return replace(colors, page=page, **{role: f"#{tint.hex()}" for role, tint in tints.items()})


def _bytes(color: str) -> bytes:
    return bytes.fromhex(color[1:])


def _contrast_warning(theme: Theme) -> str:
    low = [str(one) for one in low_contrasts(theme.colors)]
    if not low:
        return ""
    more = f" and {len(low) - _MOST_TOLD} more" if len(low) > _MOST_TOLD else ""
    page = theme.colors.page
    return f"theme {theme.name} on {page}: low contrast: {', '.join(low[:_MOST_TOLD])}{more}"
