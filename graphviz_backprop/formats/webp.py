"""Animated WebP: all colours, a transparent page where one is asked for, smaller than APNG."""

from __future__ import annotations

from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.video import animated_picture, refuse_animated

_MARKER = b"graphviz_backprop"


def webp(rendering: Rendering, tick: Tick) -> bytes:
    """The movie, endless."""
    return animated_picture(rendering, ".webp", tick, lossless=True, method=4, xmp=_MARKER)


def _refuse(rendering: Rendering) -> None:
    refuse_animated(rendering, "webp")


FORMATS.add("webp", MovieFormat(webp, _MARKER, is_drawn=True, refuse=_refuse))
