"""PDF: a page for each figure, with text that can be selected and searched, for papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphviz_backprop.formats.format import FORMATS, File, FileSetFormat, Tick
from graphviz_backprop.paint import page_of
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.typesetting import compile_pdf

MARKER = b"% Made by graphviz_backprop.\n"  # a comment behind the document's end


def one_pdf(rendering: Rendering, index: int) -> bytes:
    """One frame as a document of one page."""
    return _document(rendering, [index], rendering.frame_title(rendering.storyboard.frames[index]))


def pdfs(rendering: Rendering, stem: str, tick: Tick) -> Iterator[File]:
    """All frames, a page each, and the complete figure alone."""
    frames = rendering.storyboard.frames
    yield File(f"{stem}.pdf", pdf_pages(rendering), MARKER)
    for _ in frames:
        tick()
    complete = one_pdf(rendering, rendering.storyboard.complete)
    yield File(f"{stem}_complete.pdf", complete, MARKER)


def pdf_pages(rendering: Rendering) -> bytes:
    """All frames, a page each."""
    return _document(rendering, range(len(rendering.storyboard)), rendering.title)


def _document(rendering: Rendering, indices: Iterable[int], title: str) -> bytes:
    scene, frames = rendering.scene, rendering.storyboard.frames
    pages = [
        page_of(
            (ink for mark in scene.alive(index) for ink in mark.inks),
            scene.view(index),
            scene,
            frames[index].alt,
        )
        for index in indices
    ]
    return compile_pdf(pages, title, "graphviz_backprop", scene.fonts) + b"\n" + MARKER


FORMATS.add("pdf", FileSetFormat(pdfs, one=one_pdf))
