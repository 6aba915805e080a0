"""From a graph and its texts to a layout: the cutting with the largest text is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graphviz_backprop.figure.layout.layout import Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.packing import (
    READABLE,
    Packed,
    Shape,
    Size,
    joint_scale,
    joint_size,
    pack,
    pack_pages,
)
from graphviz_backprop.figure.layout.panel_rows import PanelRows, place_rows
from graphviz_backprop.figure.layout.panels import Cutting, find_cuts, title_of
from graphviz_backprop.figure.layout.second_uses import wire_second_uses
from graphviz_backprop.figure.layout.use_tree import grow_tree, roots_of
from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.graph import Edge, Graph

_GROUND = 13.0  # from a panel's ink to the edge of its ground
_TITLE = 18.0  # the height of the line with its name
_GAIN = 1.2  # by which a forced cut has to be better than a natural one
_GAIN_OF_PAGES = 1.5  # the same of fewer pages
_DEPTHS = (12, 9, 7, 6, 5, 4)
_ROWS = (24, 16, 10, 6)
_MANY = 600  # values: beyond, two cuttings are tried
_OF_MANY = Cutting(True, 9, 16)
_SMALL_PARTS = (Cutting(True, 5, 10), Cutting(True, 3), Cutting(True, 3, 6))


@dataclass(frozen=True)
class _Arrangement:
    """Panels with their places on the page, or on several.

    Attributes:
        roots: the value that each panel shows.
        panels: in order.
        sizes: of their grounds.
        pages: in order, with the corners of their panels.
        pixels: of a number.
    """

    roots: tuple[int, ...]
    panels: tuple[PanelRows, ...]
    sizes: tuple[Size, ...]
    pages: tuple[Packed, ...]
    pixels: float
    is_forced: bool


def arrange(measures: Measures, shape: Shape, may_have_pages: bool = True) -> Layout:
    """Lay a graph out once, for all frames.

    One panel where its numbers are large enough on the page; else it is cut, at neurons, calls and
    steps before anywhere else. What can't be read on one page then stands on several.

    Args:
        measures: the graph and the sizes of its texts.
        shape: of the page.
        may_have_pages: there may be several.
    """
    close = replace(measures, pitch=0.0)  # rows as close as their ink allows
    best: _Arrangement | None = None
    if len(measures.graph) <= _MANY:
        best = _best(_tried(measures, shape), shape)
        if best.pixels < shape.large_enough:
            measures, best = close, _best(_tried(close, shape), shape)
    if may_have_pages and (best is None or best.pixels < READABLE):
        noted = replace(close, has_pages=True)
        paged = _paged(noted, shape)
        if len(paged.pages) > 1 or paged.pixels >= READABLE:  # a cutting into more may do
            measures, best = noted, paged
    if best is None:
        measures, best = close, _best(_tried(close, shape), shape)
    for panel in best.panels:
        wire_second_uses(panel, measures)
    return _layout(best, measures)


def _tried(measures: Measures, shape: Shape, are_pages: bool = False) -> Iterator[_Arrangement]:
    """Each cutting on one page, up to the first with numbers large enough.

    For several pages also into panels that are too small to be of use on one.
    """
    seen: set[frozenset[int]] = set()
    cuttings = _cuttings(measures.graph)
    for cutting in (*cuttings, *_SMALL_PARTS) if are_pages else cuttings:
        cuts = find_cuts(measures.graph, cutting, measures.folding)
        if cuts not in seen:
            seen.add(cuts)
            made = _arranged(measures, shape, cuts, cutting.is_forced)
            yield made
            if made.pixels >= shape.large_enough:
                return


def _best(tried: Iterable[_Arrangement], shape: Shape) -> _Arrangement:
    """The first with numbers large enough, else that with the largest.

    One that the code itself suggests is taken unless another is clearly better.
    """
    natural: _Arrangement | None = None
    forced: _Arrangement | None = None
    for made in tried:
        if made.is_forced:
            forced = _larger(forced, made)
        else:
            natural = _larger(natural, made)
    assert natural is not None
    if forced is None or min(forced.pixels, shape.large_enough) <= _GAIN * natural.pixels:
        return natural
    return forced


def _paged(measures: Measures, shape: Shape) -> _Arrangement:
    """The fewest pages that can be read; those that the code suggests before others.

    Of very many values the first that can be read.
    """
    number = measures.sizes.number
    best: tuple[tuple[bool, float, float], _Arrangement] | None = None
    for made in _tried(measures, shape, are_pages=True):
        pages = tuple(pack_pages(made.sizes, shape, READABLE / number))
        pixels = joint_scale(pages, shape) * number
        count = len(pages) * (_GAIN_OF_PAGES if made.is_forced else 1.0)
        is_readable = pixels >= READABLE
        worth = is_readable, -count if is_readable else 0.0, pixels
        if best is None or worth > best[0]:
            best = worth, replace(made, pages=pages, pixels=pixels)
        if is_readable and len(measures.graph) > _MANY:
            break
    assert best is not None
    return best[1]


def _larger(one: _Arrangement | None, other: _Arrangement) -> _Arrangement:
    return other if one is None or other.pixels > one.pixels else one


def _cuttings(graph: Graph) -> Iterator[Cutting]:
    if len(graph) > _MANY:
        yield Cutting(is_natural=True)
        yield _OF_MANY
        return
    yield Cutting()
    yield Cutting(is_natural=True)
    for depth in (None, *_DEPTHS):
        for rows in (None, *_ROWS):
            if depth is not None or rows is not None:
                yield Cutting(True, depth, rows)


def _arranged(
    measures: Measures, shape: Shape, cuts: frozenset[int], is_forced: bool
) -> _Arrangement:
    graph, hidden = measures.graph, measures.folding.hidden
    trees = [[grow_tree(graph, root, cuts, hidden)] for root in sorted(cuts)]
    # What nothing uses stands together, with the output.
    trees.append([grow_tree(graph, root, cuts, hidden) for root in roots_of(graph)])
    roots = (*sorted(cuts), graph.output)
    panels = tuple(place_rows(parts, measures) for parts in trees)
    padding = _GROUND if len(panels) > 1 else 0.0
    title = _title_height(graph, roots)
    sizes = tuple((p.width + 2 * padding, p.height + 2 * padding + title) for p in panels)
    packed = pack(sizes, shape)
    pixels = shape.scale(packed.size) * measures.sizes.number
    return _Arrangement(roots, panels, sizes, (packed,), pixels, is_forced)


def _title_height(graph: Graph, roots: Sequence[int]) -> float:
    """The room for the panels' names, where there are several and one has a name."""
    is_told = len(roots) > 1 and any(title_of(graph, root) for root in roots)
    return _TITLE if is_told else 0.0


def _layout(made: _Arrangement, measures: Measures) -> Layout:
    graph = measures.graph
    homes: list[Row | None] = [None] * len(graph)
    paths: dict[Edge, tuple[Point, ...]] = {}
    stubs: dict[Edge, Row] = {}
    grounds: list[Panel] = []
    numbers = [0] * len(graph)
    places = [(page, corner) for page, one in enumerate(made.pages) for corner in one.corners]
    is_one = len(made.panels) == 1
    title = _title_height(graph, made.roots)
    for root, panel, (page, (dx, dy)) in zip(made.roots, made.panels, places, strict=True):
        if not is_one:
            width, height = panel.width + 2 * _GROUND, panel.height + 2 * _GROUND + title
            ground = Rect(dx, dy, dx + width, dy + height)
            grounds.append(Panel(ground, title_of(graph, root), page))
            dx, dy = dx + _GROUND, dy + _GROUND + title
        for use, row in panel.rows.items():
            if not use.is_stub:
                numbers[use.node] = page
                homes[use.node] = row.moved(dx, dy)
            elif use not in panel.wired:
                stubs |= dict.fromkeys(use.edges, row.moved(dx, dy))
        for edge, path in panel.paths.items():
            paths[edge] = tuple((x + dx, y + dy) for x, y in path)
    constants = measures.constant_places(homes)
    for edge in constants:
        numbers[edge.producer] = numbers[edge.consumer]
    for node, drawn in measures.folding.drawn_for.items():
        numbers[node] = numbers[drawn]
    width, height = joint_size(made.pages)
    pages = tuple(numbers) if len(made.pages) > 1 else ()
    return Layout(tuple(homes), paths, width, height, stubs, constants, tuple(grounds), pages)
