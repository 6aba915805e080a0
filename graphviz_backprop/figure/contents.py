"""The contents of boxes with calculations: numbers with the rule under them, or grids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graphviz_backprop.backward import Step
from graphviz_backprop.figure.array_box import ArrayBox
from graphviz_backprop.figure.array_rule import array_rule
from graphviz_backprop.figure.mark import Box, Formula, Ink, Rect, Span, mono
from graphviz_backprop.figure.rule import Rule, rule
from graphviz_backprop.figure.value_text import CAPITAL
from graphviz_backprop.graph import Graph
from graphviz_backprop.numerals import shown, typeset
from graphviz_backprop.storyboard import (
    CALCULATION,
    GradientNames,
    Storyboard,
    flagged,
    is_over_arrays,
    label,
)
from graphviz_backprop.storyboard.derivation import make_working
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import formula, measure, mono_width

_PAD = 6.0
_LEADING = 5.5
_BOTTOM = 4.5  # less than the other sides: a fraction ends in small letters


@dataclass(frozen=True, slots=True)
class Content:
    """The contents of a box.

    Attributes:
        frame, step: when, and of which step.
        size: width and height in points.
        inks: what is painted in a rectangle of this size.
        title: the same in words.
        data: the mark's attributes.
    """

    frame: int
    step: Step
    size: tuple[float, float]
    inks: Callable[[Rect], tuple[Ink, ...]]
    title: str
    data: dict[str, str] = field(default_factory=dict)


def make_contents(storyboard: Storyboard, theme: Theme) -> list[Content]:
    """The contents of all boxes of a movie, in the order of the frames."""
    backprop = storyboard.backprop
    graph, names = backprop.graph, GradientNames(backprop)
    frames = [frame for frame in storyboard.frames if frame.kind == CALCULATION]
    steps = [backprop.steps[frame.steps[0]] for frame in frames]
    rules = [_rule(graph, step, names) for step in steps]
    size = theme.sizes.formula
    formulas = measure([f"#{formula(one.source, size)}" for one in rules])
    contents: list[Content] = []
    for frame, step, one, maths in zip(frames, steps, rules, formulas, strict=True):
        data = {"node": label(graph, graph.nodes[step.edge.consumer])}
        if is_over_arrays(graph, step):
            array = ArrayBox(make_working(backprop, step), names, one, maths, theme)
            data |= array.data
            contents.append(Content(frame.index, step, array.size, array.inks, array.title, data))
            continue
        box = _NumberBox(step, one, maths, theme)
        data |= {"local": shown(step.local), "upstream": shown(step.upstream)}
        contents.append(Content(frame.index, step, box.size, box.inks, box.title, data))
    return contents


def _rule(graph: Graph, step: Step, names: GradientNames) -> Rule:
    has_formula = step.local is not None and not graph.nodes[step.edge.consumer].is_plain_box
    return rule(graph, step) if has_formula else array_rule(graph, step, names)


@dataclass(frozen=True, slots=True)
class _NumberBox:
    """`local * upstream`, and the rule under it."""

    step: Step
    rule: Rule
    formula: tuple[float, float]
    theme: Theme

    @property
    def size(self) -> tuple[float, float]:
        number = self.theme.sizes.number
        line = mono_width("".join(span.text for span in self._spans), number)
        width = max(line, self.formula[0]) + 2 * _PAD
        return width, _PAD + CAPITAL * number + _LEADING + self.formula[1] + _BOTTOM

    @property
    def title(self) -> str:
        return f"{shown(self.step.local)} * {shown(self.step.upstream)}; {self.rule.plain}"

    def inks(self, spot: Rect) -> tuple[Ink, ...]:
        theme = self.theme
        middle = (spot.left + spot.right) / 2
        baseline = spot.top + _PAD + CAPITAL * theme.sizes.number
        width, height = self.formula
        return (
            Box(spot, theme.colors.page, theme.colors.frame, theme.sizes.hairline),
            mono(middle, baseline, self._spans, theme.sizes.number, "middle"),
            Formula(
                middle - width / 2,
                baseline + _LEADING,
                width,
                height,
                self.rule.source,
                self.rule.plain,
                theme.sizes.formula,
                theme.colors.name,
            ),
        )

    @property
    def _spans(self) -> tuple[Span, ...]:
        colors, step = self.theme.colors, self.step
        sign = (Span("+= ", colors.gradient, bold=True),) if step.accumulates else ()
        return (
            *sign,
            Span(typeset(flagged(shown(step.local))), colors.local),
            Span(" * ", colors.name),
            Span(typeset(flagged(shown(step.upstream))), colors.gradient, bold=True),
        )
