"""An animation's moments as whole pictures, for encoders that take nothing less."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageColor

from graphviz_backprop.figure import Scene
from graphviz_backprop.paint.moments import Timeline
from graphviz_backprop.paint.raster import Raster

Pixels = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


def whole_pictures(scene: Scene, scale: float, timeline: Timeline) -> Iterator[Pixels]:
    """Each moment in RGBA, of shape (height, width, 4).

    Args:
        scene: the movie's page.
        scale: pixels per point.
        timeline: its moments.
    """
    raster = Raster(scene, scale)
    ground = scene.background
    empty = (*ImageColor.getrgb(ground)[:3], 255) if ground else (0, 0, 0, 0)
    whole = Image.new("RGBA", raster.size, empty)
    for changes in raster.changes(timeline):
        for (left, top, _, _), area in changes:
            whole.paste(area, (left, top))
        yield np.array(whole)


def without_transparency(pixels: Pixels) -> Pixels:
    """The picture on white, in RGB."""
    opaque = pixels[..., 3:].astype(np.uint16)
    mixed = (pixels[..., :3] * opaque + 255 * (255 - opaque) + 127) // 255
    return mixed.astype(np.uint8)
