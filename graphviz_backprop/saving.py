"""A movie's files: their names, and which of the files that are there they may replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_backprop.collector import paused_gc
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, File, Format, FrameFormat, Tick, unwatched
from graphviz_backprop.limits import MOST_FRAMES
from graphviz_backprop.staging import staging

if TYPE_CHECKING:
    from graphviz_backprop.graph import Graph
    from graphviz_backprop.rendering import Rendering

_PIXELS = frozenset({"gif", "png", "readme"})
_SIGNED = 1024  # bytes at a file's start, and at its end, in which its maker signs


def save_formats(
    rendering: Rendering, folder: Path, stem: str, formats: Iterable[str], tick: Tick = unwatched
) -> dict[str, list[Path]]:
    """Write a movie in several formats: `neuron_00.svg`, …, `neuron.gif`.

    Frames of an earlier run, in these formats, that are not made any more are removed. Nothing is
    put in its place before all files are written beside, so an error leaves the old ones.

    Args:
        rendering: the movie.
        folder: where to; made if it is missing.
        stem: how the files' names start.
        formats: their names.
        tick: called for each frame of a picture or an animation, see `count_frames`.

    Returns:
        The paths of each format, in order.

    Raises:
        BackpropError: a format is unknown, the stem names a folder, the folder can't be written to,
            a file that this package did not make stands in the place of a new one, or nobody could
            read the figures.
    """
    kinds = {name: FORMATS[name] for name in formats}
    if Path(stem).name != stem:
        raise BackpropError(f"stem: got {stem!r}; expected a name without a folder")
    check_fit(rendering, list(kinds))
    with paused_gc(), staging(folder) as stage:
        made: dict[str, list[Path]] = {name: [] for name in kinds}
        markers: dict[Path, bytes] = {}
        for name, kind in kinds.items():
            for file in kind.files(rendering, stem, name, tick):
                path = stage.write(file.name, file.data)
                made[name].append(path)
                markers[path] = file.marker

        def check(path: Path) -> None:
            refuse_foreign(path, markers[path])

        def clean() -> None:
            for name, kind in kinds.items():
                _remove_stale(folder, stem, name, kind, markers)

        stage.put_in_place(check, clean)
    return made


def save_files(folder: Path, files: Iterable[File]) -> list[Path]:
    """Write files of ours, all or none.

    Raises:
        BackpropError: the folder can't be written to, or a file that this package did not make
            stands in the place of one.
    """
    with staging(folder) as stage:
        markers = {stage.write(file.name, file.data): file.marker for file in files}
        stage.put_in_place(lambda path: refuse_foreign(path, markers[path]), lambda: None)
    return list(markers)


def count_frames(rendering: Rendering, formats: Iterable[str]) -> int:
    """How often `save_formats` ticks."""
    return len(rendering.storyboard) * sum(FORMATS[name].is_drawn for name in formats)


def check_fit(rendering: Rendering, formats: Sequence[str]) -> None:
    """See that a movie is not too much before anything is drawn.

    Raises:
        BackpropError: it is; the message has what would fit.
    """
    if not any(FORMATS[name].is_drawn for name in formats):
        return
    from graphviz_backprop.figure import check_size

    check_size(rendering.graph)
    least = rendering.least_figures
    count = least if least > MOST_FRAMES else len(rendering.storyboard)
    if count > MOST_FRAMES:
        more = " and more" if count == least else ""
        *others, last = [*_fewer(rendering), "the format json alone"]
        ways = f"{', '.join(others)} or {last}" if others else last
        raise BackpropError(
            f"{rendering.graph.source}: {count} figures{more} are too many to draw, "
            f"{MOST_FRAMES} at most; choose {ways}"
        )
    for kind in (FORMATS[name] for name in formats):
        if not isinstance(kind, FrameFormat):
            kind.refuse(rendering)
    if not _PIXELS.isdisjoint(formats):
        rendering.check_pixels()


def _fewer(rendering: Rendering) -> list[str]:
    """What makes so few figures that they can be drawn, of what is not chosen yet."""
    ways = []
    if rendering.sequence != "book" and _has_few(replace(rendering, sequence="book")):
        ways.append("the sequence book")
    if rendering.by_layers is not None and _has_few(rendering.by_layers):
        ways.append("the level layer")
    name = _last_short_output(rendering.graph)
    return [*ways, f"an earlier output such as {name}"] if name else ways


def _has_few(rendering: Rendering) -> bool:
    """True if it has no more figures than are drawn; none is told where that is known before."""
    return rendering.least_figures <= MOST_FRAMES and len(rendering.storyboard) <= MOST_FRAMES


def _last_short_output(graph: Graph) -> str:
    """The name of the last result before which all steps can be drawn; empty without one."""
    last = {node.name: node.index for node in graph.operators() if node.name}
    ends = accumulate(2 * len(node.inputs) for node in graph.nodes)  # forward, and back
    short = [count <= MOST_FRAMES for count in ends]
    names = [name for name, index in last.items() if short[index] and index != graph.output]
    return max(names, key=last.__getitem__, default="")


def save_bytes(path: Path, data: bytes) -> Path:
    """Write one file whole, in the place of what is there.

    Raises:
        BackpropError: it can't be written.
    """
    with staging(path.parent) as stage:
        stage.write(path.name, data)
        stage.put_in_place(_refuse_no_file, lambda: None)
    return path


def _refuse_no_file(path: Path) -> None:
    """A folder can't be replaced, and to look into a pipe would wait for ever."""
    if path.is_dir():
        raise BackpropError(f"{path}: can't be written: it is a folder")
    if path.exists() and not path.is_file():
        raise BackpropError(
            f"{path}: can't be written: it is a pipe or a device; remove it, or "
            "choose another folder"
        )


def refuse_foreign(path: Path, marker: bytes) -> None:
    """A reader's own file is never replaced by a name that we made up.

    Args:
        path: of a new file.
        marker: bytes by which an old one there is known as made by this package.

    Raises:
        BackpropError: what is there was not made by this package.
    """
    _refuse_no_file(path)
    if path.exists() and not _is_ours(path, marker):
        raise BackpropError(
            f"{path}: is there already and was not made by graphviz_backprop; move it, or choose "
            "another folder"
        )


def _remove_stale(
    folder: Path, stem: str, name: str, kind: Format, markers: Mapping[Path, bytes]
) -> None:
    """Remove pictures of this stem and format that an earlier run made and this one did not."""
    pattern = re.compile(re.escape(stem) + kind.pictures(name))
    ours = {marker for path, marker in markers.items() if pattern.fullmatch(path.name)}
    for path in set(folder.iterdir()).difference(markers):
        if pattern.fullmatch(path.name) and any(_is_ours(path, marker) for marker in ours):
            path.unlink()


def _is_ours(path: Path, marker: bytes) -> bool:
    """True if this package made the file: nothing else is ever removed or replaced."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_SIGNED)
            file.seek(max(0, path.stat().st_size - _SIGNED))
            return marker in head or marker in file.read()
    except OSError:  # it may not be read
        return False
