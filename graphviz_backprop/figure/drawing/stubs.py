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
from graphviz_backprop.typesetting import mono_width

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


def _pages(page: Page, edge: Edge) -> list[int]:
    """The pages, from 1 on, of the homes of all values of a use, where these are elsewhere."""
    members = page.folding.edges.get(edge, (edge,))
    homes = (page.folding.home_of(one.producer) for one in members)
    here = page.layout.page(edge.consumer)
    return sorted({number + 1 for number in map(page.layout.page, homes) if number != here})


def _note(page: Page, edge: Edge) -> str:
    """`page 3` below a name whose home is elsewhere; of several the first and the last."""
    if not page.stub_texts[edge].is_leaf:
        return ""
    pages = _pages(page, edge)
    if len(pages) > 1:
        return f"pages {pages[0]}\u2013{pages[-1]}"
    return f"page {pages[0]}" if pages else ""


def _say_page(page: Page, marks: Marks, edge: Edge, row: Row, lifetime: tuple[int, int]) -> None:
    """Below the name the page of the value's home, if that is another one."""
    note = _note(page, edge)
    if not note:
        return
    sizes = page.theme.sizes
    baseline = row.height + page_note(sizes) - DESCENT * sizes.inner_name
    ink = mono(row.name, baseline, (Span(note, page.theme.colors.faint),), sizes.inner_name, "end")
    number = note.partition(" ")[2]
    data = {"index": str(edge.producer), "consumer": str(edge.consumer), "page": number}
    marks.add("home", Layer.TEXT, (ink,), lifetime, f"from {note}", **data)


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
    sizes, usual = page.theme.sizes, 0.62 * page.theme.sizes.name
    rows = []
    for edge in edges:
        text, note = page.stub_texts[edge], _note(page, edge)
        width = max(text.name_width(sizes), mono_width(note, sizes.inner_name))
        down = page_note(sizes) if note else usual
        rows.append((page.layout.stubs[edge], width if text.name else 0.0, down))
    node = page.graph.nodes[step.edge.producer]
    if node.is_leaf:
        rows.append((home, page.texts[at_home].name_width(sizes), usual))
    for row, width, down in rows:
        if width:
            rect = Rect(row.name - width, row.height - usual, row.name, row.height + down)
            ink = Box(rect.grown(_AROUND), "", page.theme.colors.gradient, 0.9, _CORNER)
            data = {"index": str(node.index), "node": label(page.graph, node)}
            marks.add("shared", Layer.RING, (ink,), lifetime, **data)
