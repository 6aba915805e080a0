"""A deck of 16:9 slides: a slide for each figure, or one slide whose clicks are the steps.

A figure is a picture, SVG with a PNG for programs that know no SVG: its texts stand in a font that
other machines lack, so that shapes with text of their own would not be true to it. (PowerPoint's
"Convert to Shape" makes shapes of it.) Title and notes are text.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.extras import import_extra
from graphviz_backprop.paint import clean_text
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.slides.click_steps import add_click_steps
from graphviz_backprop.slides.figure_pictures import FigurePicture, figure_pictures, seen_part
from graphviz_backprop.slides.package import add_svg, packed
from graphviz_backprop.storyboard import Frame

_MOST = 500  # slides, or pictures on one: more takes minutes to make and to open
_INCH = 914_400  # in the units of Office
_SIZE = 12_192_000, 6_858_000
_TITLE = 0.5, 0.15, 12.333, 0.6  # left, top, width and height in inches
_ROOM = 0.8, 12.933, 6.55  # of a figure: top, width and height
_TITLE_ONLY = 5  # the number of that layout in python-pptx's own deck
_TITLE_POINTS = 24


def refuse_deck(rendering: Rendering) -> None:
    """See that a deck can be made before anything is drawn.

    Raises:
        BackpropError: python-pptx is not installed, or there are too many figures.
    """
    import_extra("pptx", "pptx", "the format pptx")
    count = len(rendering.storyboard)
    if count > _MOST:
        raise BackpropError(
            f"{rendering.graph.source}: pptx: {count} figures are too many for a deck, {_MOST} at "
            "most; the formats pdf and reveal take them"
        )


def make_deck(rendering: Rendering, marker: bytes, tick: Callable[[], None]) -> bytes:
    """The file.

    Args:
        rendering: the movie; its `slides` says which of the two.
        marker: what the file says of its maker.
        tick: called for each figure.

    Raises:
        BackpropError: python-pptx is not installed.
    """
    pptx = import_extra("pptx", "pptx", "the format pptx")
    maker = _Deck(pptx.Presentation(), rendering)
    frames = rendering.storyboard.frames
    pictures = []
    slide = None
    for frame, picture in zip(frames, figure_pictures(rendering), strict=True):
        if rendering.slides == "each":
            slide = maker.slide(frame.caption.count, [frame])
        elif slide is None:
            slide = maker.slide(rendering.title, frames)
        pictures.append(maker.add_picture(slide, picture, frame.index + 1))
        tick()
    if rendering.slides == "one":
        add_click_steps(slide, pictures)
    return packed(maker.presentation, clean_text(rendering.title), marker)


class _Deck:
    """Slides in the size and the colours of a movie."""

    def __init__(self, presentation: Any, rendering: Rendering) -> None:
        self.presentation = presentation
        self._rendering = rendering
        self._seen = seen_part(rendering.scene)
        self._widen()

    def slide(self, title: str, frames: Sequence[Frame]) -> Any:
        """A new slide, with what is said at each of these figures as its notes."""
        slide = self.presentation.slides.add_slide(self._layout)
        ground = self._rendering.scene.background
        if ground:
            slide.background.fill.solid()
            slide.background.fill.fore_color.rgb = _color(ground)
        slide.shapes.title.text_frame.text = clean_text(title)
        run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
        run.font.color.rgb = _color(self._rendering.theme.colors.name)
        run.font.size = import_module("pptx.util").Pt(_TITLE_POINTS)
        slide.notes_slide.notes_text_frame.text = clean_text("\n\n".join(map(_notes, frames)))
        return slide

    def add_picture(self, slide: Any, picture: FigurePicture, number: int) -> int:
        """Put a figure in the middle of its room, without its blank edges; its id on the slide."""
        top, width, height = (round(_INCH * one) for one in _ROOM)
        scene, seen = self._rendering.scene, self._seen
        scale = min(width / (seen.right - seen.left), height / (seen.bottom - seen.top))
        wide, high = (
            round(one * scale) for one in (seen.right - seen.left, seen.bottom - seen.top)
        )
        corner = (_SIZE[0] - wide) // 2, top + (height - high) // 2
        shape = slide.shapes.add_picture(io.BytesIO(picture.png), *corner, wide, high)
        shape.crop_left, shape.crop_right = seen.left / scene.width, 1 - seen.right / scene.width
        shape.crop_top, shape.crop_bottom = seen.top / scene.height, 1 - seen.bottom / scene.height
        shape.name = picture.name
        shape._element.nvPicPr.cNvPr.set("descr", clean_text(picture.words))
        add_svg(slide, shape, picture.svg, number)
        return int(shape.shape_id)

    @property
    def _layout(self) -> Any:
        return self.presentation.slide_layouts[_TITLE_ONLY]

    def _widen(self) -> None:
        """Make 16:9 slides of python-pptx's 4:3; what a reader adds then fits too."""
        before = self.presentation.slide_width
        self.presentation.slide_width, self.presentation.slide_height = _SIZE
        master = self.presentation.slide_master
        for page in (master, *self.presentation.slide_layouts):
            for shape in page.placeholders:
                frame = shape._element.spPr.find(
                    "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
                )
                if frame is not None:
                    shape.left, shape.width = (
                        round(one * _SIZE[0] / before) for one in (shape.left, shape.width)
                    )
        title = next(one for one in self._layout.placeholders if one.placeholder_format.idx == 0)
        title.left, title.top, title.width, title.height = (round(_INCH * one) for one in _TITLE)


def _color(color: str) -> Any:
    return import_module("pptx.dml.color").RGBColor.from_string(color.removeprefix("#").upper())


def _notes(frame: Frame) -> str:
    """What a figure's caption says, as text."""
    caption = frame.caption
    lines = [f"{caption.count}. {caption.sentence}.", caption.code, *caption.judged]
    lines += map(str, caption.vectors)
    return "\n".join(line for line in [*lines, caption.remark] if line)
