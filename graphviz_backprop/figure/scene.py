"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure.calculation import Calculations
from graphviz_backprop.figure.contents import make_contents
from graphviz_backprop.figure.diagnosis_marks import draw_cause
from graphviz_backprop.figure.footer import Foot
from graphviz_backprop.figure.layout import Layout, Measures, Shape, arrange, uses_by
from graphviz_backprop.figure.mark import Mark, Scene
from graphviz_backprop.figure.nodes import draw_constant, draw_node
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.panel_marks import draw_panels
from graphviz_backprop.figure.sources_of_step import outline_sources
from graphviz_backprop.figure.stubs import draw_stubs, light_up
from graphviz_backprop.figure.text import node_text, stub_text
from graphviz_backprop.figure.timeline import contributions_shown, dimming, gradients_shown
from graphviz_backprop.figure.wires import draw_active, draw_wires
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme

_ABOVE_FOOT = 26.0
_FOOT = 150.0  # about the height of the caption and the space above it
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
MOST_NODES = 5_000


def make_scene(storyboard: Storyboard, theme: Theme, shared: str = "stubs") -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Args:
        storyboard: what is seen on each frame.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.

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
    uses = [use for node in graph.operators() for use in uses_by(graph, node.index)]
    contributions = contributions_shown(storyboard, uses)
    texts = tuple(node_text(graph, node, shown[node.index]) for node in graph.nodes)
    stub_texts = {
        use[0]: stub_text(graph, graph.nodes[use[0].producer], contributions[use[0]])
        for use in uses
    }
    margin = theme.sizes.margin
    foot = Foot(storyboard, theme)
    layout = _lay_out(Measures(graph, texts, stub_texts, theme.sizes, theme.sizes.pitch), shared)
    contents = make_contents(storyboard, theme)
    boxes = max((content.size[0] for content in contents), default=0.0)
    widths = layout.width, theme.sizes.least_width - 2 * margin, foot.width, boxes
    width = max(widths) + 2 * margin
    foot.fit(width - 2 * margin)
    placed = replace(layout.moved(margin, margin), width=width)
    page = Page(
        storyboard, theme, placed, texts, shown, dimming(storyboard), stub_texts, contributions
    )
    marks = Marks(storyboard.last)
    draw_panels(page, marks)
    draw_wires(page, marks)
    for node in graph.nodes:
        draw_node(page, marks, node)
    for edge in placed.constants:
        draw_constant(page, marks, edge)
    draw_stubs(page, marks)
    calculations = Calculations(page, contents, marks)
    calculations.draw(marks)
    for step in storyboard.backprop.steps:
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
        light_up(page, marks, step)
        outline_sources(page, marks, step)
    top = placed.height + _ABOVE_FOOT + calculations.strip
    foot.draw(marks, margin, top)
    height = top + foot.height + margin * 0.6
    ordered = sorted(marks, key=lambda mark: mark.layer)
    return Scene(width, height, theme.colors.page, tuple(_numbered(ordered)))


def _lay_out(measures: Measures, shared: str) -> Layout:
    """Numbers by the tree of their uses; arrays, and every use as a wire, by Graphviz."""
    has_arrays = any(node.is_array for node in measures.graph.nodes)
    if shared == "wires" or has_arrays:
        from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires

        return lay_out_wires(measures)
    sizes = measures.sizes
    margins = 2 * sizes.margin, sizes.margin + _FOOT
    return arrange(measures, Shape(*SLIDE, margins, sizes.least_width))


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]
