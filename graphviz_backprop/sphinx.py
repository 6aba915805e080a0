"""Sphinx and MyST: `.. backprop::` draws the Python code that it holds.

Use it by `extensions = ["graphviz_backprop.sphinx"]` in `conf.py`. A figure is made once for equal
content; it lies beside Sphinx's own doctrees until they are thrown away.
"""

from __future__ import annotations

import html
import os
import posixpath
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from graphviz_backprop.documents import OPTIONS, Block, Embedded, embed, page_frame
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.version import __version__

_LOG = logging.getLogger(__name__)
_FOLDER = "backprop"  # beside the doctrees


class living_page(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are named so
    """A page in a frame, where the output is HTML; its picture elsewhere."""


class BackpropDirective(SphinxDirective):
    """The figures of its content, or of the file that `:file:` names, beside the document."""

    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = {
        **dict.fromkeys((*OPTIONS, "file", "caption", "name"), directives.unchanged),
        "width": directives.length_or_percentage_or_unitless,
        "height": directives.length_or_unitless,
        "align": lambda text: directives.choice(text, ("left", "center", "right")),
        "class": directives.class_option,
    }

    def run(self) -> list[nodes.Node]:
        """The picture, in a figure where it has a caption."""
        try:
            embedded = embed(self._block(), Path(self.env.doctreedir) / _FOLDER)
        except BackpropError as error:
            raise self.error(f"backprop: {error}") from None
        for note in embedded.notes:
            _LOG.info("backprop: %s", note, location=self.get_location())
        return [self._shown(embedded)]

    def _block(self) -> Block:
        file = None
        if "file" in self.options:
            relative, path = self.env.relfn2path(self.options["file"])
            self.env.note_dependency(relative)
            file = Path(path)
        folder = Path(self.env.doc2path(self.env.docname)).parent
        options = {name: self.options[name] or "" for name in OPTIONS if name in self.options}
        return Block("\n".join(self.content), file, folder, options)

    def _shown(self, embedded: Embedded) -> nodes.Node:
        shown: nodes.Element = self._picture(embedded)
        if embedded.page:
            frame = living_page("", shown, page=str(embedded.page))
            frame["html"] = page_frame("{address}", embedded)
            shown = frame
        if "caption" in self.options:
            inline, messages = self.parse_inline(self.options["caption"])
            caption = nodes.caption(self.options["caption"], "", *inline)
            shown = nodes.figure("", shown, caption, *messages)
            shown["align"] = self.options.get("align", "default")
        self.set_source_info(shown)
        self.add_name(shown)
        return shown

    def _picture(self, embedded: Embedded) -> nodes.image:
        """Of the two files Sphinx takes the one that the output can hold."""
        document = Path(self.env.doc2path(self.env.docname)).parent
        folder = Path(os.path.relpath(embedded.picture.parent, document)).as_posix()
        name = f"{embedded.picture.stem}.*"
        picture = nodes.image("", uri=posixpath.join(folder, name), alt=embedded.alt)
        for name in ("width", "height", "align"):
            if name in self.options:
                picture[name] = self.options[name]
        picture["classes"] += ["backprop", *self.options.get("class", [])]
        return picture


def _enter_page(translator: Any, node: living_page) -> None:
    """A frame with the page; the page lies where the pictures are."""
    builder = translator.builder
    if builder.name == "epub":  # readers of books run no scripts: its picture is shown
        return
    page = Path(node["page"])
    folder = Path(builder.outdir) / builder.imagedir
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(page, folder / page.name)
    source = posixpath.join(builder.imgpath, page.name)
    translator.body.append(node["html"].replace("{address}", html.escape(source), 1) + "\n")
    raise nodes.SkipNode


def _pass_by(translator: Any, node: living_page) -> None:
    """Its picture is shown."""


def setup(app: Sphinx) -> dict[str, Any]:
    """What Sphinx calls."""
    picture = _pass_by, _pass_by
    app.add_node(
        living_page,
        html=(_enter_page, _pass_by),
        latex=picture,
        text=picture,
        man=picture,
        texinfo=picture,
    )
    app.add_directive("backprop", BackpropDirective)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
