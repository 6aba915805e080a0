"""A derivation over arrays as the formats take it: the graph, under it line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from graphviz_backprop.derivations.of_arrays.array_derivation import ArrayDerivation
from graphviz_backprop.derivations.spelled import sentence_of
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import (
    Layer,
    Line,
    Marks,
    Scene,
    Span,
    lay_out_captions,
    mono,
)
from graphviz_backprop.numerals import typeset
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Caption, Frame, Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, mono_width, using

_SECONDS = 3.0  # a line
_LINE = "line"
_PANEL = "detail"  # the ground of the calculations, of which there are none
_PITCH = 46.0  # from line to line, in points
_REASON = 17.0  # from a line to what is said of it
_GAP = 34.0  # between the graph and the first line
_SIZE, _LEAST_SIZE = 13.0, 8.0
_SMALLER = 0.8  # the size of what is said
_WIDEST = 1150.0  # points
_BAR = 14.0  # left of the line that is new


@dataclass(frozen=True)
class ArrayRendering(Rendering):
    """The lines of a derivation, in the place of the steps of a backward pass.

    Attributes:
        derivation: what is shown.
        movie: of the same graph, whose complete figure stands above the lines where it is one page.
    """

    derivation: ArrayDerivation | None = None
    movie: Rendering | None = None

    @property
    def title(self) -> str:
        """The title of all pictures."""
        assert self.derivation is not None
        return f"{self.derivation.title} in {self.graph.source}"

    @cached_property
    def storyboard(self) -> Storyboard:
        """A frame for each line."""
        assert self.derivation is not None
        lines = self.derivation.lines
        frames = []
        for index, line in enumerate(lines):
            count = f"Line {index + 1} of {len(lines)}"
            sentence = sentence_of(line.reason)
            alt = f"{count}: {sentence}. {line.text}."
            frames.append(Frame(index, _LINE, (), (), Caption(count, sentence, line.text), alt))
        return Storyboard(self.backprop, tuple(frames))

    @cached_property
    def scene(self) -> Scene:
        """The graph, the lines, the captions."""
        assert self.derivation is not None
        assert self.movie is not None
        graph = self.movie
        with using(self.fonts) as undrawn:
            scene = _scene(
                self.derivation, self.storyboard, graph.scene, graph.storyboard.complete, self.theme
            )
        ground = "" if self.is_transparent else scene.background
        return replace(scene, background=ground, fonts=self.fonts, undrawn=tuple(undrawn))

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a line."""
        return self.theme.seconds["last"] if frame.index == self.storyboard.last else _SECONDS


def _scene(
    derivation: ArrayDerivation, storyboard: Storyboard, graph: Scene, complete: int, theme: Theme
) -> Scene:
    margin, end = theme.sizes.margin, len(storyboard)
    marks = Marks(end)
    width, top = 0.0, margin
    if not graph.pages:
        still = [
            m
            for m in graph.alive(complete)
            if m.layer < Layer.CAPTION and m.inks and m.kind != _PANEL
        ]
        marks.made += [replace(mark, born=0, dies=end, is_early=False) for mark in still]
        width, top = graph.width, max(mark.box.bottom for mark in still) + _GAP
        _thicken(derivation, marks, theme, end)
    size = _fitting_size(derivation, theme)
    baseline = top + size
    for index, line in enumerate(derivation.lines):
        left = f"{line.left} " if line.left else ""
        spans = tuple(
            Span(typeset(drawable(text)), color)
            for text, color in (
                (left, theme.colors.gradient),
                (f"= {line.right}", theme.colors.name),
            )
            if text
        )
        x = margin + _BAR
        inks = (mono(x, baseline, spans, size),)
        marks.add("line", Layer.TEXT, inks, (index, end), line.text, row=str(index))
        reason = (Span(typeset(drawable(line.reason)), theme.colors.faint),)
        said = mono(x, baseline + _REASON, reason, _SMALLER * size)
        marks.add("reason", Layer.TEXT, (said,), (index, end), row=str(index))
        bar = Line(
            ((margin, baseline - size), (margin, baseline + _REASON + 3.0)),
            theme.colors.gradient,
            theme.sizes.active_wire,
        )
        marks.add("bar", Layer.ACTIVE, (bar,), (index, index + 1))
        width = max(width, inks[0].box.right + margin, said.box.right + margin)
        baseline += _PITCH
    foot = baseline - size + 8.0
    height = lay_out_captions(storyboard, theme, marks, (margin, foot), width - 2 * margin)
    ordered = sorted(marks.made, key=lambda mark: mark.layer)
    numbered = tuple(replace(mark, id=f"m{number}") for number, mark in enumerate(ordered))
    return Scene(width, foot + height + 0.6 * margin, theme.colors.page, numbered)


def _thicken(derivation: ArrayDerivation, marks: Marks, theme: Theme, end: int) -> None:
    """The wire along which the gradient is derived."""
    edge = derivation.step.edge
    wanted = {"producer": edge.producer, "consumer": edge.consumer, "argument": edge.argument}
    for mark in list(marks.made):
        if mark.kind == "wire" and all(mark.data.get(k) == str(v) for k, v in wanted.items()):
            for ink in mark.inks:
                if isinstance(ink, Line):
                    strong = replace(ink, width=theme.sizes.active_wire)
                    marks.add("active", Layer.ACTIVE, (strong,), (0, end))


def _fitting_size(derivation: ArrayDerivation, theme: Theme) -> float:
    longest = max(len(line.text) for line in derivation.lines)
    said = max(len(line.reason) for line in derivation.lines) * _SMALLER
    room = _WIDEST - 2 * theme.sizes.margin - _BAR
    size = min(_SIZE, room / (max(longest, said) * mono_width("m", 1.0)))
    if size < _LEAST_SIZE:
        raise BackpropError(
            f"{derivation.backprop.graph.source}: a line of the derivation has {longest} "
            "characters, too long to be read; give the arrays shorter names"
        )
    return size
