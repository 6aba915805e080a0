"""Marks: pieces of ink with a place and a lifetime. All outputs are made from them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import field
from enum import IntEnum
from functools import cached_property

from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.typesetting import BUNDLED, FontSet, mono_width, reaches_far

Point = tuple[float, float]
# Of a line of text, in em: what rises above the baseline and what reaches below it.
ASCENT = 0.78
DESCENT = 0.24


@quick_dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def distance(self, other: Rect) -> float:
        """From edge to edge; 0 where they overlap."""
        dx = max(self.left - other.right, other.left - self.right, 0.0)
        dy = max(self.top - other.bottom, other.top - self.bottom, 0.0)
        return math.hypot(dx, dy)

    def holds(self, point: Point) -> bool:
        """True if a point lies in it or on its edge."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def grown(self, by: float) -> Rect:
        """With this much more on each side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)


@quick_dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one colour."""

    text: str
    color: str
    bold: bool = False


@quick_dataclass(frozen=True, slots=True)
class Text:
    """One line of monospaced text, or of serif text whose width was measured.

    `x` is where the text starts, `baseline` where it stands.
    """

    x: float
    baseline: float
    spans: tuple[Span, ...]
    size: float
    width: float
    serif: bool = False

    @property
    def plain(self) -> str:
        """The text without its colours."""
        return "".join(span.text for span in self.spans)

    @property
    def box(self) -> Rect:
        """From the ascenders to the descenders, where the text has such letters."""
        low = any(letter in "gjpqy_[](),;|{}@/$Q" for letter in self.plain)
        low |= not self.serif and reaches_far(self.plain)
        bottom = self.baseline + (DESCENT if low else 0.02) * self.size
        top = self.baseline - ASCENT * self.size
        return Rect(self.x, top, self.x + self.width, bottom)


@quick_dataclass(frozen=True, slots=True)
class Formula:
    """Typeset maths with its top left corner, and the same as one line of plain text."""

    x: float
    y: float
    width: float
    height: float
    source: str
    plain: str
    size: float
    color: str

    @property
    def box(self) -> Rect:
        """Where the ink is."""
        return Rect(self.x, self.y, self.x + self.width, self.y + self.height)


@quick_dataclass(frozen=True, slots=True)
class Line:
    """A polyline with round ends."""

    points: tuple[Point, ...]
    color: str
    width: float
    dashed: bool = False

    @property
    def box(self) -> Rect:
        """Around the line with its thickness."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return Rect(min(xs), min(ys), max(xs), max(ys)).grown(self.width / 2)


@quick_dataclass(frozen=True, slots=True)
class Circle:
    """A circle; without a `fill` it is a ring, without a `stroke` a disc."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    width: float = 0.0

    @property
    def box(self) -> Rect:
        """Around the circle with its line."""
        return Rect(self.x, self.y, self.x, self.y).grown(self.radius + self.width / 2)


@quick_dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with a line around it; without a `fill` or a `stroke` like a circle."""

    rect: Rect
    fill: str
    stroke: str
    width: float
    radius: float = 3.0

    @property
    def box(self) -> Rect:
        """Around the rectangle with its line."""
        return self.rect.grown(self.width / 2)


Ink = Text | Formula | Line | Circle | Box


class Layer(IntEnum):
    """The layers of marks, from the lowest to the highest."""

    GROUND = 0
    HALO = 1
    DIMMED = 2
    WIRE = 3
    ACTIVE = 4
    RING = 5
    TEXT = 6
    CALCULATION = 7
    CAPTION = 8


@quick_dataclass(frozen=True, slots=True)
class Mark:
    """A piece of ink, seen on the frames from `born` up to and without `dies`.

    Attributes:
        id: unique in the scene.
        kind: "name", "value", "gradient", "wire", "ring", "calculation", "caption", …
        layer: what it lies above.
        inks: what is painted, in this order.
        born, dies: the lifetime in frames.
        is_early: on its last frame, where animations show the calculation before the result, it
            belongs to the calculation alone; pictures leave it out.
        data: what it stands for: `{"node": "x[0]", "value": "-3.0"}`.
        title: the same in words.
    """

    id: str
    kind: str
    layer: Layer
    inks: tuple[Ink, ...]
    born: int
    dies: int
    data: dict[str, str] = field(default_factory=dict)
    title: str = ""
    is_early: bool = False

    @property
    def box(self) -> Rect:
        """Around all its ink."""
        rect = self.inks[0].box
        for ink in self.inks[1:]:
            rect = rect.union(ink.box)
        return rect

    def is_alive(self, frame: int) -> bool:
        """True if it is seen on this frame."""
        return self.born <= frame < self.dies and not self.is_early


@quick_dataclass(frozen=True)
class Scene:
    """All marks of a movie on one page, which is the same for all frames, or on several.

    Pages have one size and lie one below the other, so that each mark has a place of its own.

    Attributes:
        width, height: of a page in points.
        background: the page's colour; empty for none.
        marks: from the lowest to the highest.
        fonts: that the texts were measured in, beyond the bundled ones.
        undrawn: letters that no font has.
        pages: for each frame the number of the page that it shows, from 0; none where there is one.
    """

    width: float
    height: float
    background: str
    marks: tuple[Mark, ...]
    fonts: FontSet = BUNDLED
    undrawn: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()

    def alive(self, frame: int) -> Iterator[Mark]:
        """The marks of one frame, from the lowest to the highest."""
        return (mark for mark in self.marks if mark.is_alive(frame) and self.shows(frame, mark))

    def shows(self, frame: int, mark: Mark) -> bool:
        """True if a mark stands on the page that a frame shows."""
        return not self.pages or self.page_of(mark) == self.pages[frame]

    def page_of(self, mark: Mark) -> int:
        """The number of the page that a mark stands on, from 0."""
        return self._page_by_id[mark.id]

    def view(self, frame: int) -> Rect:
        """The page that a frame shows."""
        top = self.height * (self.pages[frame] if self.pages else 0)
        return Rect(0.0, top, self.width, top + self.height)

    @cached_property
    def _page_by_id(self) -> dict[str, int]:
        boxes = ((mark.id, mark.box) for mark in self.marks)
        return {id: int((box.top + box.bottom) / 2 // self.height) for id, box in boxes}


def mono(
    x: float, baseline: float, spans: tuple[Span, ...], size: float, anchor: str = "start"
) -> Text:
    """Monospaced text that starts, is centred, or ends at x."""
    text = "".join(span.text for span in spans)
    if reaches_far(text):
        width = sum(mono_width(span.text, size, span.bold) for span in spans)
    else:
        width = mono_width(text, size)
    start = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Text(start, baseline, spans, size, width)
