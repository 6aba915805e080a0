"""The layout of a graph: numbers by their uses, arrays in lines, on several pages if need be."""

from __future__ import annotations

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.figure_texts import Later, all_texts
from graphviz_backprop.figure.fit import SLIDE, Fit, room_on
from graphviz_backprop.figure.layout import Layout, Measures, Shape, arrange
from graphviz_backprop.limits import MOST_DRAWN
from graphviz_backprop.storyboard import Folding
from graphviz_backprop.themes import Theme

# As high as a slide; where a number has 18 pixels on it, it has 10 in a README, 800 pixels wide.
_NARROW = Fit(1440, 1080)
_FOOT = 150.0  # about the height of the caption and the space above it
_FOOT_OF_SHAPE = 190.0  # the same where its lines may be short


def lay_out(
    backprop: Backprop,
    theme: Theme,
    shared: str,
    fit: Fit | None,
    folding: Folding | None = None,
    later: Later | None = None,
    may_have_pages: bool = True,
    foot: float | None = None,
) -> Layout | None:
    """Lay out a graph, on several pages where it must be.

    None where it is too large to draw, or where every use is a wire on one page.

    Args:
        backprop: the graph with its gradients.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.
        folding: which like terms of a sum are drawn as one; None for none.
        later: what else will stand at its wires.
        may_have_pages: else it stands on one, however small its numbers are there.
        foot: the height below the graph in points; None where it is not known yet.
    """
    graph, later = backprop.graph, later or Later()
    folding = folding or Folding()
    has_arrays = any(node.is_array for node in graph.nodes)
    if len(graph) > MOST_DRAWN or (shared == "wires" and (has_arrays or not may_have_pages)):
        return None
    if has_arrays:
        from graphviz_backprop.figure.array_pages import lay_out_arrays  # numbers need none

        return lay_out_arrays(backprop, theme, fit, later, may_have_pages, foot)
    sizes = theme.sizes
    texts = all_texts(backprop, None, folding, later, sizes, room_on(fit))
    measures = Measures(graph, texts.nodes, texts.stubs, sizes, sizes.pitch, folding=folding)
    shape = _shape(theme, fit, foot)
    if shared == "wires":
        # Imported when it is needed: it loads Graphviz.
        from graphviz_backprop.figure.layout.wire_pages import lay_out_wire_pages

        return lay_out_wire_pages(measures, shape)
    narrow = _shape(theme, _NARROW, None) if fit is None else None
    return arrange(measures, shape, may_have_pages=may_have_pages, narrow=narrow)


def width_meant(layout: Layout, theme: Theme, fit: Fit) -> float:
    """The width of a page in points on which the numbers of a layout are as large as meant."""
    if layout.arrays is not None:
        from graphviz_backprop.figure.array_pages import whole_height

        return fit.ratio * whole_height(theme.sizes, fit)
    return theme.sizes.number * fit.width / _shape(theme, fit, None).large_enough


def _shape(theme: Theme, fit: Fit | None, foot: float | None) -> Shape:
    """The page, with what it needs beside the graph."""
    sizes, is_exact = theme.sizes, foot is not None
    if foot is None:
        foot = _FOOT_OF_SHAPE if fit and not fit.is_trimmed else _FOOT
    margins = 2 * sizes.margin, sizes.margin + foot
    page = (float(fit.width), float(fit.height)) if fit else SLIDE
    return Shape(*page, margins, sizes.least_width, fit.number if fit else 0.0, is_exact)
