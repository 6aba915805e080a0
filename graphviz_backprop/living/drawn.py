"""Ink as SVG elements: shapes as such, and what typst typesets as outlines."""

from __future__ import annotations

import html
from collections.abc import Iterable

from graphviz_backprop.figure import (
    Box,
    Circle,
    Formula,
    Ink,
    Layer,
    Line,
    Mark,
    Point,
    Scene,
    Text,
)
from graphviz_backprop.paint import Vector, clean_text


def number_text(value: float) -> str:
    """A coordinate in hundredths of a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points_text(points: Iterable[Point]) -> str:
    """Corners as an attribute."""
    return " ".join(f"{number_text(x)},{number_text(y)}" for x, y in points)


def attributes_text(attributes: dict[str, str]) -> str:
    """Attributes as they stand in a tag."""
    return "".join(f' {key}="{html.escape(clean_text(text))}"' for key, text in attributes.items())


def polyline(line: Line, attributes: dict[str, str] | None = None) -> str:
    """A line."""
    dashes = {"stroke-dasharray": dash_text(line.width)} if line.dashed else {}
    caps = {"stroke-linecap": "butt"} if line.dashed else {}
    own = {
        **(attributes or {}),
        "points": points_text(line.points),
        "stroke": line.color,
        "stroke-width": number_text(line.width),
        **dashes,
        **caps,
    }
    return f"<polyline{attributes_text(own)}/>"


def dash_text(width: float) -> str:
    """The dashes of a line of this width."""
    return f"{number_text(4 * width)} {number_text(3 * width)}"


def shape(ink: Line | Circle | Box) -> str:
    """A shape without letters."""
    if isinstance(ink, Line):
        return polyline(ink)
    paint = {"fill": ink.fill or "none"}
    if ink.stroke and ink.width:
        paint |= {"stroke": ink.stroke, "stroke-width": number_text(ink.width)}
    if isinstance(ink, Circle):
        place = {"cx": ink.x, "cy": ink.y, "r": ink.radius}
        tag = "circle"
    else:
        rect = ink.rect
        place = {"x": rect.left, "y": rect.top, "width": rect.right - rect.left}
        place |= {"height": rect.bottom - rect.top, "rx": ink.radius}
        tag = "rect"
    numbers = {key: number_text(value) for key, value in place.items()}
    return f"<{tag}{attributes_text(numbers | paint)}/>"


class Outlines:
    """Letters and formulas as outlines, all typeset at once.

    Args:
        scene: whose fonts they are set in.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._marks: dict[str, Mark] = {}
        self._vector: Vector | None = None

    def add(self, ink: Text | Formula) -> str:
        """Note what is to be typeset; returns what stands for it until then."""
        name = f"o{len(self._marks)}"
        self._marks[name] = Mark(name, "outline", Layer.TEXT, (ink,), 0, 1)
        return f"\ue000{name}\ue001"

    def glyphs(self) -> str:
        """The glyphs that the outlines refer to."""
        return "\n".join(self._painter().glyphs())

    def put_into(self, text: str) -> str:
        """The text with the outlines in their places."""
        pieces = text.split("\ue000")
        made = [pieces[0]]
        for piece in pieces[1:]:
            name, _, rest = piece.partition("\ue001")
            mark = self._marks[name]
            corner = mark.box.grown(1.0)
            place = f"translate({number_text(corner.left)} {number_text(corner.top)})"
            made += [f'<g transform="{place}">{self._painter().ink(mark)}</g>', rest]
        return "".join(made)

    def _painter(self) -> Vector:
        if self._vector is None:
            scene = self._scene
            marks = tuple(self._marks.values())
            self._vector = Vector(Scene(scene.width, scene.height, "", marks, scene.fonts))
        return self._vector


def ink_text(ink: Ink, outlines: Outlines) -> str:
    """Any ink that does not change."""
    if isinstance(ink, Text | Formula):
        return outlines.add(ink)
    return shape(ink)
