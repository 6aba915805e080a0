"""The numbers of the figure that a calculation takes: lines around them on its frames."""

from __future__ import annotations

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.drawing.wires import active_frames
from graphviz_backprop.figure.layout import Row
from graphviz_backprop.figure.mark import Box, Layer, Rect
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.text.value_text import Written
from graphviz_backprop.graph import Edge
from graphviz_backprop.storyboard import is_over_arrays
from graphviz_backprop.storyboard.captions.passing import source_of_local
from graphviz_backprop.storyboard.derivation.operand_texts import VALUE
from graphviz_backprop.storyboard.derivation.working import make_working

_AROUND = 3.0
_LINE = 1.1
_CORNER = 2.5


def outline_sources(page: Page, marks: Marks, step: Step) -> None:
    """Around the upstream gradient, and around the values that are the other factor."""
    lifetime = active_frames(page, step)
    if lifetime[0] >= lifetime[1]:
        return
    consumer = step.edge.consumer
    at_consumer = page.shown[consumer]
    seen = [k for k, one in enumerate(at_consumer) if one.born < lifetime[1] <= one.dies]
    home = page.layout.home(consumer)
    rects = [_below(page, home, page.texts[consumer].gradients[k]) for k in seen]
    for source in _sources(page, step):
        rects += _value_of_source(page, step, source)
    for rect in rects:
        ink = Box(rect.grown(_AROUND), "", page.theme.colors.name, _LINE, _CORNER)
        marks.add("source", Layer.RING, (ink,), lifetime, consumer=str(consumer))


def _sources(page: Page, step: Step) -> list[int]:
    """The values that the step multiplies the upstream gradient by."""
    if not is_over_arrays(page.graph, step):
        source = source_of_local(page.graph, step)
        return [] if source is None else [source]
    operands = make_working(page.storyboard.backprop, step).operands
    found = (one.node for one in operands if one.role == VALUE and one.node is not None)
    return list(dict.fromkeys(found))


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
    return [_above(page, row, text)] if row is not None and is_drawn else []


def _above(page: Page, row: Row, text: Written) -> Rect:
    width, height = text.size(page.theme.sizes)
    bottom = row.height - page.theme.sizes.gap
    return Rect(row.numbers - width / 2, bottom - height, row.numbers + width / 2, bottom)


def _below(page: Page, row: Row, text: Written) -> Rect:
    width, height = text.size(page.theme.sizes)
    top = row.height + page.theme.sizes.gap
    return Rect(row.numbers - width / 2, top, row.numbers + width / 2, top + height)
