"""PowerPoint: slides that show the figures, through python-pptx, which an extra brings."""

from graphviz_backprop.slides.deck import make_deck, refuse_deck

__all__ = ["make_deck", "refuse_deck"]
