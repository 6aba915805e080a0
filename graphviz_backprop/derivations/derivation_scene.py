"""A derivation as a picture: the complete graph, under it the lines, one after the other."""

from __future__ import annotations

from dataclasses import replace

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.line_layout import LineLayout, Placed
from graphviz_backprop.derivations.parts import GRADIENT, Part, alive
from graphviz_backprop.derivations.spelled import NUMBERS
from graphviz_backprop.derivations.wrapping import Wrapping
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
from graphviz_backprop.storyboard import Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import mono_width

_PITCH = 32.0  # from line to line, in points
_GAP = 40.0  # between the graph and the first line
_SIZE = 13.0
_LEAST_SIZE = 9.0
_WIDEST = 1400.0  # points
_NARROW = 900.0  # where lines go on below
_BADGE = 7.5  # the radius of the disc with a factor's number in the graph
_BESIDE_WIRE = 3.0  # from a disc to its wire where it can't stand on it
_SMALL = 5.2  # of that on a line
_SHARES = (0.5, 0.6, 0.4, 0.7, 0.3, 0.82, 0.18)  # of the way along a wire
_ABOVE = 18.0  # how far above the baseline that stands


def make_derivation_scene(
    derivation: Derivation, storyboard: Storyboard, graph: Scene, complete: int, theme: Theme
) -> Scene:
    """All marks of a derivation.

    Args:
        derivation: what is shown.
        storyboard: its frames.
        graph: the movie of the same graph; it is left out where it stands on several pages.
        complete: the frame of that with the complete graph.
        theme: the look.

    Raises:
        BackpropError: a factor is too long for a line.
    """
    return _Drawing(derivation, storyboard, graph, complete, theme).scene()


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
        self._badges: list[Rect] = []
        self._still = [
            mark for mark in graph.alive(complete) if mark.layer < Layer.CAPTION and mark.inks
        ]
        if graph.pages:  # the lines stand alone then
            self._still = []
        last = len(derivation.rows) - 1
        left = alive(derivation.products, last)
        numbers = {part: part.spelled(NUMBERS).factor for part in left}
        self._layout = LineLayout(derivation.products, last + 1, numbers)
        self._name = f"{derivation.name} = "
        self._wrapping, self._size = self._fitted()
        self._advance = mono_width("m", self._size)
        bottoms = (mark.box.bottom + _GAP for mark in self._still)
        self._top = max(bottoms, default=theme.sizes.margin + _ABOVE)
        colors = theme.colors
        self._palette = (colors.value, colors.local, colors.symbol, colors.ring)

    def _fitted(self) -> tuple[Wrapping, float]:
        """Whole lines where the page holds them, else lines that go on below; the size of both."""
        last = len(self._derivation.rows)
        lines = [self._layout.line(row) for row in range(last)]
        lines.append([*self._layout.line(last - 1, as_numbers=True), *self._result()])
        width = max(self._layout.width, *(_end(line) for line in lines))
        for most in (_WIDEST, max(self._graph.width, _NARROW)):
            room = most - 2 * self._theme.sizes.margin
            letters = int(room / mono_width("m", _SIZE)) - len(self._name)
            size = min(_SIZE, room / ((len(self._name) + width) * mono_width("m", 1.0)))
            if size >= _LEAST_SIZE:
                return Wrapping(lines, width, width), size
        wrapping = Wrapping(lines, width, letters)
        size = _SIZE * min(1.0, letters / wrapping.width)
        if size < _LEAST_SIZE:
            raise BackpropError(
                f"{self._derivation.backprop.graph.source}: a factor of the derivation is too long "
                "to be read; derive with respect to a later value"
            )
        return wrapping, size

    def _result(self) -> list[Placed]:
        """What comes of the numbers, behind them."""
        numbers = self._layout.line(len(self._derivation.rows) - 1, as_numbers=True)
        result = shown(self._derivation.gradient)
        if len(numbers) == 1:
            return []
        return [Placed(f" = {result}" if numbers else result, _end(numbers))]

    def scene(self) -> Scene:
        """Graph, lines and captions."""
        margin = self._theme.sizes.margin
        lines = 2 * margin + (len(self._name) + self._wrapping.width) * self._advance
        width = max(self._graph.width, lines)
        for mark in self._still:
            self._marks.made.append(replace(mark, born=0, dies=self._end, is_early=False))
        self._draw_wires()
        self._draw_lines()
        foot = self._top + _PITCH * self._wrapping.row_count + 6.0
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
        for result in self._result():
            self._text(last, result, self._theme.colors.gradient, bold=True)

    def _draw_line(self, row: int, pieces: list[Placed], state: int) -> None:
        """A line from its frame on; its name is written once, then the sign alone."""
        colors = self._theme.colors
        name = self._name if row == 0 else "= "
        place = self._wrapping.first_row(row), -len(name)
        self._add_text(row, name, place, colors.gradient if row == 0 else colors.name)
        for piece in pieces:
            color = self._color(piece.part) if piece.part else colors.name
            self._text(row, piece, color)
            number = self._number_of(piece.part)
            if piece.part and number and piece.part.born == row:
                self._badge(row, piece, number, color)

    def _text(self, row: int, piece: Placed, color: str, bold: bool = False) -> None:
        self._add_text(row, piece.text, self._wrapping.place(row, piece.column), color, bold)

    def _add_text(
        self, row: int, text: str, place: tuple[int, int], color: str, bold: bool = False
    ) -> None:
        x, baseline = self._point(place)
        inks = (mono(x, baseline, (Span(typeset(text), color, bold),), self._size),)
        self._marks.add("line", Layer.TEXT, inks, (row, self._end), row=str(row))

    def _badge(self, row: int, piece: Placed, number: int, color: str) -> None:
        """A factor's number in a disc above it: beside it, it would look like a power."""
        left, baseline = self._point(self._wrapping.place(row, piece.column))
        x = left + len(piece.text) * self._advance / 2
        inks = self._disc(x, baseline - _ABOVE, _SMALL, number, color)
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
            x, y = self._free_place(points, self._side_of(edge) * (_BADGE + _BESIDE_WIRE))
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
        for mark in reversed(self._still):  # of a second use the piece that ends at the ring
            if mark.kind == "wire" and wanted.items() <= mark.data.items():
                return next(ink.points for ink in mark.inks if isinstance(ink, Line))
        return ()

    def _side_of(self, edge: Edge) -> int:
        """Where several wires of one value enter a ring: -1 above them, 1 below; else 0."""
        graph = self._derivation.backprop.graph
        beside = [
            one.argument
            for one in graph.edges_into(edge.consumer)
            if one.producer == edge.producer and one in self._derivation.factors
        ]
        if len(beside) == 1:
            return 0
        return -1 if 2 * beside.index(edge.argument) < len(beside) - 1 else 1

    def _free_place(
        self, points: tuple[tuple[float, float], ...], away: float
    ) -> tuple[float, float]:
        """The middle of the last piece of a wire, which no other wire shares.

        Where numbers or another disc stand there, another place on it; so far below it as is said.
        """
        (x0, y0), (x1, y1) = points[-2:]
        places = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share + away) for share in _SHARES]
        rings = (Layer.TEXT, Layer.RING)
        taken = [mark.box for mark in self._still if mark.layer in rings] + self._badges

        def room(place: tuple[float, float]) -> float:
            disc = Rect(*place, *place).grown(_BADGE)
            return min((box.distance(disc) for box in taken), default=_BADGE)

        place = next((one for one in places if room(one) > 0), max(places, key=room))
        self._badges.append(Rect(*place, *place).grown(_BADGE))
        return place

    def _box(self, row: int, piece: Placed) -> Rect:
        left, baseline = self._point(self._wrapping.place(row, piece.column))
        right = left + len(piece.text) * self._advance
        return Rect(left - 3.0, baseline - _SIZE, right + 3.0, baseline + 5.0)

    def _point(self, place: tuple[int, int]) -> tuple[float, float]:
        """Where text in a row begins, and its baseline."""
        row, column = place
        x = self._theme.sizes.margin + (len(self._name) + column) * self._advance
        return x, self._top + _PITCH * row + _SIZE

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


def _end(pieces: list[Placed]) -> int:
    return pieces[-1].column + len(pieces[-1].text) if pieces else 0
