"""HTML: one page to step through, on which the inputs can be changed."""

from __future__ import annotations

from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.living import make_page
from graphviz_backprop.living.html_page import MARKER
from graphviz_backprop.rendering import Rendering


def page(rendering: Rendering, tick: Tick) -> bytes:
    """The page as a file."""
    made = make_page(rendering).encode("utf-8", "replace")
    for _ in rendering.storyboard.frames:
        tick()
    return made


FORMATS.add("html", MovieFormat(page, MARKER, is_drawn=True))
