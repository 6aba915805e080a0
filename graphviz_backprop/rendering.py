"""A movie as all formats need it: the frames, the theme, the page with its marks, the scale."""

from __future__ import annotations

import math
from dataclasses import field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graphviz_backprop.backward import Backprop, backpropagate, without_rounding
from graphviz_backprop.collector import paused_gc
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import SLIDE, Fit
from graphviz_backprop.graph import Graph
from graphviz_backprop.limits import MOST_DRAWN, MOST_FRAMES
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import (
    STEP,
    Folding,
    Frame,
    Storyboard,
    count_shots,
    find_folding,
    make_storyboard,
    plain_texts,
)
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import FontSet, default_fonts, using

if TYPE_CHECKING:
    from graphviz_backprop.figure import Layout, Scene
    from graphviz_backprop.paint import FewColors, Vector

SLIDES = ("each", "one")
SMALL_NUMBER = 11.0  # pixels: pages are made for 12, a caption may be higher than meant
_SMALL_PART = 0.75  # the same of the pixels that a page asks for by itself
MOST_PIXELS = 60_000_000  # of one picture: eight are painted at once, which takes 2 GB
_ALWAYS_ONE_PAGE = 12  # values: they need no look at their layout


@quick_dataclass(frozen=True)
class Rendering:
    """A backward pass in a theme.

    Attributes:
        backprop: the backward pass.
        sequence: its frames, one of `SEQUENCES`.
        theme: how it looks.
        width: of PNG and GIF in pixels; None for the natural width.
        shared: how values that are used again are drawn, one of `figure.SHARED`.
        is_transparent: nothing is painted under the drawing.
        fonts: for letters that the bundled ones lack.
        fit: the shape of the page; None for that of the figure itself.
        terms: how many like terms of a sum are drawn, one of `TERMS`.
        full_arrays: JSON has the numbers of large arrays in a file beside it.
        slides: of PowerPoint, one for "each" figure, or "one" with a step at each click.
        quiz: HTML asks for the gradients.
        was_too_small: how many pixels a number would have with every use as a wire, where stubs
            are drawn for that; else 0.
    """

    backprop: Backprop
    sequence: str
    theme: Theme
    width: int | None = None
    shared: str = "stubs"
    is_transparent: bool = False
    fonts: FontSet = field(default_factory=default_fonts)
    fit: Fit | None = None
    terms: str = "folded"
    full_arrays: bool = False
    slides: str = "each"
    quiz: bool = False
    was_too_small: float = 0.0

    @property
    def graph(self) -> Graph:
        """The graph that is drawn."""
        return self.backprop.graph

    @property
    def title(self) -> str:
        """The movie's title."""
        number = self.graph.pass_number
        which = f", pass {number}" if number is not None else ""
        return f"Backpropagation through {self.graph.source}{which}"

    @cached_property
    def storyboard(self) -> Storyboard:
        """The content of each frame. What may need several pages is laid out for it."""
        if len(self.graph) > MOST_DRAWN:  # no page will ever show other numbers in these texts
            with paused_gc(), plain_texts():
                return make_storyboard(self.backprop, self.sequence, (), self._folding)
        layout = None
        is_short = len(self.graph) <= _ALWAYS_ONE_PAGE
        if self.fit is not None or not is_short or any(n.is_array for n in self.graph.nodes):
            layout = self._layout
        with paused_gc():
            return self._told(layout)

    def _told(self, layout: Layout | None) -> Storyboard:
        pages = layout.pages if layout else ()
        return make_storyboard(self.shown_backprop, self.sequence, pages, self._folding)

    @cached_property
    def shown_backprop(self) -> Backprop:
        """The same as figures show it: what is nothing but rounding is `≈ 0`."""
        return without_rounding(self.backprop)

    @cached_property
    def least_figures(self) -> int:
        """So many figures there are at least, known before any is told or laid out."""
        return count_shots(self.backprop, self.sequence, self._folding)

    @cached_property
    def _folding(self) -> Folding:
        """Which like terms are drawn as one; where every use is a wire, each is drawn."""
        is_folded = self.terms == "folded" and self.shared == "stubs"
        return find_folding(self.graph) if is_folded else Folding()

    @cached_property
    def _layout(self) -> Layout | None:
        # What draws is not for all formats.
        from graphviz_backprop.figure import lay_out, room_for_captions

        asked = self.shown_backprop, self.theme, self.shared, self.fit, self._folding
        with paused_gc(), using(self.fonts):
            made = lay_out(*asked)
            if made is None or self.fit is None or not self.fit.is_narrow:
                return made
            # How high the captions are is known when it is known what they say, on which page.
            foot = room_for_captions(self._told(made), self.theme, self.fit, made)
            return made if foot is None else lay_out(*asked, foot=foot)

    @cached_property
    def scene(self) -> Scene:
        """The page with all marks; made when it is first needed."""
        from graphviz_backprop.figure import make_scene

        with paused_gc(), using(self.fonts) as undrawn:
            scene = make_scene(self.storyboard, self.theme, self.fit, self._layout)
        ground = "" if self.is_transparent else scene.background
        return replace(scene, background=ground, fonts=self.fonts, undrawn=tuple(undrawn))

    @cached_property
    def vector(self) -> Vector:
        """The painter of its SVG, which keeps what it has painted: a figure costs what is new."""
        from graphviz_backprop.paint import Vector

        return Vector(self.scene)

    @cached_property
    def small_pngs(self) -> FewColors:
        """The same of its PNG in few colours, for a page that is not transparent.

        Raises:
            BackpropError: a picture is too large.
        """
        from graphviz_backprop.paint import FewColors

        self.check_pixels()
        return FewColors(self.scene, self.scale, self.theme.colors)

    @property
    def scale(self) -> float:
        """Pixels per point: of the size asked for, else the theme's, less in large pictures."""
        width = self.pixels_wide
        if width is not None:
            return width / self.scene.width
        longest = max(self.scene.width, self.scene.height)
        least = self.theme.least_text / self.theme.sizes.smallest_text
        return min(self.theme.pixels_per_point, max(self.theme.most_pixels / longest, least))

    @property
    def animation_scale(self) -> float:
        """The same of a GIF."""
        return self.scale

    @cached_property
    def by_layers(self) -> Rendering | None:
        """The same at the level layer, for advice; None where that has no fewer values."""
        from graphviz_backprop.levels import as_layers  # not for what is drawn

        layers = as_layers(self.graph)
        if layers is None or len(layers) > MOST_DRAWN:
            return None
        seed = layers.seed.value if layers.seed else 1.0
        return replace(self, backprop=backpropagate(layers, seed))

    @property
    def pixels(self) -> float:
        """How many there are in a picture."""
        return self.scene.width * self.scene.height * self.scale**2

    def check_pixels(self) -> None:
        """See before anything is painted that a picture is not too large for PNG and GIF.

        Raises:
            BackpropError: it is; the message has the largest width that fits.
        """
        if self.pixels <= MOST_PIXELS:
            return
        width, height = self.scene.width * self.scale, self.scene.height * self.scale
        ways = []
        if self.fit is None or not self.fit.is_exact:  # else no other view is smaller either
            ways = [f"the width {int(width * math.sqrt(MOST_PIXELS / self.pixels))} fits"]
            layers = self.by_layers
            if layers is not None and layers.pixels <= MOST_PIXELS:
                ways += ["the level layer fits"]
        raise BackpropError(
            f"{self.graph.source}: a picture of {width:.0f} x {height:.0f} pixels is too large, "
            f"{MOST_PIXELS // 1_000_000} million pixels at most; "
            + "; ".join([*ways, "svg has no such limit"])
        )

    @property
    def pixels_wide(self) -> int | None:
        """The width of PNG and GIF that is asked for, by itself or as that of a page."""
        return self.width or (self.fit.width if self.fit else None)

    @property
    def smallest_text(self) -> float:
        """The size in pixels of the smallest text in PNG and GIF."""
        return self.theme.sizes.smallest_text * self.scale

    @property
    def number_in_page(self) -> float:
        """The height in pixels of a number where a page fills a slide, or the size asked for."""
        width, height = (self.fit.width, self.fit.height) if self.fit else SLIDE
        scale = min(width / self.scene.width, height / self.scene.height)
        return self.theme.sizes.number * scale

    @property
    def is_small(self) -> bool:
        """True if its numbers can't be read on the page."""
        wanted = self.fit.number if self.fit else 0.0
        return self.number_in_page < (_SMALL_PART * wanted or SMALL_NUMBER)

    @cached_property
    def readable(self) -> Rendering:
        """The same with stubs, where with every use as a wire even pages can't be read.

        Of every use as a wire arrays have no pages, and a sum of very many products stays on one.
        """
        if self.shared != "wires" or len(self.graph) > MOST_DRAWN:
            return self
        if self.least_figures > MOST_FRAMES:
            return self
        stubs = replace(self, shared="stubs", was_too_small=self.number_in_page)
        is_better = self.is_small and stubs.number_in_page > self.number_in_page
        return stubs if is_better else self

    @property
    def stubs_for_wires(self) -> str:
        """Why stubs are drawn where every use was to be a wire; empty where that is not so."""
        if not self.was_too_small:
            return ""
        page = "the page" if self.fit else "a slide"
        return (
            f"{self.graph.source}: with every use as a wire numbers would be "
            f"{self.was_too_small:.0f} px high on {page}; values that are used again are stubs"
        )

    @property
    def animation_seconds(self) -> float:
        """How long the whole animation is."""
        beat = self.theme.seconds["calculation_of_step"]
        frames = self.storyboard.frames
        shown = sum(self.seconds(frame) + beat * (frame.kind == STEP) for frame in frames)
        return self.theme.seconds["poster"] + shown

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a frame."""
        is_last = frame.index >= self.storyboard.complete
        return self.theme.seconds["last" if is_last else frame.kind]

    def frame_title(self, frame: Frame) -> str:
        """The title of one picture."""
        return f"{self.title}, {frame.caption.count.lower()}"
