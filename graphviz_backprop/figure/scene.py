"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from graphviz_backprop.backward import Backprop
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
from graphviz_backprop.figure.text import NodeText, node_text, stub_text
from graphviz_backprop.figure.timeline import (
    contributions_of_steps,
    contributions_shown,
    dimming,
    gradients_of_steps,
    gradients_shown,
)
from graphviz_backprop.figure.wires import draw_active, draw_wires
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.values import Value

_NEARLY = 1e-6
_FOOT = 150.0  # about the height of the caption and the space above it
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
MOST_NODES = 5_000


def plan(backprop: Backprop, theme: Theme, shared: str, fit: Fit | None) -> Layout | None:
    """Lay out a graph of numbers by the tree of their uses, on several pages where it must be.

    None where it is too large to draw, where arrays or every use as a wire are laid out otherwise.

    Args:
        backprop: the graph with its gradients.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.
    """
    graph, sizes = backprop.graph, theme.sizes
    has_arrays = any(node.is_array for node in graph.nodes)
    if shared == "wires" or has_arrays or len(graph) > MOST_NODES:
        return None
    uses = _uses(graph)
    contributions = contributions_of_steps(backprop, uses)
    texts = tuple(map(partial(node_text, graph), graph.nodes, gradients_of_steps(backprop)))
    measures = Measures(
        graph, texts, _stub_texts(graph, uses, contributions), sizes, theme.sizes.pitch
    )
    margins = 2 * sizes.margin, sizes.margin + _FOOT
    page = (float(fit.width), float(fit.height)) if fit else SLIDE
    return arrange(measures, Shape(*page, margins, _least_width(theme, fit)), not graph.is_backward)


def make_scene(
    storyboard: Storyboard, theme: Theme, layout: Layout | None = None, fit: Fit | None = None
) -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Args:
        storyboard: what is seen on each frame.
        theme: the look.
        layout: as `plan` made it; None to have Graphviz make one, with every use as a wire.
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
    page = _page(storyboard, theme, layout)
    contents = make_contents(storyboard, theme)
    margin = theme.sizes.margin
    boxes = max((content.size[0] for content in contents), default=0.0)
    least = max(_least_width(theme, fit) - 2 * margin, boxes)
    foot = Foot(storyboard, theme, may_wrap=fit is not None)
    strip, size = 0.0, (page.layout.width, page.layout.height)
    while True:
        sheet = make_sheet(size, foot, least, margin, fit, strip)
        placed = replace(page.layout.moved(*sheet.corner, sheet.height), width=sheet.width)
        drawn = replace(page, layout=placed, height=sheet.height)
        marks = Marks(storyboard.last)
        _draw_graph(drawn, marks)
        calculations = Calculations(drawn, contents, marks)
        if calculations.strip <= sheet.room + _NEARLY:
            break
        strip = calculations.strip  # the page is higher then, and the graph may stand elsewhere
    calculations.draw(marks)
    _draw_steps(drawn, marks)
    foot.draw(marks, margin, sheet.foot, sheet.height)
    ordered = sorted(marks, key=lambda mark: mark.layer)
    pages = tuple(frame.page for frame in storyboard.frames) if placed.pages else ()
    ground = theme.colors.page
    return Scene(sheet.width, sheet.height, ground, tuple(_numbered(ordered)), pages=pages)


def _page(storyboard: Storyboard, theme: Theme, layout: Layout | None) -> Page:
    """The texts with their lifetimes, and the geometry as it was laid out."""
    graph = storyboard.backprop.graph
    shown = tuple(map(tuple, gradients_shown(storyboard)))
    uses = _uses(graph)
    contributions = contributions_shown(storyboard, uses)
    texts = tuple(
        node_text(graph, node, [one.value for one in shown[node.index]]) for node in graph.nodes
    )
    values = {edge: [one.value for one in some] for edge, some in contributions.items()}
    stub_texts = _stub_texts(graph, uses, values)
    if layout is None:
        from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires

        layout = lay_out_wires(Measures(graph, texts, stub_texts, theme.sizes, theme.sizes.pitch))
    dims = dimming(storyboard)
    return Page(storyboard, theme, layout, texts, shown, dims, stub_texts, contributions, 0.0)


def _least_width(theme: Theme, fit: Fit | None) -> float:
    least = theme.sizes.least_width
    return fit.least_width(least) if fit else least


def _uses(graph: Graph) -> list[tuple[Edge, ...]]:
    return [use for node in graph.operators() for use in uses_by(graph, node.index)]


def _stub_texts(
    graph: Graph, uses: Sequence[tuple[Edge, ...]], values: Mapping[Edge, Sequence[Value]]
) -> dict[Edge, NodeText]:
    return {use[0]: stub_text(graph, graph.nodes[use[0].producer], values[use[0]]) for use in uses}


def _draw_graph(page: Page, marks: Marks) -> None:
    """All that has its place by the layout alone."""
    draw_panels(page, marks)
    draw_wires(page, marks)
    for node in page.graph.nodes:
        draw_node(page, marks, node)
    for edge in page.layout.constants:
        draw_constant(page, marks, edge)
    draw_stubs(page, marks)


def _draw_steps(page: Page, marks: Marks) -> None:
    """What is seen on the frames of one step."""
    for step in page.storyboard.backprop.steps:
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
        light_up(page, marks, step)
        outline_sources(page, marks, step)


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]
