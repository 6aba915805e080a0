"""Several pictures as one."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image

_COLORS = 256


def below_each_other(pngs: Sequence[bytes]) -> bytes:
    """PNG pictures as one, from the top down."""
    pictures = [Image.open(io.BytesIO(png)).convert("RGBA") for png in pngs]
    width, height = max(p.width for p in pictures), sum(p.height for p in pictures)
    sheet = Image.new("RGBA", (width, height))
    top = 0
    for picture in pictures:
        sheet.paste(picture, (0, top))
        top += picture.height
    data = io.BytesIO()
    is_opaque = sheet.getchannel("A").getextrema() == (255, 255)
    few = sheet.convert("RGB").quantize(_COLORS) if is_opaque else sheet
    few.save(data, "png")
    return data.getvalue()
