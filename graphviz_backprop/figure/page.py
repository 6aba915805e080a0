"""The things that all parts of a figure are drawn from: the frames, the theme and the geometry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphviz_backprop.figure.layout import Layout
from graphviz_backprop.figure.mark import Ink, Layer, Mark, Point, Rect
from graphviz_backprop.figure.text import NodeText
from graphviz_backprop.figure.timeline import Dimming, Shown
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme

CORNER = 9.0  # the radius of a box's corners


@dataclass(frozen=True)
class Page:
    """The movie's page before its marks are made.

    Attributes:
        layout: the geometry, with (0, 0) at the top left corner of the page.
        texts, shown: for each node its texts, and the numbers below its wire over time.
        dimming: which wires are dimmed from when on.
    """

    storyboard: Storyboard
    theme: Theme
    layout: Layout
    texts: tuple[NodeText, ...]
    shown: tuple[tuple[Shown, ...], ...]
    dimming: Dimming

    @property
    def graph(self) -> Graph:
        """The graph that is drawn."""
        return self.storyboard.backprop.graph

    @property
    def end(self) -> int:
        """One after the last frame."""
        return len(self.storyboard)

    def center(self, node: int) -> Point:
        """The centre of an operator's ring."""
        return self.layout.columns[node].center, self.layout.heights[node]

    def outline(self, node: int) -> Rect:
        """The rectangle around an operator, to the middle of its line."""
        x, y = self.center(node)
        width, height = self.texts[node].half(self.theme.sizes)
        return Rect(x - width, y - height, x + width, y + height)

    def wire(self, edge: Edge) -> tuple[Point, ...]:
        """The whole wire of an edge: the producer's stub and the way to the consumer."""
        start, _ = self.layout.stubs[edge.producer]
        return ((start, self.layout.heights[edge.producer]), *self.layout.paths[edge])


@dataclass
class Marks:
    """Collects marks and numbers them."""

    made: list[Mark] = field(default_factory=list)

    def add(
        self,
        kind: str,
        layer: Layer,
        inks: tuple[Ink, ...],
        lifetime: tuple[int, int],
        title: str = "",
        **data: str,
    ) -> Mark:
        """Make a mark that lives on the frames from the first up to and without the second."""
        born, dies = lifetime
        mark = Mark(f"m{len(self.made)}", kind, layer, inks, born, dies, data, title)
        if born < dies:
            self.made.append(mark)
        return mark

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.made)
