"""How pictures look: one file for each theme; a reader's own is a TOML file."""

from graphviz_backprop.themes.contrast import LowContrast, contrast, low_contrasts
from graphviz_backprop.themes.look import (
    OWN_PAGE,
    TRANSPARENT,
    Look,
    background_color,
    make_look,
)
from graphviz_backprop.themes.theme import THEMES, Colors, Sizes, Theme
from graphviz_backprop.themes.theme_file import find_theme, is_theme_file, read_theme

__all__ = [
    "OWN_PAGE",
    "THEMES",
    "TRANSPARENT",
    "Colors",
    "Look",
    "LowContrast",
    "Sizes",
    "Theme",
    "background_color",
    "contrast",
    "find_theme",
    "is_theme_file",
    "low_contrasts",
    "make_look",
    "read_theme",
]
