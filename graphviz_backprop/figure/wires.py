"""The marks of wires: stubs, slants, dimmed ones, and the one along which a gradient flows."""

from __future__ import annotations

from itertools import pairwise

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.mark import Box, Circle, Ink, Layer, Line, Point
from graphviz_backprop.figure.page import CORNER, Marks, Page
from graphviz_backprop.graph import Edge, Node
from graphviz_backprop.storyboard import CALCULATION, label

_HALO = 7.0  # beyond the ring; no text comes so near
_OUTER = 4.5
_OUTER_LINE = 1.2
_LEVEL = 0.01


def draw_wires(page: Page, marks: Marks) -> None:
    """Every wire: its flat part from the node's stub on, and a slant into each consumer.

    No piece is drawn twice, and a straight wire is one piece: soft edges that overlap show.
    """
    for node in page.graph.nodes:
        _flat(page, marks, node)
        for edge in page.graph.consumers[node.index]:
            if _is_slanted(page, edge):
                slant = page.layout.paths[edge][-2:]
                born = page.storyboard.appearance[edge.consumer]
                dimmed = max(born, page.dimming.edges.get(edge, page.end))
                data = _names(page, edge)
                _add(page, marks, slant, False, (born, dimmed), data)
                _add(page, marks, slant, True, (dimmed, page.end), data)


def _flat(page: Page, marks: Marks, node: Node) -> None:
    """The flat part: as far as wires that are seen need it, dashed where all of them are dimmed."""
    appearance, edges = page.storyboard.appearance, page.graph.consumers[node.index]
    born, dimmed = appearance[node.index], page.dimming.nodes.get(node.index, page.end)
    changes = {born, dimmed, page.end, *(appearance[edge.consumer] for edge in edges)}
    changes |= {page.dimming.edges.get(edge, page.end) for edge in edges}
    drawn: dict[tuple[float, float, bool], tuple[int, int]] = {}
    for start, end in pairwise(sorted(frame for frame in changes if frame >= born)):
        for piece in _pieces(page, node, start, start >= dimmed):
            first, last = drawn.get(piece, (start, start))
            if last != start:  # it was gone in between
                _add_flat(page, marks, node, piece, (first, last))
                first = start
            drawn[piece] = (first, end)
    for piece, lifetime in drawn.items():
        _add_flat(page, marks, node, piece, lifetime)


def _pieces(page: Page, node: Node, frame: int, is_dimmed: bool) -> list[tuple[float, float, bool]]:
    """The flat pieces on one frame: from, to, dashed."""
    left, right = page.layout.stubs[node.index]
    bright = far = right
    for edge in page.graph.consumers[node.index]:
        if page.storyboard.appearance[edge.consumer] <= frame:
            path = page.layout.paths[edge]
            reach = path[-2 if _is_slanted(page, edge) else -1][0]
            far = max(far, reach)
            if page.dimming.edges.get(edge, page.end) > frame:
                bright = max(bright, reach)
    if is_dimmed:
        return [(left, far, True)]
    return [(left, bright, False), *([(bright, far, True)] if far > bright else [])]


def _add_flat(
    page: Page,
    marks: Marks,
    node: Node,
    piece: tuple[float, float, bool],
    lifetime: tuple[int, int],
) -> None:
    left, right, is_dashed = piece
    y = page.layout.heights[node.index]
    data = {"from": label(page.graph, node), "producer": str(node.index)}
    _add(page, marks, ((left, y), (right, y)), is_dashed, lifetime, data)


def _add(
    page: Page,
    marks: Marks,
    points: tuple[Point, ...],
    is_dashed: bool,
    lifetime: tuple[int, int],
    data: dict[str, str],
) -> None:
    colors, width = page.theme.colors, page.theme.sizes.wire
    color = colors.dimmed if is_dashed else colors.wire
    kind, layer = ("dimmed", Layer.DIMMED) if is_dashed else ("wire", Layer.WIRE)
    marks.add(kind, layer, (Line(points, color, width, is_dashed),), lifetime, **data)


def _is_slanted(page: Page, edge: Edge) -> bool:
    path = page.layout.paths[edge]
    return abs(path[-1][1] - path[-2][1]) > _LEVEL


def _names(page: Page, edge: Edge) -> dict[str, str]:
    nodes = page.graph.nodes
    return {
        "from": label(page.graph, nodes[edge.producer]),
        "to": label(page.graph, nodes[edge.consumer]),
        "producer": str(edge.producer),
        "consumer": str(edge.consumer),
    }


def draw_active(page: Page, marks: Marks, step: Step) -> None:
    """The thick wire, and halo and outer ring of the operator, on a step's frames."""
    colors, sizes = page.theme.colors, page.theme.sizes
    lifetime = active_frames(page, step)
    edge, data = step.edge, _names(page, step.edge)
    first, last = lifetime
    dimmed = min(max(first, page.dimming.edges.get(edge, page.end)), last)
    thick = Line(page.wire(edge), colors.wire, sizes.active_wire)
    marks.add("active", Layer.ACTIVE, (thick,), (first, dimmed), f"along {data['from']}", **data)
    under = Line(page.wire(edge), colors.page, sizes.active_wire)  # or thin dashes show between
    thick = Line(page.wire(edge), colors.dimmed, sizes.active_wire, dashed=True)
    title = f"blocked: {data['from']}"
    marks.add("active", Layer.ACTIVE, (under, thick), (dimmed, last), title, **data)
    x, y = page.center(edge.consumer)
    halo: Ink = Circle(x, y, sizes.ring + _HALO, fill=colors.halo)
    outer: Ink = Circle(x, y, sizes.ring + _OUTER, stroke=colors.gradient, width=_OUTER_LINE)
    if page.graph.nodes[edge.consumer].is_box:
        around = page.outline(edge.consumer)
        halo = Box(around.grown(_HALO), colors.halo, "", 0.0, CORNER + _HALO)
        outer = Box(around.grown(_OUTER), "", colors.gradient, _OUTER_LINE, CORNER + _OUTER)
    marks.add("halo", Layer.HALO, (halo,), lifetime)
    marks.add("outer", Layer.RING, (outer,), lifetime)


def active_frames(page: Page, step: Step) -> tuple[int, int]:
    """The calculation and the result of a step that has frames of its own; not the last frame."""
    arrival = page.storyboard.arrival[step.index]
    before = page.storyboard.frames[arrival - 1]
    if before.kind != CALCULATION or before.steps != (step.index,):
        return arrival, arrival
    return arrival - 1, min(arrival + 1, page.storyboard.last)
