"""DOT: each frame for a stock Graphviz, every node pinned and every wire with its course.

`neato -n2` draws it, and so does `dot`, for the graph names its own layout, nop2. A wire starts at
an invisible point at the end of its producer's stub. A formula is one line of plain text.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from itertools import pairwise

import graphviz

from graphviz_backprop.figure import Box, Circle, Formula, Line, Mark, Point, Scene, Span, Text
from graphviz_backprop.formats.format import FORMATS, FrameFormat
from graphviz_backprop.numerals import MINUS
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.typesetting import left_to_right, mono_width, using

_INCH = 72.0
_MARKER = "// graphviz_backprop"
_MONO = "DejaVu Sans Mono,Courier New,monospace"
_SERIF = "Libertinus Serif,Times New Roman,serif"
_LINE = (
    '<TABLE BORDER="0" CELLBORDER="0" CELLPADDING="0" CELLSPACING="0"><TR>'
    '<TD FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="20" ALIGN="LEFT">{text}</TD></TR></TABLE>'
)
# Graphviz takes a bracket for an end of its own and `\N` for the node's name, in HTML too.
_ESCAPED = str.maketrans({"[": "&#91;", "]": "&#93;", "\\": "&#92;&#92;"})
_WIDER = 1.4  # a system's serif font against the bundled one
_SHARP = 3.0  # points: corners of such a radius are drawn as such
_MIDDLE = 0.24  # how far the middle of a line stands above its baseline, in em


def one_gv(rendering: Rendering, index: int) -> bytes:
    """One frame."""
    return source(rendering, index).encode()


def every_gv(rendering: Rendering) -> Iterator[bytes]:
    """All frames."""
    for frame in rendering.storyboard.frames:
        yield one_gv(rendering, frame.index)


def source(rendering: Rendering, index: int) -> str:
    """One frame in DOT."""
    drawing = _Drawing(rendering.scene, index)
    frame = rendering.storyboard.frames[index]
    drawing.graph.attr(label="", tooltip=_text(frame.alt))
    with using(rendering.fonts):
        for mark in rendering.scene.alive(index):
            drawing.add(mark)
    return str(drawing.graph.source)


class _Drawing:
    """Collects the statements of one frame; what comes later is drawn above."""

    def __init__(self, scene: Scene, frame: int) -> None:
        view = scene.view(frame)
        self._width, self._bottom = scene.width, view.bottom
        self.graph = graphviz.Digraph(comment=_MARKER.removeprefix("// "))
        ground = scene.background or "transparent"
        self.graph.attr("graph", layout="nop2", bgcolor=ground, pad="0", splines="true")
        self.graph.attr("node", shape="none", margin="0", width="0", height="0", label="")
        self.graph.attr("node", fontname=_MONO)
        self.graph.attr("edge", dir="none")
        self._point("corner0", (0.0, view.bottom))
        self._point("corner1", (scene.width, view.top))

    def add(self, mark: Mark) -> None:
        """A mark as the nodes and edges that draw the same."""
        box = next((ink for ink in mark.inks if isinstance(ink, Box)), None)
        has_grids = any(isinstance(ink, Line) for ink in mark.inks)
        if box is not None and mark.kind == "calculation" and not has_grids:
            self._box(mark, box)
            return
        for number, ink in enumerate(mark.inks):
            name = f"{mark.id}_{number}" if len(mark.inks) > 1 else mark.id
            if isinstance(ink, Text):
                self._line_of_text(name, ink, mark)
            elif isinstance(ink, Circle):
                self._circle(name, ink)
            elif isinstance(ink, Line):
                self._wire(name, ink)
            elif isinstance(ink, Formula):
                self._line_of_formula(name, ink, mark)
            else:
                self._empty_box(name, ink)

    def _line_of_text(self, name: str, ink: Text, mark: Mark) -> None:
        middle = ink.x + ink.width / 2, ink.baseline - _MIDDLE * ink.size
        label = _spans(ink.spans)
        size = ink.size
        if mark.kind == "caption":  # the same left edge for all lines, whatever the font
            longest = max(part.width for part in mark.inks if isinstance(part, Text))
            size *= min(1.0, (self._width - ink.x) / (_WIDER * longest))
            label, middle = self._from_left(label, ink.x, middle[1])
        self.graph.node(
            name,
            label=f"<{label}>",
            pos=self._position(middle),
            fontsize=_number(size),
            fontname=_SERIF if ink.serif else _MONO,
            tooltip=_text(mark.title),
        )

    def _from_left(self, label: str, left: float, y: float) -> tuple[str, Point]:
        """A label as a cell as far as the page's right edge, and the cell's middle."""
        width = self._width - left
        return _LINE.format(width=int(width), text=label), (left + width / 2, y)

    def _circle(self, name: str, ink: Circle) -> None:
        diameter = _number(2 * ink.radius / _INCH)
        style = {"style": "filled", "fillcolor": ink.fill} if ink.fill else {}
        self.graph.node(
            name,
            shape="circle",
            fixedsize="true",
            width=diameter,
            height=diameter,
            pos=self._position((ink.x, ink.y)),
            color=ink.stroke or ink.fill,
            penwidth=_number(ink.width),
            **style,
        )

    def _wire(self, name: str, ink: Line) -> None:
        tail, head = f"{name}_a", f"{name}_b"
        self._point(tail, ink.points[0])
        self._point(head, ink.points[-1])
        self.graph.edge(
            tail,
            head,
            pos=self._course(ink.points),
            color=ink.color,
            penwidth=_number(ink.width),
            **({"style": "dashed"} if ink.dashed else {}),
        )

    def _line_of_formula(self, name: str, ink: Formula, mark: Mark) -> None:
        middle = ink.x + ink.width / 2, ink.y + ink.height / 2
        label = _spans((Span(ink.plain, ink.color),))
        if mark.kind == "caption":  # in one line of text it is wider than typeset
            label, middle = self._from_left(label, ink.x, middle[1])
        position = self._position(middle)
        self.graph.node(name, label=f"<{label}>", pos=position, fontsize=_number(ink.size))

    def _box(self, mark: Mark, ink: Box) -> None:
        """A calculation: its lines of text in one opaque box."""
        lines = [_spans(part.spans) for part in mark.inks if isinstance(part, Text)]
        formulas = [part for part in mark.inks if isinstance(part, Formula)]
        room = 0.9 * (ink.rect.right - ink.rect.left)
        for part in formulas:
            lines += _formula(part, room)
        tooltip = _text(mark.title)
        self._empty_box(mark.id, ink, label="<" + "<BR/>".join(lines) + ">", tooltip=tooltip)

    def _empty_box(self, name: str, ink: Box, label: str = "", **more: str) -> None:
        rect = ink.rect
        self.graph.node(
            name,
            label=label,
            shape="box",
            style=_style(ink),
            fillcolor=ink.fill or "none",
            color=ink.stroke or "none",
            penwidth=_number(ink.width),
            fixedsize="true",
            width=_number((rect.right - rect.left) / _INCH),
            height=_number((rect.bottom - rect.top) / _INCH),
            pos=self._position(((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2)),
            **more,
        )

    def _point(self, name: str, point: Point) -> None:
        self.graph.node(name, shape="point", style="invis", pos=self._position(point))

    def _position(self, point: Point) -> str:
        return f"{point[0]:.2f},{self._bottom - point[1]:.2f}!"

    def _course(self, points: Sequence[Point]) -> str:
        """The polyline as the spline that Graphviz wants: straight cubic pieces."""
        flipped = [(x, self._bottom - y) for x, y in points]
        course = [flipped[0]]
        for (x0, y0), (x1, y1) in pairwise(flipped):
            course += [(x0 + (x1 - x0) * part / 3, y0 + (y1 - y0) * part / 3) for part in (1, 2, 3)]
        return " ".join(f"{x:.2f},{y:.2f}" for x, y in course)


def _style(ink: Box) -> str:
    rounded = ["rounded"] if ink.radius > _SHARP else []
    return ",".join([*rounded, *(["filled"] if ink.fill else [])])


def _formula(ink: Formula, room: float) -> list[str]:
    """The formula in one line, or in two where one would have to be small."""
    left, _, right = ink.plain.rpartition(" = ")
    parts = [ink.plain] if mono_width(ink.plain, 0.85 * ink.size) <= room else [left, f"= {right}"]
    longest = max(parts, key=len)
    size = min(ink.size, room / mono_width(longest, 1.0))
    return [_spans((Span(part, ink.color),), size) for part in parts]


def _spans(spans: Sequence[Span], size: float | None = None) -> str:
    """HTML-like text; an ASCII minus, so that any font has it."""
    points = f' POINT-SIZE="{size:.1f}"' if size else ""
    runs = []
    for span in spans:
        if not span.text:
            continue  # Graphviz takes an empty <FONT> for an error
        text = left_to_right(span.text.replace(MINUS, "-"))
        text = html.escape(text).translate(_ESCAPED)
        run = f'<FONT COLOR="{span.color}"{points}>{text}</FONT>'
        runs.append(f"<B>{run}</B>" if span.bold else run)
    return "".join(runs)


def _text(text: str) -> str:
    """Text as an attribute: without Graphviz's escapes, HTML and control characters."""
    clean = "".join(c if c.isprintable() else " " for c in text)
    # Its type says that `<b>` is no HTML: as a plain string it would lose that.
    escaped: str = graphviz.escape(clean)
    return escaped


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


FORMATS.add("gv", FrameFormat(one_gv, every_gv, _MARKER.encode()))
