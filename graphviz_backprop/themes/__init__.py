"""How pictures look: one file for each theme."""

from graphviz_backprop.themes.contrast import LowContrast, contrast, low_contrasts
from graphviz_backprop.themes.theme import THEMES, Colors, Sizes, Theme

__all__ = [
    "THEMES",
    "Colors",
    "LowContrast",
    "Sizes",
    "Theme",
    "contrast",
    "low_contrasts",
]
