"""The reader's own numbers where they are wrong: struck through, beside the true ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphviz_backprop.figure.mark import Ink, Layer, Line, Point, Rect, Span, mono
from graphviz_backprop.figure.page import Marks, Page
from graphviz_backprop.figure.spots.boxes_and_lines import are_covered
from graphviz_backprop.figure.text.node_text import STRUCK_GAP
from graphviz_backprop.figure.text.value_text import CAPITAL
from graphviz_backprop.numerals import typeset
from graphviz_backprop.storyboard.frames.by_hand import TOTAL, ByHand, number_text
from graphviz_backprop.themes import Theme
from graphviz_backprop.typesetting import mono_width
from graphviz_backprop.values import is_array

_AIR = 2.5  # around it
_OVER = 2.0  # by which the line is longer than the number on either side
_SLANT = (0.2, 0.8)  # of the digits' height
_AROUND = 2.2  # from an entry of an array to the line around it
_OUTLINE = 1.2


def struck_number(number: ByHand, middle: float, baseline: float, theme: Theme) -> tuple[Ink, ...]:
    """The reader's number with a line through it."""
    size = theme.sizes.calculation
    text = typeset(number_text(number.value))
    ink = mono(middle, baseline, (Span(text, theme.colors.faint),), size, "middle")
    low, high = (baseline - share * CAPITAL * size for share in _SLANT)  # a minus stays in sight
    ends = (ink.x - _OVER, low), (ink.x + ink.width + _OVER, high)
    return ink, Line(ends, theme.colors.name, _OUTLINE)


def draw_struck(page: Page, marks: Marks) -> frozenset[ByHand]:
    """Put wrong gradients beside the true ones, from their step on, and outline wrong entries.

    Returns:
        The numbers for which there is no room beside.
    """
    wrong = [
        (frame, one)
        for frame in page.storyboard.frames
        for one in frame.caption.by_hand
        if not one.is_right and one.kind == TOTAL and page.layout.homes[one.node] is not None
    ]
    if not wrong:
        return frozenset()
    without_room = set()
    solids = [mark.box for mark in marks if mark.layer in (Layer.TEXT, Layer.RING)]
    wires = [
        pair
        for mark in marks
        if mark.kind == "wire"
        for ink in mark.inks
        if isinstance(ink, Line)
        for pair in pairwise(ink.points)
    ]
    for frame, one in wrong:
        if is_array(one.truth):
            inks = tuple(_around_entries(page, one))
        else:
            inks = _beside(page, one, solids, wires)
        if not inks:
            without_room.add(one)
            continue
        if not is_array(one.truth):
            solids.append(inks[0].box.union(inks[1].box))
        data = {"node": page.label(one.node), "index": str(one.node), "name": one.name}
        marks.add("struck", Layer.TEXT, inks, (frame.index, page.end), str(one), **data)
    return frozenset(without_room)


def _beside(
    page: Page, number: ByHand, solids: Sequence[Rect], wires: Sequence[tuple[Point, Point]]
) -> tuple[Ink, ...]:
    """The number in the first place that is free: right, left, or below."""
    row, theme = page.layout.homes[number.node], page.theme
    assert row is not None
    size = theme.sizes.calculation
    true = mono_width(page.texts[number.node].gradients[-1].text, theme.sizes.number)
    own = mono_width(typeset(number_text(number.value)), size)
    apart = true / 2 + STRUCK_GAP + own / 2
    line = row.height + theme.sizes.gap + CAPITAL * theme.sizes.number
    below = line + CAPITAL * size + STRUCK_GAP
    for middle, baseline in (
        (row.numbers + apart, line),
        (row.numbers - apart, line),
        (row.numbers, below),
    ):
        inks = struck_number(number, middle, baseline, theme)
        box = inks[0].box.union(inks[1].box).grown(_AIR)
        is_on_page = box.left >= 0 and box.right <= page.layout.width
        is_free = all(box.distance(solid) > 0 for solid in solids)
        if is_on_page and is_free and not any(are_covered(wires, [box.grown(-_AIR)])):
            return inks
    return ()


def _around_entries(page: Page, number: ByHand) -> Iterator[Ink]:
    """Lines around the true entries of an array where the reader's own differ."""
    row, theme = page.layout.homes[number.node], page.theme
    written = page.texts[number.node].gradients[-1]
    if row is None or written.grid is None or written.thumbnail is not None:
        return
    if len(number.wrong_entries) == number.truth.size:  # the caption says so
        return
    matrix = written.matrix(row.numbers, row.height + theme.sizes.gap, theme.sizes)
    for entry in number.wrong_entries:
        place = written.grid.place(entry)
        if place is None:
            continue
        box = matrix.cell(*place).grown(_AROUND)
        corners = (
            (box.left, box.top), (box.right, box.top), (box.right, box.bottom),
            (box.left, box.bottom), (box.left, box.top),
        )  # fmt: skip
        yield Line(corners, theme.colors.gradient, _OUTLINE)
