"""A descent as a picture: the graph with the numbers of each pass, under it the curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphviz_backprop.descents.curve_marks import Curve
from graphviz_backprop.descents.descent import Descent
from graphviz_backprop.descents.descent_captions import UPDATE, Moment, Says, change_text, moments
from graphviz_backprop.figure import (
    Fit,
    Foot,
    Ink,
    Later,
    Layer,
    Layout,
    Mark,
    Marks,
    Scene,
    Sheet,
    Text,
    changed_text,
    draw_graph,
    lay_out,
)
from graphviz_backprop.storyboard import Folding, Storyboard, make_complete_storyboard
from graphviz_backprop.themes import Theme
from graphviz_backprop.values import is_array

_ON_CURVES = frozenset({"point", "tangent"})
_GAP = 22.0  # from the curve to the caption
_Key = tuple[str, int, tuple[Ink, ...]]


@dataclass
class _Below:
    """The curve, and the captions under it."""

    curve: Curve
    captions: Foot
    theme: Theme

    @property
    def width(self) -> float:
        """The least width in points."""
        return self.captions.width

    @property
    def height(self) -> float:
        """The height of both in points."""
        return self.curve.height(self.theme) + _GAP + self.captions.height

    def fit(self, width: float) -> None:
        """Wrap the captions into a column of this width."""
        self.captions.fit(width)


def make_descent_scene(
    descent: Descent,
    storyboard: Storyboard,
    theme: Theme,
    shared: str,
    fit: Fit | None,
    folding: Folding,
) -> Scene:
    """All marks of a descent.

    Args:
        descent: what is shown.
        storyboard: its frames.
        theme: the look.
        shared: how values that are used again are drawn.
        fit: the shape of the page; None for that of the figure itself.
        folding: which like terms of a sum are drawn as one.

    Raises:
        BackpropError: the graph is too large.
    """
    every = moments(descent)
    later = _later(descent, every)
    layout = lay_out(descent.passes[0], theme, shared, fit, folding, later, may_have_pages=False)
    says = Says(descent)
    at = [descent.numbers[one.at] for one in every]
    curve = Curve(says.output, says.counted, descent.kept, at)
    below = _Below(curve, Foot(storyboard, theme), theme)
    drawn: dict[int, list[Mark]] = {}
    for one in every:
        if one.at not in drawn:
            drawn[one.at], sheet = _pass(descent, one.at, theme, fit, layout, below, folding)
    marks = Marks(len(every))
    marks.made += _with_lifetimes(
        [list(_seen(descent, one, drawn[one.at], theme)) for one in every]
    )
    margin = theme.sizes.margin
    curve.draw(marks, theme, (margin, sheet.foot), sheet.width - 2 * margin)
    below.captions.draw(marks, margin, sheet.foot + curve.height(theme) + _GAP, sheet.height)
    ordered = sorted(marks, key=lambda mark: mark.layer)  # within one they keep their order
    numbered = tuple(replace(mark, id=f"m{number}") for number, mark in enumerate(ordered))
    return Scene(sheet.width, sheet.height, theme.colors.page, numbered)


def _later(descent: Descent, every: tuple[Moment, ...]) -> Later:
    """What will stand at the wires."""
    passes = tuple(descent.passes[at] for at in sorted({one.at for one in every}))
    changes: dict[int, tuple[str, ...]] = {}
    for one in every:
        if one.kind == UPDATE:
            for node in descent.updated(one.at):
                if not is_array(node.value):
                    text = change_text(descent, one.at, node)
                    changes[node.index] = (*changes.get(node.index, ()), text)
    return Later(passes, changes)


def _pass(
    descent: Descent,
    at: int,
    theme: Theme,
    fit: Fit | None,
    layout: Layout | None,
    below: _Below,
    folding: Folding,
) -> tuple[list[Mark], Sheet]:
    """The complete graph of one pass."""
    storyboard = make_complete_storyboard(descent.passes[at], folding)
    marks, sheet = draw_graph(storyboard, theme, fit, layout, below)
    seen = [mark for mark in marks if mark.is_alive(storyboard.last)]
    return [_above_its_ring(mark) for mark in seen], sheet


def _above_its_ring(mark: Mark) -> Mark:
    """A point on a curve in a layer of its own: it changes while the ring under it stays."""
    return replace(mark, layer=Layer.CALCULATION) if mark.kind in _ON_CURVES else mark


def _seen(descent: Descent, moment: Moment, marks: list[Mark], theme: Theme) -> Iterator[Mark]:
    """The marks of a frame; at an update the changes stand in the place of the values."""
    changed = {}
    if moment.kind == UPDATE:
        changed = {node.index: node for node in descent.updated(moment.at)}
    for mark in marks:
        node = changed.get(int(mark.data.get("index", -1))) if mark.kind == "value" else None
        if node is None or "indices" in mark.data or is_array(node.value):
            yield mark
        else:
            text = change_text(descent, moment.at, node)
            box, number = mark.box, mark.inks[0]
            assert isinstance(number, Text)
            middle, bottom = (box.left + box.right) / 2, number.baseline
            inks = changed_text(text).above(middle, bottom, theme, theme.colors.value)
            yield replace(
                mark,
                kind="update",
                inks=inks,
                data={**mark.data, "value": text},
                title=f"{mark.data['node']}: {text}",
            )


def _with_lifetimes(frames: list[list[Mark]]) -> list[Mark]:
    """Marks that are the same on frames in a row as one, each above what it lies above."""
    made: list[tuple[int, Mark]] = []
    alive: dict[_Key, tuple[int, Mark]] = {}
    for frame, marks in enumerate([*frames, []]):
        now: dict[_Key, tuple[int, Mark]] = {}
        for place, mark in enumerate(marks):
            key = mark.kind, mark.layer, mark.inks
            now[key] = alive.get(key) or (place, replace(mark, born=frame))
        ended = (pair for key, pair in alive.items() if key not in now)
        made += [(place, replace(mark, dies=frame)) for place, mark in ended]
        alive = now
    return [mark for _, mark in sorted(made, key=lambda pair: pair[0])]
