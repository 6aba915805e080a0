"""Where graph and caption stand on the page, and how large it is."""

from __future__ import annotations

from typing import Protocol

from graphviz_backprop.figure.fit import Fit
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.quick_dataclass import quick_dataclass

_ABOVE_FOOT = 26.0
_BELOW_FOOT = 0.6  # of the margin

Size = tuple[float, float]


class Captions(Protocol):
    """What stands below the graph: it wants a width, and has a height once it was fitted in."""

    @property
    def width(self) -> float:
        """The width that it wants, in points."""

    @property
    def height(self) -> float:
        """Its height in points."""

    def fit(self, width: float) -> None:
        """Wrap the captions into a column of this width, in points."""


@quick_dataclass(frozen=True, slots=True)
class Sheet:
    """The page in points.

    Attributes:
        width, height: of the whole.
        corner: the top left one of the graph.
        room: between graph and caption for boxes, with what the page's shape leaves over.
        foot: where the caption begins.
    """

    width: float
    height: float
    corner: Point
    room: float
    foot: float


def make_sheet(
    graph: Size, foot: Captions, least: float, margin: float, fit: Fit | None, strip: float
) -> Sheet:
    """The smallest page for a graph and its captions, which are wrapped for it.

    What a shape leaves over is empty around the graph; the caption stays at the foot.

    Args:
        graph: its size.
        foot: the captions.
        least: the width without margins that the page needs at least.
        margin: around the picture.
        fit: the shape that is asked for.
        strip: the height under the graph that is kept for boxes.
    """
    width = max(graph[0], least, foot.width) + 2 * margin
    foot.fit(width - 2 * margin)
    other = margin + graph[1] + strip + _ABOVE_FOOT + _BELOW_FOOT * margin
    if fit is None or (fit.is_trimmed and width >= fit.ratio * (other + foot.height)):
        top = margin + graph[1] + strip + _ABOVE_FOOT
        return Sheet(width, other + foot.height, (margin, margin), strip, top)
    if width < fit.ratio * (other + foot.height):
        wider = fit.ratio * (other + foot.height)
        foot.fit(wider - 2 * margin)  # longer lines make it no higher
        # Where they make it lower, a page that is less wide may do.
        narrower = max(width, fit.ratio * (other + foot.height))
        foot.fit(narrower - 2 * margin)
        width = narrower if narrower >= fit.ratio * (other + foot.height) else wider
        foot.fit(width - 2 * margin)
    height = width / fit.ratio
    spare = height - other - foot.height
    corner = (width - graph[0]) / 2, margin + spare / 2
    top = height - _BELOW_FOOT * margin - foot.height
    return Sheet(width, height, corner, strip + spare / 2, top)


def height_below(foot: Captions, width: float, margin: float) -> float:
    """What stands below the graph where a page has this width, in points."""
    foot.fit(width - 2 * margin)
    return _ABOVE_FOOT + foot.height + _BELOW_FOOT * margin
