"""The numbers of the figure that a calculation takes: lines around them on its frames."""

from __future__ import annotations

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.calculation.contents import Content
from graphviz_backprop.figure.drawing.wires import active_frames
from graphviz_backprop.figure.mark import Box, Layer, Rect
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.graph import Edge

_AROUND = 3.0
_LINE = 1.1
_CORNER = 2.5


def outline_sources(page: Page, marks: Marks, content: Content) -> None:
    """Around the upstream gradient, and around the values that are the other factor."""
    step, sizes = content.step, page.theme.sizes
    lifetime = active_frames(page, step)
    consumer = step.edge.consumer
    home, texts = page.layout.home(consumer), page.texts[consumer].gradients
    rects = [
        text.rect_below(home.numbers, home.height + sizes.gap, sizes)
        for one, text in zip(page.shown[consumer], texts, strict=True)
        if one.born < lifetime[1] <= one.dies
    ]
    for source in content.sources:
        rects += _value_of_source(page, step, source)
    for rect in rects:
        ink = Box(rect.grown(_AROUND), "", page.theme.colors.name, _LINE, _CORNER)
        marks.add("source", Layer.RING, (ink,), lifetime, consumer=str(consumer))


def _value_of_source(page: Page, step: Step, source: int) -> list[Rect]:
    """Where the value stands that this operator takes: at its home, at a stub, at the ring."""
    edges = [e for e in page.graph.edges_into(step.edge.consumer) if e.producer == source]
    other: Edge | None = next((edge for edge in edges if edge != step.edge), None)
    text = page.texts[source].value
    if other in page.layout.constants:
        assert other is not None
        width, height = text.size(page.theme.sizes)
        scale = page.theme.sizes.label / page.theme.sizes.number
        x, near = page.layout.constants[other]
        far = near + height * scale * (-1 if near < page.center(step.edge.consumer)[1] else 1)
        half = width * scale / 2
        return [Rect(x - half, min(near, far), x + half, max(near, far))]
    row = page.layout.row_of(other) if other is not None else page.layout.homes[source]
    is_drawn = row is not None and (row is page.layout.homes[source] or text.grid is None)
    if row is None or not is_drawn:
        return []
    return [text.rect_above(row.numbers, row.height - page.theme.sizes.gap, page.theme.sizes)]
