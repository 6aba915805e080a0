"""When marks are seen, as stretches of frames or moments, and where they stand on their page."""

from __future__ import annotations

from itertools import groupby

from graphviz_backprop.figure import Mark, Scene

Stretches = tuple[tuple[int, int], ...]


def stretches_of(scene: Scene, count: int) -> dict[str, Stretches]:
    """For each mark that is seen the stretches of frames, each from its first up to its end.

    There are several where a mark stands on a page that is shown, left, and shown again.

    Args:
        scene: the marks.
        count: of the frames.
    """
    turns = _turns(scene, count)
    seen: dict[str, Stretches] = {}
    for mark in scene.marks:
        if mark.is_early:
            continue
        page = scene.page_of(mark) if scene.pages else 0
        inside = [(max(mark.born, start), min(mark.dies, end)) for start, end in turns[page]]
        stretches = tuple((born, dies) for born, dies in inside if born < dies)
        if stretches:
            seen[mark.id] = stretches
    return seen


def place_on_page(scene: Scene, mark: Mark) -> str:
    """The attribute that puts a mark's ink at its place on the page where it stands."""
    corner = mark.box.grown(1.0)
    page = scene.height * scene.page_of(mark) if scene.pages else 0.0
    return f'transform="translate({corner.left:.2f} {corner.top - page:.2f})"'


def _turns(scene: Scene, count: int) -> list[Stretches]:
    """For each page the stretches of frames that show it."""
    if not scene.pages:
        return [((0, count),)]
    turns: list[list[tuple[int, int]]] = [[] for _ in range(max(scene.pages) + 1)]
    for page, run in groupby(range(count), key=scene.pages.__getitem__):
        frames = list(run)
        turns[page].append((frames[0], frames[-1] + 1))
    return [tuple(stretches) for stretches in turns]
