"""`index.html`: of many files a picture and a line for each."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from graphviz_backprop.errors import BackpropError, printable
from graphviz_backprop.formats import File
from graphviz_backprop.formats.svg import MARKER as SVG_MARKER
from graphviz_backprop.numerals import shown
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.saving import save_files
from graphviz_backprop.values import is_array

if TYPE_CHECKING:
    from graphviz_backprop.movies import Movie

MARKER = b"<!-- Made by graphviz_backprop: an index. -->"
_TITLE = "Figures of backpropagation"
_PAGE = """\
<!doctype html>
{marker}
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 84rem;
  padding: 0 1rem }}
main {{ display: grid; gap: 2rem; align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)) }}
h1 {{ font-size: 1.5rem }}
h2 {{ font: 600 1rem/1.4 ui-monospace, monospace; margin: 0 0 .5rem; overflow-wrap: anywhere }}
img {{ background: #fff; border: 1px solid #8886; border-radius: 4px; box-sizing: border-box;
  height: 16rem; object-fit: contain; padding: .5rem; width: 100% }}
p {{ margin: .5rem 0; overflow-wrap: anywhere }}
.failed {{ border-left: 4px solid #c22; padding-left: .75rem }}
</style>
<h1>{title}</h1>
<p>{count}</p>
<main>
{entries}
</main>
"""
_ENTRY = """\
<article>
<h2>{name}</h2>
{picture}<p>{line}</p>
<p>{links}</p>
</article>"""
_FAILED = """\
<article class="failed">
<h2>{name}</h2>
<p>{line}</p>
</article>"""


@quick_dataclass(frozen=True, slots=True)
class Entry:
    """What the index has of a pass that was drawn.

    Attributes:
        line: what came out of it.
        words: its complete figure for those who don't see it.
        picture: the file with that; empty where it is too large for one.
        files: for each format the first file.
    """

    line: str
    words: str
    picture: str
    files: Mapping[str, str]


def saved_entry(movie: Movie, folder: Path, stem: str, made: Mapping[str, Sequence[Path]]) -> Entry:
    """The entry of a movie, once its picture is in the folder.

    Args:
        movie: what was drawn.
        folder: where its files are.
        stem: how their names start.
        made: for each format its files.
    """
    rendering = movie.rendering
    frame = rendering.storyboard.frames[rendering.storyboard.complete]
    picture = f"{stem}.index.svg"
    try:
        save_files(folder, [File(picture, movie[frame.index].svg.encode(), SVG_MARKER)])
    except BackpropError:  # too many values to draw: who asks for JSON alone may have them
        picture = ""
    output = rendering.graph.nodes[rendering.graph.output]
    parts = [] if is_array(output.value) else [f"{output.name or 'result'} = {shown(output.value)}"]
    parts += map(str, rendering.storyboard.frames[-1].caption.vectors)
    files = {name: paths[0].name for name, paths in made.items() if paths}
    return Entry("; ".join(parts), frame.alt, picture, files)


def save_entries(path: Path, entries: Sequence[Entry]) -> None:
    """Write down the entries of a file, for the process that makes the index."""
    path.write_text(json.dumps([asdict(entry) for entry in entries]))


def read_entries(path: Path) -> list[Entry]:
    """The entries of a file, as far as it came."""
    return [Entry(**entry) for entry in json.loads(path.read_text())] if path.exists() else []


def index_page(found: Mapping[str, tuple[str, Sequence[Entry], str]]) -> bytes:
    """The page.

    Args:
        found: for each file, by the name that is shown, the folder of its figures, its entries,
            and what went wrong; empty where nothing did.
    """
    failed = sum(bool(trouble) for _, _, trouble in found.values())
    count = f"{len(found)} files" + (f", {failed} of them with an error" if failed else "")
    articles = []
    for name, (folder, entries, trouble) in found.items():
        articles += [_article(name, folder, entry) for entry in entries]
        if trouble:
            articles.append(_FAILED.format(name=_text(name), line=_text(trouble)))
    text = _PAGE.format(
        marker=MARKER.decode(), title=_TITLE, count=count, entries="\n".join(articles)
    )
    return text.encode("utf-8", "replace")


def _article(name: str, folder: str, entry: Entry) -> str:
    def address(file: str) -> str:
        return _text(f"{quote(folder)}/{quote(file)}")

    first = next(iter(entry.files.values()), entry.picture)
    picture = (
        f'<a href="{address(first)}"><img src="{address(entry.picture)}" loading="lazy"'
        f' alt="{_text(entry.words)}"></a>\n'
        if entry.picture
        else ""
    )
    links = " · ".join(
        f'<a href="{address(file)}">{_text(kind)}</a>' for kind, file in entry.files.items()
    )
    return _ENTRY.format(name=_text(name), picture=picture, line=_text(entry.line), links=links)


def _text(text: str) -> str:
    return html.escape(printable(text))
