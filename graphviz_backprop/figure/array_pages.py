"""The layout of a graph with arrays: its lines on pages on which their numbers can be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.figure_texts import Later, all_texts, with_ties
from graphviz_backprop.figure.fit import SLIDE, Fit
from graphviz_backprop.figure.layout import (
    ArrayStyle,
    Layout,
    Measures,
    PlannedLine,
    find_spines,
    lay_out_lines,
    plan_pages,
    width_for,
)
from graphviz_backprop.figure.text.graph_texts import GraphTexts
from graphviz_backprop.figure.text.value_text import THUMBNAILS, TINTED
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.storyboard import Folding
from graphviz_backprop.storyboard.derivation.operand_texts import SIDE
from graphviz_backprop.storyboard.texts.grid import MOST
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Sizes

_DETAIL = 320.0  # about the height of the panel below arrays without the rows of its grids
_LEADING = 1.36  # from row to row, in em
_WIDER = (1.0, 1.25, 1.5, 1.75)  # times the usual page, on a wide one that is asked for
_LINE_MORE = 22.0  # points, of a caption
_TALLEST = 560.0  # points of a figure of arrays with all their numbers
_LEAST_NUMBER = 12.0  # pixels of a number in an array where a page fills a slide
_WIDEST_IN_HAND = 1.1  # times the page, where its numbers can still be read
_MORE_PAGES = 2  # times as many for numbers in the place of thumbnails
_ROUNDS = 4  # of planning: a tie may need the room of a line
_CIRCLED = 20  # numbers that have a sign of their own

Size = tuple[float, float]


def lay_out_arrays(
    backprop: Backprop,
    theme: Theme,
    fit: Fit | None,
    later: Later,
    may_have_pages: bool,
    foot: float | None = None,
) -> Layout:
    """On a page that is asked for lines may be longer than the usual page's, or shorter.

    Args:
        backprop: the graph with its gradients.
        theme: the look.
        fit: the shape of the page; None for that of the figure itself.
        later: what else will stand at its wires.
        may_have_pages: else it stands on one, however small its numbers are there.
        foot: the height below the lines in points; None where it is not known yet.
    """
    planner = _Planner(backprop, theme, later)
    sizes = theme.sizes
    below = _height_of_foot(backprop.graph, sizes) if foot is None else foot + sizes.margin
    made = [
        _planned(planner, page, fit is not None and fit.is_upright, may_have_pages)
        for page in _lines_of_pages(sizes, fit, below)
    ]

    def worth(one: Layout) -> tuple[bool, int, float]:
        has_numbers = one.arrays is not None and one.arrays.style == TINTED
        return has_numbers, -one.page_count, _scale(one, sizes, fit, below)

    return max(made, key=worth)


def _lines_of_pages(sizes: Sizes, fit: Fit | None, below: float) -> Iterator[Size]:
    """Widths and heights that the lines of a page may have."""
    room = whole_height(sizes, fit) - below
    for share in _WIDER if fit is not None and fit.ratio > 1 else (1.0,):
        # The caption of a longer line may be higher than is known here.
        more = _LINE_MORE if share > 1 else 0.0
        yield sizes.array_page * share - 2 * sizes.margin, room - more


def _scale(layout: Layout, sizes: Sizes, fit: Fit | None, below: float) -> float:
    """Pixels per point, about."""
    width, height = (fit.width, fit.height) if fit else SLIDE
    return min(width / (layout.width + 2 * sizes.margin), height / (layout.height + below))


def _planned(planner: _Planner, page: Size, is_upright: bool, may_have_pages: bool) -> Layout:
    """All numbers where the page is not too high then, else thumbnails, else several pages.

    On a page that is higher than wide rather numbers on a few than thumbnails on one.
    """
    width, room = page
    tallest = room if is_upright else min(_TALLEST, room)
    one_page = planner.plan(TINTED, tallest, width)
    if one_page.page_count == 1 and not (is_upright and may_have_pages):
        return one_page
    small = planner.plan(THUMBNAILS, room if may_have_pages else float("inf"), width)
    if small.page_count == 1 and not (is_upright and may_have_pages):
        return small
    numbers = one_page if tallest == room else planner.plan(TINTED, room, width)
    # What can't be cut may be higher than a page, or wider.
    fits = numbers.height <= max(room, small.height)
    fits &= not is_upright or numbers.width <= max(_WIDEST_IN_HAND * width, small.width)
    is_better = fits and numbers.page_count <= _MORE_PAGES * small.page_count
    return numbers if is_better else small


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
            self._texts[arrays.style] = all_texts(
                self._backprop,
                ArrayStyle(arrays.style),
                Folding(),
                self._later,
                self._theme.sizes,
            )
        texts = with_ties(self._texts[arrays.style], arrays)
        sizes = self._theme.sizes
        nodes, stubs = texts.nodes, texts.stubs
        graph, pitch = self._backprop.graph, sizes.pitch
        return Measures(graph, nodes, stubs, sizes, pitch, line_width=width)


def whole_height(sizes: Sizes, fit: Fit | None) -> float:
    """The height of a page in points, so that the numbers can be read where it is shown."""
    width, height = (fit.width, fit.height) if fit else SLIDE
    if fit is not None and (fit.is_trimmed or fit.is_upright or min(width, height) < min(SLIDE)):
        # As large as may be: too small for that, in a README's width or in a hand.
        return sizes.array_page * height / width
    return max(height * sizes.entry / _LEAST_NUMBER, sizes.array_page * height / width)


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
