"""The things that all parts of a figure are drawn from: the frames, the theme and the geometry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphviz_backprop.figure.layout import CONSTANT_GAP, Layout
from graphviz_backprop.figure.mark import Ink, Layer, Mark, Point, Rect
from graphviz_backprop.figure.text.list_text import label_of_several
from graphviz_backprop.figure.text.node_text import NodeText
from graphviz_backprop.figure.timeline import Dimming, Shown
from graphviz_backprop.graph import Edge, Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Folding, Storyboard
from graphviz_backprop.themes import Theme

_OF_CALCULATION = frozenset(
    "calculation struck_factor leader active halo outer source shared".split()
)
CORNER = 9.0  # the radius of a box's corners


@quick_dataclass(frozen=True)
class Page:
    """The movie's page before its marks are made.

    Attributes:
        layout: the geometry, with (0, 0) at the top left corner of the first page.
        height: of a page.
        texts, shown: for each node its texts, and the numbers below its wire over time.
        stub_texts, contributions: the same for each second use, by the first of its edges.
        dimming: which wires are dimmed from when on.
    """

    storyboard: Storyboard
    theme: Theme
    layout: Layout
    texts: tuple[NodeText, ...]
    shown: Mapping[int, tuple[Shown, ...]]
    dimming: Dimming
    stub_texts: dict[Edge, NodeText]
    contributions: dict[Edge, tuple[Shown, ...]]
    height: float

    @property
    def graph(self) -> Graph:
        """The graph that is drawn."""
        return self.storyboard.backprop.graph

    @property
    def end(self) -> int:
        """One after the last frame."""
        return len(self.storyboard)

    @property
    def folding(self) -> Folding:
        """Which like terms of a sum are drawn as one."""
        return self.storyboard.folding

    def operators(self) -> Iterator[Node]:
        """The operators that are drawn."""
        return (one for one in self.graph.operators() if self.layout.homes[one.index] is not None)

    def edges_into(self, node: int) -> Iterator[Edge]:
        """The edges into an operator that are drawn."""
        hidden = self.folding.hidden
        return (edge for edge in self.graph.edges_into(node) if edge not in hidden)

    def appearance(self, node: int) -> int:
        """The frame on which a value is first seen, and all that it is drawn for."""
        return max(self.storyboard.appearance[index] for index in self.folding.all_of(node))

    def label(self, node: int) -> str:
        """What a value is called, or all that it is drawn for."""
        return label_of_several(self.graph, self.folding.all_of(node))

    def label_of_use(self, edge: Edge) -> str:
        """The same of a value as an operand, with all that stand there."""
        several = self.folding.edges.get(edge, (edge,))
        return label_of_several(self.graph, [one.producer for one in several])

    def bottom(self, node: int) -> float:
        """Where the graph ends on the page of a node."""
        return self.layout.height + self.height * self.layout.page(node)

    def center(self, node: int) -> Point:
        """The centre of an operator's ring."""
        row = self.layout.home(node)
        return row.center, row.height

    def outline(self, node: int) -> Rect:
        """The rectangle around an operator, to the middle of its line."""
        x, y = self.center(node)
        width, height = self.texts[node].half(self.theme.sizes)
        return Rect(x - width, y - height, x + width, y + height)

    def wire(self, edge: Edge) -> tuple[Point, ...]:
        """The whole wire of an edge: the piece with the producer's numbers, and on to the consumer.

        Of a constant at a ring it is as short as the ring's distance.
        """
        if edge in self.layout.constants:
            return self.constant_wire(edge)
        row = self.layout.row_of(edge)
        return ((row.start, row.height), *self.layout.paths[edge])

    def constant_wire(self, edge: Edge) -> tuple[Point, ...]:
        """The wire of a constant at a ring."""
        (x, end), (_, center) = self.layout.constants[edge], self.center(edge.consumer)
        reach = self.theme.sizes.ring if end > center else -self.theme.sizes.ring
        gap = CONSTANT_GAP if end > center else -CONSTANT_GAP
        return ((x, end - gap), (x, center + reach))


@dataclass
class Marks:
    """Collects marks and numbers them.

    Attributes:
        last: the frame of the complete graph, on which no calculation is seen.
    """

    last: int
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
        is_early = kind in _OF_CALCULATION and born == self.last
        mark = Mark(f"m{len(self.made)}", kind, layer, inks, born, dies, data, title, is_early)
        if born < dies:
            self.made.append(mark)
        return mark

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.made)
