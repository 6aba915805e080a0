"""The marks of nodes: names, numbers, gradients, rings and the curves in them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from graphviz_backprop.figure.drawing.curve import draw_points, local_function
from graphviz_backprop.figure.layout import Row
from graphviz_backprop.figure.mark import ASCENT, DESCENT, Box, Circle, Ink, Layer, Span, Text, mono
from graphviz_backprop.figure.page import CORNER, Marks, Page
from graphviz_backprop.figure.text.node_text import (
    LABEL_GAP,
    SHAPE_GAP,
    NodeText,
    name_spans,
)
from graphviz_backprop.figure.text.ring_word import size_in_ring
from graphviz_backprop.figure.text.value_text import CAPITAL, NOTHING, Written
from graphviz_backprop.graph import Edge, Node
from graphviz_backprop.storyboard import label, shape_text
from graphviz_backprop.typesetting import ink_box


def draw_node(page: Page, marks: Marks, node: Node) -> None:
    """All texts of a node at its home, and its ring if it has one."""
    row = page.layout.homes[node.index]
    if row is None:
        return
    text, lifetime = page.texts[node.index], _lifetime(page, node)
    _name(page, marks, node, row)
    _value(page, marks, node, text, row, lifetime)
    _gradients(page, marks, node, row)
    if node.is_box:
        _box(page, marks, node)
    elif node.is_operator:
        _ring(page, marks, node)


def _lifetime(page: Page, node: Node) -> tuple[int, int]:
    return page.appearance(node.index), page.end


def _name(page: Page, marks: Marks, node: Node, row: Row) -> None:
    text, sizes, colors = page.texts[node.index], page.theme.sizes, page.theme.colors
    data = {"node": page.graph.versions[node.index], "index": str(node.index)}
    data |= _told_of_several(page, node)
    inks: tuple[Ink, ...] = ()
    if text.is_leaf and text.name:
        inks = leaf_name(page, text, row, name_spans(text.name, colors))
    elif text.small and not text.is_leaf:
        baseline = above_number(page, text, row)
        if node.is_constant and not node.is_array:
            baseline = row.height + sizes.gap + ASCENT * sizes.inner_name
        inks = (small_name(page, text, row.numbers, baseline, node.is_leaf),)
    if inks:
        title = data["node"] or text.shape
        marks.add("name", Layer.TEXT, inks, _lifetime(page, node), title, **data)
    if text.note and text.is_leaf:
        spans = (Span(text.note, colors.faint),)
        baseline = above_number(page, text, row)
        note = mono(row.numbers, baseline, spans, sizes.inner_name, "middle")
        marks.add("note", Layer.TEXT, (note,), _lifetime(page, node), text.note, **data)


def small_name(page: Page, text: NodeText, x: float, baseline: float, is_input: bool) -> Text:
    """A name above its number with the shape behind it; an input's is bold."""
    colors, size = page.theme.colors, page.theme.sizes.inner_name
    rest = text.small.removeprefix(text.name) if is_input else text.small
    spans: tuple[Span, ...] = (Span(rest, colors.faint),)
    if is_input:
        spans = (Span(text.name, colors.name, bold=True), *spans)
    return mono(x, baseline, tuple(span for span in spans if span.text), size, "middle")


def leaf_name(page: Page, text: NodeText, row: Row, spans: tuple[Span, ...]) -> tuple[Ink, ...]:
    """A name with the shape beside it, left of its wire."""
    sizes = page.theme.sizes
    baseline = row.height + 0.5 * CAPITAL * sizes.name
    ink = mono(row.name - text.name_width(sizes), baseline, spans, sizes.name)
    if not text.shape:
        return (ink,)
    shape = (Span(text.shape, page.theme.colors.faint),)
    return (ink, mono(ink.x + ink.width + SHAPE_GAP, baseline, shape, sizes.inner_name))


def above_number(page: Page, text: NodeText, row: Row) -> float:
    """The baseline of small text above the number at a wire."""
    sizes = page.theme.sizes
    number = text.value.size(sizes)[1]
    return row.height - (sizes.gap + number + text.small_gap + DESCENT * sizes.inner_name)


def _value(
    page: Page, marks: Marks, node: Node, text: NodeText, row: Row, lifetime: tuple[int, int]
) -> None:
    value, colors = text.value, page.theme.colors
    if value is NOTHING:
        return
    color = colors.faint if node.is_constant else colors.value
    inks = value.above(row.numbers, row.height - page.theme.sizes.gap, page.theme, color)
    _add_value(page, marks, node, inks, lifetime)


def _add_value(
    page: Page, marks: Marks, node: Node, inks: tuple[Ink, ...], lifetime: tuple[int, int]
) -> None:
    value = page.texts[node.index].value
    name = page.label(node.index)
    title = name if node.is_constant and not value.grid else told(name, value)
    kind = "constant" if node.is_constant else "value"
    data = {"node": name, "index": str(node.index), "value": value.data, **size_data(inks)}
    data |= _told_of_several(page, node)
    marks.add(kind, Layer.TEXT, inks, lifetime, title, **data)


def draw_constant(page: Page, marks: Marks, edge: Edge) -> None:
    """A constant at the ring that uses it: its number in grey."""
    node, (x, near) = page.graph.nodes[edge.producer], page.layout.constants[edge]
    size = page.theme.sizes.label
    is_higher = near < page.center(edge.consumer)[1]
    baseline = near if is_higher else near + CAPITAL * size
    text = page.texts[node.index].value.text
    ink = mono(x, baseline, (Span(text, page.theme.colors.faint),), size, "middle")
    _add_value(page, marks, node, (ink,), (page.appearance(edge.consumer), page.end))


def _gradients(page: Page, marks: Marks, node: Node, row: Row) -> None:
    name = page.label(node.index)
    texts = page.texts[node.index].gradients
    for one, text in zip(page.shown[node.index], texts, strict=True):
        below = row.height + page.theme.sizes.gap
        inks = text.below(row.numbers, below, page.theme, page.theme.colors.gradient)
        title = told(name if page.graph.is_backward else f"gradient w.r.t. {name}", text)
        data = {"node": name, "index": str(node.index), "value": text.data, **size_data(inks)}
        data |= _told_of_several(page, node)
        marks.add("gradient", Layer.TEXT, inks, (one.born, one.dies), title, **data)


def _told_of_several(page: Page, node: Node) -> dict[str, str]:
    """Which values stand at this one's place, where it is drawn for others too."""
    several = page.folding.nodes.get(node.index, ())
    return {"indices": " ".join(map(str, several))} if several else {}


def size_data(inks: Iterable[Ink]) -> dict[str, str]:
    """The size of the numbers in points, for what reads the marks; a thumbnail has none."""
    sizes = [ink.size for ink in inks if isinstance(ink, Text)]
    return {"size": f"{sizes[0]:g}"} if sizes else {}


def told(name: str, text: Written) -> str:
    """A value in words: `x = 1.0`, of an array with its shape."""
    if text.grid is None:
        return f"{name} = {text.data}"
    if text.is_list:
        return f"{name}, {text.grid.shape[0]} numbers: {text.data}"
    parts = [f"{name}, an array of shape {shape_text(text.grid.shape)}: {text.data}"]
    return "; ".join([*parts, *([text.grid.note] if text.grid.note else [])])


def _box(page: Page, marks: Marks, node: Node) -> None:
    """A layer: a rounded rectangle with its title and what it is."""
    sizes, colors, text = page.theme.sizes, page.theme.colors, page.texts[node.index].box
    assert text is not None
    rect = page.outline(node.index)
    frame = Box(rect, colors.page, colors.ring, sizes.ring_line, CORNER)
    inks = (frame, *text.inks(*page.center(node.index), page.theme))
    name = label(page.graph, node)
    title = f"{node.op.noun} {node.title}: {name}"
    x, y = page.center(node.index)
    data = {"op": node.op.name, "index": str(node.index), "node": name, "box": node.title}
    data |= {"cx": f"{x:.2f}", "cy": f"{y:.2f}"}
    marks.add("box", Layer.RING, inks, _lifetime(page, node), title, **data)


def _ring(page: Page, marks: Marks, node: Node) -> None:
    sizes, colors = page.theme.sizes, page.theme.colors
    x, y = page.center(node.index)
    ring = Circle(x, y, sizes.ring, colors.page, colors.ring, sizes.ring_line)
    function = local_function(page, node)
    inside = function.line(colors.curve) if function else _symbol(page, node.index)
    title = f"{node.op.noun}: {page.label(node.index)}"
    lifetime = _lifetime(page, node)
    data = {"op": node.op.name, "index": str(node.index), "cx": f"{x:.2f}", "cy": f"{y:.2f}"}
    marks.add("ring", Layer.RING, (ring, inside), lifetime, title, **data)
    draw_points(page, marks, node)
    text = page.texts[node.index].label
    if text:
        baseline = y - sizes.ring - LABEL_GAP
        anchor = "start" if node.index in page.layout.labels_beside else "middle"
        ink = mono(x, baseline, (Span(text, colors.name),), sizes.label, anchor)
        marks.add("label", Layer.TEXT, (ink,), lifetime, node.op.noun, **data)


def _symbol(page: Page, node: int) -> Ink:
    symbol, (x, y) = page.texts[node].symbol, page.center(node)
    size = size_in_ring(symbol, page.theme.sizes)
    baseline = y + _middle(symbol) * size
    return mono(x, baseline, (Span(symbol, page.theme.colors.symbol, bold=False),), size, "middle")


@cache
def _middle(symbol: str) -> float:
    """How far above the baseline the middle of a symbol's ink is, in em."""
    _, top, _, bottom = ink_box(symbol)
    return (top + bottom) / 2
