"""The captions at the foot of the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from graphviz_backprop.figure.mark import Formula, Ink, Layer, Span, Text, mono
from graphviz_backprop.figure.page import Marks
from graphviz_backprop.figure.rules.array_rule import rule_of_step
from graphviz_backprop.figure.rules.rule import Rule
from graphviz_backprop.figure.text.caption_lines import cells, code_in_lines, fitted, prose, wrapped
from graphviz_backprop.numerals import typeset
from graphviz_backprop.storyboard import (
    Caption,
    Frame,
    GradientNames,
    Storyboard,
    Vectors,
    is_calculation,
    is_over_arrays,
)
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, formula, measure, mono_width, runs

_LEADING = 21.0
_INDENT = 14.0
_LEAST = 8  # characters of code
_NEARLY = 1e-6
_COLUMN = 300.0  # points; longer sentences are wrapped where the page is not wider
_MOST_OF_LINE = 0.25  # of the width beside the count; one that takes more has its own line
_AROUND_RULE = 9.0
Spans = tuple[Span, ...]


class Foot:
    """Measures all captions of a movie, wraps them, then draws them where the page wants them."""

    def __init__(self, storyboard: Storyboard, theme: Theme) -> None:
        self._storyboard = storyboard
        self._theme = theme
        captions = [frame.caption for frame in storyboard.frames]
        texts = list(dict.fromkeys(prose(t) for c in captions for t in (c.sentence, c.remark)))
        self._widths: dict[str, float] = {}
        self._measure(texts)
        self._lines = {text: [text] for text in texts}
        self._rules = _typeset_rules(storyboard, theme)
        self._count = max(mono_width(c.count, theme.sizes.code) for c in captions) + _INDENT
        self._codes: list[list[Spans]] = []
        self._lines_of_code: list[int] = []
        self._widest_rule = max((width for _, (width, _) in self._rules.values()), default=0.0)
        column = max(min(max(self._widths.values()), _COLUMN), self._widest_rule)
        least = theme.sizes.least_width - 2 * theme.sizes.margin
        beside = self._count + column
        self.width = beside if beside <= least else max(self._count, column, least)
        self._indent = self._count
        self.height = 0.0

    def fit(self, width: float) -> None:
        """Wrap the captions into a column of this width; from then on the height is known."""
        is_beside = self._count <= min(_MOST_OF_LINE * width, width - self._widest_rule)
        self._indent = self._count if is_beside else 0.0
        most = int((width - self._indent) / mono_width("m", self._theme.sizes.code))
        self._wrap(width - self._indent)
        captions = [frame.caption for frame in self._storyboard.frames]
        of_code = [list(self._code_lines(caption, most)) for caption in captions]
        self._lines_of_code = [len(lines) for lines in of_code]
        self._codes = [
            [*lines, *self._further_lines(caption, most)]
            for lines, caption in zip(of_code, captions, strict=True)
        ]
        self.height = max(self.height_of(frame.index) for frame in self._storyboard.frames)

    def height_of(self, frame: int) -> float:
        """The height of a frame's caption in points."""
        caption = self._storyboard.frames[frame].caption
        lines = self._line_count(caption) + len(self._codes[frame]) + (not self._indent)
        return lines * _LEADING + self._rule_height(frame)

    def _measure(self, lines: Iterable[str]) -> None:
        new = [line for line in dict.fromkeys(lines) if line not in self._widths]
        size = self._theme.sizes.sentence
        pieces = [f"#text(font: serif, size: {size}pt)[{runs(line)}]" for line in new]
        widths = (width for width, _ in measure(pieces))
        self._widths |= dict(zip(new, widths, strict=True))

    def _wrap(self, column: float) -> None:
        """Cut the sentences into lines that a column holds."""
        for text in self._lines:
            self._lines[text] = list(wrapped(text, self._widths[text], column))
        self._measure(line for lines in self._lines.values() for line in lines)

    def _line_count(self, caption: Caption) -> int:
        """How many lines the sentence and the remark take."""
        texts = [caption.sentence, *([caption.remark] if caption.remark else [])]
        return sum(len(self._lines[prose(text)]) for text in texts)

    def _rule_height(self, frame: int) -> float:
        if frame not in self._rules:
            return 0.0
        return self._rules[frame][1][1] + _AROUND_RULE

    def draw(self, marks: Marks, left: float, top: float, pitch: float) -> None:
        """The caption of each frame, on its page; these lie `pitch` apart."""
        for frame, codes in zip(self._storyboard.frames, self._codes, strict=True):
            inks = self._inks(frame, codes, left, top + pitch * frame.page)
            text = f"{frame.caption.count}: {frame.caption.sentence}"
            lifetime = (frame.index, frame.index + 1)
            data = {"count": frame.caption.count, "code": frame.caption.code}
            marks.add("caption", Layer.CAPTION, inks, lifetime, text, **data)

    def _inks(self, frame: Frame, codes: list[Spans], left: float, top: float) -> tuple[Ink, ...]:
        colors, sizes, caption = self._theme.colors, self._theme.sizes, frame.caption
        baseline = top + sizes.sentence
        indent = left + self._indent
        inks: list[Ink] = [mono(left, baseline, (Span(caption.count, colors.faint),), sizes.code)]
        if not self._indent:
            baseline += _LEADING
        inks += self._sentence(caption.sentence, indent, baseline)
        baseline += _LEADING * (len(inks) - 2)
        rows: list[Spans | None] = list(codes)
        if frame.index in self._rules:
            rows.insert(self._lines_of_code[frame.index], None)  # it belongs to the code
        for spans in rows:
            if spans is not None:
                baseline += _LEADING
                inks.append(mono(indent, baseline, spans, sizes.code))
                continue
            rule, (width, height) = self._rules[frame.index]
            place = indent, baseline + _AROUND_RULE, width, height
            inks.append(Formula(*place, rule.source, rule.plain, sizes.formula, colors.local))
            baseline += self._rule_height(frame.index)
        if caption.remark:
            inks += self._sentence(caption.remark, indent, baseline + _LEADING)
        return tuple(inks)

    def _sentence(self, text: str, x: float, baseline: float) -> list[Text]:
        size, color = self._theme.sizes.sentence, self._theme.colors.name
        return [
            Text(
                x,
                baseline + number * _LEADING,
                (Span(line, color),),
                size,
                self._widths[line],
                serif=True,
            )
            for number, line in enumerate(self._lines[prose(text)])
        ]

    def _code_lines(self, caption: Caption, most: int) -> Iterator[Spans]:
        """The lines in the monospaced font, of at most so many characters."""
        colors = self._theme.colors
        if caption.code:
            place = f"   {caption.place}" if caption.place else ""
            tick = Span(" ✓", colors.value) if caption.has_tick else None
            taken = len(place) + (2 if tick else 0)
            *whole, last = code_in_lines(caption.code, most, taken)
            yield from ((Span(line, colors.name),) for line in whole)
            rest = [Span(place, colors.faint)] if place else []
            yield Span(last, colors.name), *rest, *([tick] if tick else [])

    def _further_lines(self, caption: Caption, most: int) -> Iterator[Spans]:
        """What stands under the code: what is said of the reader's own numbers, and vectors."""
        for line in caption.judged_beside_code:
            yield from self._judged_lines(line, most)
        for vectors in caption.vectors:
            yield from self._vector_lines(vectors, most)

    def _judged_lines(self, text: str, most: int) -> Iterator[Spans]:
        """What is said of the reader's own numbers: a sign in its colour, then the words."""
        colors = self._theme.colors
        sign, _, rest = drawable(text).partition(" ")
        color = colors.value if sign == "✓" else colors.gradient
        for number, line in enumerate(wrap(typeset(rest), max(most - 2, _LEAST))):
            start = Span(f"{sign} " if number == 0 else "  ", color, bold=True)
            yield start, Span(line, colors.faint if sign == "✓" else colors.name)

    def _vector_lines(self, vectors: Vectors, most: int) -> Iterator[Spans]:
        colors = self._theme.colors
        pieces: list[Spans] = []
        for name, numbers in vectors.parts:
            start = f"{drawable(name)} = "
            text = fitted(numbers, max(8, most - cells(start)))
            pieces.append((Span(start, colors.name), Span(text, colors.gradient, bold=True)))
        if vectors.meaning:
            pieces.append((Span(f"({vectors.meaning})", colors.faint),))
        line: Spans = ()
        for piece in pieces:
            if line and _length(line) + 2 + _length(piece) > most + _NEARLY:
                yield line
                line = ()
            line = (*line, Span("  ", colors.name), *piece) if line else piece
        yield line


def lay_out_captions(
    storyboard: Storyboard,
    theme: Theme,
    marks: Marks,
    corner: tuple[float, float],
    width: float,
) -> float:
    """Draw the captions of all frames below each other's place; how high the highest is.

    Args:
        storyboard: the frames.
        theme: the look.
        marks: that they are added to.
        corner: the top left one of the captions.
        width: of their column.
    """
    foot = Foot(storyboard, theme)
    foot.fit(width)
    foot.draw(marks, *corner, 0.0)
    return foot.height


def _typeset_rules(
    storyboard: Storyboard, theme: Theme
) -> dict[int, tuple[Rule, tuple[float, float]]]:
    """For each frame with the calculation of a number its rule, with its size.

    A calculation of arrays has it in its box.
    """
    backprop = storyboard.backprop
    graph, names = backprop.graph, GradientNames(backprop)
    rules = {
        frame.index: rule_of_step(graph, backprop.steps[frame.steps[0]], names)
        for frame in storyboard.frames
        if is_calculation(frame) and not is_over_arrays(graph, backprop.steps[frame.steps[0]])
    }
    sizes = measure([f"#{formula(one.source, theme.sizes.formula)}" for one in rules.values()])
    return {frame: (one, size) for (frame, one), size in zip(rules.items(), sizes, strict=True)}


def _length(spans: Spans) -> float:
    return sum(cells(span.text) for span in spans)
