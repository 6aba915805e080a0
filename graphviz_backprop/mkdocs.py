"""MkDocs: a fence of the language `backprop` becomes the figures of the Python code in it.

Use it by `plugins: [search, backprop]` in `mkdocs.yml`. Behind the language stand options, as
`of=y level=array`, with quotes around what has blanks; `file=neuron.py` takes the code of a file
beside the page. A figure is made once for equal content, in the folder that `cache` names.
"""

from __future__ import annotations

import html
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from graphviz_backprop.documents import Block, Embedded, embed, page_frame
from graphviz_backprop.errors import BackpropError

_LOG = get_plugin_logger("backprop")
_LANGUAGE = "backprop"
_FOLDER = "assets/backprop"  # of the site
_FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})\s*((?:(?!`{3}).)*)")


class _Fence(NamedTuple):
    """A fence: its lines, from `start` up to `end`, how far in it stands, and what it holds."""

    start: int
    end: int
    indent: str
    info: str
    code: str


class BackpropConfig(Config):
    """What `mkdocs.yml` may say."""

    cache = config_options.Type(str, default=".cache/backprop")


class BackpropPlugin(BasePlugin[BackpropConfig]):
    """Draws the fences of all pages."""

    def __init__(self) -> None:
        self._sources: set[str] = set()

    def on_page_markdown(
        self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """The page with pictures in the place of its fences."""
        lines = markdown.split("\n")
        for fence in reversed(list(_fences(lines))):
            try:
                text = self._drawn(fence, page, config, files)
            except BackpropError as error:
                place = f"{page.file.src_uri}, line {fence.start + 1} of its text"
                _LOG.warning("%s: %s", place, error)
                text = f"<p>backprop: {html.escape(str(error))}</p>"
            lines[fence.start : fence.end] = ["", f"{fence.indent}{text}", ""]
        return "\n".join(lines)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Files of code are watched as pages are."""
        for path in self._sources:
            server.watch(path)
        return server

    def _drawn(self, fence: _Fence, page: Page, config: MkDocsConfig, files: Files) -> str:
        options = _options(fence.info)
        folder = Path(config.docs_dir, page.file.src_uri).parent
        name = options.pop("file", None)
        file = None if name is None else folder / name
        if file is not None:
            self._sources.add(str(file))
        cache = Path(config.config_file_path or "mkdocs.yml").parent / self.config.cache
        embedded = embed(Block(fence.code, file, folder, options), cache)
        for note in embedded.notes:
            _LOG.info("%s: %s", page.file.src_uri, note)

        def address(path: Path) -> str:
            made = File.generated(config, f"{_FOLDER}/{path.name}", abs_src_path=str(path))
            if files.get_file_from_path(made.src_uri) is None:
                files.append(made)
            return html.escape(get_relative_url(made.url, page.url))

        picture = _picture(embedded, address(embedded.picture))
        if embedded.page is None:
            return picture
        return page_frame(address(embedded.page), embedded)


def _picture(embedded: Embedded, address: str) -> str:
    return f'<img class="backprop" src="{address}" alt="{_attribute(embedded.alt)}">'


def _fences(lines: Sequence[str]) -> Iterator[_Fence]:
    """The fences of the language, in the page's order; not those that another fence shows.

    They may stand further in, as in lists, admonitions and tabs.
    """
    start, mark, indent, info = -1, "", "", ""
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line.rstrip())
        if start < 0:
            if found:
                start, (indent, mark, info) = number, found.groups()
            continue
        if found and not found[3] and found[2].startswith(mark):
            if info.split(maxsplit=1)[:1] == [_LANGUAGE]:
                code = "\n".join(line.removeprefix(indent) for line in lines[start + 1 : number])
                yield _Fence(start, number + 1, indent, info, code)
            start = -1


def _options(info: str) -> dict[str, str]:
    """`backprop of=y alt="A neuron" living`: a name without a value is there."""
    try:
        words = shlex.split(info)[1:]
    except ValueError as error:
        raise BackpropError(f"options {info!r}: {str(error).lower()}") from None
    return {name: value for name, _, value in (word.partition("=") for word in words)}


def _attribute(text: str) -> str:
    """One line, for a blank one would end the HTML in Markdown."""
    return html.escape(" ".join(text.split()))
