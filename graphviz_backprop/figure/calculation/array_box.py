"""The calculation of a step over arrays: the rule, the grids, and one entry spelled out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graphviz_backprop.figure.calculation.operand import Drawn, color_of, drawn
from graphviz_backprop.figure.calculation.rule import Rule
from graphviz_backprop.figure.mark import ASCENT, DESCENT, Box, Formula, Ink, Rect, Span, mono
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.numerals import shown, typeset
from graphviz_backprop.storyboard import GradientNames, entry_text
from graphviz_backprop.storyboard.captions.explanation import explanation
from graphviz_backprop.storyboard.derivation.operand_texts import (
    FORMULA,
    GRADIENT,
    LOCAL,
    Derivation,
)
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, mono_width

_PAD = 12.0
_GAP = 10.0  # from one line of the box to the next
_NAME_GAP = 4.0
_MOST_TERMS = 6
_LONGEST = 100  # characters of the spelled-out sum


@dataclass(frozen=True)
class ArrayBox:
    """A box for one step."""

    working: Derivation
    names: GradientNames
    rule: Rule
    formula: tuple[float, float]
    theme: Theme

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        row = sum(piece.width(self.theme.sizes) for piece in self._pieces)
        lines = [mono_width(_plain(spans), self.theme.sizes.entry) for spans in self._lines]
        width = max([row, self.formula[0], *lines]) + 2 * _PAD
        return width, self.formula[1] + _GAP + self._row_height + self._lines_height + 2 * _PAD

    @property
    def title(self) -> str:
        """The rule, and the entry as it is spelled out."""
        return "; ".join([self.rule.plain, *map(_plain, self._lines)]).replace("−", "-")

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
        x = middle - sum(piece.width(theme.sizes) for piece in self._pieces) / 2
        for piece in self._pieces:
            inks += piece.inks(x, top + self._name_height, self._grid_height, theme)
            x += piece.width(theme.sizes)
        baseline = top + self._row_height
        for spans in self._lines:
            baseline += _GAP + CAPITAL * theme.sizes.entry
            inks.append(mono(middle, baseline, spans, theme.sizes.entry, "middle"))
        return tuple(inks)

    @cached_property
    def _pieces(self) -> list[Drawn]:
        return drawn(self.working, self.names, self.theme)

    @property
    def _grid_height(self) -> float:
        return max(piece.height(self.theme.sizes) for piece in self._pieces)

    @property
    def _name_height(self) -> float:
        return (ASCENT + DESCENT) * self.theme.sizes.inner_name + _NAME_GAP

    @property
    def _row_height(self) -> float:
        return self._name_height + self._grid_height

    @property
    def _lines_height(self) -> float:
        return len(self._lines) * (_GAP + CAPITAL * self.theme.sizes.entry)

    @cached_property
    def _lines(self) -> list[tuple[Span, ...]]:
        """The spelled-out entry, and a sentence where there is one."""
        colors = self.theme.colors
        told = explanation(self.working, self.names)
        words: list[tuple[Span, ...]] = [(Span(drawable(told), colors.faint),)] if told else []
        entry = self.working.entry
        if entry is None:
            return words
        name = f"{self._name}{entry_text(entry)}"
        sign = "+=" if self.working.step.accumulates else "="
        total = shown(self.working.total)
        result = Span(typeset(total), colors.gradient, bold=True)
        terms = self._terms(_LONGEST - len(name) - len(total) - 6)
        start = Span(f"{name} {sign} ", colors.name)
        parts = (*terms, Span(" = ", colors.name)) if terms else ()
        return [(start, *parts, result), *words]

    @property
    def _name(self) -> str:
        return drawable(self.names.of_step(self.working.step)[0])

    def _terms(self, room: int) -> tuple[Span, ...]:
        """The terms as far as there is room, then dots."""
        if self.working.is_copy:
            return (self._copied(),)
        if self.working.sign == FORMULA:
            return tuple(self._factors())
        written = [self._term(term) for term in self.working.terms]
        name = self.theme.colors.name
        spans: list[Span] = []
        used = 0
        for number, term in enumerate(written):
            used += len(_plain(term)) + 3
            is_last = number == len(written) - 1  # dots would take its place
            if spans and not is_last and (number == _MOST_TERMS or used > room):
                return (*spans, Span(" + …", name))
            spans += [Span(" + ", name), *term] if spans else term
        return tuple(spans)

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
            text = typeset(shown(factor, 4))
            yield Span(text, color_of(operand.role, self.theme), operand.role == GRADIENT)

    def _term(self, term: tuple[float, ...]) -> list[Span]:
        colors = self.theme.colors
        spans: list[Span] = []
        for number, role in zip(term, self.working.roles, strict=True):
            if self.working.is_sum and role == LOCAL:
                continue
            color = color_of(role, self.theme)
            factor = Span(typeset(shown(number, 4)), color, bold=role == GRADIENT)
            spans += [Span(" * ", colors.name), factor] if spans else [factor]
        return spans


def _plain(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)
