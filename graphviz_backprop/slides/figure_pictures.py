"""The figures as slides show them: SVG, and PNG for programs that know no SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphviz_backprop.paint import FewColors, Raster
from graphviz_backprop.rendering import Rendering

# Of the PNG in pixels where no width is asked for: as much as the room of a figure has on a
# projector.
_WIDTH, _HEIGHT = 1600, 900


@dataclass(frozen=True, slots=True)
class FigurePicture:
    """One figure.

    Attributes:
        svg, png: the same picture.
        name: of the picture among a slide's things.
        words: the picture for those who don't see it.
    """

    svg: bytes
    png: bytes
    name: str
    words: str


def figure_pictures(rendering: Rendering) -> Iterator[FigurePicture]:
    """All figures of a movie in order."""
    scene, frames = rendering.scene, rendering.storyboard.frames
    scale = min(rendering.scale, _WIDTH / scene.width, _HEIGHT / scene.height)
    if rendering.pixels_wide is not None:
        scale = rendering.scale
    pngs: Iterator[bytes]
    if scene.background:
        pngs = map(FewColors(scene, scale, rendering.theme.colors).png, range(len(frames)))
    else:
        pngs = Raster(scene, scale).pngs(range(len(frames)))
    for frame, png in zip(frames, pngs, strict=True):
        svg = rendering.vector.document(frame.index, rendering.frame_title(frame), frame.alt)
        yield FigurePicture(svg.encode(), png, f"Figure {frame.index}", frame.alt)
