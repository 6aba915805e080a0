"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure.calculation import Calculations
from graphviz_backprop.figure.contents import make_contents
from graphviz_backprop.figure.diagnosis_marks import draw_cause
from graphviz_backprop.figure.footer import Foot
from graphviz_backprop.figure.layout import Column, Layout, lay_out
from graphviz_backprop.figure.mark import Mark, Scene
from graphviz_backprop.figure.nodes import draw_node
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.text import node_text
from graphviz_backprop.figure.timeline import dimming, gradients_shown
from graphviz_backprop.figure.wires import draw_active, draw_wires
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme

_ABOVE_FOOT = 26.0
MOST_NODES = 5_000


def make_scene(storyboard: Storyboard, theme: Theme) -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Raises:
        BackpropError: the graph is too large, or Graphviz can't lay it out.
    """
    graph = storyboard.backprop.graph
    if len(graph) > MOST_NODES:
        raise BackpropError(
            f"{graph.source}: {len(graph)} values are too many to draw, {MOST_NODES} at most; "
            "steps, gradients and the format json have no such limit"
        )
    shown = tuple(map(tuple, gradients_shown(storyboard)))
    texts = tuple(node_text(graph, node, shown[node.index]) for node in graph.nodes)
    layout = lay_out(graph, texts, theme.sizes)
    foot = Foot(storyboard, theme)
    margin = theme.sizes.margin
    contents = make_contents(storyboard, theme)
    boxes = max((content.size[0] for content in contents), default=0.0)
    widths = layout.width, theme.sizes.least_width - 2 * margin, foot.width, boxes
    width = max(widths) + 2 * margin
    foot.fit(width - 2 * margin)
    placed = _moved(layout, margin, margin, width)
    page = Page(storyboard, theme, placed, texts, shown, dimming(storyboard))
    marks = Marks()
    draw_wires(page, marks)
    for node in graph.nodes:
        draw_node(page, marks, node)
    calculations = Calculations(page, contents, marks)
    calculations.draw(marks)
    for step in storyboard.backprop.steps:
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
    top = placed.height + _ABOVE_FOOT + calculations.strip
    foot.draw(marks, margin, top)
    height = top + foot.height + margin * 0.6
    ordered = sorted(marks, key=lambda mark: mark.layer)
    return Scene(width, height, theme.colors.page, tuple(_numbered(ordered)))


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]


def _moved(layout: Layout, dx: float, dy: float, width: float) -> Layout:
    """The layout at its place on a page of this width."""
    return Layout(
        columns=tuple(
            Column(c.left + dx, c.center + dx, c.stubs + dx, c.numbers + dx, c.right + dx)
            for c in layout.columns
        ),
        heights=tuple(height + dy for height in layout.heights),
        stubs=tuple((start + dx, end + dx) for start, end in layout.stubs),
        paths={e: tuple((x + dx, y + dy) for x, y in path) for e, path in layout.paths.items()},
        width=width,
        height=layout.height + dy,
    )
