"""The texts at each node, and how much room they take."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphviz_backprop.figure.extent import Extent
from graphviz_backprop.figure.mark import ASCENT, DESCENT, Span
from graphviz_backprop.figure.text.box_text import BoxText, box_text
from graphviz_backprop.figure.text.ring_word import ring_texts
from graphviz_backprop.figure.text.value_text import NOTHING, PLAIN, Written, written
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import label, shape_text, short_name
from graphviz_backprop.themes import Colors, Sizes
from graphviz_backprop.typesetting import drawable, mono_width
from graphviz_backprop.values import Value

_INDEX = re.compile(r"(\[[^\[\]]*\])")
LABEL_GAP = 11.0  # from the ring to the name above it: the halo has to go between
STRUCK_GAP = 9.0  # from a gradient to the reader's own that is wrong
SHAPE_GAP = 9.0  # from a name to the shape beside it
_AIR = 8.0  # around a grid, more than around a number


@quick_dataclass(frozen=True, slots=True)
class NodeText:
    """The texts of one node, as drawn; empty where it has none.

    Attributes:
        name: of a leaf, left of its wire; of another value, small above the number.
        shape: of an array, small and beside the name, or in its place.
        value: the number or grid above the wire.
        gradients: what ever stands below the wire.
        symbol: what stands in its ring, if it has no curve.
        label: the name of an activation, or of a function without a short symbol, above its ring.
        note: what is said of a leaf that nothing uses, small above the number.
        is_leaf: its name is large and left of its wire; in figures of arrays no name is.
        is_operator: it has a ring or a box.
        box: what is written in its box, in the place of a ring.
        tie: what ties it to another row of the same value in a figure of arrays.
        later: what else ever stands above the wire, in a movie of several passes.
        struck: the reader's own gradient, where it is wrong, right of the true one.
    """

    name: str
    shape: str
    value: Written
    gradients: tuple[Written, ...]
    label: str
    note: str
    is_leaf: bool
    is_operator: bool
    box: BoxText | None
    tie: str = ""
    symbol: str = ""
    later: tuple[Written, ...] = ()
    struck: str = ""

    @property
    def small(self) -> str:
        """The small text above the number: a result's name and shape, or a note on a leaf."""
        if self.is_leaf:
            return self.note
        return " ".join(part for part in (self.name, self.shape, self.tie, self.note) if part)

    @property
    def small_gap(self) -> float:
        """From a value to the small text above it; a grid may have a line around it."""
        return 6.0 if self.value.grid else 3.0

    def name_width(self, sizes: Sizes) -> float:
        """The room that a leaf's name takes left of its wire, in points."""
        if not self.is_leaf:
            return 0.0
        shape = mono_width(self.shape, sizes.inner_name) + SHAPE_GAP if self.shape else 0.0
        return mono_width(self.name, sizes.name) + shape

    def stub_width(self, sizes: Sizes) -> float:
        """The room that the widest text at the wire needs, in points."""
        every = (self.value, *self.later, *self.gradients)
        numbers = [one.size(sizes)[0] for one in every]
        if self.struck:  # the true one stays in the middle
            beside = STRUCK_GAP + mono_width(self.struck, sizes.calculation)
            numbers.append(mono_width(self.gradients[-1].text, sizes.number) + 2 * beside)
        return max(*numbers, self.small_width(sizes))

    def small_width(self, sizes: Sizes) -> float:
        """The width of the small text above the number in points."""
        return mono_width(self.small, sizes.inner_name)

    def label_width(self, sizes: Sizes) -> float:
        """The width of the label above the ring in points."""
        return mono_width(self.label, sizes.label)

    def half(self, sizes: Sizes) -> tuple[float, float]:
        """Half the width and height of the ring or box, to the middle of its line, in points."""
        if self.box is None:
            return sizes.ring, sizes.ring
        width, height = self.box.size(sizes)
        return width / 2, height / 2

    def extent(self, sizes: Sizes) -> Extent:
        """How far all this reaches above and below the wire."""
        up = sizes.gap + max(one.size(sizes)[1] for one in (self.value, *self.later))
        below = [one.size(sizes)[1] for one in self.gradients]
        down = sizes.gap + max(below) if below else sizes.wire
        if self.small:
            up += self.small_gap + (ASCENT + DESCENT) * sizes.inner_name
        if self.value.grid:
            up, down = up + _AIR, down + _AIR
        if self.name and self.is_leaf:
            up = max(up, 0.5 * sizes.name)
            down = max(down, 0.65 * sizes.name)
        if self.is_operator:
            ring = self.half(sizes)[1] + sizes.ring_line / 2
            up = max(up, ring)
            if self.label:
                up = max(up, sizes.ring + LABEL_GAP + ASCENT * sizes.label)
            down = max(down, ring)
        return Extent(up, down)


def stub_text(
    graph: Graph,
    node: Node,
    contributions: Iterable[Value],
    style: str = "",
) -> NodeText:
    """The texts of a second use of a value: its name, its number, what this use contributes.

    Of an array the name and the shape alone; of a constant the number alone.
    """
    is_told = not (node.is_constant and not node.is_array)
    return NodeText(
        name=drawable(name_of_stub(graph, node)) if is_told else "",
        shape=shape_text(node.shape) if node.is_array else "",
        value=NOTHING if node.is_array else written(node.value, node.is_constant),
        gradients=tuple(written(one, style=style or PLAIN) for one in contributions),
        label="",
        note="",
        is_leaf=not style,
        is_operator=False,
        box=None,
    )


def name_of_stub(graph: Graph, node: Node) -> str:
    """What a second use is called: by the value's name, else by its code."""
    return label(graph, node)


def node_text(
    graph: Graph,
    node: Node,
    gradients: Iterable[Value],
    is_told: bool,
    sizes: Sizes,
    style: str = "",
    blocked: Value = None,
) -> NodeText:
    """The texts of a node, with true minus signs and nothing that can't be drawn.

    Without a name a value is called by its code where a stub has to say whose it is (`is_told`).
    A word that its ring has no room for, in these sizes, is its label.
    A number that is nan or infinite is flagged. In a figure of arrays, which has a style for them,
    all names stand above their values, and what a gate blocks is hatched.
    """
    symbol, above = ring_texts(node.op, sizes) if node.is_operator and not node.is_box else ("", "")
    is_gradient = node.index in graph.gradient_nodes  # then the value stands below the wire
    return NodeText(
        name=drawable(name_of_stub(graph, node) if is_told else short_name(graph, node)),
        shape=shape_text(node.shape) if node.is_array else "",
        value=NOTHING if is_gradient else written(node.value, node.is_constant, style or PLAIN),
        gradients=tuple(written(one, style=style or PLAIN, blocked=blocked) for one in gradients),
        label=above,
        note="not used" if node.is_leaf and node.index not in graph.used else "",
        is_leaf=node.is_leaf and not style,
        is_operator=node.is_operator,
        box=box_text(node),
        symbol=symbol,
    )


def name_spans(name: str, colors: Colors) -> tuple[Span, ...]:
    """A leaf's name with its indices in their own colour: `x[` `0` `]`."""
    spans: list[Span] = []
    for part in _INDEX.split(name):
        if _INDEX.fullmatch(part):
            spans += [
                Span("[", colors.name),
                Span(part[1:-1], colors.index),
                Span("]", colors.name),
            ]
        elif part:
            spans.append(Span(part, colors.name))
    return tuple(spans)
