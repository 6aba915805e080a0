"""Many boxes against many solids and lines at once: what covers what, how far apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.figure.mark import Point, Rect
from graphviz_backprop.figure.spots.neighbours import Floats

_TOUCH = 3.0


def are_covered(wires: Sequence[tuple[Point, Point]], boxes: Sequence[Rect]) -> list[bool]:
    """For each of the wires whether a box covers a part of it."""
    corners = np.array([(r.left, r.top, r.right, r.bottom) for r in boxes]).reshape(-1, 4)
    pieces = np.array(wires, dtype=float).reshape(-1, 4)
    covered: NDArray[np.bool_] = np.any(covers(corners, pieces), axis=0)
    return list(map(bool, covered))


def clearance_of(boxes: Floats, solids: Floats) -> Floats:
    """For each box the distance to the nearest solid, 0 where they overlap.

    Most of the time of a search goes here, so arrays are written over.
    """
    if not len(solids):
        return np.full(len(boxes), np.inf)
    squares = np.zeros((len(boxes), len(solids)))
    for start, end in ((0, 2), (1, 3)):
        behind = solids[None, :, start] - boxes[:, end, None]
        apart = np.maximum(behind, boxes[:, start, None] - solids[None, :, end], out=behind)
        np.maximum(apart, 0.0, out=apart)
        squares += np.square(apart, out=apart)
    nearest: Floats = np.sqrt(squares.min(axis=1))
    return nearest


def distance_of(boxes: Floats, solids: Floats) -> Floats:
    """For each box the distance to the nearest solid, negative where they overlap."""
    if not len(solids):
        return np.full(len(boxes), np.inf)
    b, s = boxes[:, None, :], solids[None, :, :]
    dx = np.maximum(s[..., 0] - b[..., 2], b[..., 0] - s[..., 2])
    dy = np.maximum(s[..., 1] - b[..., 3], b[..., 1] - s[..., 3])
    apart = np.hypot(np.maximum(dx, 0.0), np.maximum(dy, 0.0))
    nearest: Floats = np.where((dx < 0) & (dy < 0), np.maximum(dx, dy), apart).min(axis=1)
    return nearest


def covers(boxes: Floats, wires: Floats) -> NDArray[np.bool_]:
    """Of each box, a row, and each straight piece whether the box covers a part of it."""
    # A box that only touches a wire looks as if it leant on it: near counts as covered.
    # Clip each piece to the box (Liang-Barsky): what is left of its parameter range.
    enter, leave = np.zeros((len(boxes), len(wires))), np.ones((len(boxes), len(wires)))
    for axis in (0, 1):
        start, delta = wires[:, axis], wires[:, axis + 2] - wires[:, axis]
        low, high = boxes[:, axis, None] - _TOUCH, boxes[:, axis + 2, None] + _TOUCH
        flat = np.abs(delta) < 1e-9
        safe = np.where(flat, 1.0, delta)
        first, second = (low - start) / safe, (high - start) / safe
        np.maximum(enter, np.minimum(first, second), out=enter, where=~flat)
        np.minimum(leave, np.maximum(first, second), out=leave, where=~flat)
        outside = flat & ((start < low) | (start > high))
        enter[outside] = 2.0
    return enter < leave


def lines_to(near: Point, rim: float, boxes: Floats) -> list[Floats]:
    """For each box the line to where it is nearest to a point, then those to the two corners.

    They begin this far from the point.
    """
    ends = np.clip(np.array(near), boxes[:, :2], boxes[:, 2:])
    heights = ends[:, 1:]
    corners = (np.concatenate([boxes[:, i : i + 1], heights], axis=1) for i in (0, 2))
    return [_line(near, rim, end) for end in (ends, *corners)]


def _line(near: Point, rim: float, ends: Floats) -> Floats:
    along = ends - near
    length = np.hypot(along[:, :1], along[:, 1:])
    begin = near + along * np.minimum(rim / np.maximum(length, 1.0), 1.0)
    return np.concatenate([begin, ends], axis=1)


def crossings_of(lines: Floats, others: Floats) -> NDArray[np.intp]:
    """For each line how many of the others it crosses; one that it only meets is none."""
    first, last = lines[:, None, :2], lines[:, None, 2:]
    begin, end = others[None, :, :2], others[None, :, 2:]
    apart = _side(first, last, begin) * _side(first, last, end) < 0
    apart &= _side(begin, end, first) * _side(begin, end, last) < 0
    counts: NDArray[np.intp] = np.count_nonzero(apart, axis=1)
    return counts


def _side(start: Floats, end: Floats, point: Floats) -> Floats:
    """On which side of a line a point lies: positive, negative, or 0 on it."""
    along, away = end - start, point - start
    sides: Floats = along[..., 0] * away[..., 1] - along[..., 1] * away[..., 0]
    return sides
