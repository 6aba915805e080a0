"""How pictures look: one file for each theme; a reader's own is a TOML file."""

from graphviz_backprop.themes.contrast import LowContrast, contrast, low_contrasts
from graphviz_backprop.themes.theme import THEMES, Colors, Sizes, Theme
from graphviz_backprop.themes.theme_file import (
    contrast_warning,
    find_theme,
    is_theme_file,
    read_theme,
)

__all__ = [
    "THEMES",
    "Colors",
    "LowContrast",
    "Sizes",
    "Theme",
    "contrast",
    "contrast_warning",
    "find_theme",
    "is_theme_file",
    "low_contrasts",
    "read_theme",
]
