"""The layout of a graph: numbers by their uses, arrays in lines, on several pages if need be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.figure_texts import (
    Later,
    make_texts,
    uses_of,
    with_later,
    with_ties,
)
from graphviz_backprop.figure.fit import NATURAL_ROOM, SLIDE, Fit, Room, room_on
from graphviz_backprop.figure.layout import (
    ArrayStyle,
    Layout,
    Measures,
    PlannedLine,
    Shape,
    arrange,
    find_spines,
    lay_out_lines,
    plan_pages,
    width_for,
)
from graphviz_backprop.figure.text.graph_texts import GraphTexts
from graphviz_backprop.figure.text.value_text import THUMBNAILS, TINTED
from graphviz_backprop.figure.timeline import (
    contributions_of_steps,
    gradients_of_steps,
    listed_values,
)
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.limits import MOST_DRAWN
from graphviz_backprop.storyboard import Folding
from graphviz_backprop.storyboard.derivation.operand_texts import SIDE
from graphviz_backprop.storyboard.grid import MOST
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Sizes

_FOOT = 150.0  # about the height of the caption and the space above it
_FOOT_OF_SHAPE = 190.0  # the same where its lines may be short
_DETAIL = 320.0  # about the height of the panel below arrays without the rows of its grids
_LEADING = 1.36  # from row to row, in em
_WIDER = (1.0, 1.25, 1.5, 1.75)  # times the usual page, on a wide one that is asked for
_NARROWER = (1.0, 0.85, 0.7, 0.55)  # the same on one that is higher than wide
_LINE_MORE = 22.0  # points, of a caption
_TALLEST = 560.0  # points of a figure of arrays with all their numbers
_LEAST_NUMBER = 12.0  # pixels of a number in an array where a page fills a slide
_MORE_PAGES = 2  # times as many for numbers in the place of thumbnails
_ROUNDS = 4  # of planning: a tie may need the room of a line
_CIRCLED = 20  # numbers that have a sign of their own


def lay_out(
    backprop: Backprop,
    theme: Theme,
    shared: str,
    fit: Fit | None,
    folding: Folding | None = None,
    later: Later | None = None,
    may_have_pages: bool = True,
) -> Layout | None:
    """Lay out a graph, on several pages where it must be.

    None where it is too large to draw, or where every use is a wire on one page.

    Args:
        backprop: the graph with its gradients.
        theme: the look.
        shared: how values that are used again are drawn, one of `SHARED`.
        fit: the shape of the page; None for that of the figure itself.
        folding: which like terms of a sum are drawn as one; None for none.
        later: what else will stand at its wires.
        may_have_pages: else it stands on one, however small its numbers are there.
    """
    graph, later = backprop.graph, later or Later()
    folding = folding or Folding()
    has_arrays = any(node.is_array for node in graph.nodes)
    if len(graph) > MOST_DRAWN or (shared == "wires" and (has_arrays or not may_have_pages)):
        return None
    if has_arrays:
        return _lay_out_arrays(backprop, theme, fit, later, may_have_pages)
    sizes = theme.sizes
    texts = _all_texts(backprop, None, folding, later, room_on(fit))
    measures = Measures(graph, texts.nodes, texts.stubs, sizes, sizes.pitch, folding=folding)
    foot = _FOOT_OF_SHAPE if fit and not fit.is_trimmed else _FOOT
    margins = 2 * sizes.margin, sizes.margin + foot
    page = (float(fit.width), float(fit.height)) if fit else SLIDE
    wanted = fit.number if fit else 0.0
    shape = Shape(*page, margins, least_width(theme, fit), wanted)
    if shared == "wires":
        # Imported when it is needed: it loads Graphviz.
        from graphviz_backprop.figure.layout.wire_pages import lay_out_wire_pages

        return lay_out_wire_pages(measures, shape)
    return arrange(measures, shape, may_have_pages=may_have_pages)


def least_width(theme: Theme, fit: Fit | None) -> float:
    """The least width of a page in points."""
    least = theme.sizes.least_width
    return fit.least_width(least) if fit else least


def _all_texts(
    backprop: Backprop,
    arrays: ArrayStyle | None,
    folding: Folding,
    later: Later,
    room: Room = NATURAL_ROOM,
) -> GraphTexts:
    """All texts that are ever seen, however the steps are shown."""
    below = dict(enumerate(gradients_of_steps(backprop)))
    contributions = contributions_of_steps(backprop, uses_of(backprop.graph))
    for one in later.passes:
        for node, more in enumerate(gradients_of_steps(one)):
            below[node] += more
        for use, more in contributions_of_steps(one, uses_of(one.graph)).items():
            contributions[use] += more
    below |= listed_values(below, folding.nodes)
    contributions |= listed_values(contributions, folding.edges)
    texts = make_texts(backprop, folding, (below, contributions), arrays, room)
    return with_later(texts, later, folding, arrays.style if arrays else "", room.columns)


def _lay_out_arrays(
    backprop: Backprop, theme: Theme, fit: Fit | None, later: Later, may_have_pages: bool
) -> Layout:
    """On a page that is asked for lines may be longer than the usual page's, or shorter."""
    planner = _Planner(backprop, theme, later)
    sizes, room = theme.sizes, _room(backprop.graph, theme.sizes, fit)
    shares: tuple[float, ...] = (1.0,)
    if fit is not None and fit.ratio != 1:
        shares = _NARROWER if fit.is_upright else _WIDER
    widths = [sizes.array_page * share for share in shares]
    # The caption of a longer line may be higher than is known here.
    rooms = [room if width <= sizes.array_page else room - _LINE_MORE for width in widths]
    # What is higher than wide has the height for numbers in the place of thumbnails.
    tallest = max(rooms) if fit is not None and fit.is_upright else _TALLEST
    made = [
        _planned(planner, width - 2 * sizes.margin, one, tallest, may_have_pages)
        for width, one in zip(widths, rooms, strict=True)
    ]

    def worth(one: Layout) -> tuple[bool, int, float]:
        has_numbers = one.arrays is not None and one.arrays.style == TINTED
        return has_numbers, -one.page_count, _scale(one, backprop.graph, sizes, fit)

    return max(made, key=worth)


def _scale(layout: Layout, graph: Graph, sizes: Sizes, fit: Fit | None) -> float:
    """Pixels per point, about."""
    width, height = (fit.width, fit.height) if fit else SLIDE
    foot = _height_of_foot(graph, sizes)
    return min(width / (layout.width + 2 * sizes.margin), height / (layout.height + foot))


def _planned(
    planner: _Planner, width: float, room: float, tallest: float, may_have_pages: bool
) -> Layout:
    """All numbers where the page is not too high then, else thumbnails, else several pages."""
    for style, most in ((TINTED, min(tallest, room)), (THUMBNAILS, room)):
        planned = planner.plan(style, most, width)
        if planned.page_count == 1:
            return planned
    if not may_have_pages:
        return planner.plan(THUMBNAILS, float("inf"), width)
    numbers = planner.plan(TINTED, room, width)
    # What can't be cut may be higher than a page.
    fits = numbers.height <= max(room, planned.height)
    is_better = fits and numbers.page_count <= _MORE_PAGES * planned.page_count
    return numbers if is_better else planned


class _Planner:
    """Plans pages until the numbers that tie what stands in two places have their room too."""

    def __init__(self, backprop: Backprop, theme: Theme, later: Later) -> None:
        self._backprop = backprop
        self._later = later
        self._theme = theme
        self._spines = find_spines(backprop.graph)
        self._texts: dict[str, GraphTexts] = {}

    def plan(self, style: str, height: float, width: float) -> Layout:
        """The layout with lines of at most this width, and of this height on a page."""
        arrays = ArrayStyle(style)
        for _ in range(_ROUNDS):
            measures = self._measures(arrays, width)
            plan = plan_pages(self._spines, measures, width, height)
            found = replace(
                _ties(self._backprop.graph, style, plan), box_widths=self._box_widths(measures)
            )
            if found == arrays:
                break
            arrays = found
        return lay_out_lines(plan, self._measures(arrays, width), arrays)

    def _box_widths(self, measures: Measures) -> dict[int, float]:
        stations = chain.from_iterable(spine.stations for spine in self._spines)
        widths = {one.use.node: width_for(one, measures) for one in stations}
        return {node: width for node, width in widths.items() if width}

    def _measures(self, arrays: ArrayStyle, width: float) -> Measures:
        """The sizes of all texts; large arrays are written once for each style."""
        if arrays.style not in self._texts:
            self._texts[arrays.style] = _all_texts(
                self._backprop, ArrayStyle(arrays.style), Folding(), self._later
            )
        texts = with_ties(self._texts[arrays.style], arrays)
        sizes = self._theme.sizes
        nodes, stubs = texts.nodes, texts.stubs
        graph, pitch = self._backprop.graph, sizes.pitch
        return Measures(graph, nodes, stubs, sizes, pitch, line_width=width)


def _room(graph: Graph, sizes: Sizes, fit: Fit | None) -> float:
    """The height for the lines of a page, so that the numbers can be read where it is shown."""
    width, height = (fit.width, fit.height) if fit else SLIDE
    whole = max(height * sizes.entry / _LEAST_NUMBER, sizes.array_page * height / width)
    if fit is not None and (fit.is_trimmed or min(width, height) < min(SLIDE)):
        # As large as may be: too small for that, or as wide as a README shows it.
        whole = sizes.array_page * height / width
    return whole - _height_of_foot(graph, sizes)


def _height_of_foot(graph: Graph, sizes: Sizes) -> float:
    """About the height of the panel below the lines, with the margin."""
    sides = [max(node.shape[-2:]) for node in graph.nodes if node.is_array]
    rows = max(side if side <= MOST else SIDE for side in sides)
    return _DETAIL + rows * _LEADING * sizes.entry + sizes.margin


def _ties(graph: Graph, style: str, plan: Sequence[PlannedLine]) -> ArrayStyle:
    """A number in a circle for each result with stubs, in the order of their homes."""
    homes: dict[int, int] = {}  # the page of each value's home
    stubs: list[tuple[Edge, int]] = []
    continued: set[Edge] = set()
    for line in plan:
        operands = [use for one in line.stations for use in (one.main, *one.above, *one.below)]
        start = line.spine.start
        rows = [start, *operands, *(station.use for station in line.stations)]
        homes |= {use.node: line.page for use in rows if not use.is_stub}
        stubs += [(use.edges[0], line.page) for use in operands if use.is_stub]
        if start.is_stub and start in operands:
            continued.add(start.edges[0])
    tied = {edge.producer for edge, _ in stubs if graph.nodes[edge.producer].is_operator}
    order = [node for node in homes if node in tied]
    ties = {node: _circled(number) for number, node in enumerate(order, start=1)}
    stub_ties: dict[Edge, str] = {}
    for edge, page in stubs:
        home = homes[edge.producer]
        note = f"page {home + 1}" if home != page else ""
        stub_ties[edge] = " ".join(filter(None, (ties.get(edge.producer, ""), note)))
    return ArrayStyle(style, ties, stub_ties, frozenset(continued))


def _circled(number: int) -> str:
    return chr(0x245F + number) if number <= _CIRCLED else f"({number})"
