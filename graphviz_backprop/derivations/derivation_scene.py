"""A derivation as a picture: the complete graph, under it the lines, one after the other."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.line_layout import LineLayout, Placed
from graphviz_backprop.derivations.parts import GRADIENT, Part, alive
from graphviz_backprop.derivations.spelled import NUMBERS
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import (
    Box,
    Circle,
    Ink,
    Layer,
    Line,
    Marks,
    Rect,
    Scene,
    Span,
    lay_out_captions,
    mono,
)
from graphviz_backprop.graph import Edge
from graphviz_backprop.numerals import shown, typeset
from graphviz_backprop.storyboard import Caption, Frame, Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import mono_width

_LINE = "line"  # the kind of such a frame
_PITCH = 32.0  # from line to line, in points
_GAP = 40.0  # between the graph and the first line
_SIZE = 13.0
_LEAST_SIZE = 9.0
_WIDEST = 1400.0  # points
_BADGE = 7.5  # the radius of the disc with a factor's number in the graph
_SMALL = 5.2  # of that on a line
_ABOVE = 18.0  # how far above the baseline that stands


def make_frames(derivation: Derivation) -> Storyboard:
    """A frame for each line, and one with the numbers."""
    total = len(derivation.rows) + 1
    captions = [
        Caption(f"Line {number} of {total}", _sentence(row.reason), line)
        for number, (row, line) in enumerate(
            zip(derivation.rows, derivation.lines, strict=True), start=1
        )
    ]
    result = f"{derivation.name} = {derivation.numbers}"
    captions.append(Caption(f"Line {total} of {total}", "The numbers put in", result))
    return Storyboard(
        derivation.backprop,
        tuple(
            Frame(index, _LINE, (), (), caption, _alt(derivation, caption))
            for index, caption in enumerate(captions)
        ),
    )


def make_derivation_scene(
    derivation: Derivation, storyboard: Storyboard, graph: Scene, complete: int, theme: Theme
) -> Scene:
    """All marks of a derivation.

    Args:
        derivation: what is shown.
        storyboard: its frames.
        graph: the movie of the same graph.
        complete: the frame of that with the complete graph.
        theme: the look.

    Raises:
        BackpropError: its lines are too long, or the graph stands on several pages.
    """
    if graph.pages:
        raise BackpropError(
            f"{derivation.backprop.graph.source}: the graph stands on several pages; a derivation "
            "is drawn where it fits one: --of NAME for a part of it"
        )
    return _Drawing(derivation, storyboard, graph, complete, theme).scene()


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


def _alt(derivation: Derivation, caption: Caption) -> str:
    said = f"{caption.sentence}. {caption.code}"
    return f"{caption.count} of the derivation of {derivation.name}: {said}."


class _Drawing:
    def __init__(
        self,
        derivation: Derivation,
        storyboard: Storyboard,
        graph: Scene,
        complete: int,
        theme: Theme,
    ) -> None:
        self._derivation = derivation
        self._storyboard = storyboard
        self._graph = graph
        self._theme = theme
        self._marks = Marks(len(storyboard))  # none is left out of the last frame
        self._end = len(storyboard)
        self._still = [
            mark for mark in graph.alive(complete) if mark.layer < Layer.CAPTION and mark.inks
        ]
        last = len(derivation.rows) - 1
        left = alive(derivation.products, last)
        numbers = {part: part.spelled(NUMBERS).factor for part in left}
        self._layout = LineLayout(derivation.products, last + 1, numbers)
        self._name = f"{derivation.name} = "
        self._size = self._fitting_size()
        self._advance = mono_width("m", self._size)
        self._top = max(mark.box.bottom for mark in self._still) + _GAP
        colors = theme.colors
        self._palette = (colors.value, colors.local, colors.symbol, colors.ring)

    def _fitting_size(self) -> float:
        letters = len(self._name) + self._layout.width + len(self._derivation.numbers) // 3
        room = _WIDEST - 2 * self._theme.sizes.margin
        size = min(_SIZE, room / (letters * mono_width("m", 1.0)))
        if size < _LEAST_SIZE:
            raise BackpropError(
                f"{self._derivation.backprop.graph.source}: a line of the derivation has "
                f"{letters} characters, too long to be read; derive with respect to a later value"
            )
        return size

    def scene(self) -> Scene:
        """Graph, lines and captions."""
        margin = self._theme.sizes.margin
        letters = len(self._name) + self._layout.width
        result = len(f" = {shown(self._derivation.gradient)}")
        lines = 2 * margin + (letters + result) * self._advance
        width = max(self._graph.width, lines)
        for mark in self._still:
            self._marks.made.append(replace(mark, born=0, dies=self._end, is_early=False))
        self._draw_wires()
        self._draw_lines()
        foot = self._top + _PITCH * len(self._storyboard) + 6.0
        height = lay_out_captions(
            self._storyboard, self._theme, self._marks, (margin, foot), width - 2 * margin
        )
        ordered = sorted(self._marks.made, key=lambda mark: mark.layer)
        marks = tuple(replace(mark, id=f"m{number}") for number, mark in enumerate(ordered))
        bottom = foot + height + 0.6 * margin
        return Scene(width, bottom, self._theme.colors.page, marks)

    def _draw_lines(self) -> None:
        rows = self._derivation.rows
        for row in range(len(rows)):
            self._draw_line(row, self._layout.line(row), row)
            if row:
                self._mark_change(row)
        last = len(rows)
        numbers = self._layout.line(last - 1, as_numbers=True)
        self._draw_line(last, numbers, last - 1)
        end = numbers[-1].column + len(numbers[-1].text) if numbers else 0
        result = shown(self._derivation.gradient)
        if len(numbers) > 1 or not numbers:
            text = f" = {result}" if numbers else result
            self._text(last, Placed(text, end), self._theme.colors.gradient, bold=True)

    def _draw_line(self, row: int, pieces: list[Placed], state: int) -> None:
        """A line from its frame on; its name is written once, then the sign alone."""
        colors = self._theme.colors
        name = self._name if row == 0 else "= "
        self._text(row, Placed(name, -len(name)), colors.gradient if row == 0 else colors.name)
        for piece in pieces:
            color = self._color(piece.part) if piece.part else colors.name
            self._text(row, piece, color)
            number = self._number_of(piece.part)
            if piece.part and number and piece.part.born == row:
                self._badge(row, piece, number, color)

    def _text(self, row: int, piece: Placed, color: str, bold: bool = False) -> None:
        spans = (Span(typeset(piece.text), color, bold),)
        inks = (mono(self._x(piece.column), self._baseline(row), spans, self._size),)
        self._marks.add("line", Layer.TEXT, inks, (row, self._end), row=str(row))

    def _badge(self, row: int, piece: Placed, number: int, color: str) -> None:
        """A factor's number in a disc above it: beside it, it would look like a power."""
        x = self._x(piece.column) + len(piece.text) * self._advance / 2
        inks = self._disc(x, self._baseline(row) - _ABOVE, _SMALL, number, color)
        self._marks.add("factor", Layer.TEXT, inks, (row, self._end), factor=str(number))

    def _disc(self, x: float, y: float, radius: float, number: int, color: str) -> tuple[Ink, ...]:
        size = 1.2 * radius
        text = mono(x, y + 0.36 * size, (Span(str(number), color, bold=True),), size, "middle")
        return Circle(x, y, radius, fill=self._theme.colors.page, stroke=color, width=1.0), text

    def _mark_change(self, row: int) -> None:
        """What is replaced is outlined on the line before, and what replaces it on this one."""
        change, colors = self._derivation.rows[row], self._theme.colors
        for parts, line, fill in (
            (change.replaced, row - 1, ""),
            (change.new, row, colors.halo),
        ):
            for piece in self._layout.line(line):
                if piece.part in parts:
                    box = self._box(line, piece)
                    ink = Box(box, fill, self._color(piece.part), 1.2)
                    layer = Layer.HALO if fill else Layer.RING
                    self._marks.add("change", layer, (ink,), (row, row + 1), row=str(line))

    def _draw_wires(self) -> None:
        """Each factor's wire in its colour, with its number; what is changed stands out."""
        rows = self._derivation.rows
        for edge, number in self._derivation.factors.items():
            points = self._points(edge)
            if not points:
                continue
            color = self._palette[(number - 1) % len(self._palette)]
            pale = Line(points, color, self._theme.sizes.wire + 1.0)
            self._marks.add("path", Layer.ACTIVE, (pale,), (0, self._end), factor=str(number))
            x, y = _middle(points)
            inks = self._disc(x, y, _BADGE, number, color)
            self._marks.add("badge", Layer.CALCULATION, inks, (0, self._end), factor=str(number))
            strong = Line(points, color, self._theme.sizes.active_wire)
            for row, change in enumerate(rows):
                changed = [
                    part.edge for part in (*change.replaced, *change.new) if part.node is None
                ]
                if edge in changed:
                    lifetime = row, row + 1
                    self._marks.add("active", Layer.ACTIVE, (strong,), lifetime, factor=str(number))

    def _points(self, edge: Edge) -> tuple[tuple[float, float], ...]:
        """The wire of an edge, as the graph's own mark has it."""
        wanted = {
            "producer": str(edge.producer),
            "consumer": str(edge.consumer),
            "argument": str(edge.argument),
        }
        for mark in self._still:
            if mark.kind == "wire" and wanted.items() <= mark.data.items():
                return next(ink.points for ink in mark.inks if isinstance(ink, Line))
        return ()

    def _box(self, row: int, piece: Placed) -> Rect:
        left, baseline = self._x(piece.column), self._baseline(row)
        right = left + len(piece.text) * self._advance
        return Rect(left - 3.0, baseline - _SIZE, right + 3.0, baseline + 5.0)

    def _x(self, column: int) -> float:
        return self._theme.sizes.margin + (len(self._name) + column) * self._advance

    def _baseline(self, row: int) -> float:
        return self._top + _PITCH * row + _SIZE

    def _color(self, part: Part) -> str:
        if part.kind == GRADIENT:
            return self._theme.colors.gradient
        number = self._number_of(part)
        return (
            self._palette[(number - 1) % len(self._palette)] if number else self._theme.colors.name
        )

    def _number_of(self, part: Part | None) -> int:
        if part is None or part.kind == GRADIENT or part.edge is None:
            return 0
        return self._derivation.factors[part.edge]


def _middle(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The middle of the last piece of a wire, which no other wire shares."""
    (x0, y0), (x1, y1) = points[-2:]
    return (x0 + x1) / 2, (y0 + y1) / 2
