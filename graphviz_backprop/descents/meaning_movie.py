"""What all gradients say, as its user has it: shown in Jupyter, saved as figure or text."""

from __future__ import annotations

from dataclasses import fields

from graphviz_backprop.descents.meaning import STEP, Meaning, meanings
from graphviz_backprop.lines_under_graph import LinesRendering, LineUnderGraph
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.short_movie import TEXT_MARKER, ShortMovie

_HEADING = "What the gradients mean"
_MOST = 24  # lines of a figure


class MeaningMovie(ShortMovie):
    """For each input what its gradient claims, beside what really happens.

    Args:
        rendering: the movie of the backward pass.
        step: by how much an input is raised.

    Raises:
        BackpropError: see `meanings`.
    """

    def __init__(self, rendering: Rendering, step: float = STEP) -> None:
        self._meanings = meanings(rendering.backprop, step)
        graph = rendering.graph
        lines = tuple(
            LineUnderGraph(
                "",
                one.said,
                one.again,
                f"{one.said[:1].upper()}{one.said[1:]}; {one.again}",
                frozenset(graph.consumers[one.node.index]),
                is_code=False,
            )
            for one in self._drawn
        )
        left_out = len(self._meanings) - len(lines)
        heading = f"What the {len(lines)} steepest gradients mean" if left_out else _HEADING
        options = {one.name: getattr(rendering, one.name) for one in fields(rendering)}
        self._rendering = LinesRendering(**options, lines=lines, heading=heading, movie=rendering)

    @property
    def _drawn(self) -> list[Meaning]:
        """Of very many the steepest, in their order."""
        steepest = sorted(self._meanings, key=lambda one: -abs(one.claim))[:_MOST]
        return [one for one in self._meanings if one in steepest]

    @property
    def meanings(self) -> tuple[Meaning, ...]:
        """The claims and what came of them, as data."""
        return self._meanings

    @property
    def stem(self) -> str:
        """What its files are called."""
        return "meaning"

    @property
    def text(self) -> str:
        """A line for each input."""
        title = f"{_HEADING} in {self._rendering.graph.source}"
        said = [f"   {one.said}; {one.again}" for one in self._meanings]
        return "\n".join([title, "=" * len(title), "", *said, "", TEXT_MARKER, ""])

    def __repr__(self) -> str:
        return f"<Meaning of {len(self._meanings)} gradients in {self._rendering.graph.source}>"
