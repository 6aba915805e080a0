"""The complete graph, and under it one line after the other, each with what is said of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import (
    Layer,
    Line,
    Mark,
    Marks,
    Scene,
    Span,
    lay_out_captions,
    mono,
)
from graphviz_backprop.graph import Edge
from graphviz_backprop.numerals import typeset
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Caption, Frame, Storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import drawable, mono_width, using

_SECONDS = 3.0  # a line
_LINE = "line"
_PANEL = ("detail", "end_gradients")  # of the calculations, of which there are none
_PITCH = 46.0  # from line to line, in points
_REASON = 17.0  # from a line to what is said of it
_GAP = 34.0  # between the graph and the first line
_SIZE, _LEAST_SIZE = 13.0, 8.0
_SMALLER = 0.8  # the size of what is said
_WIDEST = 1150.0  # points
_BAR = 14.0  # left of the line that is new


@quick_dataclass(frozen=True, slots=True)
class LineUnderGraph:
    """A line.

    Attributes:
        left, right: its two parts, the first one in the colour of gradients.
        reason: what is said of it, below.
        sentence: the caption of its frame.
        wires: the edges that stand out with it.
        is_code: it is code, which the caption has too.
    """

    left: str
    right: str
    reason: str
    sentence: str
    wires: frozenset[Edge]
    is_code: bool = True

    @property
    def text(self) -> str:
        """The line."""
        return f"{self.left} {self.right}" if self.left else self.right


@quick_dataclass(frozen=True)
class LinesRendering(Rendering):
    """Lines, in the place of the steps of a backward pass.

    Attributes:
        lines: a frame for each.
        heading: the title of all pictures.
        movie: of the same graph, whose complete figure stands above the lines where it is one page.
    """

    lines: tuple[LineUnderGraph, ...] = ()
    heading: str = ""
    movie: Rendering | None = None

    @property
    def title(self) -> str:
        """The title of all pictures."""
        return f"{self.heading} in {self.graph.source}"

    @cached_property
    def storyboard(self) -> Storyboard:
        """A frame for each line."""
        frames = []
        for index, line in enumerate(self.lines):
            count, code = (
                f"Line {index + 1} of {len(self.lines)}",
                line.text if line.is_code else "",
            )
            caption = Caption(count, line.sentence, code)
            alt = f"{count}: {line.sentence}." + (f" {code}." if code else "")
            frames.append(Frame(index, _LINE, (), (), caption, alt))
        return Storyboard(self.backprop, tuple(frames))

    @cached_property
    def scene(self) -> Scene:
        """The graph, the lines, the captions."""
        assert self.movie is not None
        graph = self.movie
        with using(self.fonts) as undrawn:
            scene = _scene(
                self.lines, self.storyboard, graph.scene, graph.storyboard.complete, self.theme
            )
        ground = "" if self.is_transparent else scene.background
        return replace(scene, background=ground, fonts=self.fonts, undrawn=tuple(undrawn))

    def seconds(self, frame: Frame) -> float:
        """How long an animation shows a line."""
        return self.theme.seconds["last"] if frame.index == self.storyboard.last else _SECONDS


def _scene(
    lines: tuple[LineUnderGraph, ...],
    storyboard: Storyboard,
    graph: Scene,
    complete: int,
    theme: Theme,
) -> Scene:
    margin, end = theme.sizes.margin, len(storyboard)
    marks = Marks(end)
    width, top = 0.0, margin
    if not graph.pages:
        drawn = [mark for mark in graph.alive(complete) if mark.inks and mark.kind not in _PANEL]
        still = [mark for mark in drawn if mark.layer < Layer.CAPTION]
        marks.made += [replace(mark, born=0, dies=end, is_early=False) for mark in still]
        width, top = graph.width, max(mark.box.bottom for mark in still) + _GAP
        for index, line in enumerate(lines):
            _thicken(line.wires, still, marks, theme, index)
    size = _fitting_size(lines, storyboard, theme)
    baseline = top + size
    for index, line in enumerate(lines):
        parts = ((f"{line.left} ", theme.colors.gradient), (line.right, theme.colors.name))
        spans = tuple(Span(typeset(drawable(text)), color) for text, color in parts if text.strip())
        inks = (mono(margin + _BAR, baseline, spans, size),)
        marks.add("line", Layer.TEXT, inks, (index, end), line.text, row=str(index))
        reason = (Span(typeset(drawable(line.reason)), theme.colors.faint),)
        said = mono(margin + _BAR, baseline + _REASON, reason, _SMALLER * size)
        marks.add("reason", Layer.TEXT, (said,), (index, end), row=str(index))
        ends = (margin, baseline - size), (margin, baseline + _REASON + 3.0)
        bar = Line(ends, theme.colors.gradient, theme.sizes.active_wire)
        marks.add("bar", Layer.ACTIVE, (bar,), (index, index + 1))
        width = max(width, inks[0].box.right + margin, said.box.right + margin)
        baseline += _PITCH
    foot = baseline - size + 8.0
    height = lay_out_captions(storyboard, theme, marks, (margin, foot), width - 2 * margin)
    ordered = sorted(marks.made, key=lambda mark: mark.layer)
    numbered = tuple(replace(mark, id=f"m{number}") for number, mark in enumerate(ordered))
    return Scene(width, foot + height + 0.6 * margin, theme.colors.page, numbered)


def _thicken(
    wires: frozenset[Edge], still: list[Mark], marks: Marks, theme: Theme, frame: int
) -> None:
    """The wires that a line is about."""
    wanted = [
        {"producer": str(e.producer), "consumer": str(e.consumer), "argument": str(e.argument)}
        for e in wires
    ]
    for mark in still:
        if mark.kind == "wire" and any(one.items() <= mark.data.items() for one in wanted):
            for ink in mark.inks:
                if isinstance(ink, Line):
                    strong = replace(ink, width=theme.sizes.active_wire)
                    marks.add("active", Layer.ACTIVE, (strong,), (frame, frame + 1))


def _fitting_size(lines: tuple[LineUnderGraph, ...], storyboard: Storyboard, theme: Theme) -> float:
    longest = max(len(line.text) for line in lines)
    said = max(len(line.reason) for line in lines) * _SMALLER
    room = _WIDEST - 2 * theme.sizes.margin - _BAR
    size = min(_SIZE, room / (max(longest, said) * mono_width("m", 1.0)))
    if size < _LEAST_SIZE:
        raise BackpropError(
            f"{storyboard.backprop.graph.source}: a line has {longest} characters, too long to be "
            "read; give the values shorter names"
        )
    return size
