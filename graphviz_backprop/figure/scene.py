"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure.calculation import Calculations
from graphviz_backprop.figure.contents import make_contents
from graphviz_backprop.figure.diagnosis_marks import draw_cause
from graphviz_backprop.figure.fit import Fit
from graphviz_backprop.figure.footer import Foot
from graphviz_backprop.figure.layout import Layout, Measures, Shape, arrange, uses_by
from graphviz_backprop.figure.mark import Mark, Scene
from graphviz_backprop.figure.nodes import draw_constant, draw_node
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.panel_marks import draw_panels
from graphviz_backprop.figure.sheet import make_sheet
from graphviz_backprop.figure.sources_of_step import outline_sources
from graphviz_backprop.figure.stubs import draw_stubs, light_up
from graphviz_backprop.figure.text import node_text, stub_text
from graphviz_backprop.figure.timeline import contributions_shown, dimming, gradients_shown
from graphviz_backprop.figure.wires import draw_active, draw_wires
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme

_NEARLY = 1e-6
_FOOT = 150.0  # about the height of the caption and the space above it
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
MOST_NODES = 5_000


def make_scene(
    storyboard: Storyboard, theme: Theme, shared: str = "stubs", fit: Fit | None = None
) -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Args:
        storyboard: what is seen on each frame.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.

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
    measures = Measures(graph, texts, stub_texts, theme.sizes, theme.sizes.pitch)
    layout = _lay_out(measures, shared, fit)
    contents = make_contents(storyboard, theme)
    margin = theme.sizes.margin
    boxes = max((content.size[0] for content in contents), default=0.0)
    least = max(theme.sizes.least_width - 2 * margin, boxes)
    foot = Foot(storyboard, theme)
    strip = 0.0
    while True:
        size = layout.width, layout.height
        sheet = make_sheet(size, foot, least, margin, fit, strip)
        placed = replace(layout.moved(*sheet.corner), width=sheet.width)
        page = Page(
            storyboard, theme, placed, texts, shown, dimming(storyboard), stub_texts, contributions
        )
        marks = Marks(storyboard.last)
        _draw_graph(page, marks)
        calculations = Calculations(page, contents, marks)
        if calculations.strip <= sheet.room + _NEARLY:
            break
        strip = calculations.strip  # the page is higher then, and the graph may stand elsewhere
    calculations.draw(marks)
    for step in storyboard.backprop.steps:
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
        light_up(page, marks, step)
        outline_sources(page, marks, step)
    foot.draw(marks, margin, sheet.foot)
    ordered = sorted(marks, key=lambda mark: mark.layer)
    return Scene(sheet.width, sheet.height, theme.colors.page, tuple(_numbered(ordered)))


def _draw_graph(page: Page, marks: Marks) -> None:
    """All that has its place by the layout alone."""
    draw_panels(page, marks)
    draw_wires(page, marks)
    for node in page.graph.nodes:
        draw_node(page, marks, node)
    for edge in page.layout.constants:
        draw_constant(page, marks, edge)
    draw_stubs(page, marks)


def _lay_out(measures: Measures, shared: str, fit: Fit | None) -> Layout:
    """Numbers by the tree of their uses; arrays, and every use as a wire, by Graphviz."""
    has_arrays = any(node.is_array for node in measures.graph.nodes)
    if shared == "wires" or has_arrays:
        from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires

        return lay_out_wires(measures)
    sizes = measures.sizes
    margins = 2 * sizes.margin, sizes.margin + _FOOT
    page = (float(fit.width), float(fit.height)) if fit else SLIDE
    return arrange(measures, Shape(*page, margins, sizes.least_width))


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]
