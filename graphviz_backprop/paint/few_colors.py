"""PNG with a theme's palette: a quarter of the bytes, every flat colour as it is."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import numpy as np
from PIL import Image

from graphviz_backprop.paint.palette import Palette
from graphviz_backprop.themes import Colors


def with_few_colors(pngs: Iterable[bytes], colors: Colors) -> Iterator[bytes]:
    """The same pictures; soft edges get the nearest shades of the theme's colours.

    A picture that is transparent somewhere stays as it is.

    Args:
        pngs: the pictures.
        colors: of their theme.
    """
    palette = Palette(colors)
    for png in pngs:
        image = Image.open(io.BytesIO(png)).convert("RGBA")
        if image.getchannel("A").getextrema() != (255, 255):
            yield png
            continue
        few = Image.fromarray(palette.nearest(np.asarray(image).view("<u4")[..., 0]), "P")
        few.putpalette(palette.table)
        made = io.BytesIO()
        few.save(made, "PNG")
        yield made.getvalue()
