"""A movie as all formats need it: the frames, the theme, the page with its marks, the scale."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from graphviz_backprop.figure import Fit, Scene, make_scene
from graphviz_backprop.graph import Graph
from graphviz_backprop.storyboard import Frame, Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import FontSet, default_fonts, using

LEAST_WIDTH = 50


@dataclass(frozen=True)
class Rendering:
    """A storyboard in a theme.

    Attributes:
        storyboard: what each frame shows.
        theme: how it looks.
        width: of PNG and GIF in pixels; None for the natural width.
        shared: how values that are used again are drawn, one of `figure.SHARED`.
        is_transparent: nothing is painted under the drawing.
        fonts: for letters that the bundled ones lack.
        fit: the shape of the page; None for that of the figure itself.
    """

    storyboard: Storyboard
    theme: Theme
    width: int | None = None
    shared: str = "stubs"
    is_transparent: bool = False
    fonts: FontSet = field(default_factory=default_fonts)
    fit: Fit | None = None

    @property
    def graph(self) -> Graph:
        """The graph that is drawn."""
        return self.storyboard.backprop.graph

    @property
    def title(self) -> str:
        """The movie's title."""
        number = self.graph.pass_number
        which = f", pass {number}" if number is not None else ""
        return f"Backpropagation through {self.graph.source}{which}"

    @cached_property
    def scene(self) -> Scene:
        """The page with all marks; made when it is first needed."""
        with using(self.fonts) as undrawn:
            scene = make_scene(self.storyboard, self.theme, self.shared, self.fit)
        ground = "" if self.is_transparent else scene.background
        return replace(scene, background=ground, fonts=self.fonts, undrawn=tuple(undrawn))

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
    def pixels_wide(self) -> int | None:
        """The width of PNG and GIF that is asked for, by itself or as that of a page."""
        return self.width or (self.fit.width if self.fit else None)

    @property
    def smallest_text(self) -> float:
        """The size in pixels of the smallest text in PNG and GIF."""
        return self.theme.sizes.smallest_text * self.scale

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a frame."""
        is_last = frame.index == self.storyboard.last
        return self.theme.seconds["last" if is_last else frame.kind]

    def frame_title(self, frame: Frame) -> str:
        """The title of one picture."""
        return f"{self.title}, {frame.caption.count.lower()}"
