"""What the layout asks of the texts: how much room each row needs, and where its ink would be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from graphviz_backprop.figure.extent import Extent
from graphviz_backprop.figure.layout.layout import Row
from graphviz_backprop.figure.layout.use_tree import Use, is_at_ring
from graphviz_backprop.figure.mark import ASCENT, DESCENT, Point, Rect
from graphviz_backprop.figure.text.node_text import LABEL_GAP, NodeText
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Folding
from graphviz_backprop.themes import Sizes
from graphviz_backprop.typesetting import mono_width

_CONSTANT_STUBS = 8.0, 4.0  # the length of a constant's wire; where room is short
CONSTANT_GAP = 3.0  # from that wire to the number
_PAGE = "page 10"  # the longest note on where a value's home is, but for very many pages
_BELOW_NAME = 0.72  # how far below its wire a name reaches, in em


@quick_dataclass(frozen=True)
class Measures:
    """The texts of a figure with their sizes.

    Attributes:
        graph: what is drawn.
        texts: of the nodes.
        stub_texts: of second uses, by the first of their edges.
        sizes: of the theme.
        pitch: the least distance of two rows of leaves in points.
        has_pages: a stub may have to say below its name on which page the value's home is.
        folding: which like terms are drawn as one.
        line_width: of a line of arrays, in points.
        air: more than the least distance between rows, where room is short but not used up.
    """

    graph: Graph
    texts: Sequence[NodeText]
    stub_texts: Mapping[Edge, NodeText]
    sizes: Sizes
    pitch: float
    has_pages: bool = False
    folding: Folding = field(default_factory=Folding)
    line_width: float = 0.0
    air: float = 0.0

    @property
    def is_close(self) -> bool:
        """True if room is short: then rows stand as close as their ink allows."""
        return not self.pitch

    def text(self, use: Use) -> NodeText:
        """The texts of a row."""
        if not use.is_stub:
            return self.texts[use.node]
        return self.stub_texts[use.edges[0]]

    def is_ring(self, use: Use) -> bool:
        """True if it is the home of an operator."""
        return not use.is_stub and self.graph.nodes[use.node].is_operator

    def extent(self, use: Use) -> Extent:
        """How far a row reaches above and below its wire, with the constants at its ring."""
        extent = self.text(use).extent(self.sizes)
        if not self.is_ring(use):  # rows of leaves stand at an even pitch
            least = (self.pitch - self.sizes.clearance) / 2
            note = page_note(self.sizes) if self.has_pages and use.is_stub else 0.0
            return Extent(max(extent.up, least), max(extent.down, least, note))
        up, down = extent.up, extent.down
        for edge in self.constants(use.node):
            reach = abs(self.constant_place(edge, (0.0, 0.0))[1]) + CAPITAL * self.sizes.label + 1.0
            if is_above(self.graph, edge):
                up = max(up, reach)
            else:
                down = max(down, reach)
        return Extent(up, down)

    def constants(self, node: int) -> list[Edge]:
        """The edges from constants that stand at a ring."""
        return [edge for edge in self.graph.edges_into(node) if is_at_ring(self.graph, edge)]

    def constant_place(self, edge: Edge, center: Point) -> Point:
        """The middle of the side of a constant's number that is next to the ring."""
        stub = _CONSTANT_STUBS[self.is_close]
        away = self.sizes.ring + self.sizes.ring_line / 2 + stub + CONSTANT_GAP
        return center[0], center[1] + (-away if is_above(self.graph, edge) else away)

    def constant_places(self, homes: Sequence[Row | None]) -> dict[Edge, Point]:
        """The place of each constant at a ring, where the operators have these rows."""
        return {
            edge: self.constant_place(edge, (home.center, home.height))
            for node, home in enumerate(homes)
            if home is not None
            for edge in self.constants(node)
        }

    def reach(self, use: Use) -> float:
        """How far an operator reaches to the left and right of its middle."""
        text = self.text(use)
        edge = text.half(self.sizes)[0] + self.sizes.ring_line / 2
        label = text.label_width(self.sizes) / (1 if self.has_label_beside(use) else 2)
        widths = [self._constant_width(one) / 2 + 2.0 for one in self.constants(use.node)]
        return max(edge, label, *widths, 0.0)

    def has_label_beside(self, use: Use) -> bool:
        """True if a ring's label begins above its middle: else a wire would need too much room."""
        return self.is_close and self.room_beside_label(use) > self.sizes.channel_most

    def room_beside_label(self, use: Use) -> float:
        """The room before an operator that its highest wire needs to pass beside its label."""
        text, sizes = self.text(use), self.sizes
        if not text.label or not has_slant_from_above(use):
            return 0.0
        half = text.label_width(sizes) / 2
        highest = use.height - min(operand.height for operand in use.operands)
        reach = max(half, text.half(sizes)[0] + sizes.ring_line / 2)
        return highest * (half + sizes.clearance) / sizes.ring - reach

    def stub_width(self, use: Use) -> float:
        """The length of the flat piece that bears a row's numbers."""
        return max(
            self.sizes.stub, self.text(use).stub_width(self.sizes) + 2 * self.sizes.number_pad
        )

    def name_width(self, use: Use) -> float:
        """The room for a name left of the wire."""
        width = self.text(use).name_width(self.sizes)
        if width and self.has_pages and use.is_stub:
            width = max(width, mono_width(_PAGE, self.sizes.inner_name))
        return width + self.sizes.name_gap if width else 0.0

    def half(self, node: int) -> Point:
        """Half the width and height of an operator's ring or box."""
        return self.texts[node].half(self.sizes)

    def _constant_width(self, edge: Edge) -> float:
        width, _ = self.texts[edge.producer].value.size(self.sizes)
        return width * self.sizes.label / self.sizes.number

    def solids(self, use: Use, row: Row) -> Iterator[Rect]:
        """Where the texts and the ring of a row stand."""
        text, sizes = self.text(use), self.sizes
        x, y = row.numbers, row.height
        if text.value.size(sizes)[0]:
            yield text.value.rect_above(x, y - sizes.gap, sizes)
        for gradient in text.gradients:
            yield gradient.rect_below(x, y + sizes.gap, sizes)
        extent = self.extent(use)
        if text.small:
            half = text.small_width(sizes) / 2
            yield Rect(x - half, y - extent.up, x + half, y - sizes.gap)
        name = text.name_width(sizes)
        if name:
            half = sizes.name / 2
            yield Rect(row.name - name, y - half, row.name, y + half)
        if self.is_ring(use):
            yield from self._ring_solids(use, row)

    def _ring_solids(self, use: Use, row: Row) -> Iterator[Rect]:
        sizes, text = self.sizes, self.text(use)
        x, y = row.center, row.height
        half_width, half_height = (side + sizes.ring_line / 2 for side in self.half(use.node))
        yield Rect(x - half_width, y - half_height, x + half_width, y + half_height)
        if text.label:
            width, bottom = text.label_width(sizes), y - sizes.ring - LABEL_GAP
            left = x if self.has_label_beside(use) else x - width / 2
            yield Rect(left, bottom - ASCENT * sizes.label, left + width, bottom)
        for edge in self.constants(use.node):
            half = self._constant_width(edge) / 2
            end = self.constant_place(edge, (x, y))[1]
            far = CAPITAL * sizes.label * (-1 if is_above(self.graph, edge) else 1)
            yield Rect(x - half, min(end, end + far), x + half, max(end, end + far))


def page_note(sizes: Sizes) -> float:
    """How far the number of a page below a stub's name reaches under the wire."""
    return _BELOW_NAME * sizes.name + (ASCENT + DESCENT) * sizes.inner_name


def is_above(graph: Graph, edge: Edge) -> bool:
    """True if a constant at a ring is the first operand, and stands above it."""
    return edge.argument == 0 and len(graph.nodes[edge.consumer].inputs) > 1


def has_slant_from_above(use: Use) -> bool:
    """True if a wire comes down to an operator from higher up."""
    return any(operand.height < use.height - 0.5 for operand in use.operands)
