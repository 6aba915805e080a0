"""The arrays and signs of a calculation, side by side, with the entries that count outlined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphviz_backprop.figure.mark import DESCENT, Ink, Line, Rect, Span, mono
from graphviz_backprop.figure.text.value_text import CAPITAL, Matrix, Written, written
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
from graphviz_backprop.storyboard.grid import Entry
from graphviz_backprop.storyboard.parentheses import fitted
from graphviz_backprop.themes import Theme
from graphviz_backprop.themes.theme import Sizes
from graphviz_backprop.typesetting import drawable, mono_width
from graphviz_backprop.values import shape_of

TIMES = "·"  # a number times an array
_AIR = 7.0  # on both sides of a sign
_NAME_GAP = 4.0
_AROUND = 2.8  # from the numbers to the line around them
_OUTLINE = 1.1


@dataclass(frozen=True, slots=True)
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
        return Matrix(self.written.grid, (0.0, 0.0), sizes).size

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
        matrix = Matrix(self.written.grid, (middle - width / 2, start), sizes)
        yield from matrix.inks(self.color, self.is_bold)
        for rect in _outlined(self.written.grid, self.picked, matrix):
            yield _around(rect.grown(_AROUND), theme)


def drawn(working: Derivation, names: GradientNames, theme: Theme) -> list[Drawn]:
    """`[left] · [right] = [result]`."""
    color = theme.colors.name
    is_times = working.sign == ELEMENTS and not shape_of(working.operands[0].value)
    sign = Drawn("", None, TIMES if is_times else working.sign, color)
    equals = Drawn("", None, "=" if len(working.operands) > 1 else working.sign, color)
    pieces = [Drawn("", None, "Σ", color)] if working.axes else []
    for number, operand in enumerate(working.operands):
        if working.sign == FORMULA:
            pieces += [Drawn("", None, operand.sign, color)] if operand.sign else []
        elif number:
            pieces.append(sign)
        pieces.append(_drawn(operand, names, theme))
    return [*pieces, equals, _drawn(working.result, names, theme)]


def color_of(role: str, theme: Theme) -> str:
    """The colour of a number in a calculation."""
    colors = theme.colors
    return {VALUE: colors.value, LOCAL: colors.local}.get(role, colors.gradient)


def _drawn(operand: Operand, names: GradientNames, theme: Theme) -> Drawn:
    color = color_of(operand.role, theme)
    text = written(operand.value)
    name = drawable(_name(operand, names))
    if text.grid and text.grid.note:
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
