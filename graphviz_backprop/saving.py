"""Files that appear whole or not at all, named after what they show."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.film import Film
from graphviz_backprop.formats import FORMATS, FrameFormat

MOST_FRAMES = 2_000
_BESIDE = ".graphviz_backprop-"
Piece = tuple[Path, bytes]


def save_formats(
    film: Film, folder: Path, stem: str, formats: Sequence[str]
) -> dict[str, list[Path]]:
    """Write a movie in several formats: `neuron_00.svg`, …, `neuron.gif`.

    Frames of an earlier run, in these formats, that are not made any more are removed. Nothing is
    put in its place before all files are written beside, so an error leaves the old ones.

    Args:
        film: the movie.
        folder: where to; made if it is missing.
        stem: how the files' names start.
        formats: their names.

    Returns:
        The paths of each format, in order.

    Raises:
        BackpropError: a format is unknown, or the folder can't be written to.
    """
    formats = list(dict.fromkeys(formats))
    _refuse_too_many(film, formats)
    with _writing(folder) as beside:
        made = {name: list(_write(_pieces(film, stem, name), beside)) for name in formats}
        _put_in_place([path for paths in made.values() for path in paths], folder)
        places = {name: [folder / path.name for path in paths] for name, paths in made.items()}
        for name in formats:
            _remove_stale(folder, stem, name, set(places[name]))
    return places


def _put_in_place(files: Sequence[Path], folder: Path) -> None:
    """Move the files into the folder; none if one of them can't be."""
    for file in files:
        if (folder / file.name).is_dir():
            raise BackpropError(f"{folder / file.name}: can't be written: it is a folder")
    for file in files:
        os.replace(file, folder / file.name)


def _refuse_too_many(film: Film, formats: Sequence[str]) -> None:
    drawn = [name for name in formats if name != "json"]
    count = len(film.storyboard)
    if drawn and count > MOST_FRAMES:
        raise BackpropError(
            f"{film.graph.source}: {count} figures are too many to draw, {MOST_FRAMES} at most; "
            "choose the sequence book, an earlier output, or the format json alone"
        )


def save_bytes(path: Path, data: bytes) -> Path:
    """Write one file whole.

    Raises:
        BackpropError: it can't be written.
    """
    with _writing(path.parent) as beside:
        _put_in_place(list(_write([(Path(path.name), data)], beside)), path.parent)
    return path


def _pieces(film: Film, stem: str, name: str) -> Iterator[Piece]:
    """The files of one format: names and contents."""
    format = FORMATS[name]
    if isinstance(format, FrameFormat):
        digits = max(2, len(str(film.storyboard.last)))
        for index, data in enumerate(format.every(film)):
            yield Path(f"{stem}_{index:0{digits}}.{name}"), data
    else:
        yield Path(f"{stem}.{name}"), format.make(film)


def _write(pieces: Iterable[Piece], folder: Path) -> Iterator[Path]:
    for name, data in pieces:
        path = folder / name
        path.write_bytes(data)
        yield path


@contextmanager
def _writing(folder: Path) -> Iterator[Path]:
    """A folder beside the files' places, on the same disk, gone afterwards."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=folder) as beside:
            yield Path(beside)
    except OSError as error:
        where = folder if _BESIDE in str(error.filename or _BESIDE) else error.filename
        raise BackpropError(f"{where}: can't be written: {error.strerror or error}") from None


def _remove_stale(folder: Path, stem: str, name: str, made: set[Path]) -> None:
    """Remove frames of this stem and format that an earlier run made and this one did not."""
    format = FORMATS[name]
    if not isinstance(format, FrameFormat):
        return
    pattern = re.compile(re.escape(stem) + r"_\d{2,}\." + re.escape(name))
    for path in folder.iterdir():
        if pattern.fullmatch(path.name) and path not in made and _is_ours(path, format):
            path.unlink()


def _is_ours(path: Path, format: FrameFormat) -> bool:
    """Whether this package made the file: nothing else is ever removed."""
    try:
        with path.open("rb") as file:
            return format.marker in file.read(1024)
    except OSError:  # a folder, or a file that may not be read
        return False
