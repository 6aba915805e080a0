"""Every use of a value as a wire, on several pages: a stub only where its home is on another one.

The graph is cut where panels are; neighbouring panels share a page while it can be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphviz_backprop.figure.layout.graphviz_columns import lay_out_wires
from graphviz_backprop.figure.layout.layout import Layout, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.packing import READABLE, Shape
from graphviz_backprop.figure.layout.panels import Cutting, find_cuts
from graphviz_backprop.figure.layout.use_tree import grow_tree, is_at_ring, roots_of
from graphviz_backprop.figure.mark import Point
from graphviz_backprop.figure.text.node_text import NodeText
from graphviz_backprop.graph import Edge, Graph, Node
from graphviz_backprop.ops import LEAF
from graphviz_backprop.quick_dataclass import quick_dataclass

_CUTTINGS = (Cutting(True), *(Cutting(True, rows=rows) for rows in (24, 16, 10, 6)))
# Pixels of a number that a page must have: of as many pages those are taken with the largest.
_LEAST = (READABLE, 1.1 * READABLE, 1.25 * READABLE, 1.5 * READABLE)
_MOST = 600  # values: of more Graphviz takes long for each try


@quick_dataclass(frozen=True)
class _Part:
    """What stands on a page.

    Attributes:
        measures: of a graph of its own, in which values of other pages are inputs.
        nodes: for each of its nodes the node of the whole graph; None of a stub.
        edges: for each of its edges that of the whole graph.
        stubs: for each stub its uses.
    """

    measures: Measures
    nodes: list[int | None]
    edges: dict[Edge, Edge]
    stubs: dict[int, list[Edge]]


def lay_out_wire_pages(measures: Measures, shape: Shape) -> Layout | None:
    """The fewest pages on which numbers can be read.

    None where one page does, where the graph is very large, or where no cutting helps.

    Args:
        measures: the graph and the sizes of its texts.
        shape: of the pages.
    """
    graph = measures.graph
    if len(graph) > _MOST or _pixels([lay_out_wires(measures)], measures, shape) >= READABLE:
        return None
    best: tuple[tuple[int, float], list[_Part], list[Layout]] | None = None
    for cutting in _CUTTINGS:
        cuts = find_cuts(graph, cutting, measures.folding)
        panels = _panels(graph, cuts)
        if sum(map(len, panels)) != len(graph):  # a number at rings of two of them
            continue
        for least in _LEAST:
            parts = list(_pages(measures, shape, panels, least))
            laid_out = [lay_out_wires(part.measures) for part in parts]
            pixels = _pixels(laid_out, measures, shape)
            worth = -len(parts), pixels
            if pixels < READABLE or (best is not None and worth <= best[0]):
                break
            best = worth, parts, laid_out
    return _joined(graph, *best[1:]) if best else None


def _panels(graph: Graph, cuts: frozenset[int]) -> list[set[int]]:
    """The values of each panel, in order; numbers at rings stand with these."""
    trees = [[root] for root in sorted(cuts)] + [roots_of(graph)]
    panels = [
        {use.node for root in roots for use in grow_tree(graph, root, cuts) if not use.is_stub}
        for roots in trees
    ]
    for panel in panels:
        inputs = {index for node in panel for index in graph.nodes[node].inputs}
        panel |= {i for i in inputs if all(is_at_ring(graph, one) for one in graph.consumers[i])}
    return panels


def _pages(
    measures: Measures, shape: Shape, panels: Sequence[set[int]], least: float
) -> Iterator[_Part]:
    """Panels together as long as their numbers have so many pixels."""
    part = _part(measures, panels[0])
    members = panels[0]
    for panel in panels[1:]:
        tried = _part(measures, members | panel)
        if _pixels([lay_out_wires(tried.measures)], measures, shape) >= least:
            part, members = tried, members | panel
        else:
            yield part
            part, members = _part(measures, panel), panel
    yield part


def _pixels(pages: Sequence[Layout], measures: Measures, shape: Shape) -> float:
    """The height of a number where all pages have one size."""
    size = max(page.width for page in pages), max(page.height for page in pages)
    return shape.scale(size) * measures.sizes.number


def _part(measures: Measures, members: set[int]) -> _Part:
    graph = measures.graph
    nodes: list[Node] = []
    texts: list[NodeText] = []
    known: dict[int, int] = {}
    origins: list[int | None] = []
    edges: dict[Edge, Edge] = {}
    stubs: dict[int, list[Edge]] = {}

    def add(node: Node, text: NodeText, origin: int | None) -> int:
        nodes.append(replace(node, index=len(nodes)))
        texts.append(text)
        origins.append(origin)
        return len(nodes) - 1

    for node in graph.nodes:
        if node.index not in members:
            continue
        inputs: list[int] = []
        before: tuple[int, int] | None = None
        for edge in graph.edges_into(node.index):
            producer = edge.producer
            if producer in known:
                place = known[producer]
            elif before is not None and before[0] == producer:  # one stub for both
                place = before[1]
            else:
                stub = replace(graph.nodes[producer], op=LEAF, inputs=(), inner=None)
                place = add(stub, measures.stub_texts[edge], None)
                stubs[place] = []
            if place in stubs:
                stubs[place].append(edge)
            before = producer, place
            inputs.append(place)
        known[node.index] = add(
            replace(node, inputs=tuple(inputs)), measures.texts[node.index], node.index
        )
        for argument, edge in enumerate(graph.edges_into(node.index)):
            edges[Edge(inputs[argument], known[node.index], argument)] = edge
    part = Graph(tuple(nodes), len(nodes) - 1, {})
    return _Part(replace(measures, graph=part, texts=texts), origins, edges, stubs)


def _joined(graph: Graph, parts: Sequence[_Part], pages: Sequence[Layout]) -> Layout:
    homes: list[Row | None] = [None] * len(graph)
    numbers = [0] * len(graph)
    paths: dict[Edge, tuple[Point, ...]] = {}
    stubs: dict[Edge, Row] = {}
    for number, (part, page) in enumerate(zip(parts, pages, strict=True)):
        for place, node in enumerate(part.nodes):
            if node is not None:
                homes[node], numbers[node] = page.homes[place], number
        for place, uses in part.stubs.items():
            stubs |= dict.fromkeys(uses, page.home(place))
        paths |= {part.edges[edge]: path for edge, path in page.paths.items()}
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    return Layout(
        tuple(homes), paths, width, height, stubs, pages=tuple(numbers) if len(pages) > 1 else ()
    )
