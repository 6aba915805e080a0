"""Which figures of a long movie get a file each: the folder grows with what changes.

A file shows the whole graph, so that each can be used alone: 677 figures of 1,000 values were
1.5 GB, of which nearly all is the same in every file. Up to 64 MB every figure has its file. Then
one has by which as much ink has changed since the last one as half of it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from graphviz_backprop.formats.format import USUAL
from graphviz_backprop.rendering import Rendering

if TYPE_CHECKING:
    from graphviz_backprop.figure import Mark, Scene

MOST_BYTES = 64_000_000
_SHARE = 0.5  # of a figure that has changed since the last one that is written
# About how long a mark and its inks are in SVG.
_MARK, _INK, _LETTER = 260, 90, 36


def chosen_figures(rendering: Rendering, most: int = MOST_BYTES) -> list[int]:
    """The figures that are written, the first and those of the complete graph among them.

    Args:
        rendering: the movie.
        most: bytes of a folder that has them all.
    """
    scene, count = rendering.scene, len(rendering.storyboard)
    sizes, changes = _sizes(scene, count)
    if sum(sizes) <= most:
        return list(range(count))
    chosen, changed = [], 0.0
    for index, (size, new) in enumerate(zip(sizes, changes, strict=True)):
        changed += new
        if index in (0, count - 1) or index >= rendering.storyboard.complete:
            chosen.append(index)
        elif changed >= _SHARE * size:
            chosen.append(index)
            changed = 0.0
    return chosen


def left_out_text(rendering: Rendering, formats: Sequence[str] | None) -> str:
    """What to say of the figures that have no file; empty where all that are asked for have one."""
    names = [name for name in ("svg", "md") if name in (formats or USUAL)]
    if not names:
        return ""
    some, count = len(chosen_figures(rendering)), len(rendering.storyboard)
    if some == count:
        return ""
    return (
        f"{' and '.join(names)}: {some} of {count} figures, each when half of it has changed, as "
        f"all would take over {MOST_BYTES // 1_000_000} MB; --formats animated-svg has all in one "
        "file"
    )


def _sizes(scene: Scene, count: int) -> tuple[list[int], list[int]]:
    """About the bytes of each figure, and of the marks that are new on it: each mark once."""
    pages = 1 + max(scene.pages, default=0)
    steps = [[0] * (count + 1) for _ in range(pages)]
    changes = [0] * count
    for mark in scene.marks:
        size = _size(mark)
        page = steps[scene.page_of(mark) if scene.pages else 0]
        page[mark.born] += size
        page[mark.dies] -= size
        changes[mark.born] += size
    on_page = [list(accumulate(page)) for page in steps]
    shown = scene.pages or (0,) * count
    return [on_page[page][index] for index, page in enumerate(shown)], changes


def _size(mark: Mark) -> int:
    letters = sum(len(getattr(ink, "plain", "")) for ink in mark.inks)
    return _MARK + _INK * len(mark.inks) + _LETTER * letters + len(mark.title)
