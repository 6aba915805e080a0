"""From a graph and its texts to a layout: the cutting with the largest text is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from graphviz_backprop.figure.layout.layout import Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.packing import Packed, Shape, pack
from graphviz_backprop.figure.layout.panel_rows import PanelRows, place_rows
from graphviz_backprop.figure.layout.panels import Cutting, find_cuts, title_of
from graphviz_backprop.figure.layout.second_uses import wire_second_uses
from graphviz_backprop.figure.layout.use_tree import grow_tree, roots_of
from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.graph import Edge, Graph

_GROUND = 13.0  # from a panel's ink to the edge of its ground
_TITLE = 18.0  # the height of the line with its name
_GAIN = 1.2  # by which a forced cut has to be better than a natural one
_DEPTHS = (12, 9, 7, 6, 5, 4)
_ROWS = (24, 16, 10, 6)
_MANY = 600  # values: beyond, two cuttings are tried
_OF_MANY = Cutting(True, 9, 16)


@dataclass(frozen=True)
class _Arrangement:
    """Panels with their places on the page."""

    roots: tuple[int, ...]
    panels: tuple[PanelRows, ...]
    packed: Packed
    pixels: float


def arrange(measures: Measures, shape: Shape) -> Layout:
    """Lay a graph out once, for all frames.

    One panel where its numbers are large enough on the page; else it is cut, at neurons, calls and
    steps before anywhere else.

    Args:
        measures: the graph and the sizes of its texts.
        shape: of the page.
    """
    is_small = len(measures.graph) <= _MANY
    best = _best(measures, shape) if is_small else None
    if best is None or best.pixels < shape.large_enough:  # rows as close as their ink allows
        measures = replace(measures, pitch=0.0)
        best = _best(measures, shape)
    for panel in best.panels:
        wire_second_uses(panel, measures)
    return _layout(best, measures)


def _best(measures: Measures, shape: Shape) -> _Arrangement:
    """The first cutting with numbers large enough, else that with the largest.

    One that the code itself suggests is taken unless another is clearly better.
    """
    natural: _Arrangement | None = None
    forced: _Arrangement | None = None
    seen: set[frozenset[int]] = set()
    for cutting in _cuttings(measures.graph):
        cuts = find_cuts(measures.graph, cutting)
        if cuts in seen:
            continue
        seen.add(cuts)
        made = _arranged(measures, shape, cuts)
        if cutting.is_forced:
            forced = _larger(forced, made)
        else:
            natural = _larger(natural, made)
        if made.pixels >= shape.large_enough:
            break
    assert natural is not None
    if forced is None or min(forced.pixels, shape.large_enough) <= _GAIN * natural.pixels:
        return natural
    return forced


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


def _arranged(measures: Measures, shape: Shape, cuts: frozenset[int]) -> _Arrangement:
    graph = measures.graph
    trees = [[grow_tree(graph, root, cuts)] for root in sorted(cuts)]
    # What nothing uses stands together, with the output.
    trees.append([grow_tree(graph, root, cuts) for root in roots_of(graph)])
    roots = (*sorted(cuts), graph.output)
    panels = tuple(place_rows(parts, measures) for parts in trees)
    padding = _GROUND if len(panels) > 1 else 0.0
    title = _title_height(graph, roots)
    sizes = [(p.width + 2 * padding, p.height + 2 * padding + title) for p in panels]
    packed = pack(sizes, shape)
    pixels = shape.scale(packed.size) * measures.sizes.number
    return _Arrangement(roots, panels, packed, pixels)


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
    is_one = len(made.panels) == 1
    title = _title_height(graph, made.roots)
    for root, panel, corner in zip(made.roots, made.panels, made.packed.corners, strict=True):
        dx, dy = corner
        if not is_one:
            width, height = panel.width + 2 * _GROUND, panel.height + 2 * _GROUND + title
            ground = Rect(dx, dy, dx + width, dy + height)
            grounds.append(Panel(ground, title_of(graph, root)))
            dx, dy = dx + _GROUND, dy + _GROUND + title
        for use, row in panel.rows.items():
            if not use.is_stub:
                homes[use.node] = row.moved(dx, dy)
            elif use not in panel.wired:
                stubs |= dict.fromkeys(use.edges, row.moved(dx, dy))
        for edge, path in panel.paths.items():
            paths[edge] = tuple((x + dx, y + dy) for x, y in path)
    constants = {
        edge: measures.constant_place(edge, (home.center, home.height))
        for node, home in enumerate(homes)
        if home is not None
        for edge in measures.constants(node)
    }
    width, height = made.packed.size
    return Layout(tuple(homes), paths, width, height, stubs, constants, tuple(grounds))
