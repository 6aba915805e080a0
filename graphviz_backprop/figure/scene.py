"""From frames to marks: lay out once, then draw everything that is ever seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure.calculation.boxes import Calculations
from graphviz_backprop.figure.calculation.contents import Content, make_contents, with_struck
from graphviz_backprop.figure.calculation.sources_of_step import outline_sources
from graphviz_backprop.figure.drawing.diagnosis_marks import draw_cause
from graphviz_backprop.figure.drawing.nodes import draw_constant, draw_node
from graphviz_backprop.figure.drawing.panel_marks import draw_panels
from graphviz_backprop.figure.drawing.struck import draw_struck
from graphviz_backprop.figure.drawing.stubs import draw_stubs, light_up
from graphviz_backprop.figure.drawing.wires import draw_active, draw_wires
from graphviz_backprop.figure.figure_texts import make_texts, uses_of
from graphviz_backprop.figure.fit import Fit, room_on
from graphviz_backprop.figure.footer import Foot
from graphviz_backprop.figure.laid_out import width_meant
from graphviz_backprop.figure.layout import Layout, Measures
from graphviz_backprop.figure.mark import Mark, Scene
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.sheet import Captions, Sheet, height_below, make_sheet
from graphviz_backprop.figure.text.graph_texts import GraphTexts
from graphviz_backprop.figure.timeline import (
    Key,
    Shown,
    contributions_shown,
    dimming,
    gradients_shown,
    listed_shown,
)
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.limits import MOST_DRAWN
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.values import Value

if TYPE_CHECKING:
    from graphviz_backprop.figure.calculation.detail import Detail

_NEARLY = 1e-6


def check_size(graph: Graph) -> None:
    """See that a graph is not too large to draw.

    Raises:
        BackpropError: it is.
    """
    if len(graph) > MOST_DRAWN:
        from graphviz_backprop.levels import as_layers  # not for what is drawn

        layers = as_layers(graph)
        fits = layers is not None and len(layers) <= MOST_DRAWN
        smaller = "the level layer fits, " if fits else ""
        raise BackpropError(
            f"{graph.source}: {len(graph)} values are too many to draw, {MOST_DRAWN} at most; "
            f"{smaller}steps, gradients and the format json have no such limit"
        )


def make_scene(
    storyboard: Storyboard,
    theme: Theme,
    fit: Fit | None = None,
    layout: Layout | None = None,
) -> Scene:
    """All marks of a movie, with their places and lifetimes.

    Args:
        storyboard: what is seen on each frame.
        theme: the look.
        fit: the shape of the page; None for that of the figure itself.
        layout: what `lay_out` gave; None for every use as a wire.

    Raises:
        BackpropError: the graph is too large, or Graphviz can't lay it out.
    """
    check_size(storyboard.backprop.graph)
    drawn = _lay_out_texts(storyboard, theme, fit, layout)
    contents = make_contents(storyboard, theme)
    foot = Foot(storyboard, theme)
    detail = _detail(contents, foot) if drawn.layout.arrays else None
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


def room_for_captions(
    storyboard: Storyboard, theme: Theme, fit: Fit, layout: Layout
) -> float | None:
    """The height that the captions take, where a layout would be another one for it.

    That is so where they make its numbers too small, and where rows may stand further apart.
    """
    foot = Foot(storyboard, theme)
    captions: Captions = foot
    if layout.arrays:
        captions = _detail(make_contents(storyboard, theme), foot)
    margin, width = theme.sizes.margin, width_meant(layout, theme, fit)
    below = height_below(captions, width, margin)
    is_small = fit.ratio * (margin + layout.height + below) > width + _NEARLY
    return below if is_small or layout.is_close else None


def _detail(contents: Sequence[Content], foot: Foot) -> Detail:
    from graphviz_backprop.figure.calculation.detail import Detail  # numbers need none

    return Detail(contents, foot)


def draw_graph(
    storyboard: Storyboard, theme: Theme, fit: Fit | None, layout: Layout | None, foot: Captions
) -> tuple[list[Mark], Sheet]:
    """The marks of a graph alone, and the page that holds it above a foot of another kind.

    Args:
        storyboard: when what is seen.
        theme: the look.
        fit: the shape of the page; None for that of the figure itself.
        layout: what `lay_out` gave; None for every use as a wire.
        foot: what will stand below it.

    Raises:
        BackpropError: the graph is too large, or Graphviz can't lay it out.
    """
    check_size(storyboard.backprop.graph)
    drawn = _lay_out_texts(storyboard, theme, fit, layout)
    page, marks, sheet = _fill_page(drawn, storyboard, theme, (), foot, fit)
    _draw_steps(page, marks)
    return list(marks), sheet


@quick_dataclass(frozen=True)
class _Drawn:
    """The texts of a graph, and where they stand.

    Attributes:
        texts: of the nodes, and of second uses.
        shown, contributions: their gradients over time.
        layout: the geometry, with its top left corner at (0, 0).
    """

    texts: GraphTexts
    shown: dict[int, tuple[Shown, ...]]
    contributions: dict[Edge, tuple[Shown, ...]]
    layout: Layout


def _lay_out_texts(
    storyboard: Storyboard, theme: Theme, fit: Fit | None, layout: Layout | None
) -> _Drawn:
    """All texts in a layout; without one every use is a wire."""
    backprop, folding = storyboard.backprop, storyboard.folding
    shown = dict(enumerate(map(tuple, gradients_shown(storyboard))))
    contributions = contributions_shown(storyboard, uses_of(backprop.graph))
    shown |= listed_shown(shown, folding.nodes)
    contributions |= listed_shown(contributions, folding.edges)
    below = _values(shown), _values(contributions)
    arrays = layout.arrays if layout else None
    texts = make_texts(backprop, folding, below, arrays, theme.sizes, room_on(fit))
    if layout is None:
        from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires

        pitch = theme.sizes.pitch
        layout = lay_out_wires(
            Measures(backprop.graph, texts.nodes, texts.stubs, theme.sizes, pitch)
        )
    return _Drawn(texts, shown, contributions, layout)


def _values(shown: Mapping[Key, Sequence[Shown]]) -> dict[Key, list[Value]]:
    return {key: [one.value for one in some] for key, some in shown.items()}


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
    least = max(theme.sizes.least_width - 2 * margin, boxes)
    size = drawn.layout.width, drawn.layout.height
    sheet = make_sheet(size, captions, least, margin, fit, 0.0)
    page, marks, calculations = _fill(drawn, storyboard, theme, contents, sheet)
    while calculations.strip > sheet.room + _NEARLY:
        place = sheet.width, sheet.corner
        sheet = make_sheet(size, captions, least, margin, fit, calculations.strip)
        stays = place == (sheet.width, sheet.corner)
        if stays and page.layout.page_count == 1:  # only the caption stands lower
            page = replace(page, height=sheet.height)
            continue
        page, marks, calculations = _fill(
            drawn, storyboard, theme, contents, sheet, calculations if stays else None
        )
    calculations.draw(marks)
    return page, marks, sheet


def _fill(
    drawn: _Drawn,
    storyboard: Storyboard,
    theme: Theme,
    contents: Sequence[Content],
    sheet: Sheet,
    before: Calculations | None = None,
) -> tuple[Page, Marks, Calculations]:
    """The graph at its place on a sheet, and spots for its calculations."""
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
    without_room = draw_struck(page, marks)
    boxes_of_numbers = () if drawn.layout.arrays else with_struck(contents, page, without_room)
    return page, marks, Calculations(page, boxes_of_numbers, marks, before)


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
        if page.storyboard.folding.holds(step.edge):  # it is on no frame of its own
            continue
        draw_active(page, marks, step)
        draw_cause(page, marks, step)
        light_up(page, marks, step)


def _numbered(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, id=f"m{number}") for number, mark in enumerate(marks)]
