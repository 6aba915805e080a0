"""The grounds of panels, with their names."""

from __future__ import annotations

from graphviz_backprop.figure.mark import ASCENT, Box, Layer, Span, mono
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.typesetting import drawable

_CORNER = 8.0
_TITLE = (14.0, 8.0)  # from the ground's top left corner


def draw_panels(page: Page, marks: Marks) -> None:
    """A pale ground under each panel."""
    colors, sizes = page.theme.colors, page.theme.sizes
    for panel in page.layout.panels:
        # A theme without tints has a line in the place of the ground.
        line = (colors.frame, sizes.hairline) if colors.panel == colors.page else ("", 0.0)
        ground = Box(panel.rect, colors.panel, *line, _CORNER)
        marks.add("panel", Layer.GROUND, (ground,), (0, page.end), panel.title)
        if panel.title:
            x, y = panel.rect.left + _TITLE[0], panel.rect.top + _TITLE[1] + ASCENT * sizes.label
            text = mono(x, y, (Span(drawable(panel.title), colors.faint),), sizes.label)
            # Among the texts, which no box of a calculation covers.
            marks.add("panel_name", Layer.TEXT, (text,), (0, page.end))
