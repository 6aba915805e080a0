"""Markdown: all figures with their captions, for a page of docs, MkDocs or Quarto."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import quote

from graphviz_backprop.formats.chosen_figures import chosen_figures
from graphviz_backprop.formats.format import (
    FORMATS,
    NUMBERED,
    File,
    FileSetFormat,
    FrameFormat,
    Tick,
)
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.storyboard import Caption

_MARKER = b"<!-- Made by graphviz_backprop. -->"
# What every kind of Markdown has a backslash for; that of MkDocs has none for the others.
_BACKSLASHED = re.compile(r"([\\`*_{}\[\]()#!>])")
_WRITTEN_OUT = str.maketrans({sign: f"&#{ord(sign)};" for sign in "<|~$&^@%"})
_BACKTICKS = re.compile(r"`+")
# Quarto, Hugo and Jekyll run these in a text before it is Markdown, between fences as well.
_COMMANDS = re.compile(r"\{\{|\{%")


def markdown(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """A text with the figures in order, and the figures as SVG beside it.

    Where all of them would be very many bytes, some are shown, and the others told.
    """
    svg = FORMATS["svg"]
    assert isinstance(svg, FrameFormat)
    files = svg.files(rendering, stem, "svg", tick)
    pictures = dict(zip(chosen_figures(rendering), files, strict=True))
    parts = [_MARKER.decode(), f"## {escaped(rendering.title)}"]
    for frame in rendering.storyboard.frames:
        if frame.index in pictures:
            parts.append(f"![{escaped(frame.alt)}]({quote(pictures[frame.index].name)})")
        parts += _caption(frame.caption)
    yield File(f"{stem}.md", ("\n\n".join(parts) + "\n").encode("utf-8", "replace"), _MARKER)
    yield from pictures.values()


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: no sign of it means anything."""
    return _BACKSLASHED.sub(r"\\\1", " ".join(text.split())).translate(_WRITTEN_OUT)


def _caption(caption: Caption) -> Iterator[str]:
    yield f"**{escaped(caption.count)}.** {escaped(caption.sentence)}."
    if caption.code:
        yield _code(caption.code)
    yield from (escaped(line) for line in caption.judged)
    yield from (_code(str(line)) for line in caption.vectors)
    if caption.remark:
        yield f"{escaped(caption.remark)}."


def html_text(text: str) -> str:
    """Text for HTML in Markdown, without a sign that a site's own commands begin with."""
    return html.escape(text).replace("{", "&#123;")


def _code(code: str) -> str:
    """A block of code between fences that it does not hold; in HTML what a site would run."""
    if _COMMANDS.search(code):
        return f'<pre><code class="language-python">{html_text(code)}</code></pre>'
    longest = max(map(len, _BACKTICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}python\n{code}\n{fence}"


FORMATS.add("md", FileSetFormat(markdown, ends=f"{NUMBERED}svg"))
