"""The arrays and signs of a calculation, side by side, with the entries that count outlined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphviz_backprop.figure.mark import DESCENT, Ink, Line, Rect, Span, mono
from graphviz_backprop.figure.text.value_text import CAPITAL, Matrix, Written, written_window
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import GradientNames, Grid, label, shape_text
from graphviz_backprop.storyboard.derivation.operand_texts import (
    ELEMENTS,
    FORMULA,
    GRADIENT,
    LOCAL,
    VALUE,
    Derivation,
    Operand,
)
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.storyboard.texts.parentheses import fitted
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.typesetting import drawable, mono_width
from graphviz_backprop.values import shape_of

TIMES = "·"  # a number times an array
_AIR = 7.0  # on both sides of a sign
_NAME_GAP = 4.0
_AROUND = 2.8  # from the numbers to the line around them
_OUTLINE = 1.1
_POSITION_GAP = 5.0  # from the position of a row or column to the grid


@quick_dataclass(frozen=True, slots=True)
class Drawn:
    """A number, a grid or a sign, with its name above it.

    Attributes:
        name: small and grey, empty above a sign.
        written: the value; None of a sign.
        sign: the sign.
        color: of the value.
        is_bold: it is a gradient.
        picked: the entries that are outlined.
    """

    name: str
    written: Written | None
    sign: str
    color: str
    is_bold: bool = False
    picked: tuple[Entry, ...] = ()

    def width(self, sizes: Sizes) -> float:
        """In points, with the air around a sign."""
        if self.written is None:
            return mono_width(self.sign, sizes.number) + 2 * _AIR
        return max(self._own(sizes)[0], mono_width(self.name, sizes.inner_name))

    def height(self, sizes: Sizes) -> float:
        """In points, without the name."""
        return self._own(sizes)[1]

    def _own(self, sizes: Sizes) -> tuple[float, float]:
        if self.written is None:
            return mono_width(self.sign, sizes.number), CAPITAL * sizes.number
        if self.written.grid is None:
            return self.written.size(sizes)
        width, height = Matrix(self.written.grid, (0.0, 0.0), sizes).size
        across, down = self._room_for_positions(sizes)
        return width + across, height + down

    def _room_for_positions(self, sizes: Sizes) -> tuple[float, float]:
        """What the true positions left of a window and above it take."""
        assert self.written is not None
        grid = self.written.grid
        if grid is None or not grid.is_window:
            return 0.0, 0.0
        em = sizes.inner_name
        longest = max((str(row) for row in grid.rows), key=len) if _has_rows(grid) else ""
        across = mono_width(longest, em) + _POSITION_GAP if longest else 0.0
        return across, CAPITAL * em + _POSITION_GAP

    def _positions(self, matrix: Matrix, theme: Theme) -> Iterator[Ink]:
        """The true positions of the rows and columns of a window, in grey."""
        grid, em = matrix.grid, theme.sizes.inner_name
        left, top = matrix.corner
        for at, column in enumerate(grid.columns):
            cell = matrix.cell(0, at)
            spans = (Span(str(column), theme.colors.faint),)
            yield mono(cell.right, top - _POSITION_GAP, spans, em, "end")
        for at, row in enumerate(grid.rows if _has_rows(grid) else ()):
            cell = matrix.cell(at, 0)
            baseline = (cell.top + cell.bottom + CAPITAL * em) / 2
            spans = (Span(str(row), theme.colors.faint),)
            yield mono(left - _POSITION_GAP, baseline, spans, em, "end")

    def inks(self, left: float, top: float, room: float, theme: Theme) -> Iterator[Ink]:
        """Centred in a height, the name right above it.

        Args:
            left: where the room starts.
            top: where it starts, below the name.
            room: the height of the tallest beside it.
            theme: the look.
        """
        sizes = theme.sizes
        middle = left + self.width(sizes) / 2
        width, height = self._own(sizes)
        start = top + (room - height) / 2
        if self.name:
            spans = (Span(self.name, theme.colors.faint),)
            baseline = start - _NAME_GAP - DESCENT * sizes.inner_name
            yield mono(middle, baseline, spans, sizes.inner_name, "middle")
        if self.written is None or self.written.grid is None:
            text = self.sign if self.written is None else self.written.text
            spans = (Span(text, self.color, self.is_bold),)
            yield mono(middle, start + height, spans, sizes.number, "middle")
            return
        across, down = self._room_for_positions(sizes)
        matrix = Matrix(self.written.grid, (middle - width / 2 + across, start + down), sizes)
        yield from matrix.inks(self.color, self.is_bold)
        if self.written.grid.is_window:
            yield from self._positions(matrix, theme)
        for rect in _outlined(self.written.grid, self.picked, matrix):
            yield _around(rect.grown(_AROUND), theme)


def drawn(working: Derivation, names: GradientNames, theme: Theme) -> list[Drawn]:
    """`[left] · [right] = [result]`."""
    color = theme.colors.name
    is_times = working.sign == ELEMENTS and not shape_of(working.operands[0].value)
    sign = Drawn("", None, TIMES if is_times else working.sign, color)
    is_move = len(working.operands) == 1
    equals = Drawn("", None, working.sign if is_move else "=", color)
    pieces = [Drawn("", None, "Σ", color)] if working.axes else []
    is_plain = working.is_plain_sum and working.sign == ELEMENTS
    for number, operand in enumerate(working.operands):
        if is_plain and operand.role == LOCAL:
            continue
        if working.sign == FORMULA:
            pieces += [Drawn("", None, operand.sign, color)] if operand.sign else []
        elif number and not is_plain:
            pieces.append(sign)
        pieces.append(_drawn(operand, names, theme))
    result = replace(working.result, title=names.of_step(working.step)[0] + working.result.part)
    return [*pieces, equals, _drawn(result, names, theme)]


def _has_rows(grid: Grid) -> bool:
    return len(grid.shape) > 1 and grid.shape[0] > 1


def color_of(role: str, theme: Theme) -> str:
    """The colour of a number in a calculation."""
    colors = theme.colors
    return {VALUE: colors.value, LOCAL: colors.local}.get(role, colors.gradient)


def _drawn(operand: Operand, names: GradientNames, theme: Theme) -> Drawn:
    color = color_of(operand.role, theme)
    text = written_window(operand.value, operand.window)
    name = drawable(_name(operand, names))
    if text.grid and (text.grid.note or text.grid.is_window):
        name = f"{name} {shape_text(shape_of(operand.value))}".strip()
    return Drawn(name, text, "", color, operand.role == GRADIENT, operand.picked)


def _name(operand: Operand, names: GradientNames) -> str:
    if operand.title:
        return operand.title
    if operand.node is None:
        return "local derivative" if shape_of(operand.value) else ""
    node = names.graph.nodes[operand.node]
    if operand.role == GRADIENT:
        return names.of_node(node) + operand.part
    name = label(names.graph, node)
    return f"{fitted(name, after='.T')}ᵀ" if operand.is_transposed else name


def _outlined(grid: Grid, picked: tuple[Entry, ...], matrix: Matrix) -> Iterator[Rect]:
    """One rectangle around a whole block of entries, else one around each that is shown."""
    places = {place for entry in picked if (place := grid.place(entry)) is not None}
    if not places:
        return
    rows, columns = ({place[axis] for place in places} for axis in (0, 1))
    corners = (min(rows), min(columns)), (max(rows), max(columns))
    if len(places) == len(rows) * len(columns) and _is_block(grid, rows, columns):
        yield matrix.cell(*corners[0]).union(matrix.cell(*corners[1]))
    else:
        yield from (matrix.cell(*place) for place in sorted(places))


def _is_block(grid: Grid, rows: set[int], columns: set[int]) -> bool:
    """True if nothing but dots stands between the first and the last of these."""
    return all(
        position in chosen or shown[position] is None
        for chosen, shown in ((rows, grid.rows), (columns, grid.columns))
        for position in range(min(chosen), max(chosen) + 1)
    )


def _around(rect: Rect, theme: Theme) -> Line:
    corners = (
        (rect.left, rect.top),
        (rect.right, rect.top),
        (rect.right, rect.bottom),
        (rect.left, rect.bottom),
        (rect.left, rect.top),
    )
    return Line(corners, theme.colors.name, _OUTLINE)
