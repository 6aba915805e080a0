"""Panels with their places on pages, and what stands where then."""

from __future__ import annotations

from collections.abc import Sequence

from graphviz_backprop.figure.layout.layout import Layout, Panel, Row
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.packing import Packed, Size, joint_size
from graphviz_backprop.figure.layout.panel_rows import PanelRows
from graphviz_backprop.figure.layout.panels import title_of
from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.graph import Edge, Graph
from graphviz_backprop.quick_dataclass import quick_dataclass

TITLE = 18.0  # the height of the line with a panel's name


@quick_dataclass(frozen=True)
class Arrangement:
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


def title_height(graph: Graph, roots: Sequence[int]) -> float:
    """The room for the panels' names, where there are several and one has a name."""
    is_told = len(roots) > 1 and any(title_of(graph, root) for root in roots)
    return TITLE if is_told else 0.0


def to_layout(made: Arrangement, measures: Measures) -> Layout:
    """The rows, wires and grounds of all panels at their places."""
    graph = measures.graph
    homes: list[Row | None] = [None] * len(graph)
    paths: dict[Edge, tuple[Point, ...]] = {}
    stubs: dict[Edge, Row] = {}
    grounds: list[Panel] = []
    numbers = [0] * len(graph)
    page_size = joint_size(made.pages)
    places = [
        (page, corner) for page, one in enumerate(made.pages) for corner in one.centred(page_size)
    ]
    is_one, padding = len(made.panels) == 1, measures.sizes.ground
    title = title_height(graph, made.roots)
    for root, panel, (page, (dx, dy)) in zip(made.roots, made.panels, places, strict=True):
        if not is_one:
            width, height = panel.width + 2 * padding, panel.height + 2 * padding + title
            ground = Rect(dx, dy, dx + width, dy + height)
            grounds.append(Panel(ground, title_of(graph, root), page))
            dx, dy = dx + padding, dy + padding + title
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
    pages = tuple(numbers) if len(made.pages) > 1 else ()
    uses = (use for panel in made.panels for use in panel.uses if not use.is_stub)
    beside = frozenset(use.node for use in uses if measures.has_label_beside(use))
    return Layout(
        tuple(homes),
        paths,
        *page_size,
        stubs,
        constants,
        tuple(grounds),
        pages,
        is_close=measures.is_close,
        labels_beside=beside,
    )
