"""The output against the step: a small curve that grows with the frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphviz_backprop.figure import Circle, Ink, Layer, Line, Marks, Span, mono
from graphviz_backprop.numerals import shown, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, mono_width

HEIGHT = 92.0  # points, of the part with the curve
_WIDEST = 420.0
_DOT, _SMALL_DOT = 4.2, 2.0
_GAP = 8.0  # from the axes to their numbers
_SHARE = 0.72  # of a letter's height above the middle of a line


@quick_dataclass(frozen=True, slots=True)
class Curve:
    """What is drawn.

    Attributes:
        name: of the output.
        under: what the numbers below the axis count: "step".
        values: the output by number.
        shown: for each frame the number at which it stands.
    """

    name: str
    under: str
    values: Mapping[int, float]
    shown: Sequence[int]

    def height(self, theme: Theme) -> float:
        """The room that it takes, with its words, in points."""
        return HEIGHT + 3.2 * theme.sizes.label + 2 * _GAP

    def draw(self, marks: Marks, theme: Theme, corner: tuple[float, float], width: float) -> None:
        """Draw it with its upper left corner there, as wide as the page allows."""
        left, top = corner
        sizes, colors = theme.sizes, theme.colors
        end, em = len(self.shown), sizes.label
        low, high = min(self.values.values()), max(self.values.values())
        ends = [shown(high), shown(low)]
        axis = left + max(mono_width(typeset(one), em) for one in ends) + _GAP
        right = min(axis + _WIDEST, left + width - 2 * em)
        upper, lower = top + 1.6 * em, top + 1.6 * em + HEIGHT
        first, last = min(self.values), max(self.values)

        def place(number: int) -> tuple[float, float]:
            x = axis + (right - axis) * (number - first) / max(last - first, 1)
            share = (self.values[number] - low) / (high - low) if high > low else 0.5
            return x, lower - (lower - upper) * share

        axes = Line(((axis, upper - 6.0), (axis, lower), (right, lower)), colors.faint, 1.0)
        inks = [axes]
        words = [
            mono(axis, top + _SHARE * em, (Span(typeset(drawable(self.name)), colors.value),), em),
            *(
                mono(axis - _GAP, y + 0.36 * em, (Span(typeset(text), colors.faint),), em, "end")
                for text, y in zip(ends, (upper, lower), strict=True)
                if high > low or y == lower
            ),
            mono(axis, lower + _GAP + em, (Span(str(first), colors.faint),), em, "middle"),
            mono(right, lower + _GAP + em, (Span(str(last), colors.faint),), em, "middle"),
            mono(
                (axis + right) / 2,
                lower + _GAP + em,
                (Span(self.under, colors.faint),),
                em,
                "middle",
            ),
        ]
        marks.add(
            "axes", Layer.WIRE, (*inks, *words), (0, end), f"{self.name} at each {self.under}"
        )
        order = sorted(self.values)
        is_sparse = len(order) < last - first + 1
        for frame, number in enumerate(self.shown):
            before = self.shown[frame - 1] if frame else first
            points = tuple(place(one) for one in order if before <= one <= number)
            if len(points) > 1:
                line = Line(points, colors.value, sizes.wire)
                marks.add("curve", Layer.ACTIVE, (line,), (frame, end))
            dots = self._dots(points, is_sparse, colors.value)
            if dots:
                marks.add("recorded", Layer.ACTIVE, dots, (frame, end))
            x, y = place(number)
            data = {"number": str(number), "value": shown(self.values[number])}
            dot = Circle(x, y, _DOT, fill=colors.value, stroke=colors.page, width=1.0)
            marks.add("step", Layer.CALCULATION, (dot,), (frame, frame + 1), **data)

    def _dots(
        self, points: Sequence[tuple[float, float]], is_sparse: bool, color: str
    ) -> tuple[Ink, ...]:
        """Where there are numbers; between them the line is but a line."""
        return (
            tuple(Circle(*point, _SMALL_DOT, fill=color) for point in points) if is_sparse else ()
        )
