"""The marks of second uses: a pale name and number, and what this use adds to the gradient."""

from __future__ import annotations

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.drawing.nodes import (
    above_number,
    leaf_name,
    size_data,
    small_name,
    told,
)
from graphviz_backprop.figure.drawing.wires import active_frames
from graphviz_backprop.figure.layout import Row, page_note
from graphviz_backprop.figure.mark import DESCENT, Box, Layer, Rect, Span, mono
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.text.value_text import NOTHING
from graphviz_backprop.graph import Edge
from graphviz_backprop.storyboard import label

_AROUND = 3.5  # from a name to the line around it
_CORNER = 4.0


def draw_stubs(page: Page, marks: Marks) -> None:
    """Every second use that is no wire; edges of one value into one operator share it."""
    for edge in _first_edges(page):
        _draw(page, marks, edge, page.layout.stubs[edge])


def _first_edges(page: Page) -> list[Edge]:
    """The first edge of each stub."""
    return [edge for edge in page.layout.stubs if edge in page.stub_texts]


def _draw(page: Page, marks: Marks, edge: Edge, row: Row) -> None:
    node, colors = page.graph.nodes[edge.producer], page.theme.colors
    text = page.stub_texts[edge]
    born = page.appearance(edge.consumer)
    name = page.label_of_use(edge)
    data = {"node": name, "index": str(node.index), "consumer": str(edge.consumer)}
    if text.name:
        if text.is_leaf:
            inks = leaf_name(page, text, row, (Span(text.name, colors.faint),))
        else:
            baseline = above_number(page, text, row)
            inks = (small_name(page, text, row.numbers, baseline, False),)
        marks.add("stub", Layer.TEXT, inks, (born, page.end), f"{name}, used again", **data)
        _say_page(page, marks, edge, row, (born, page.end))
    if text.value is not NOTHING:
        above = row.height - page.theme.sizes.gap
        inks = text.value.above(row.numbers, above, page.theme, colors.faint)
        kind = "constant" if node.is_constant else "again"
        data |= {"value": text.value.data, **size_data(inks)}
        marks.add(kind, Layer.TEXT, inks, (born, page.end), told(name, text.value), **data)
    shown = page.contributions[edge]
    for one, written in zip(shown, text.gradients, strict=True):
        below = row.height + page.theme.sizes.gap
        inks = written.below(row.numbers, below, page.theme, colors.gradient, is_bold=False)
        title = told(f"this use of {name} contributes", written)
        data |= {"value": written.data, **size_data(inks)}
        marks.add("contribution", Layer.TEXT, inks, (one.born, one.dies), title, **data)


def _is_elsewhere(page: Page, edge: Edge) -> bool:
    """True if the value's home is on another page."""
    return page.layout.page(edge.producer) != page.layout.page(edge.consumer)


def _say_page(page: Page, marks: Marks, edge: Edge, row: Row, lifetime: tuple[int, int]) -> None:
    """Below the name the page of the value's home, if that is another one."""
    if not _is_elsewhere(page, edge) or not page.stub_texts[edge].is_leaf:
        return
    sizes, number = page.theme.sizes, page.layout.page(edge.producer) + 1
    baseline = row.height + page_note(sizes) - DESCENT * sizes.inner_name
    spans = (Span(f"page {number}", page.theme.colors.faint),)
    ink = mono(row.name, baseline, spans, sizes.inner_name, "end")
    data = {"index": str(edge.producer), "consumer": str(edge.consumer), "page": str(number)}
    marks.add("home", Layer.TEXT, (ink,), lifetime, f"from page {number}", **data)


def light_up(page: Page, marks: Marks, step: Step) -> None:
    """On the frames of a step to a shared value, a line around the name at each of its places."""
    lifetime = active_frames(page, step)
    folding = page.folding
    at_home = folding.home_of(step.edge.producer)
    home = page.layout.homes[at_home]
    if lifetime[0] >= lifetime[1] or home is None:
        return
    leaving = page.graph.consumers[step.edge.producer]
    drawn = dict.fromkeys(folding.hidden.get(edge, edge) for edge in leaving)
    edges = [edge for edge in drawn if edge in page.layout.stubs and edge in page.stub_texts]
    if not edges:
        return
    sizes = page.theme.sizes
    noted, usual = page_note(sizes), 0.62 * sizes.name
    rows = [
        (page.layout.stubs[e], page.stub_texts[e], noted if _is_elsewhere(page, e) else usual)
        for e in edges
    ]
    node = page.graph.nodes[step.edge.producer]
    if node.is_leaf:
        rows.append((home, page.texts[at_home], usual))
    for row, text, down in rows:
        width = text.name_width(sizes)
        if width:
            rect = Rect(row.name - width, row.height - usual, row.name, row.height + down)
            ink = Box(rect.grown(_AROUND), "", page.theme.colors.gradient, 0.9, _CORNER)
            data = {"index": str(node.index), "node": label(page.graph, node)}
            marks.add("shared", Layer.RING, (ink,), lifetime, **data)
