"""Checks of pictures by their marks: what touches what, what is where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from graphviz_backprop.figure import (
    Box,
    Circle,
    Formula,
    Ink,
    Layer,
    Line,
    Mark,
    Point,
    Rect,
    Scene,
    Text,
)

APART = 1.5  # points
OUTLINES = ("source", "shared")  # lines around a text
NEAR = 2 * APART  # what lies farther apart than this by its outlines needs no look at its ink


@dataclass(frozen=True)
class Touch:
    """Two marks that come too near, on a frame where both are seen."""

    first: Mark
    second: Mark

    def __str__(self) -> str:
        return (
            f"{self.first.kind} {self.first.title!r} and {self.second.kind} {self.second.title!r}"
        )


def texts(mark: Mark) -> list[Text | Formula]:
    return [ink for ink in mark.inks if isinstance(ink, Text | Formula)]


def both_seen(first: Mark, second: Mark) -> bool:
    return first.born < second.dies and second.born < first.dies


def piece_meets(rect: Rect, start: Point, end: Point, reach: float) -> bool:
    """Whether a straight piece comes into a rectangle, or within reach of it."""
    sides = (rect.left - reach, rect.right + reach), (rect.top - reach, rect.bottom + reach)
    enters, leaves = 0.0, 1.0  # how much of the piece lies before
    for (least, most), begin, end_there in zip(sides, start, end, strict=True):
        length = end_there - begin
        if length == 0:
            if not least < begin < most:
                return False
            continue
        first, last = sorted(((least - begin) / length, (most - begin) / length))
        enters, leaves = max(enters, first), min(leaves, last)
    return enters < leaves


def ring_meets(rect: Rect, circle: Circle) -> bool:
    """Whether a rectangle touches a circle's disc."""
    x = min(max(circle.x, rect.left), rect.right)
    y = min(max(circle.y, rect.top), rect.bottom)
    reach = circle.radius + circle.width / 2 + APART / 2
    return (x - circle.x) ** 2 + (y - circle.y) ** 2 < reach**2


def touches(scene: Scene) -> Iterator[Touch]:
    """Text that comes near other text, a ring or a wire; a box that covers text or a ring."""
    boxes = [(mark, mark.box) for mark in scene.marks]
    for (first, box), (second, other) in combinations(boxes, 2):
        is_near = overlap(box, other, NEAR) and both_seen(first, second)
        if is_near and (_touch(first, second) or _touch(second, first)):
            yield Touch(first, second)


def _touch(text: Mark, other: Mark) -> bool:
    if text.layer < Layer.TEXT:
        return False
    # What is outlined in a grid is one column of it: its own digits must be clear of the line.
    boxes = _words_of(text) if other.kind == "cause" else _boxes_of(text)
    return any(_ink_touches(ink, part, text, other) for ink in boxes for part in other.inks)


def _boxes_of(mark: Mark) -> list[Rect]:
    if mark.kind in OUTLINES:
        return []
    box = [ink.rect for ink in mark.inks if isinstance(ink, Box)]
    return box or [ink.box for ink in texts(mark)]


def _words_of(mark: Mark) -> list[Rect]:
    """Where the words are: rows of a grid by number."""
    found = []
    for ink in mark.inks:
        if isinstance(ink, Text) and not ink.serif:
            em = ink.width / max(len(ink.plain), 1)
            for word in re.finditer(r"\S+", ink.plain):
                left, right = ink.x + word.start() * em, ink.x + word.end() * em
                found.append(Rect(left, ink.box.top, right, ink.box.bottom))
    return found


def _ink_touches(rect: Rect, part: Ink, text: Mark, other: Mark) -> bool:
    if isinstance(part, Text | Formula) and other.layer >= Layer.TEXT:
        return overlap(rect, part.box, APART)
    if isinstance(part, Circle) and (other.kind == "ring" or text.layer == Layer.TEXT):
        return ring_meets(rect, part)
    if isinstance(part, Box) and other.kind == "box":
        return overlap(rect, part.box, APART)
    if (
        isinstance(part, Line)
        and other.kind != "calculation"
        and other.layer <= Layer.ACTIVE
        and text.layer != Layer.CALCULATION
    ):
        reach = part.width / 2 + APART / 2
        return any(piece_meets(rect, start, end, reach) for start, end in pairwise(part.points))
    return False


def beyond_the_page(scene: Scene) -> list[Mark]:
    """Marks that the edge of their page cuts."""
    found = []
    for mark in scene.marks:
        top = scene.height * scene.page_of(mark)
        page, box = Rect(0.0, top, scene.width, top + scene.height), mark.box
        if box.union(page) != page:
            found.append(mark)
    return found


def overlap(one, other, distance):
    """Whether two rectangles come nearer than the distance."""
    return (
        one.left - distance < other.right
        and other.left - distance < one.right
        and one.top - distance < other.bottom
        and other.top - distance < one.bottom
    )
