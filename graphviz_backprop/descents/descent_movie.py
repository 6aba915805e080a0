"""A descent as its user has it: shown in Jupyter, saved as figure, animation, text."""

from __future__ import annotations

from dataclasses import fields

from graphviz_backprop.descents.descent import Descent
from graphviz_backprop.descents.descent_captions import Says
from graphviz_backprop.descents.descent_rendering import DescentRendering
from graphviz_backprop.numerals import shown
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.short_movie import TEXT_MARKER, ShortMovie
from graphviz_backprop.storyboard import Frame


class DescentMovie(ShortMovie):
    """Steps down the gradient, which `movie.descend(rate=0.001, steps=100)` gives.

    Args:
        rendering: the movie of the first pass.
        descent: the steps.
    """

    def __init__(self, rendering: Rendering, descent: Descent) -> None:
        self._descent = descent
        options = {one.name: getattr(rendering, one.name) for one in fields(rendering)}
        self._rendering = DescentRendering(**options, descent=descent)

    @property
    def descent(self) -> Descent:
        """The steps as data."""
        return self._descent

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames, each figure's content as data."""
        return self._rendering.storyboard.frames

    @property
    def outputs(self) -> list[float]:
        """What goes down, before all steps and after each."""
        return list(self._descent.outputs)

    @property
    def stem(self) -> str:
        """What its files are called."""
        return "descent"

    @property
    def text(self) -> str:
        """Each frame in words, then the output after each step."""
        said = [self._rendering.title, "=" * len(self._rendering.title), ""]
        for frame in self._rendering.storyboard.frames:
            said += [f"{frame.caption.count}. {frame.caption.sentence}."]
            said += [f"   {line}" for line in (frame.caption.code, frame.caption.remark) if line]
        says = Says(self._descent)
        said += ["", f"{says.output} at each {says.counted}"]
        said += [f"   {number}: {shown(value)}" for number, value in self._descent.kept.items()]
        return "\n".join([*said, "", TEXT_MARKER, ""])

    def __repr__(self) -> str:
        steps, outputs = len(self._descent.passes) - 1, self._descent.outputs
        return f"<Descent of {steps} steps: {shown(outputs[0])} to {shown(outputs[-1])}>"
