"""The marks of wires: flat ones, slants, dimmed ones, and the one along which a gradient flows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.layout import Row
from graphviz_backprop.figure.mark import Box, Circle, Ink, Layer, Line, Point
from graphviz_backprop.figure.page import CORNER, Marks, Page
from graphviz_backprop.graph import Edge, Node
from graphviz_backprop.storyboard import CALCULATION, STEP, label
from graphviz_backprop.themes import Sizes

# Of the ring's radius, beyond it; no text comes so near.
_HALO = 7.0 / 18.5
_OUTER = 4.5 / 18.5
_OUTER_LINE = 1.2
_LEVEL = 0.01
_ARROW = 11.0  # the length of an arrowhead
_ARROW_WIDE = 0.6  # half its width, as a share of that
_ARROW_AWAY = 8.0  # its tip from the halo, about

Piece = tuple[Point, Point]


def draw_wires(page: Page, marks: Marks) -> None:
    """Every wire: the flat piece with a value's numbers, and from there on one to each use.

    No piece is drawn twice: soft edges that overlap show.
    """
    for node in page.graph.nodes:
        row = page.layout.homes[node.index]
        leaving = (e for e in page.graph.consumers[node.index] if e not in page.folding.hidden)
        edges = sorted(leaving, key=lambda edge: _lifetime(page, edge))
        if row is not None:
            lifetime = page.appearance(node.index), _dimmed_home(page, node)
            _flat(page, marks, row, lifetime, _home_data(page, node))
        drawn: dict[Row | None, list[tuple[Piece, int]]] = {}
        for edge in edges:
            _use(page, marks, edge, drawn)


def _dimmed_home(page: Page, node: Node) -> int:
    """From when on the piece at the home is dimmed: with the value, or with its use there."""
    dimmed = page.dimming.nodes.get(node.index, page.end)
    own = [edge for edge in page.graph.consumers[node.index] if edge not in page.layout.stubs]
    return min(dimmed, max((_lifetime(page, edge)[1] for edge in own), default=page.end))


def _lifetime(page: Page, edge: Edge) -> tuple[int, int]:
    """From when on a use is seen, and from when on it is dimmed."""
    born = page.appearance(edge.consumer)
    return born, max(born, page.dimming.edges.get(edge, page.end))


def _flat(
    page: Page,
    marks: Marks,
    row: Row,
    lifetime: tuple[int, int],
    data: dict[str, str],
    is_dashed: bool = False,
) -> None:
    points = ((row.start, row.height), (row.end, row.height))
    _add(page, marks, [points], points, lifetime, data, is_dashed)


def _use(
    page: Page, marks: Marks, edge: Edge, drawn: dict[Row | None, list[tuple[Piece, int]]]
) -> None:
    """A wire into an operator; what another use of the value has drawn already is left out."""
    lifetime = _lifetime(page, edge)
    data = _names(page, edge)
    stub = page.layout.stubs.get(edge)
    if stub is not None and not page.graph.nodes[edge.producer].is_constant:
        data["stub"] = "true"
    if edge in page.layout.constants:
        wire = page.constant_wire(edge)
        _add(page, marks, [wire], wire, lifetime, data)
        return
    if stub is not None and edge in page.stub_texts:
        _flat(page, marks, stub, lifetime, data, "stub" in data)
    before = drawn.setdefault(stub, [])
    path = page.layout.paths[edge]
    # A wire that has nothing of its own is drawn twice, so that it has a mark.
    lines = list(_undrawn(path, before, lifetime[1])) or [path]
    before += [(piece, lifetime[1]) for line in lines for piece in pairwise(line)]
    _add(page, marks, lines, page.wire(edge), lifetime, data)


def _undrawn(
    path: Sequence[Point], drawn: Sequence[tuple[Piece, int]], dimmed: int
) -> Iterator[tuple[Point, ...]]:
    """The lines of a path without what lies on pieces that are bright as long."""
    line: list[Point] = []
    for piece in pairwise(path):
        lying = [other for other, until in drawn if until >= dimmed and _is_on(piece, other)]
        start = max((other[1] for other in lying), key=lambda p: _along(piece, p), default=None)
        begin = piece[0] if start is None else _nearer(piece, start)
        if start is not None and line:
            yield tuple(line)
            line = []
        line = [] if begin is None else [*(line or [begin]), piece[1]]
    if line:
        yield tuple(line)


def _is_on(piece: Piece, other: Piece) -> bool:
    """True if both are level or both upright, on one line, and begin at one point."""
    for axis in (0, 1):
        at = piece[0][axis]
        if all(abs(point[axis] - at) < _LEVEL for point in (piece[1], *other)):
            same = abs(piece[0][1 - axis] - other[0][1 - axis]) < _LEVEL
            ahead = _along(piece, other[1]) > 0
            return same and ahead
    return False


def _along(piece: Piece, point: Point) -> float:
    """How far a point lies in the direction of a piece."""
    (x0, y0), (x1, y1) = piece
    return (point[0] - x0) * (x1 - x0) + (point[1] - y0) * (y1 - y0)


def _nearer(piece: Piece, point: Point) -> Point | None:
    """Where the rest of a piece begins behind a point; None if nothing is left."""
    return point if _along(piece, point) < _along(piece, piece[1]) - _LEVEL else None


def _add(
    page: Page,
    marks: Marks,
    lines: Sequence[tuple[Point, ...]],
    whole: Sequence[Point],
    lifetime: tuple[int, int],
    data: dict[str, str],
    is_dashed: bool = False,
) -> None:
    """Bright up to the frame on which it is dimmed, then dashed to the end."""
    born, dimmed = lifetime
    data = {**data, "points": " ".join(f"{x:.2f},{y:.2f}" for x, y in whole)}
    colors, width = page.theme.colors, page.theme.sizes.wire
    bright = tuple(Line(line, colors.wire, width, is_dashed) for line in lines)
    dashed = tuple(Line(line, colors.dimmed, width, True) for line in lines)
    marks.add("wire", Layer.WIRE, bright, (born, dimmed), **data)
    marks.add("dimmed", Layer.DIMMED, dashed, (dimmed, page.end), **data)


def _home_data(page: Page, node: Node) -> dict[str, str]:
    return {"from": label(page.graph, node), "producer": str(node.index)}


def _names(page: Page, edge: Edge) -> dict[str, str]:
    nodes = page.graph.nodes
    return {
        "from": label(page.graph, nodes[edge.producer]),
        "to": label(page.graph, nodes[edge.consumer]),
        "producer": str(edge.producer),
        "consumer": str(edge.consumer),
        "argument": str(edge.argument),
    }


def draw_active(page: Page, marks: Marks, step: Step) -> None:
    """The thick wire, and halo and outer ring of the operator, on a step's frames."""
    colors, sizes = page.theme.colors, page.theme.sizes
    lifetime = active_frames(page, step)
    edge, data = step.edge, _names(page, step.edge)
    first, last = lifetime
    dimmed = min(max(first, page.dimming.edges.get(edge, page.end)), last)
    wire = page.wire(edge)
    inks = (Line(wire, colors.wire, sizes.active_wire), arrow(wire, colors.wire, sizes))
    title = f"along {data['from']}"
    marks.add("active", Layer.ACTIVE, inks, (first, dimmed), title, **data)
    under = Line(wire, colors.page, sizes.active_wire)  # or thin dashes show between
    thick = Line(wire, colors.dimmed, sizes.active_wire, dashed=True)
    title = f"blocked: {data['from']}"
    marks.add("active", Layer.ACTIVE, (under, thick), (dimmed, last), title, **data)
    x, y = page.center(edge.consumer)
    wide, near = _HALO * sizes.ring, _OUTER * sizes.ring
    halo: Ink = Circle(x, y, sizes.ring + wide, fill=colors.halo)
    outer: Ink = Circle(x, y, sizes.ring + near, stroke=colors.gradient, width=_OUTER_LINE)
    if page.graph.nodes[edge.consumer].is_box:
        around = page.outline(edge.consumer)
        halo = Box(around.grown(wide), colors.halo, "", 0.0, CORNER + wide)
        outer = Box(around.grown(near), "", colors.gradient, _OUTER_LINE, CORNER + near)
    marks.add("halo", Layer.HALO, (halo,), lifetime)
    marks.add("outer", Layer.RING, (outer,), lifetime)


def arrow(wire: Sequence[Point], color: str, sizes: Sizes) -> Line:
    """An arrowhead against the flow, where the wire leaves the operator."""
    (x0, y0), (x1, y1) = wire[-2:]
    length = math.dist((x0, y0), (x1, y1))
    ux, uy = (x0 - x1) / length, (y0 - y1) / length
    away = min(_ARROW_AWAY + sizes.ring, length * 0.75)
    tip = (x1 + ux * away, y1 + uy * away)
    sides = (1.0, -1.0)
    ends = [
        (
            tip[0] - _ARROW * (ux - side * _ARROW_WIDE * uy),
            tip[1] - _ARROW * (uy + side * _ARROW_WIDE * ux),
        )
        for side in sides
    ]
    return Line((ends[0], tip, ends[1]), color, sizes.active_wire * 0.8)


def active_frames(page: Page, step: Step) -> tuple[int, int]:
    """The calculation and the result of a step that has frames of its own.

    Of the last frame only the calculation, which animations show before the complete graph.
    """
    arrival = page.storyboard.arrival[step.index]
    if page.storyboard.frames[arrival].kind == STEP:
        return arrival, arrival + 1
    before = page.storyboard.frames[arrival - 1]
    if before.kind != CALCULATION or before.steps != (step.index,):
        return arrival, arrival
    return arrival - 1, min(arrival + 1, page.storyboard.last)
