"""PNG with a theme's palette: a quarter of the bytes, every flat colour as it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np
from PIL import Image

from graphviz_backprop.paint.palette import Palette
from graphviz_backprop.themes import Colors

_OPAQUE = 0xFF << 24  # the least pixel that is
_palette = lru_cache(maxsize=4)(Palette)  # it knows the colours of the pictures before


def with_few_colors(pngs: Iterable[bytes], colors: Colors) -> Iterator[bytes]:
    """The same pictures; soft edges get the nearest shades of the theme's colours.

    A picture that is transparent somewhere stays as it is.

    Args:
        pngs: the pictures.
        colors: of their theme.
    """
    palette = _palette(colors)
    for png in pngs:
        image = Image.open(io.BytesIO(png))
        pixels = np.asarray(image if image.mode == "RGBA" else image.convert("RGBA"))
        codes = pixels.view("<u4")[..., 0]
        if codes.min() < _OPAQUE:
            yield png
            continue
        few = Image.fromarray(palette.nearest(codes), "P")
        few.putpalette(palette.table)
        made = io.BytesIO()
        few.save(made, "PNG")
        yield made.getvalue()
