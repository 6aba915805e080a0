"""The texts at each node, and how much room they take."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graphviz_backprop.figure.mark import ASCENT, DESCENT, Span
from graphviz_backprop.figure.rows import Extent
from graphviz_backprop.figure.timeline import Shown
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown, shown_constant, typeset
from graphviz_backprop.storyboard import short_name
from graphviz_backprop.themes import Colors, Sizes
from graphviz_backprop.typesetting import drawable, mono_width

_INDEX = re.compile(r"(\[[^\[\]]*\])")
CAPITAL = 0.73  # how far a capital rises above the baseline, in em
LABEL_GAP = 11.0  # from the ring to the name above it: the halo has to go between
FLAG = "⚠"


@dataclass(frozen=True, slots=True)
class NodeText:
    """The texts of one node, as drawn; empty where it has none.

    Attributes:
        name: of a leaf, left of its wire; of another value, small above the number.
        value: the number above the wire.
        gradients: what ever stands below the wire.
        label: the name of an activation, above its ring.
        note: what is said of a leaf that nothing uses, small above the number.
        is_leaf: a leaf's name is large and left of its wire.
        is_operator: it has a ring.
    """

    name: str
    value: str
    gradients: tuple[str, ...]
    label: str
    note: str
    is_leaf: bool
    is_operator: bool

    def stub_width(self, sizes: Sizes) -> float:
        """The room that the widest text at the wire needs, in points."""
        numbers = [mono_width(text, sizes.number) for text in (self.value, *self.gradients)]
        inner = mono_width(self.note if self.is_leaf else self.name, sizes.inner_name)
        return max(*numbers, inner)

    def label_width(self, sizes: Sizes) -> float:
        """The width of the label above the ring in points."""
        return mono_width(self.label, sizes.label)

    def extent(self, sizes: Sizes) -> Extent:
        """How far all this reaches above and below the wire."""
        number = sizes.gap + CAPITAL * sizes.number
        up, down = number, number if self.gradients else sizes.wire
        if self.note or (self.name and not self.is_leaf):
            up += 3.0 + (ASCENT + DESCENT) * sizes.inner_name
        if self.name and self.is_leaf:
            up = max(up, 0.5 * sizes.name)
            down = max(down, 0.65 * sizes.name)
        if self.is_operator:
            ring = sizes.ring + sizes.ring_line / 2
            up = max(up, ring)
            if self.label:
                up = max(up, sizes.ring + LABEL_GAP + ASCENT * sizes.label)
            down = max(down, ring)
        return Extent(up, down)


def node_text(graph: Graph, node: Node, gradients: Iterable[Shown]) -> NodeText:
    """The texts of a node, with true minus signs and nothing that can't be drawn.

    A number that is nan or infinite is flagged.
    """
    value = shown_constant(node.value) if node.is_constant else flagged(node.value)
    return NodeText(
        name=drawable(short_name(graph, node)),
        value=typeset(value),
        gradients=tuple(typeset(flagged(one.value)) for one in gradients),
        label=node.op.label,
        note="not used" if node.is_leaf and node.index not in graph.used else "",
        is_leaf=node.is_leaf,
        is_operator=node.is_operator,
    )


def flagged(value: float) -> str:
    """The number, with a warning sign where it is nan or infinite."""
    text = shown(value)
    return f"{FLAG} {text}" if text.lstrip("-") in ("nan", "inf") else text


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
