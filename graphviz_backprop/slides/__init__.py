"""PowerPoint: slides that show the figures, through python-pptx, which an extra brings."""

from graphviz_backprop.slides.deck import deck

__all__ = ["deck"]
