r"""Beamer: slides in LaTeX, one step at each click, that show the pages of a PDF beside the text.

No name of the reader's comes into LaTeX: captions are in the PDF, whose file has a plain name.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator

from graphviz_backprop.formats.format import FORMATS, File, FileSetFormat, Tick
from graphviz_backprop.formats.pdf import MARKER as PDF_MARKER
from graphviz_backprop.formats.pdf import pdf_pages
from graphviz_backprop.rendering import Rendering

_MARKER = b"% Made by graphviz_backprop."
_TEXT = r"""{marker} Its one frame can be copied into a deck of your own, beside the PDF.
\documentclass[aspectratio=169]{{beamer}}
\usepackage{{graphicx}}
\setbeamertemplate{{navigation symbols}}{{}}
\begin{{document}}
\begin{{frame}}[plain]
\centering
{overlays}
\end{{frame}}
\end{{document}}
"""
_OVERLAY = (
    r"\includegraphics<{slide}>[page={slide},width=\textwidth,height=0.95\textheight,"
    r"keepaspectratio]{{{file}}}%"
)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_-]+")


def beamer(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """The slides, and the PDF whose pages they show."""
    name = f"{_plain(stem)}-slides.pdf"
    pages = range(1, len(rendering.storyboard) + 1)
    overlays = "\n".join(_OVERLAY.format(slide=page, file=name) for page in pages)
    text = _TEXT.format(marker=_MARKER.decode(), overlays=overlays)
    yield File(f"{stem}.beamer.tex", text.encode(), _MARKER)
    yield File(name, pdf_pages(rendering), PDF_MARKER)
    for _ in pages:
        tick()


def _plain(stem: str) -> str:
    """A name of letters and digits, with a hash of its own where some have to go."""
    plain = _NOT_PLAIN.sub("-", stem).strip("-")
    if plain == stem:
        return stem
    return f"{plain}-{hashlib.sha256(os.fsencode(stem)).hexdigest()[:6]}".strip("-")


FORMATS.add("beamer", FileSetFormat(beamer, "beamer.tex"))
