"""How pictures look: one file for each theme."""

from graphviz_backprop.themes.theme import THEMES, Colors, Sizes, Theme

__all__ = ["THEMES", "Colors", "Sizes", "Theme"]
