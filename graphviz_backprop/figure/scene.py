"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphviz_backprop.backward import Backprop
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure.calculation.boxes import Calculations
from graphviz_backprop.figure.calculation.contents import Content, make_contents
from graphviz_backprop.figure.calculation.detail import Detail
from graphviz_backprop.figure.calculation.sources_of_step import outline_sources
from graphviz_backprop.figure.drawing.diagnosis_marks import draw_cause
from graphviz_backprop.figure.drawing.nodes import draw_constant, draw_node
from graphviz_backprop.figure.drawing.panel_marks import draw_panels
from graphviz_backprop.figure.drawing.stubs import draw_stubs, light_up
from graphviz_backprop.figure.drawing.wires import draw_active, draw_wires
from graphviz_backprop.figure.fit import Fit
from graphviz_backprop.figure.layout import (
    Layout,
    Measures,
    Shape,
    arrange,
    lay_out_spines,
    stub_nodes,
    uses_by,
)
from graphviz_backprop.figure.mark import Mark, Scene
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.sheet import Captions, Sheet, make_sheet
from graphviz_backprop.figure.text.footer import Foot
from graphviz_backprop.figure.text.graph_texts import GraphTexts, make_texts
from graphviz_backprop.figure.text.value_text import THUMBNAILS, TINTED
from graphviz_backprop.figure.timeline import (
    Key,
    Shown,
    blocked_entries,
    contributions_of_steps,
    contributions_shown,
    dimming,
    gradients_of_steps,
    gradients_shown,
    listed_shown,
    listed_values,
)
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.storyboard import Folding, Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.values import Value

_NEARLY = 1e-6
_FOOT = 150.0  # about the height of the caption and the space above it
_FOOT_OF_SHAPE = 190.0  # the same where its lines may be short
SHARED = ("stubs", "wires")
SLIDE = (1920.0, 1080.0)
_TALLEST = 560.0  # points of a figure of arrays with all their numbers
MOST_NODES = 5_000


def lay_out_numbers(
    backprop: Backprop,
    theme: Theme,
    shared: str,
    fit: Fit | None,
    folding: Folding | None = None,
) -> Layout | None:
    """Lay out a graph of numbers by the tree of their uses, on several pages where it must be.

    None where it is too large to draw, where arrays or every use as a wire are laid out otherwise.

    Args:
        backprop: the graph with its gradients.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.
        folding: which like terms of a sum are drawn as one; None for none.
    """
    graph, sizes = backprop.graph, theme.sizes
    folding = folding or Folding()
    has_arrays = any(node.is_array for node in graph.nodes)
    if shared == "wires" or has_arrays or len(graph) > MOST_NODES:
        return None
    below = dict(enumerate(gradients_of_steps(backprop)))
    contributions = contributions_of_steps(backprop, _uses(graph))
    below |= listed_values(below, folding.nodes)
    contributions |= listed_values(contributions, folding.edges)
    is_upright = fit is not None and fit.is_upright
    again = _used_again(graph)
    texts = make_texts(graph, folding, (below, contributions), again, is_upright=is_upright)
    measures = Measures(graph, texts.nodes, texts.stubs, sizes, sizes.pitch, folding=folding)
    margins = 2 * sizes.margin, sizes.margin + (_FOOT_OF_SHAPE if fit else _FOOT)
    page = (float(fit.width), float(fit.height)) if fit else SLIDE
    shape = Shape(*page, margins, _least_width(theme, fit))
    return arrange(measures, shape, may_have_pages=not graph.is_backward)


def make_scene(
    storyboard: Storyboard,
    theme: Theme,
    shared: str = "stubs",
    fit: Fit | None = None,
    layout: Layout | None = None,
) -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Args:
        storyboard: what is seen on each frame.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.
        layout: what `lay_out_numbers` gave.

    Raises:
        BackpropError: the graph is too large, or Graphviz can't lay it out.
    """
    graph = storyboard.backprop.graph
    if len(graph) > MOST_NODES:
        raise BackpropError(
            f"{graph.source}: {len(graph)} values are too many to draw, {MOST_NODES} at most; "
            "steps, gradients and the format json have no such limit"
        )
    drawn = _lay_out_texts(storyboard, theme, shared, fit, layout)
    contents = make_contents(storyboard, theme)
    foot = Foot(storyboard, theme, may_wrap=fit is not None)
    detail = Detail(contents, foot) if drawn.is_of_arrays else None
    page, marks, sheet = _fill_page(drawn, storyboard, theme, contents, detail or foot, fit)
    _draw_steps(page, marks)
    for content in contents:
        outline_sources(page, marks, content)
    if detail:
        detail.draw(page, marks, sheet.foot)
    else:
        foot.draw(marks, theme.sizes.margin, sheet.foot, sheet.height)
    ordered = sorted(marks, key=lambda mark: mark.layer)
    pages = tuple(frame.page for frame in storyboard.frames) if page.layout.pages else ()
    ground = theme.colors.page
    return Scene(sheet.width, sheet.height, ground, tuple(_numbered(ordered)), pages=pages)


@dataclass(frozen=True)
class _Drawn:
    """The texts of a graph, and where they stand.

    Attributes:
        texts: of the nodes and of their second uses.
        shown: the gradients of the nodes over time.
        contributions: the same of second uses.
        layout: the geometry, with its top left corner at (0, 0).
        is_of_arrays: it is laid out in lines, and has a panel for the calculation.
    """

    texts: GraphTexts
    shown: dict[int, tuple[Shown, ...]]
    contributions: dict[Edge, tuple[Shown, ...]]
    layout: Layout
    is_of_arrays: bool


def _lay_out_texts(
    storyboard: Storyboard, theme: Theme, shared: str, fit: Fit | None, layout: Layout | None
) -> _Drawn:
    """All texts, arrays with their numbers where the figure is not too high then."""
    graph = storyboard.backprop.graph
    folding = storyboard.folding
    shown = dict(enumerate(map(tuple, gradients_shown(storyboard))))
    contributions = contributions_shown(storyboard, _uses(graph))
    shown |= listed_shown(shown, folding.nodes)
    contributions |= listed_shown(contributions, folding.edges)
    below = _values(shown), _values(contributions)
    is_of_arrays = shared == "stubs" and any(node.is_array for node in graph.nodes)
    again = stub_nodes(graph) if is_of_arrays else _used_again(graph)
    blocked = blocked_entries(storyboard.backprop)
    for style in (TINTED, THUMBNAILS) if is_of_arrays else ("",):
        is_upright = fit is not None and fit.is_upright
        texts = make_texts(graph, folding, below, again, style, blocked, is_upright)
        measures = Measures(graph, texts.nodes, texts.stubs, theme.sizes, theme.sizes.pitch)
        placed = layout or _lay_out(measures, is_of_arrays)
        if placed.height <= _TALLEST:
            break
    return _Drawn(texts, shown, contributions, placed, is_of_arrays)


def _fill_page(
    drawn: _Drawn,
    storyboard: Storyboard,
    theme: Theme,
    contents: Sequence[Content],
    captions: Captions,
    fit: Fit | None,
) -> tuple[Page, Marks, Sheet]:
    """The graph at its place, with the boxes of its calculations, and the page around it."""
    margin = theme.sizes.margin
    boxes = max((content.size[0] for content in contents), default=0.0)
    least = max(_least_width(theme, fit) - 2 * margin, boxes)
    size = drawn.layout.width, drawn.layout.height
    strip = 0.0
    while True:
        sheet = make_sheet(size, captions, least, margin, fit, strip)
        placed = replace(drawn.layout.moved(*sheet.corner, sheet.height), width=sheet.width)
        page = Page(
            storyboard,
            theme,
            placed,
            drawn.texts.nodes,
            drawn.shown,
            dimming(storyboard),
            drawn.texts.stubs,
            drawn.contributions,
            sheet.height,
        )
        marks = Marks(storyboard.last)
        _draw_graph(page, marks)
        calculations = Calculations(page, () if drawn.is_of_arrays else contents, marks)
        if calculations.strip <= sheet.room + _NEARLY:
            calculations.draw(marks)
            return page, marks, sheet
        strip = calculations.strip  # the page is higher then, and the graph may stand elsewhere


def _draw_graph(page: Page, marks: Marks) -> None:
    """All that has its place by the layout alone."""
    draw_panels(page, marks)
    draw_wires(page, marks)
    for node in page.graph.nodes:
        draw_node(page, marks, node)
    for edge in page.layout.constants:
        draw_constant(page, marks, edge)
    draw_stubs(page, marks)


def _used_again(graph: Graph) -> set[int]:
    """The results that several operators use, which may have stubs."""
    return {
        node.index
        for node in graph.operators()
        if len({edge.consumer for edge in graph.consumers[node.index]}) > 1
    }


def _lay_out(measures: Measures, is_of_arrays: bool) -> Layout:
    """Arrays in lines, every use as a wire by Graphviz."""
    sizes = measures.sizes
    if is_of_arrays:
        return lay_out_spines(measures, sizes.array_page - 2 * sizes.margin)
    from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires

    return lay_out_wires(measures)


def _draw_steps(page: Page, marks: Marks) -> None:
    """What is seen on the frames of one step."""
    for step in page.storyboard.backprop.steps:
        if page.storyboard.folding.holds(step.edge):  # it is on no frame of its own
            continue
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
        light_up(page, marks, step)


def _least_width(theme: Theme, fit: Fit | None) -> float:
    least = theme.sizes.least_width
    return fit.least_width(least) if fit else least


def _uses(graph: Graph) -> list[tuple[Edge, ...]]:
    return [use for node in graph.operators() for use in uses_by(graph, node.index)]


def _values(shown: Mapping[Key, Sequence[Shown]]) -> dict[Key, list[Value]]:
    return {key: [one.value for one in some] for key, some in shown.items()}


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]
