"""The panel at the foot of a figure of arrays: the caption, and the step's calculation."""

from __future__ import annotations

from collections.abc import Sequence

from graphviz_backprop.figure.calculation.contents import Content
from graphviz_backprop.figure.calculation.end_grids import EndGrids
from graphviz_backprop.figure.footer import Foot
from graphviz_backprop.figure.mark import Box, Layer, Rect
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.storyboard.frames.frame import COMPLETE

_PAD = 16.0
_BETWEEN = 12.0  # from the caption to the calculation
_CORNER = 8.0
_ASIDE = 40.0  # the same where they stand side by side
_LEAST_COLUMN = 560.0  # of the captions, where they stand beside the calculations


class Detail:
    """As high as its tallest frame, so that nothing moves.

    The calculation stands below the caption, or on a wide page beside it.
    """

    def __init__(self, contents: Sequence[Content], foot: Foot) -> None:
        self._contents = contents
        self._foot = foot
        self._caption = 0.0
        self._column = 0.0  # of the captions where the calculations stand beside it, else 0
        self.width = max([foot.width, *(content.size[0] for content in contents)])
        self.height = 0.0

    def fit(self, width: float) -> None:
        """Wrap the captions into a column of this width; from then on the height is known."""
        sizes = [content.size for content in self._contents] or [(0.0, 0.0)]
        widest, tallest = (max(sides) for sides in zip(*sizes, strict=True))
        column = width - widest - _ASIDE
        self._column = column if self._contents and column >= _LEAST_COLUMN else 0.0
        self._foot.fit(self._column or width)
        captions = (self._foot.height_of(content.frame) for content in self._contents)
        self._caption = 0.0 if self._column else max(captions, default=0.0) + _BETWEEN
        self.height = max(self._caption + tallest, self._foot.height) + 2 * _PAD

    def draw(self, page: Page, marks: Marks, top: float) -> None:
        """The ground, the captions and the calculations, from this height on, on each page."""
        margin, width = page.theme.sizes.margin, page.layout.width
        # Before the first calculation it would be an empty panel under the caption.
        first = min((content.frame for content in self._contents), default=0)
        for number in range(page.layout.page_count):
            start = top + number * page.height
            ground = Rect(margin - _PAD, start, width - margin + _PAD, start + self.height)
            ink = Box(ground, page.theme.colors.panel, "", 0.0, _CORNER)
            marks.add("detail", Layer.GROUND, (ink,), (first, page.end))
        self._foot.draw(marks, margin, top + _PAD, page.height)
        self._draw_end(page, marks, top)
        for content in self._contents:
            across, down = content.size
            left = self._middle(page) - across / 2
            start = top + _PAD + self._caption
            start += page.height * page.layout.page(content.step.edge.consumer)
            spot = Rect(left, start, left + across, start + down)
            data = {**content.data, "box": f"{left:.2f} {start:.2f} {across:.2f} {down:.2f}"}
            lifetime = (content.frame, content.frame + 1)
            inks = content.inks(spot)
            marks.add("calculation", Layer.CALCULATION, inks, lifetime, content.title, **data)

    def _draw_end(self, page: Page, marks: Marks, top: float) -> None:
        """With the words of the complete graph the gradients of the parameters."""
        grids = EndGrids(page.storyboard.backprop, page.theme)
        width = page.layout.width - 2 * page.theme.sizes.margin
        for frame in page.storyboard.frames:
            if frame.kind != COMPLETE:
                continue
            caption = 0.0 if self._column else self._foot.height_of(frame.index) + _BETWEEN
            start = _PAD + caption
            room = width - self._column - _ASIDE if self._column else width
            size = room, self.height - _PAD - start
            inks = tuple(
                grids.inks(self._middle(page), top + start + page.height * frame.page, size)
            )
            if inks:
                lifetime = (frame.index, frame.index + 1)
                title = "the gradients of the parameters"
                marks.add("end_gradients", Layer.CALCULATION, inks, lifetime, title)

    def _middle(self, page: Page) -> float:
        """Of the calculations: of the page, or of what it has beside the captions."""
        aside = self._column + _ASIDE if self._column else 0.0
        return (page.layout.width + aside) / 2
