"""A movie's files: their names, and which of the files that are there they may replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, Format, FrameFormat, Tick, unwatched
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.staging import staging

MOST_FRAMES = 2_000
_HEAD = 1024  # bytes of a file in which its maker signs


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
            or a file that this package did not make stands in the place of a new one.
    """
    kinds = {name: FORMATS[name] for name in formats}
    if Path(stem).name != stem:
        raise BackpropError(f"stem: got {stem!r}; expected a name without a folder")
    _refuse_too_many(rendering, list(kinds))
    with staging(folder) as stage:
        made = {
            name: [
                stage.write(file, data) for file, data in _pieces(rendering, stem, name, kind, tick)
            ]
            for name, kind in kinds.items()
        }
        kind_of = {path: kinds[name] for name, paths in made.items() for path in paths}

        def check(path: Path) -> None:
            _refuse_foreign(path, kind_of[path])

        def clean() -> None:
            for name, kind in kinds.items():
                _remove_stale(folder, stem, name, kind, kind_of)

        stage.put_in_place(check, clean)
    return made


def count_frames(rendering: Rendering, formats: Iterable[str]) -> int:
    """How often `save_formats` ticks."""
    return len(rendering.storyboard) * sum(FORMATS[name].is_drawn for name in formats)


def _refuse_too_many(rendering: Rendering, formats: Sequence[str]) -> None:
    count = len(rendering.storyboard)
    if count > MOST_FRAMES and count_frames(rendering, formats):
        raise BackpropError(
            f"{rendering.graph.source}: {count} figures are too many to draw, "
            f"{MOST_FRAMES} at most; choose the sequence book, an earlier output, or the "
            "format json alone"
        )


def save_bytes(path: Path, data: bytes) -> Path:
    """Write one file whole, in the place of what is there.

    Raises:
        BackpropError: it can't be written.
    """
    with staging(path.parent) as stage:
        stage.write(path.name, data)
        stage.put_in_place(_refuse_no_file, lambda: None)
    return path


def _pieces(
    rendering: Rendering, stem: str, name: str, kind: Format, tick: Tick
) -> Iterator[tuple[str, bytes]]:
    """The files of one format: names and contents."""
    if isinstance(kind, FrameFormat):
        digits = max(2, len(str(rendering.storyboard.last)))
        for index, data in enumerate(kind.every(rendering)):
            yield f"{stem}_{index:0{digits}}.{name}", data
            tick()
    else:
        yield f"{stem}.{name}", kind.make(rendering, tick)


def _refuse_no_file(path: Path) -> None:
    """A folder can't be replaced, and to look into a pipe would wait for ever."""
    if path.is_dir():
        raise BackpropError(f"{path}: can't be written: it is a folder")
    if path.exists() and not path.is_file():
        raise BackpropError(
            f"{path}: can't be written: it is a pipe or a device; remove it, or "
            "choose another folder"
        )


def _refuse_foreign(path: Path, kind: Format) -> None:
    """A reader's own file is never replaced by a name that we made up."""
    _refuse_no_file(path)
    if path.exists() and not _is_ours(path, kind):
        raise BackpropError(
            f"{path}: is there already and was not made by graphviz_backprop; move it, or choose "
            "another folder"
        )


def _remove_stale(folder: Path, stem: str, name: str, kind: Format, made: Iterable[Path]) -> None:
    """Remove frames of this stem and format that an earlier run made and this one did not."""
    pattern = re.compile(re.escape(stem) + r"_\d{2,}\." + re.escape(name))
    for path in set(folder.iterdir()).difference(made):
        if pattern.fullmatch(path.name) and isinstance(kind, FrameFormat) and _is_ours(path, kind):
            path.unlink()


def _is_ours(path: Path, kind: Format) -> bool:
    """True if this package made the file: nothing else is ever removed or replaced."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return kind.marker in file.read(_HEAD)
    except OSError:  # it may not be read
        return False
