"""The contents of boxes with calculations: a line of numbers, or grids with their rule."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.figure.drawing.struck import struck_number
from graphviz_backprop.figure.mark import Box, Ink, Rect, Span, mono
from graphviz_backprop.figure.page import Page
from graphviz_backprop.figure.rules.array_rule import rule_of_step
from graphviz_backprop.figure.rules.rule import Rule
from graphviz_backprop.figure.text.number_text import number_room
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.numerals import equals, shown, typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import (
    GradientNames,
    Storyboard,
    flagged,
    is_calculation,
    is_over_arrays,
    label,
)
from graphviz_backprop.storyboard.captions.passing import source_of_local
from graphviz_backprop.storyboard.frames.by_hand import LOCAL, ByHand, number_text
from graphviz_backprop.storyboard.texts.words import bracketed
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import formula, measure, mono_width
from graphviz_backprop.values import is_array

if TYPE_CHECKING:
    from graphviz_backprop.figure.calculation.array_box import ArrayBox

_PAD = 8.0
_TALLEST_IN_ROWS = 300.0  # points of a box with all numbers in several rows
_SIGNS = " ×  = "


@quick_dataclass(frozen=True, slots=True)
class Content:
    """The contents of a box.

    Attributes:
        frame, step: when, and of which step.
        size: width and height in points.
        inks: what is painted in a rectangle of this size.
        title: the same in words.
        data: the mark's attributes.
        sources: the nodes whose values are the other factor; none where that stands nowhere.
        struck: what is painted below the numbers where the reader's own are wrong; else None.
        struck_title: the same in words.
    """

    frame: int
    step: Step
    size: tuple[float, float]
    inks: Callable[[Rect], tuple[Ink, ...]]
    title: str
    data: dict[str, str] = field(default_factory=dict)
    sources: tuple[int, ...] = ()
    struck: Callable[[Rect], tuple[Ink, ...]] | None = None
    struck_title: str = ""


def make_contents(storyboard: Storyboard, theme: Theme) -> list[Content]:
    """The contents of all boxes of a movie, in the order of the frames."""
    backprop = storyboard.backprop
    graph, names = backprop.graph, GradientNames(backprop)
    frames = [frame for frame in storyboard.frames if is_calculation(frame)]
    steps = [backprop.steps[frame.steps[0]] for frame in frames]
    over_arrays = [step for step in steps if is_over_arrays(graph, step)]
    rules = [rule_of_step(graph, step, names) for step in over_arrays]
    formulas = measure([f"#{formula(one.source, theme.sizes.formula)}" for one in rules])
    typeset_rules = {
        step.index: (one, maths)
        for step, one, maths in zip(over_arrays, rules, formulas, strict=True)
    }
    contents: list[Content] = []
    for frame, step in zip(frames, steps, strict=True):
        data = {
            "node": label(graph, graph.nodes[step.edge.consumer]),
            "consumer": str(step.edge.consumer),
        }
        if step.index in typeset_rules:
            array, sources = _array_box(backprop, step, names, typeset_rules[step.index], theme)
            data |= array.data
            contents.append(
                Content(frame.index, step, array.size, array.inks, array.title, data, sources)
            )
            continue
        box = _NumberBox(step, theme)
        data |= {"local": shown(step.local), "upstream": shown(step.upstream)}
        data |= {"result": shown(step.contribution)}
        source = source_of_local(graph, step)
        sources = () if source is None else (source,)
        contents.append(Content(frame.index, step, box.size, box.inks, box.title, data, sources))
    return contents


def with_struck(
    contents: Sequence[Content], page: Page, without_room: Container[ByHand]
) -> list[Content]:
    """The same with the reader's own numbers in boxes, below the true ones, where they are wrong.

    Args:
        contents: of all boxes.
        page: with the frames.
        without_room: the wrong gradients that don't stand beside the true ones in the graph.
    """
    frames = page.storyboard.frames
    made = []
    for content in contents:
        numbers = [
            one
            for one in frames[content.frame].caption.by_hand
            if not one.is_right
            and not is_array(one.truth)
            and (one.kind == LOCAL or one in without_room)
        ]
        box = _NumberBox(content.step, page.theme, tuple(numbers))
        if numbers and len(frames[content.frame].steps) == 1:
            said = "; ".join(map(str, numbers))
            content = replace(content, size=box.size, struck=box.struck, struck_title=said)
        made.append(content)
    return made


def _array_box(
    backprop: Backprop,
    step: Step,
    names: GradientNames,
    rule: tuple[Rule, tuple[float, float]],
    theme: Theme,
) -> tuple[ArrayBox, tuple[int, ...]]:
    """All numbers, or windows of large arrays and of those that are too wide for the page.

    Returns:
        The box, and the nodes whose values are in it.
    """
    from graphviz_backprop.figure.calculation.array_box import ArrayBox  # numbers need none
    from graphviz_backprop.storyboard.derivation.operand_texts import VALUE
    from graphviz_backprop.storyboard.derivation.working import make_working

    working = make_working(backprop, step)
    room = theme.sizes.array_page - 2 * theme.sizes.margin
    box = ArrayBox(working, names, *rule, theme, room)
    is_low = len(box.rows) == 1 or box.size[1] <= _TALLEST_IN_ROWS
    if working.is_large or box.size[0] > room or not is_low:
        box = ArrayBox(working.in_windows(), names, *rule, theme, room)
    values = [one.node for one in box.working.operands if one.role == VALUE]
    return box, tuple(node for node in dict.fromkeys(values) if node is not None)


@quick_dataclass(frozen=True, slots=True)
class _NumberBox:
    """`local × upstream = result` in one line."""

    step: Step
    theme: Theme
    wrong: tuple[ByHand, ...] = ()

    @property
    def size(self) -> tuple[float, float]:
        number = self.theme.sizes.calculation
        width = mono_width("".join(span.text for span in self._spans), number)
        signs = mono_width(_SIGNS, number)
        room = 3 * number_room(self.theme.sizes, number)
        width = max(width, signs + room + mono_width("()", number) * (room > 0)) + 2 * _PAD
        lines = 2 if self.wrong else 1
        return width, lines * (CAPITAL * number + _PAD) + _PAD

    def struck(self, spot: Rect) -> tuple[Ink, ...]:
        """The reader's own numbers, each below the true one that it should be."""
        number = self.theme.sizes.calculation
        baseline = spot.bottom - _PAD
        widths = [mono_width(span.text, number) for span in self._spans]
        left = (spot.left + spot.right - sum(widths)) / 2
        inks: list[Ink] = []
        for one in self.wrong:
            place = 0 if one.kind == LOCAL else len(widths) - 1
            middle = left + sum(widths[:place]) + widths[place] / 2
            half = mono_width(typeset(number_text(one.value)), number) / 2 + _PAD / 2
            middle = min(max(middle, spot.left + half), spot.right - half)
            inks += struck_number(one, middle, baseline, self.theme)
        return tuple(inks)

    @property
    def title(self) -> str:
        step = self.step
        return f"{shown(step.local)} * {shown(step.upstream)} = {shown(step.contribution)}"

    def inks(self, spot: Rect) -> tuple[Ink, ...]:
        theme = self.theme
        middle = (spot.left + spot.right) / 2
        baseline = spot.top + _PAD + CAPITAL * theme.sizes.calculation
        return (
            Box(spot, theme.colors.page, theme.colors.frame, theme.sizes.hairline),
            mono(middle, baseline, self._spans, theme.sizes.calculation, "middle"),
        )

    @property
    def _spans(self) -> tuple[Span, ...]:
        colors, step = self.theme.colors, self.step
        result = typeset(flagged(shown(step.contribution)))
        return (
            Span(typeset(flagged(shown(step.local))), colors.local),
            Span(" × ", colors.name),
            Span(typeset(bracketed(flagged(shown(step.upstream)))), colors.gradient, bold=True),
            Span(equals(result), colors.name),
            Span(result, colors.gradient, bold=True),
        )
