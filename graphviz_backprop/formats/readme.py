"""For a README as GitHub shows it: the animation, and the complete figure, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from graphviz_backprop.formats.format import (
    FORMATS,
    File,
    FileSetFormat,
    FrameFormat,
    MovieFormat,
    Tick,
)
from graphviz_backprop.formats.md import html_text
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.themes import THEMES

_MARKER = b"<!-- Made by graphviz_backprop. -->"
_WIDTH = 800  # pixels: as wide as GitHub shows a picture
_ANIMATION = """\
{marker}

<p align="center"><img src="{gif}" alt="{title}" width="{width}"></p>
"""
_STILL = """\

<p align="center">
<picture>
<source media="(prefers-color-scheme: dark)" srcset="{dark}">
<img src="{light}" alt="{alt}" width="{width}">
</picture>
</p>
"""
_THEMES = {"light": "book", "dark": "dark"}


def readme(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """A piece of Markdown to paste, and the pictures that it shows: of each page a complete one.

    They are laid out for a README unless another page is asked for.
    """
    from graphviz_backprop.figure import find_fit  # what draws is not for all formats

    rendering = replace(rendering, fit=rendering.fit or find_fit("readme"))
    gif = FORMATS["gif"]
    assert isinstance(gif, MovieFormat)
    animation = File(f"{stem}.readme.gif", gif.make(rendering, tick), gif.marker)
    text = _ANIMATION.format(
        marker=_MARKER.decode(),
        gif=quote(animation.name),
        title=html_text(_in_one_line(rendering.title)),
        width=_WIDTH,
    )
    themed = {name: replace(rendering, theme=THEMES[theme]) for name, theme in _THEMES.items()}
    stills: list[File] = []
    ends = rendering.storyboard.frames[rendering.storyboard.complete :]
    for page, frame in enumerate(ends, start=1):
        number = f"_{page}" if len(ends) > 1 else ""
        pair = {
            name: _still(one, frame.index, f"{stem}_{name}{number}.svg")
            for name, one in themed.items()
        }
        stills += pair.values()
        names = {name: quote(file.name) for name, file in pair.items()}
        text += _STILL.format(**names, alt=html_text(_in_one_line(frame.alt)), width=_WIDTH)
    yield File(f"{stem}.readme.md", text.encode("utf-8", "replace"), _MARKER)
    yield animation
    yield from stills


def _still(rendering: Rendering, index: int, name: str) -> File:
    svg = FORMATS["svg"]
    assert isinstance(svg, FrameFormat)
    return File(name, svg.one(rendering, index), svg.marker)


def _in_one_line(text: str) -> str:
    """A blank line would end the HTML in Markdown."""
    return " ".join(text.split())


_ENDS = rf"_(?:{'|'.join(_THEMES)})(?:_[1-9]\d*)?\.svg"
FORMATS.add("readme", FileSetFormat(readme, "readme.md", ends=_ENDS))
