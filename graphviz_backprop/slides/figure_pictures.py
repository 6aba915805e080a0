"""The figures as slides show them: SVG, and PNG for programs that know no SVG."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from graphviz_backprop.figure import Rect, Scene
from graphviz_backprop.paint import FewColors, Raster
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.rendering import Rendering

_MARGIN = 6.0  # points around what is seen
# Of the PNG in pixels where no width is asked for: as much as the room of a figure has on a
# projector.
_WIDTH, _HEIGHT = 1600, 900


@quick_dataclass(frozen=True, slots=True)
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


def seen_part(scene: Scene) -> Rect:
    """The part of a page in which something is seen on any figure, in points from its corner."""
    boxes = []
    for mark in scene.marks:
        top = scene.height * scene.page_of(mark)
        box = mark.box.grown(_MARGIN)
        boxes.append(Rect(box.left, box.top - top, box.right, box.bottom - top))
    around = reduce(Rect.union, boxes)
    return Rect(
        max(0.0, around.left),
        max(0.0, around.top),
        min(scene.width, around.right),
        min(scene.height, around.bottom),
    )
