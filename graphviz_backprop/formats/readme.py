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
_TEXT = """\
{marker}

<p align="center"><img src="{gif}" alt="{title}" width="{width}"></p>

<p align="center">
<picture>
<source media="(prefers-color-scheme: dark)" srcset="{dark}">
<img src="{light}" alt="{alt}" width="{width}">
</picture>
</p>
"""


def readme(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """A piece of Markdown to paste, and the three pictures that it shows."""
    gif, svg = FORMATS["gif"], FORMATS["svg"]
    assert isinstance(gif, MovieFormat)
    assert isinstance(svg, FrameFormat)
    animation = File(f"{stem}.gif", gif.make(rendering, tick), gif.marker)
    last = rendering.storyboard.complete
    stills = [
        File(
            f"{stem}_{name}.svg", svg.one(replace(rendering, theme=THEMES[theme]), last), svg.marker
        )
        for name, theme in (("light", "book"), ("dark", "dark"))
    ]
    text = _TEXT.format(
        marker=_MARKER.decode(),
        gif=quote(animation.name),
        light=quote(stills[0].name),
        dark=quote(stills[1].name),
        title=html_text(_in_one_line(rendering.title)),
        alt=html_text(_in_one_line(rendering.storyboard.frames[last].alt)),
        width=_WIDTH,
    )
    yield File(f"{stem}.readme.md", text.encode("utf-8", "replace"), _MARKER)
    yield animation
    yield from stills


def _in_one_line(text: str) -> str:
    """A blank line would end the HTML in Markdown."""
    return " ".join(text.split())


FORMATS.add("readme", FileSetFormat(readme, "readme.md"))
