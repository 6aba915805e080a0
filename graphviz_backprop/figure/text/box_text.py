"""The text in the box of a layer, and the size of the box."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.figure.mark import Ink, Span, mono
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.graph import Node
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import shortened
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Colors, Sizes
from graphviz_backprop.typesetting import drawable, mono_width

_PAD = (13.0, 11.0)
_LEADING = 7.0
_FOR_WIRE = 8.0  # from one wire to the next where they end


@quick_dataclass(frozen=True, slots=True)
class BoxText:
    """The lines in a box.

    Attributes:
        title: the layer's name.
        kind: what it is: `dense layer`, of a layer that is not known how much is in it.
        formula: what a known one computes; else empty.
        inputs: how many wires end at it.
        least_width: in points, where wires end along its whole width.
    """

    title: str
    kind: str
    formula: str
    inputs: int
    least_width: float = 0.0

    def size(self, sizes: Sizes) -> tuple[float, float]:
        """Width and height in points, without the thickness of the line around it."""
        lines = list(self._lines(sizes))
        width = max(mono_width(text, em) for text, em in lines) + 2 * _PAD[0]
        width = max(width, self.least_width)
        text = sum(CAPITAL * em for _, em in lines) + _LEADING * (len(lines) - 1)
        at_side = 0 if self.least_width else self.inputs  # else above and below
        least = max(2 * sizes.ring, at_side * _FOR_WIRE)
        return width, max(least, text + 2 * _PAD[1])

    def inks(self, x: float, y: float, theme: Theme) -> Iterator[Ink]:
        """The lines, around this point."""
        lines = list(self._lines(theme.sizes))
        height = sum(CAPITAL * em for _, em in lines) + _LEADING * (len(lines) - 1)
        baseline = y - height / 2
        for text, em in lines:
            baseline += CAPITAL * em
            spans = (Span(text, self._color(text, theme.colors)),)
            yield mono(x, baseline, spans, em, "middle")
            baseline += _LEADING

    def _lines(self, sizes: Sizes) -> Iterator[tuple[str, float]]:
        yield self.title, sizes.number
        if self.kind:
            yield self.kind, sizes.inner_name
        if self.formula:
            yield self.formula, sizes.label

    def _color(self, text: str, colors: Colors) -> str:
        return {self.title: colors.name, self.kind: colors.faint}.get(text, colors.symbol)


def box_text(node: Node) -> BoxText | None:
    """The lines of a box; None for a node that is drawn as a ring."""
    if not node.is_box:
        return None
    assert node.inner is not None
    title, kind, formula = shortened(node.title), node.op.noun, node.op.symbol
    if node.is_plain_box:
        count = sum(1 for _ in node.inner.operators())
        kind = f"{kind}, {count} operations"
    if kind == title:
        kind = ""
    return BoxText(drawable(title), kind, formula, len(node.inputs))
