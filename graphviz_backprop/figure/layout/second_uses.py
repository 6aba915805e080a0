"""Which second uses are drawn as wires from the home: those that are short and cross nothing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from graphviz_backprop.figure.layout.ends import ends_at_ring
from graphviz_backprop.figure.layout.measures import Measures
from graphviz_backprop.figure.layout.panel_rows import PanelRows
from graphviz_backprop.figure.layout.use_tree import Use
from graphviz_backprop.figure.mark import Point, Rect

_SIDEWAYS = 300.0  # the longest such wire; a trunk may be of any height on a page
_UPRIGHT = 1_500.0  # no page on which numbers can be read is higher
_CLEAR = 4.0  # from other ink
_BESIDE = 6.0  # from a parallel wire
_TRUNKS = (12.0, 20.0, 28.0, 36.0)  # from the home's end to a vertical piece
_STEEPEST = 1.5
_STRAIGHT = 3  # points of a path without a trunk, at most
_CELL = 150.0  # the height of the strips by which neighbours are found

Piece = tuple[Point, Point]


def wire_second_uses(panel: PanelRows, measures: Measures) -> None:
    """Replace stubs by wires from the home in the same panel, where that is as clear.

    Never where it would cross another wire, come near other ink, or change the order in which the
    operands enter the ring.
    """
    homes = {use.node: use for use in panel.uses if not use.is_stub}
    stubs = [use for use in panel.uses if use.is_stub and use.node in homes]
    # A value that goes into one operator at two places has a row at each.
    stubs = [use for use in stubs if use.consumer is not homes[use.node].consumer]
    stubs = [use for use in stubs if homes[use.node].column <= use.column]
    stubs = [use for use in stubs if abs(use.height - homes[use.node].height) <= _UPRIGHT]
    stubs = [use for use in stubs if not _is_list(use, measures)]
    if not stubs:
        return
    taken = _Taken(panel, measures)
    often = Counter(use.node for use in stubs)
    # Near ones first: a trunk grows from its home outwards.
    for use in sorted(stubs, key=lambda use: abs(use.height - homes[use.node].height)):
        is_fan = often[use.node] > 1
        path = _clear_path(use, homes[use.node], panel, measures, taken, is_fan)
        if path is not None:
            _wire(use, path, panel, measures, taken)


def _is_list(use: Use, measures: Measures) -> bool:
    """True if a stub stands for several values."""
    edges = measures.folding.edges.get(use.edges[0], ())
    return len({edge.producer for edge in edges}) > 1


def _clear_path(
    use: Use, home: Use, panel: PanelRows, measures: Measures, taken: _Taken, is_fan: bool
) -> tuple[Point, ...] | None:
    is_box = measures.graph.nodes[_consumer(use).node].is_box
    if home.column == use.column:
        paths = () if is_box else _drops(use, home, panel)
    else:
        paths = _courses(use, home, panel)
    # Of a value with several second uses all wires leave one trunk, if they can.
    for path in sorted(paths, key=_bends, reverse=True) if is_fan else paths:
        if abs(path[-1][0] - path[0][0]) > _SIDEWAYS:
            continue
        if taken.is_free(use, home, path) and _keeps_order(use, path, panel, measures):
            return path
    return None


def _bends(path: tuple[Point, ...]) -> bool:
    """True if it goes over a trunk."""
    return len(path) > _STRAIGHT


def _consumer(use: Use) -> Use:
    assert use.consumer is not None
    return use.consumer


def _drops(use: Use, home: Use, panel: PanelRows) -> Iterator[tuple[Point, ...]]:
    """From the home's end to the ring's centre: straight, or over a vertical trunk."""
    start = (panel.rows[home].end, home.height)
    ring = panel.rows[_consumer(use)]
    center = (ring.center, ring.height)
    if abs(center[1] - start[1]) <= _STEEPEST * (center[0] - start[0]):
        yield (start, center)
    for away in _TRUNKS:
        x = start[0] + away
        if x < center[0] - ring.start + ring.center - _CLEAR:
            yield (start, (x, start[1]), (x, use.height), center)


def _courses(use: Use, home: Use, panel: PanelRows) -> Iterator[tuple[Point, ...]]:
    """From the home's end to the height of the stub, then along its row."""
    start, row = (panel.rows[home].end, home.height), panel.rows[use]
    after = min(
        (
            panel.rows[other].center - (panel.rows[other].start - panel.rows[other].center)
            if other.is_operator
            else panel.rows[other].start
            for other in panel.uses
            if other.column == home.column + 1
        ),
        default=row.start,
    )
    end = (row.end, use.height)
    if abs(use.height - start[1]) <= _STEEPEST * (after - start[0]):
        yield (start, (after, use.height), end)
    for away in _TRUNKS:
        x = start[0] + away
        if x < after - _CLEAR:
            yield (start, (x, start[1]), (x, use.height), end)


def _ends(
    use: Use, path: tuple[Point, ...], panel: PanelRows, measures: Measures
) -> list[tuple[Point, ...]]:
    """The whole path of each edge of a second use, to the operator."""
    consumer = _consumer(use)
    edges, ring = use.edges, panel.rows[consumer]
    if path[-1] != (ring.center, ring.height):  # along the stub's row: from there as from the stub
        return [(*path, *panel.paths[edge][1:]) for edge in edges]
    center, radius = path[-1], measures.half(consumer.node)[0]
    ends = ends_at_ring([path[-2]] * len(edges), center, radius)
    return [(*path[:-1], end) for end in ends]


def _keeps_order(use: Use, path: tuple[Point, ...], panel: PanelRows, measures: Measures) -> bool:
    """True if the operands still enter the ring in the order of the call."""
    consumer = _consumer(use)
    ends = dict(zip(use.edges, _ends(use, path, panel, measures), strict=True))
    own = range(min(e.argument for e in ends), max(e.argument for e in ends) + 1)
    heights = [points[-1][1] for points in ends.values()]
    for edge in measures.graph.edges_into(consumer.node):
        if edge in ends or edge not in panel.paths:
            continue
        there = panel.paths[edge][-1][1]
        if edge.argument < own.start and there > min(heights) - 2.0:
            return False
        if edge.argument >= own.stop and there < max(heights) + 2.0:
            return False
    return True


def _wire(
    use: Use, path: tuple[Point, ...], panel: PanelRows, measures: Measures, taken: _Taken
) -> None:
    paths = _ends(use, path, panel, measures)
    for edge, points in zip(use.edges, paths, strict=True):
        panel.paths[edge] = points
    panel.wired.add(use)
    taken.add_wire(use.node, paths[0])


class _Taken:
    """Where ink is, by strips of the page."""

    def __init__(self, panel: PanelRows, measures: Measures) -> None:
        self._gone, self._rows = panel.wired, panel.rows
        self._solids: dict[int, list[tuple[Use, Rect]]] = defaultdict(list)
        self._wires: dict[int, list[tuple[int, Piece]]] = defaultdict(list)
        for use in panel.uses:
            row = panel.rows[use]
            for rect in measures.solids(use, row):
                for strip in _strips(rect.top, rect.bottom):
                    self._solids[strip].append((use, rect))
            self.add_wire(use.node, ((row.start, row.height), (row.end, row.height)))
        for edge, path in panel.paths.items():
            self.add_wire(edge.producer, path)

    def add_wire(self, node: int, points: tuple[Point, ...]) -> None:
        """A wire of a value."""
        for start, end in pairwise(points):
            for strip in _strips(start[1], end[1]):
                self._wires[strip].append((node, (start, end)))

    def is_free(self, use: Use, home: Use, path: tuple[Point, ...]) -> bool:
        """True if a wire crosses none of another value and comes near no other ink."""
        return all(self._is_clear(use, home, piece) for piece in pairwise(path))

    def _is_clear(self, use: Use, home: Use, piece: Piece) -> bool:
        ring = self._rows[_consumer(use)]
        center = ring.center, ring.height
        left, right = sorted((piece[0][0], piece[1][0]))
        left, right = left - _CLEAR, right + _CLEAR
        for strip in _strips(piece[0][1], piece[1][1]):
            for node, other in self._wires[strip]:
                if node != use.node and (_cross(piece, other) or _run_beside(piece, other)):
                    return False
            for owner, rect in self._solids[strip]:
                if rect.right <= left or rect.left >= right:  # most of them
                    continue
                # The wire begins beside the home's numbers and takes the stub's place. It ends in
                # the ring, but not over what stands there, as a function's name.
                is_ring = owner is use.consumer and rect.holds(center)
                is_own = owner in (use, home) or is_ring or owner in self._gone
                if not is_own and _comes_near(piece, rect):
                    return False
        return True


def _strips(top: float, bottom: float) -> range:
    low, high = sorted((top, bottom))
    return range(int(low // _CELL), int(high // _CELL) + 1)


def _cross(first: Piece, second: Piece) -> bool:
    sides = [_side(first, point) for point in second], [_side(second, point) for point in first]
    return all(one * other < -1.0 for one, other in sides)


def _side(piece: Piece, point: Point) -> float:
    """Twice the area of the triangle: positive on one side of the piece, negative on the other."""
    (x0, y0), (x1, y1) = piece
    return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)


def _run_beside(first: Piece, second: Piece) -> bool:
    """True if two level or two upright pieces run beside each other, too near to tell apart."""
    for along in (0, 1):
        across = 1 - along
        if any(abs(piece[0][across] - piece[1][across]) > 0.1 for piece in (first, second)):
            continue
        ranges = [sorted((piece[0][along], piece[1][along])) for piece in (first, second)]
        shared = min(ranges[0][1], ranges[1][1]) - max(ranges[0][0], ranges[1][0])
        if shared > 1.0 and abs(first[0][across] - second[0][across]) < _BESIDE:
            return True
    return False


def _comes_near(piece: Piece, rect: Rect) -> bool:
    """True if a straight piece comes within `_CLEAR` of a rectangle (Liang and Barsky)."""
    box = rect.grown(_CLEAR)
    enters, leaves = 0.0, 1.0
    sides = ((box.left, box.right), (box.top, box.bottom))
    for start, end, (low, high) in zip(*piece, sides, strict=True):
        length = end - start
        if math.isclose(length, 0.0, abs_tol=1e-9):
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / length, (high - start) / length))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters < leaves
