"""PowerPoint: a 16:9 slide for each figure, or all steps at the clicks on one."""

from __future__ import annotations

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats.chosen_figures import MOST_BYTES, chosen_figures
from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.slides import make_deck, refuse_deck

_MARKER = b"graphviz_backprop"  # in the zip's comment, at the end of the file


def pptx(rendering: Rendering, tick: Tick) -> bytes:
    """The deck."""
    return make_deck(rendering, _MARKER, tick)


def _refuse(rendering: Rendering) -> None:
    """Raise where python-pptx is not installed, or the figures are too many or too large."""
    refuse_deck(rendering)
    if len(chosen_figures(rendering)) < len(rendering.storyboard):
        raise BackpropError(
            f"{rendering.graph.source}: pptx: a deck would have over {MOST_BYTES // 1_000_000} MB; "
            "the formats pdf, reveal and animated-svg take such figures"
        )


FORMATS.add("pptx", MovieFormat(pptx, _MARKER, is_drawn=True, refuse=_refuse))
