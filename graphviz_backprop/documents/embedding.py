"""The files of a block, made where no equal block has made them before."""

from __future__ import annotations

import hashlib
import html
import io
import json
import os
import tempfile
import warnings
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from graphviz_backprop.api import run
from graphviz_backprop.documents.block import SINGLE, Block
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.movies import Movie
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.version import __version__

_DONE = "embedded.json"  # written last, so a folder that has it is complete
_SUFFIXES = {"animated-svg": "svg"}  # browsers and builders know it by that alone
_CONTROLS = 0.45  # of the page's width: as high as its buttons and captions are in a column of text
_LETTERS = 12  # of a hash: two blocks of a project would agree once in a million projects


@quick_dataclass(frozen=True, slots=True)
class Embedded:
    """What a document shows.

    Attributes:
        picture: the file of the picture.
        paper: the same as PDF, of a movie its complete figure.
        page: the page on which numbers can be changed; None where it is not asked for.
        alt: the picture in words.
        shape: width and height of the figure in points.
        notes: what is worth knowing, a line each; none of a block that was made before.
    """

    picture: Path
    paper: Path
    page: Path | None
    alt: str
    shape: tuple[float, float]
    notes: tuple[str, ...] = ()


def page_frame(address: str, embedded: Embedded) -> str:
    """The element of HTML that shows the page, as wide as the text and high enough for its buttons.

    Args:
        address: of the page, as seen from the document, escaped.
        embedded: what is shown.
    """
    width, height = embedded.shape
    height += _CONTROLS * width
    title = html.escape(" ".join(embedded.alt.split()))
    return (
        f'<iframe class="backprop" src="{address}" title="{title}" sandbox="allow-scripts" '
        f'loading="lazy" style="border: 0; width: 100%; min-height: 34rem; '
        f'aspect-ratio: {width:.0f} / {height:.0f}"></iframe>'
    )


def embed(block: Block, cache: Path) -> Embedded:
    """The files of a block.

    Args:
        block: the code and its options.
        cache: a folder that keeps what was made; it may be thrown away at any time.

    Raises:
        BackpropError: the code can't be read or run, or there is nothing in it to draw.
    """
    key = _key(block)
    folder = cache / key
    if not (folder / _DONE).exists():
        return _made(block, folder, key)
    found = json.loads((folder / _DONE).read_text(encoding="utf-8"))
    return _embedded(folder, found)


def _key(block: Block) -> str:
    """A hash of all that the picture depends on, but for files that the code itself reads."""
    parts: list[object] = [__version__, block.code, sorted(block.options.items())]
    for path in (block.file, Path(block.theme) if block.theme.endswith(".toml") else None):
        if path is not None:
            parts += [path.name, _content(path)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_LETTERS]


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BackpropError(f"{path.name}: can't be read: {error.strerror or error}") from None


def _made(block: Block, folder: Path, key: str) -> Embedded:
    movie, notes = _movie(block)
    frame = _index(movie, block.frame)
    still = movie.rendering.storyboard.complete if frame is None else frame
    is_moving = block.format not in SINGLE
    scene = movie.rendering.scene
    files = {"picture": f"backprop-{key}.{_SUFFIXES.get(block.format, block.format)}"}
    files["paper"] = f"backprop-{key}.pdf"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".new-") as beside:
        stage = Path(beside)
        if is_moving:
            movie.save(stage / files["picture"], block.format)
        else:
            movie[still].save(stage / files["picture"], block.format)
        movie[still].save(stage / files["paper"])
        if block.option("living"):
            files["page"] = f"backprop-{key}-page.html"
            movie.save(stage / files["page"])
        words = movie.rendering.title if is_moving else movie[still].alt
        found = {
            "files": files,
            "alt": block.option("alt") or words,
            "shape": [scene.width, scene.height],
        }
        (stage / _DONE).write_text(json.dumps(found), encoding="utf-8")
        _put(stage, folder)
    return _embedded(folder, found, notes)


def _put(stage: Path, folder: Path) -> None:
    """Put the files in their folder; another process may have made the same in the meantime."""
    folder.mkdir(exist_ok=True)
    for path in sorted(stage.iterdir(), key=lambda path: path.name == _DONE):
        os.replace(path, folder / path.name)


def _embedded(folder: Path, found: dict[str, Any], notes: tuple[str, ...] = ()) -> Embedded:
    files = {kind: folder / name for kind, name in found["files"].items()}
    width, height = found["shape"]
    return Embedded(
        files["picture"], files["paper"], files.get("page"), found["alt"], (width, height), notes
    )


def _movie(block: Block) -> tuple[Movie, tuple[str, ...]]:
    """The movie, and what was warned of; what the code prints is no part of a document."""
    options: dict[str, Any] = {name: block.option(name) for name in ("of", "level")}
    options["pass_number"] = block.option("pass")
    options |= {"path": block.file} if block.file else {"code": block.code}
    nowhere = io.StringIO()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with redirect_stdout(nowhere), redirect_stderr(nowhere):
            movie = run(**options)
        movie = movie.replace(
            sequence=block.option("sequence", "full"),
            fit=block.option("fit", "natural"),
            theme=block.theme,
            background=block.option("background", "theme"),
        )
    return movie, tuple(str(one.message) for one in warned)


def _index(movie: Movie, frame: str | None) -> int | None:
    """The figure that is asked for: by its number, from the end, or by the book's."""
    if frame is None:
        return None
    of_book = [one.index for one in movie.frames if one.figure == frame]
    if of_book:
        return of_book[0]
    try:
        return range(len(movie))[int(frame)]
    except (ValueError, IndexError):
        raise BackpropError(
            f"frame: got {frame!r}; expected a number from 0 to {len(movie) - 1}, or from the end, "
            f"-1 to -{len(movie)}"
        ) from None
