"""Animated PNG: all colours, transparency where it is asked for, the first frame a poster."""

from __future__ import annotations

import io

from PIL import PngImagePlugin

from graphviz_backprop.formats.format import FORMATS, MovieFormat, Tick
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.video import animated_picture, refuse_animated

_MARKER = b"Software\x00graphviz_backprop"
_HEAD = 33  # the signature and the first chunk, after which others may stand


def apng(rendering: Rendering, tick: Tick) -> bytes:
    """The movie, endless."""
    made = animated_picture(rendering, ".apng", tick)
    signature = io.BytesIO()
    PngImagePlugin.putchunk(signature, b"tEXt", _MARKER)
    return made[:_HEAD] + signature.getvalue() + made[_HEAD:]


def _refuse(rendering: Rendering) -> None:
    refuse_animated(rendering, "apng")


FORMATS.add("apng", MovieFormat(apng, _MARKER, is_drawn=True, refuse=_refuse))
