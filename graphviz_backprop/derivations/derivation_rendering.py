"""A derivation as the formats take it: frames and a page, like those of a movie."""

from __future__ import annotations

from functools import cached_property

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.derivation_frames import make_frames
from graphviz_backprop.derivations.derivation_scene import make_derivation_scene
from graphviz_backprop.figure import Scene
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Frame, Storyboard
from graphviz_backprop.typesetting import using

_SECONDS = 2.2  # a line


@quick_dataclass(frozen=True)
class DerivationRendering(Rendering):
    """The lines of a derivation, in the place of the steps of a backward pass.

    Attributes:
        derivation: what is shown.
        movie: of the same graph, whose complete figure stands above the lines.
    """

    derivation: Derivation | None = None
    movie: Rendering | None = None

    @property
    def title(self) -> str:
        """The title of all pictures."""
        assert self.derivation is not None
        return f"Derivation of {self.derivation.name} in {self.graph.source}"

    @cached_property
    def storyboard(self) -> Storyboard:
        """A frame for each line."""
        assert self.derivation is not None
        return make_frames(self.derivation)

    @cached_property
    def scene(self) -> Scene:
        """The graph, the lines, the captions."""
        assert self.derivation is not None
        assert self.movie is not None
        graph = self.movie
        with using(self.fonts):
            return make_derivation_scene(
                self.derivation, self.storyboard, graph.scene, graph.storyboard.complete, self.theme
            )

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a line."""
        return self.theme.seconds["last"] if frame.index == self.storyboard.last else _SECONDS
