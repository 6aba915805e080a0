"""Measures of a layout, by the geometry that the marks tell: crossings, order, boxes, size."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

from graphviz_backprop.figure import Mark, Point, Rect, Scene

SLIDE = 1920.0, 1080.0
NUMBER = 14.0  # points of a number
Piece = tuple[Point, Point]


def points_of(mark: Mark) -> tuple[Point, ...]:
    """A wire's whole course."""
    pairs = (pair.split(",") for pair in mark.data["points"].split())
    return tuple((float(x), float(y)) for x, y in pairs)


def wires(scene: Scene) -> list[Mark]:
    """The wires into operators, each once."""
    seen: dict[tuple[str, ...], Mark] = {}
    for mark in scene.marks:
        if mark.kind in ("wire", "dimmed") and "consumer" in mark.data:
            seen[tuple(mark.data[key] for key in ("producer", "consumer", "argument"))] = mark
    return list(seen.values())


def crossings(scene: Scene) -> list[tuple[str, str]]:
    """Pairs of wires of different values that cross, by what they come from."""
    pieces: dict[tuple[Piece, str], str] = {}
    for mark in wires(scene):
        # Stubs of one value are several wires, which must not cross each other either.
        source = f"{mark.data['producer']} {points_of(mark)[0]}"
        pieces |= {(piece, source): mark.data["from"] for piece in pairwise(points_of(mark))}
    found = []
    for one, other in combinations(pieces, 2):
        if one[1] != other[1] and cross(one[0], other[0]):
            found.append((pieces[one], pieces[other]))
    return found


def cross(one: Piece, other: Piece) -> bool:
    """Whether two straight pieces cross, and do not only touch."""
    for axis in (0, 1):
        low, high = (sorted(point[axis] for point in piece) for piece in (one, other))
        if low[1] < high[0] or high[1] < low[0]:
            return False
    sides = [_side(one, point) for point in other], [_side(other, point) for point in one]
    return all(first * second < -1.0 for first, second in sides)


def _side(piece: Piece, point: Point) -> float:
    (x0, y0), (x1, y1) = piece
    return (x1 - x0) * (point[1] - y0) - (y1 - y0) * (point[0] - x0)


def upside_down(scene: Scene) -> list[str]:
    """Operators into which a later operand comes from above an earlier one."""
    entries: dict[str, list[tuple[int, float, str]]] = {}
    for mark in wires(scene):
        entry = int(mark.data["argument"]), points_of(mark)[-1][1], mark.data["producer"]
        entries.setdefault(mark.data["consumer"], []).append(entry)
    found = []
    for consumer, rows in entries.items():
        ordered = sorted(rows)
        if any(
            below[1] < above[1] - 0.5 and below[2] != above[2] for above, below in pairwise(ordered)
        ):
            found.append(consumer)
    return found


def strayed_boxes(scene: Scene) -> list[Mark]:
    """Calculations of numbers that are nearer to another ring, without a line to their own."""
    rings = {m.data["index"]: m.box for m in scene.marks if m.kind in ("ring", "box")}
    found = []
    for mark in scene.marks:
        if mark.kind == "calculation" and "leader" not in mark.data:
            gaps = {index: gap(mark.box, ring) for index, ring in rings.items()}
            own = gaps.pop(mark.data["consumer"])
            if any(other < own for other in gaps.values()):
                found.append(mark)
    return found


def gap(one: Rect, other: Rect) -> float:
    """The distance of two rectangles."""
    dx = max(one.left - other.right, other.left - one.right, 0.0)
    dy = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return math.hypot(dx, dy)


def numbers_at(mark: Mark) -> dict[int, float]:
    """The number that a mark says of each value, be it one or a list, with dots for none yet."""
    indices = mark.data.get("indices", mark.data["index"]).split()
    texts = mark.data["value"].strip("[]").split(", ")
    pairs = zip(map(int, indices), texts, strict=True)
    return {index: float(text) for index, text in pairs if text != "·"}


def number_on_slide(scene: Scene) -> float:
    """The size of a number in pixels where the whole figure is fitted into a slide."""
    return NUMBER * min(SLIDE[0] / scene.width, SLIDE[1] / scene.height)
