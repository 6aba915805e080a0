"""Each kind of ink as typst markup."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from graphviz_backprop.figure import (
    Box,
    Circle,
    Formula,
    Ink,
    Line,
    Point,
    Rect,
    Scene,
    Text,
)
from graphviz_backprop.typesetting import formula, runs, string


def page_of(inks: Iterable[Ink], area: Rect, scene: Scene | None = None, words: str = "") -> str:
    """A page that shows this area of the page with these inks.

    Args:
        inks: from the lowest to the highest.
        area: in points.
        scene: whose background is painted, if it has one; None for ink on nothing.
        words: what a PDF says to those who do not see the picture.
    """
    width, height = area.right - area.left, area.bottom - area.top
    fill = _color(scene.background) if scene and scene.background else "none"
    origin = area.left, area.top
    body = "\n".join(markup(ink, origin) for ink in inks)
    if words:
        body = (
            f"#figure(alt: {string(words)}, kind: image, supplement: none, outlined: false, "
            f"block(width: 100%, height: 100%)[\n{body}\n])"
        )
    return f"#page(width: {width!r}pt, height: {height!r}pt, fill: {fill})[\n{body}\n]"


@singledispatch
def markup(ink: Ink, origin: Point) -> str:
    """The ink as markup, with its coordinates from this origin."""
    raise TypeError(f"no markup for {type(ink).__name__}")


def _at(x: float, y: float, origin: Point, content: str) -> str:
    return f"#place(dx: {x - origin[0]:.7f}pt, dy: {y - origin[1]:.7f}pt, {content})"


def _color(color: str) -> str:
    return f'rgb("{color}")'


@markup.register
def _(ink: Text, origin: Point) -> str:
    font = "font: serif, " if ink.serif else ""
    spans = "".join(
        f'#text(fill: {_color(span.color)}, weight: "{"bold" if span.bold else "regular"}")'
        f"[{runs(span.text)}]"
        for span in ink.spans
    )
    line = f"box(width: {ink.width + 4:.7f}pt, text({font}size: {ink.size}pt)[{spans}])"
    return _at(ink.x, ink.baseline, origin, line)


@markup.register
def _(ink: Formula, origin: Point) -> str:
    content = formula(ink.source, ink.size, ink.color)
    return _at(ink.x, ink.y, origin, f"box(width: {ink.width:.7f}pt, {content})")


@markup.register
def _(ink: Line, origin: Point) -> str:
    (x, y), *rest = [(x - origin[0], y - origin[1]) for x, y in ink.points]
    dash = f", dash: (array: ({4 * ink.width}pt, {3 * ink.width}pt))" if ink.dashed else ""
    cap = "butt" if ink.dashed else "round"
    stroke = (
        f'(paint: {_color(ink.color)}, thickness: {ink.width}pt, cap: "{cap}", join: "round"{dash})'
    )
    lines = "".join(f", curve.line(({x:.7f}pt, {y:.7f}pt))" for x, y in rest)
    return f"#place(curve(stroke: {stroke}, curve.move(({x:.7f}pt, {y:.7f}pt)){lines}))"


@markup.register
def _(ink: Circle, origin: Point) -> str:
    fill = _color(ink.fill) if ink.fill else "none"
    stroke = f"{ink.width}pt + {_color(ink.stroke)}" if ink.stroke else "none"
    circle = f"circle(radius: {ink.radius}pt, fill: {fill}, stroke: {stroke})"
    return _at(ink.x - ink.radius, ink.y - ink.radius, origin, circle)


@markup.register
def _(ink: Box, origin: Point) -> str:
    width, height = ink.rect.right - ink.rect.left, ink.rect.bottom - ink.rect.top
    fill = _color(ink.fill) if ink.fill else "none"
    stroke = f"{ink.width}pt + {_color(ink.stroke)}" if ink.stroke else "none"
    rect = (
        f"rect(width: {width:.7f}pt, height: {height:.7f}pt, fill: {fill}, "
        f"stroke: {stroke}, radius: {ink.radius}pt)"
    )
    return _at(ink.rect.left, ink.rect.top, origin, rect)
