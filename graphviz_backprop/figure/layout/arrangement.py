"""From a graph and its texts to a layout: the cutting with the largest text is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from graphviz_backprop.figure.layout.arranged import Arrangement, title_height, to_layout
from graphviz_backprop.figure.layout.heights import CLOSEST
from graphviz_backprop.figure.layout.layout import Layout
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.packing import (
    MANY_PANELS,
    Shape,
    joint_scale,
    pack,
    pack_pages,
    placed_anew,
)
from graphviz_backprop.figure.layout.panel_rows import place_rows
from graphviz_backprop.figure.layout.panels import Cutting, find_cuts
from graphviz_backprop.figure.layout.second_uses import wire_second_uses
from graphviz_backprop.figure.layout.use_tree import grow_tree, roots_of, uses_by
from graphviz_backprop.graph import Graph

_GAIN = 1.2  # by which a forced cut has to be better than a natural one, or pages than one
_GAIN_OF_PAGES = 1.5  # the same of fewer pages
_AIR = (14.0, 10.0, 7.0, 4.0, 2.0)  # points between rows, where a page has room for them
# Times numbers that are large enough, for a caption may be higher than meant; more where its lines
# are short.
_SPARE, _SPARE_UPRIGHT, _SPARE_OF_EXACT = 1.08, 1.2, 1.03
_DEPTHS = (12, 9, 7, 6, 5, 4)
_ROWS = (24, 16, 10, 6)
_LEGIBLE = 2.0  # pixels: in a panel with smaller numbers nobody follows a wire
_MANY = 600  # values: beyond, two cuttings are tried
_OF_MANY = Cutting(True, 9, 16)
_SMALL_PARTS = (Cutting(True, 5, 10), Cutting(True, 3), Cutting(True, 3, 6), Cutting(True, 2))
_EACH = Cutting(True, 1)  # operation has a panel of its own


def arrange(
    measures: Measures, shape: Shape, may_have_pages: bool = True, narrow: Shape | None = None
) -> Layout:
    """Lay a graph out once, for all frames.

    One panel where its numbers are large enough on the page; else it is cut, at neurons, calls and
    steps before anywhere else. What is too small on one page even so stands on several.

    Args:
        measures: the graph and the sizes of its texts.
        shape: of the page.
        may_have_pages: there may be several.
        narrow: a page of less width where the figure is shown too: one that has numbers large
            enough there and here is better, if the code suggests its cuts.
    """
    given, close = measures, replace(measures, pitch=0.0)  # rows as close as their ink allows
    best: Arrangement | None = None
    if len(measures.graph) <= _MANY:
        measures, best = _on_one_page(measures, close, shape)
    if may_have_pages and (best is None or best.pixels < shape.large_enough):
        noted = replace(close, has_pages=True)
        paged = _paged(noted, shape)
        if best is None or _are_pages_better(paged, best, shape):
            measures, best = noted, paged
    if best is None:
        measures, best = close, _best(_tried(close, shape), shape)
    if narrow is not None and len(given.graph) <= _MANY and _is_wide(best, narrow, given):
        other = _on_one_page(given, close, narrow)
        if _is_worth_it(other[1], best, narrow, given):
            (measures, best), shape = other, narrow
    measures, best = _with_air(measures, best, shape)
    for panel in best.panels:
        pixels = shape.scale((panel.width, panel.height)) * measures.sizes.number
        if pixels > _LEGIBLE:
            wire_second_uses(panel, measures)
    return to_layout(best, measures)


def _on_one_page(measures: Measures, close: Measures, shape: Shape) -> tuple[Measures, Arrangement]:
    """The best cutting on one page; with closer rows where the code suggests no cut that helps."""
    best = _best(_tried(measures, shape), shape)
    is_large = best.pixels >= shape.large_enough
    if is_large and not best.is_forced:
        return measures, best
    closer = _best(_tried(close, shape), shape)
    return (measures, best) if is_large and closer.is_forced else (close, closer)


def _is_wide(made: Arrangement, narrow: Shape, measures: Measures) -> bool:
    """True if numbers on its page are too small where pages are narrow."""
    return len(made.pages) == 1 and _pixels(made, narrow, measures) < narrow.large_enough


def _is_worth_it(other: Arrangement, made: Arrangement, narrow: Shape, measures: Measures) -> bool:
    """True if a cutting for a narrow page has numbers large enough, and clearly larger ones."""
    is_better = other.pixels > _GAIN * _pixels(made, narrow, measures)
    is_suggested = not other.is_forced or other.roots == made.roots
    return is_better and is_suggested and other.pixels >= narrow.large_enough


def _pixels(made: Arrangement, shape: Shape, measures: Measures) -> float:
    """Of a number on another page."""
    return joint_scale(made.pages, shape) * measures.sizes.number


def _tried(measures: Measures, shape: Shape, are_pages: bool = False) -> Iterator[Arrangement]:
    """Each cutting on one page, up to the first with numbers large enough.

    Where panels have pages, or a page has little width, also into panels that are too small to be
    of use else.
    """
    seen: set[frozenset[int]] = set()
    cuttings = [*_cuttings(measures.graph)]
    if are_pages or shape.is_upright:
        cuttings += _SMALL_PARTS if len(measures.graph) <= _MANY else _SMALL_PARTS[:1]
    if shape.is_upright and measures.folding.nodes and len(measures.graph) <= _MANY:
        cuttings.append(_EACH)  # lists at one ring after another are wide
    for cutting in cuttings:
        cuts = find_cuts(measures.graph, cutting, measures.folding)
        # So many values in one panel can be read on no page.
        is_hopeless = are_pages and not cuts and len(measures.graph) > _MANY
        if cuts in seen or is_hopeless:
            continue
        seen.add(cuts)
        made = _arranged(measures, shape, cuts, cutting.is_forced, are_pages)
        yield made
        if made.pixels >= shape.large_enough or (are_pages and _is_too_high(measures, shape)):
            return
    if not seen:
        yield _arranged(measures, shape, frozenset(), is_forced=False)


def _is_too_high(measures: Measures, shape: Shape) -> bool:
    """True if one ring of very many values has more operands than any page has room for."""
    graph, hidden = measures.graph, measures.folding.hidden
    if len(graph) <= _MANY:
        return False
    most = max(len(uses_by(graph, node.index, hidden)) for node in graph.operators())
    return most * CLOSEST > shape.room(shape.readable / measures.sizes.number)[1]


def _best(tried: Iterable[Arrangement], shape: Shape) -> Arrangement:
    """The first with numbers large enough, else that with the largest.

    One that the code itself suggests is taken unless another is clearly better.
    """
    natural: Arrangement | None = None
    forced: Arrangement | None = None
    for made in tried:
        if made.is_forced:
            forced = _larger(forced, made)
        else:
            natural = _larger(natural, made)
    assert natural is not None
    if forced is None or natural.pixels >= shape.large_enough:
        return natural
    is_better = forced.pixels > _GAIN * natural.pixels
    return forced if is_better or forced.pixels >= shape.large_enough else natural


def _paged(measures: Measures, shape: Shape) -> Arrangement:
    """The fewest pages with numbers large enough; those that the code suggests before others.

    Where none are, the same of numbers that can just be read. Of very many values the first.
    """
    number = measures.sizes.number
    best: tuple[tuple[int, float, float], Arrangement] | None = None
    for made in _tried(measures, shape, are_pages=True):
        for least in dict.fromkeys((shape.large_enough, shape.readable)):
            pages = tuple(pack_pages(made.sizes, shape, least / number))
            paged = replace(made, pages=pages, pixels=joint_scale(pages, shape) * number)
            count = len(pages) * (_GAIN_OF_PAGES if made.is_forced else 1.0)
            grade = _grade(paged, shape)
            worth = grade, -count if grade else 0.0, paged.pixels
            if best is None or worth > best[0]:
                best = worth, paged
            if paged.pixels >= shape.large_enough:
                break
        if best is not None and best[0][0] and len(measures.graph) > _MANY:
            break
    assert best is not None
    made = best[1]
    return replace(made, pages=tuple(placed_anew(made.pages, made.sizes, shape)))


def _are_pages_better(pages: Arrangement, one: Arrangement, shape: Shape) -> bool:
    """True if they are large enough, or if only they can be read, or are nearer to it."""
    grades = _grade(pages, shape), _grade(one, shape)
    return grades[0] > grades[1] or (not any(grades) and pages.pixels > _GAIN * one.pixels)


def _with_air(measures: Measures, made: Arrangement, shape: Shape) -> tuple[Measures, Arrangement]:
    """Close rows further apart where the pages have room: a number is seen to be its own row's."""
    if not measures.is_close or len(measures.graph) > _MANY:
        return measures, made
    spare = _SPARE_OF_EXACT if shape.is_exact else _SPARE_UPRIGHT if shape.is_upright else _SPARE
    cuts, least = frozenset(made.roots[:-1]), min(made.pixels, spare * shape.large_enough)
    number = measures.sizes.number
    for air in _AIR:
        aired = replace(measures, air=air)
        other = _arranged(aired, shape, cuts, made.is_forced)
        if len(made.pages) > 1:
            pages = tuple(pack_pages(other.sizes, shape, least / number))
            other = replace(other, pages=pages, pixels=joint_scale(pages, shape) * number)
        if len(other.pages) == len(made.pages) and other.pixels >= least:
            return aired, other
    return measures, made


def _grade(made: Arrangement, shape: Shape) -> int:
    """2 if numbers are large enough, 1 if they can be read."""
    return (made.pixels >= shape.readable) + (made.pixels >= shape.large_enough)


def _larger(one: Arrangement | None, other: Arrangement) -> Arrangement:
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
    measures: Measures,
    shape: Shape,
    cuts: frozenset[int],
    is_forced: bool,
    are_pages: bool = False,
) -> Arrangement:
    """All panels with their sizes, on one page; on none where they are many and will have pages."""
    graph, hidden = measures.graph, measures.folding.hidden
    grow = partial(grow_tree, graph, cuts=cuts, hidden=hidden, is_staggered=not shape.is_upright)
    trees = [[grow(root)] for root in sorted(cuts)]
    trees.append([*map(grow, roots_of(graph))])  # what nothing uses stands with the output
    roots = (*sorted(cuts), graph.output)
    panels = place_rows(trees, measures)
    padding = measures.sizes.ground if len(panels) > 1 else 0.0
    title = title_height(graph, roots)
    sizes = tuple((p.width + 2 * padding, p.height + 2 * padding + title) for p in panels)
    if are_pages and len(sizes) > MANY_PANELS:
        return Arrangement(roots, panels, sizes, (), 0.0, is_forced)
    packed = pack(sizes, shape)
    pixels = shape.scale(packed.size) * measures.sizes.number
    return Arrangement(roots, panels, sizes, (packed,), pixels, is_forced)
