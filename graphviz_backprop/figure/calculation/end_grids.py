"""At the end: the gradients of the parameters as grids, where the panel at the foot has room."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.backward import Backprop
from graphviz_backprop.figure.calculation.operand import Drawn
from graphviz_backprop.figure.calculation.rows_of_box import RowOfPieces
from graphviz_backprop.figure.mark import Ink
from graphviz_backprop.figure.text.value_text import written_window
from graphviz_backprop.graph import ends_of
from graphviz_backprop.storyboard import GradientNames, shape_text, sorted_variables
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable
from graphviz_backprop.values import is_array

_BETWEEN_ROWS = 14.0
_SPACE = "  "  # between two grids


class EndGrids:
    """As many as there is room for, the first variables first.

    Args:
        backprop: with the gradients.
        theme: the look.
    """

    def __init__(self, backprop: Backprop, theme: Theme) -> None:
        self._theme = theme
        names, gradients = GradientNames(backprop), backprop.by_drawn_input()
        parameters, inputs, others = sorted_variables(backprop)
        structures = backprop.graph.variables
        self._grids = [
            self._grid(names.of_variable(name, ends_of(structures[name]), name), gradients[name])
            for name in (parameters or others or inputs)
            if is_array(gradients[name]) and gradients[name].ndim and gradients[name].size
        ]

    def _grid(self, name: str, gradient: object) -> Drawn:
        said = f"{drawable(name)} {shape_text(getattr(gradient, 'shape', ()))}"
        return Drawn(said, written_window(gradient, None), "", self._theme.colors.gradient, True)

    def inks(self, middle: float, top: float, size: tuple[float, float]) -> Iterator[Ink]:
        """The rows that a place of this width and height holds, below each other.

        Args:
            middle: of the place.
            top: of the place.
            size: of the place.
        """
        bottom = top + size[1]
        for row in self._rows(size[0]):
            if top + row.height > bottom or row.width > size[0]:
                return
            yield from row.inks(middle, top)
            top += row.height + _BETWEEN_ROWS

    def _rows(self, room: float) -> Iterator[RowOfPieces]:
        space = Drawn("", None, _SPACE, self._theme.colors.name)
        row: list[Drawn] = []
        for grid in self._grids:
            longer = [*row, space, grid] if row else [grid]
            if row and RowOfPieces(longer, self._theme).width > room:
                yield RowOfPieces(row, self._theme)
                longer = [grid]
            row = longer
        if row:
            yield RowOfPieces(row, self._theme)
