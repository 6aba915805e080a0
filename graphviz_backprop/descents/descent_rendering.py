"""A descent as the formats take it: frames and a page, like those of a movie."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from graphviz_backprop.descents.descent import Descent
from graphviz_backprop.descents.descent_captions import BEFORE, UPDATE, make_frames
from graphviz_backprop.descents.descent_scene import make_descent_scene
from graphviz_backprop.figure import Scene
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Frame, Storyboard
from graphviz_backprop.typesetting import using

_SECONDS = {BEFORE: 2.6, UPDATE: 2.6}
_OF_PASS = 1.5
_WIDEST = 1920  # pixels of a GIF: nearly all numbers change in each frame


@quick_dataclass(frozen=True)
class DescentRendering(Rendering):
    """Passes after updates, in the place of the steps of a backward pass.

    Attributes:
        descent: what is shown.
    """

    descent: Descent | None = None

    @property
    def title(self) -> str:
        """The title of all pictures."""
        return f"Steps down the gradient of {self.graph.source}"

    @cached_property
    def storyboard(self) -> Storyboard:
        """A frame for each update that is shown, and for each pass."""
        assert self.descent is not None
        return make_frames(self.descent)

    @cached_property
    def scene(self) -> Scene:
        """The graph with its numbers over time, the curve, the captions."""
        assert self.descent is not None
        with using(self.fonts) as undrawn:
            scene = make_descent_scene(
                self.descent, self.storyboard, self.theme, self.shared, self.fit, self._folding
            )
        ground = "" if self.is_transparent else scene.background
        return replace(scene, background=ground, fonts=self.fonts, undrawn=tuple(undrawn))

    @property
    def animation_scale(self) -> float:
        """Of a GIF, which is no larger than a slide unless a width is asked for."""
        longest = max(self.scene.width, self.scene.height)
        return self.scale if self.pixels_wide else min(self.scale, _WIDEST / longest)

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a frame."""
        if frame.index == self.storyboard.last:
            return self.theme.seconds["last"]
        return _SECONDS.get(frame.kind, _OF_PASS)
