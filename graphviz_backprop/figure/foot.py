"""The captions at the foot of the page."""

from __future__ import annotations

from graphviz_backprop.figure.mark import Ink, Layer, Span, Text, mono
from graphviz_backprop.figure.page import Marks
from graphviz_backprop.numerals import typeset
from graphviz_backprop.storyboard import Caption, Storyboard, shortened
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import SERIF, drawable, measure, mono_width, string

_LEADING = 21.0
_INDENT = 14.0


class Foot:
    """Measures all captions of a movie, then draws them where the page wants them."""

    def __init__(self, storyboard: Storyboard, theme: Theme) -> None:
        self._storyboard = storyboard
        self._theme = theme
        captions = [frame.caption for frame in storyboard.frames]
        prose = {drawable(text) for c in captions for text in (c.sentence, c.remark) if text}
        size = theme.sizes.sentence
        pieces = [f"#text(font: {string(SERIF)}, size: {size}pt, {string(t)})" for t in prose]
        widths = measure(pieces)
        self._widths = {text: width for text, (width, _) in zip(prose, widths, strict=True)}
        self._count = max(mono_width(c.count, theme.sizes.code) for c in captions) + _INDENT
        lines = max(1 + bool(c.code) + len(c.vectors) + bool(c.remark) for c in captions)
        self.height = lines * _LEADING
        sentences = [self._widths[drawable(c.sentence)] for c in captions]
        self.width = self._count + max(sentences)

    def draw(self, marks: Marks, left: float, top: float, width: float) -> None:
        """The caption of each frame, in a column of this width."""
        for frame in self._storyboard.frames:
            inks = self._inks(frame.caption, left, top, width)
            text = f"{frame.caption.count}: {frame.caption.sentence}"
            lifetime = (frame.index, frame.index + 1)
            data = {"count": frame.caption.count, "code": frame.caption.code}
            marks.add("caption", Layer.CAPTION, inks, lifetime, text, **data)

    def _inks(self, caption: Caption, left: float, top: float, width: float) -> tuple[Ink, ...]:
        colors, sizes = self._theme.colors, self._theme.sizes
        baseline = top + sizes.sentence
        inks: list[Ink] = [
            mono(left, baseline, (Span(caption.count, colors.faint),), sizes.code),
            self._prose(caption.sentence, left + self._count, baseline),
        ]
        indent = left + self._count
        for spans in self._code_lines(caption, width - self._count):
            baseline += _LEADING
            inks.append(mono(indent, baseline, spans, sizes.code))
        if caption.remark:
            inks.append(self._prose(caption.remark, indent, baseline + _LEADING))
        return tuple(inks)

    def _prose(self, text: str, x: float, baseline: float) -> Text:
        text = drawable(text)
        span = Span(text, self._theme.colors.name)
        return Text(
            x, baseline, (span,), self._theme.sizes.sentence, self._widths[text], serif=True
        )

    def _code_lines(self, caption: Caption, width: float) -> list[tuple[Span, ...]]:
        colors = self._theme.colors
        most = int(width / mono_width("m", self._theme.sizes.code))
        lines: list[tuple[Span, ...]] = []
        if caption.code:
            place = f"   {caption.place}" if caption.place else ""
            code = typeset(drawable(shortened(caption.code, most - len(place))))
            lines.append((Span(code, colors.name), *([Span(place, colors.faint)] if place else [])))
        for vectors in caption.vectors:
            meaning = f"({vectors.meaning})" if vectors.meaning else ""
            room = most - len(meaning)
            spans: list[Span] = []
            for name, numbers in vectors.parts:
                room -= len(name) + 5
                numbers = shortened(numbers, max(8, room))
                room -= len(numbers)
                spans.append(Span(f"{drawable(name)} = ", colors.name))
                spans.append(Span(typeset(drawable(numbers)), colors.gradient, bold=True))
                spans.append(Span("  ", colors.name))
                if room < 20:
                    break
            lines.append((*spans, *([Span(meaning, colors.faint)] if meaning else [])))
        return lines
