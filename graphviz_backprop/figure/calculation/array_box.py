"""The calculation of a step over arrays: the rule, the grids, and one entry spelled out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

from graphviz_backprop.figure.calculation.operand import Drawn, color_of, drawn
from graphviz_backprop.figure.calculation.rows_of_box import RowOfPieces, in_rows, wrapped
from graphviz_backprop.figure.mark import Box, Formula, Ink, Rect, Span, mono
from graphviz_backprop.figure.rules.rule import Rule
from graphviz_backprop.figure.text.number_text import power_text
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.numerals import equals, shown, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import GradientNames, Grid, entry_text
from graphviz_backprop.storyboard.derivation.explanation import explanation
from graphviz_backprop.storyboard.derivation.operand_texts import (
    ELEMENTS,
    FORMULA,
    GRADIENT,
    LOCAL,
    MOVE,
    Derivation,
    Operand,
)
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.storyboard.texts.words import bracketed
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, mono_width

_PAD = 12.0
_GAP = 10.0  # from one line of the box to the next
_MOST_TERMS = 6
_LONGEST = 100  # characters of the spelled-out sum
_TIMES = " × "
_MOST_HIDDEN = "most of the sum is in the {} terms that are not shown"


@quick_dataclass(frozen=True)
class ArrayBox:
    """A box for one step.

    Attributes:
        working: what is computed.
        names: of gradients.
        rule: typeset above the grids.
        formula: its width and height in points.
        theme: the look.
        room: the width in points that the page has; longer lines go on in the next.
    """

    working: Derivation
    names: GradientNames
    rule: Rule
    formula: tuple[float, float]
    theme: Theme
    room: float = math.inf

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        rows = [row.width for row in self.rows]
        lines = [mono_width(_plain(spans), self.theme.sizes.entry) for spans in self._lines]
        width = max([*rows, self.formula[0], *lines]) + 2 * _PAD
        grids = sum(row.height for row in self.rows) + _GAP * (len(rows) - 1)
        return width, self.formula[1] + _GAP + grids + self._lines_height + 2 * _PAD

    @property
    def title(self) -> str:
        """The rule, and the entry as it is spelled out."""
        return "; ".join([self.rule.plain, *map(_plain, self._sentences)]).replace("−", "-")

    @property
    def data(self) -> dict[str, str]:
        """The mark's attributes: what is multiplied, and the result."""
        operands = [piece.written.data for piece in self._pieces if piece.written]
        *factors, result = operands
        return {"factors": f" {self.working.sign} ".join(factors), "result": result}

    def inks(self, spot: Rect) -> tuple[Ink, ...]:
        """All inks in a rectangle of this size."""
        theme, colors = self.theme, self.theme.colors
        middle, top = (spot.left + spot.right) / 2, spot.top + _PAD
        width, height = self.formula
        rule = self.rule.source, self.rule.plain, theme.sizes.formula, colors.name
        inks: list[Ink] = [
            Box(spot, colors.page, colors.frame, theme.sizes.hairline),
            Formula(middle - width / 2, top, width, height, *rule),
        ]
        top += height + _GAP
        for row in self.rows:
            inks += row.inks(middle, top)
            top += row.height + _GAP
        baseline = top - _GAP
        for spans in self._lines:
            baseline += _GAP + CAPITAL * theme.sizes.entry
            inks.append(mono(middle, baseline, spans, theme.sizes.entry, "middle"))
        return tuple(inks)

    @cached_property
    def _pieces(self) -> list[Drawn]:
        return drawn(self.working, self.names, self.theme)

    @cached_property
    def rows(self) -> list[RowOfPieces]:
        """The grids and signs: in one row where the page has the width for it."""
        return in_rows(self._pieces, self.room - 2 * _PAD, self.theme)

    @property
    def _lines_height(self) -> float:
        return len(self._lines) * (_GAP + CAPITAL * self.theme.sizes.entry)

    @cached_property
    def _lines(self) -> list[tuple[Span, ...]]:
        """What stands below the grids, in lines for which the box has room."""
        letter = mono_width("m", self.theme.sizes.entry)
        most = (self.room - 2 * _PAD) / letter
        return [line for spans in self._sentences for line in wrapped(spans, most)]

    @cached_property
    def _sentences(self) -> list[tuple[Span, ...]]:
        """The spelled-out entry, and a sentence where there is one."""
        colors = self.theme.colors
        told = explanation(self.working, self.names)
        words: list[tuple[Span, ...]] = [(Span(drawable(told), colors.faint),)] if told else []
        entry = self.working.entry
        if entry is None:
            return words
        sign = "+=" if self.working.step.accumulates else "="
        start = Span(f"{self._name}{entry_text(entry)} {sign} ", colors.name)
        result = Span(self._total, colors.gradient, bold=True)
        room = _LONGEST - len(start.text) - len(self._total)
        terms, told = self._terms(room)
        parts = (*terms, Span(equals(self._total), colors.name)) if terms else ()
        lines = [(start, *parts, result)]
        if self.working.blocked is not None:
            lines.append(self._blocked(self.working.blocked))
        if told:
            words.insert(0, (Span(told, colors.faint),))
        return [*lines, *words]

    @property
    def _name(self) -> str:
        return drawable(self.names.of_step(self.working.step)[0])

    @property
    def _total(self) -> str:
        return typeset(shown(self.working.total))

    def _blocked(self, entry: Entry) -> tuple[Span, ...]:
        """The line of an entry that a gate blocks: `dz[0, 2] = 0.0 × 0.21 = 0.0, blocked`."""
        colors = self.theme.colors
        upstream = float(self.working.step.upstream[entry])
        return (
            Span(f"{self._name}{entry_text(entry)} = ", colors.name),
            Span("0.0", colors.local),
            Span(_TIMES, colors.name),
            Span(typeset(bracketed(shown(upstream, 4))), colors.gradient, bold=True),
            Span(" = ", colors.name),
            Span("0.0", colors.gradient, bold=True),
            Span(", blocked", colors.faint),
        )

    def _terms(self, room: int) -> tuple[tuple[Span, ...], str]:
        """The terms as far as there is room, how many more there are, and what is said of these."""
        working, name = self.working, self.theme.colors.name
        if working.is_copy:
            return (self._copied(),), ""
        if working.sign == FORMULA:
            return tuple(self._factors()), ""
        order = self._shown_terms or list(range(len(working.terms)))
        written = [self._term(k, is_first=k == order[0]) for k in order]
        while len(written) > 1 and (
            len(written) > _MOST_TERMS or sum(len(_plain(one)) + 3 for one in written) > room
        ):
            written.pop()
        spans: list[Span] = []
        for term in written:
            spans += [Span(" + ", name), *term] if spans else term
        hidden = len(working.terms) - len(written)
        kept = math.fsum(math.prod(working.terms[k]) for k in order[: len(written)])
        rest = working.total - kept
        exponent = self._exponent
        if hidden:
            text = typeset(shown(rest / 10.0**exponent, 4))
            number = Span(text, self.theme.colors.gradient, bold=True)
            spans += [Span(f" + {hidden} more: ", name), number]
        if exponent:
            spans = [Span("(", name), *spans, Span(f") {power_text(exponent)}", name)]
        carries = hidden > 0 and abs(rest) > abs(kept)
        return tuple(spans), _MOST_HIDDEN.format(hidden) if carries else ""

    @cached_property
    def _shown_terms(self) -> list[int]:
        """The terms whose numbers stand in the grids."""
        return [k for k in range(len(self.working.terms)) if self._is_shown(k)]

    @property
    def _exponent(self) -> int:
        """The power of ten that the grids' numbers lack in a product."""
        if not self._shown_terms:
            return 0
        return sum(grid.factor for grid in self._grids if grid is not None)

    def _is_shown(self, term: int) -> bool:
        """True if the numbers of a term stand in the grids."""
        for operand, piece in zip(self.working.operands, self._grids, strict=True):
            if piece is None:
                continue
            if term >= len(operand.picked) or piece.place(operand.picked[term]) is None:
                return False
        return True

    @property
    def _grids(self) -> list[Grid | None]:
        """The grids of the operands."""
        values = (piece.written.grid for piece in self._pieces if piece.written is not None)
        skipped = self.working.is_plain_sum and self.working.sign == ELEMENTS
        return [
            None if skipped and operand.role == LOCAL else next(values)
            for operand in self.working.operands
        ]

    def _copied(self) -> Span:
        """The upstream gradient that goes to another place: `dz[1, 0]`."""
        (operand,) = self.working.operands
        assert operand.node is not None
        name = self.names.of_node(self.names.graph.nodes[operand.node])
        text = f"{drawable(name)}{entry_text(operand.picked[0])}"
        return Span(text, self.theme.colors.gradient, bold=True)

    def _factors(self) -> Iterator[Span]:
        """The numbers of a formula with their signs: `(0.2 − 1.0) / 3.0 · 1.0`."""
        name = self.theme.colors.name
        for number, operand in enumerate(self.working.operands):
            sign = f"{operand.sign} " if number else operand.sign
            sign = f" {sign}" if number and not sign.startswith(")") else sign
            yield from (Span(sign, name),) if sign else ()
            (place,) = operand.picked
            factor = float(operand.value[place] if place else operand.value)
            text = typeset(bracketed(shown(factor, 4)) if number else shown(factor, 4))
            yield Span(text, color_of(operand.role, self.theme), operand.role == GRADIENT)

    def _term(self, number: int, is_first: bool) -> list[Span]:
        """One product, of the numbers as they stand in the grids; behind a sign in parentheses."""
        working, colors = self.working, self.theme.colors
        grids: list[tuple[Operand, Grid | None] | None] = list(
            zip(working.operands, self._grids, strict=True)
        )
        spans: list[Span] = []
        sources = [None, *grids] if working.sign == MOVE else grids
        for factor, role, source in zip(working.terms[number], working.roles, sources, strict=True):
            if role == LOCAL and working.is_plain_sum:
                continue
            text = _cell_text(source, number) if self._shown_terms else ""
            text = (text or shown(factor, 4)).replace("−", "-")
            text = text if is_first and not spans else bracketed(text)
            one = Span(typeset(text), color_of(role, self.theme), bold=role == GRADIENT)
            spans += [Span(_TIMES, colors.name), one] if spans else [one]
        return spans


def _cell_text(source: tuple[Operand, Grid | None] | None, number: int) -> str:
    """A factor as it stands in its grid; empty where it stands in none."""
    if source is None or source[1] is None or number >= len(source[0].picked):
        return ""
    place = source[1].place(source[0].picked[number])
    return source[1].cells[place[0]][place[1]] if place else ""


def _plain(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)
