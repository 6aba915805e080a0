"""Marks as SVG: each painted by itself, then wrapped in a group that says what it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from graphviz_backprop.figure import Mark, Scene
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.typesetting import compile_pages

_BODY = re.compile(r"<svg[^>]*>(.*?)(?:<defs\b.*)?</svg>\s*\Z", re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="(\w+)".*?</symbol>', re.DOTALL)
_LONG = re.compile(r"\d+\.\d{4,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A mark's group, what is in it without a word about it, and the glyphs that it uses."""

    group: str
    ink: str
    symbols: tuple[str, ...]


class Vector:
    """All frames of a scene as SVG documents.

    typst's SVG has outlines alone, so the text is repeated in titles and attributes, made from the
    same strings.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._symbols: dict[str, str] = {}

    def document(self, index: int, title: str, description: str) -> str:
        """One frame.

        Args:
            index: of the frame.
            title: of the picture.
            description: of the picture, for those who do not see it.
        """
        drawings = [self._drawings[mark.id] for mark in self._scene.alive(index)]
        width, height = f"{self._scene.width:.2f}", f"{self._scene.height:.2f}"
        top = f"{self._scene.view(index).top:.2f}" if self._scene.pages else "0"
        start = f' y="{top}"' if self._scene.pages else ""
        ground = self._scene.background
        return "\n".join(
            [
                '<svg xmlns="http://www.w3.org/2000/svg"'
                ' xmlns:xlink="http://www.w3.org/1999/xlink" role="img"'
                f' width="{width}pt" height="{height}pt" viewBox="0 {top} {width} {height}">',
                "<!-- graphviz_backprop -->",
                f"<title>{_text(title)}</title>",
                f"<desc>{_text(description)}</desc>",
                "<defs>",
                *(self._symbols[symbol] for symbol in _used(drawings)),
                "</defs>",
                *(
                    [f'<rect{start} width="{width}" height="{height}" fill="{ground}"/>']
                    if ground
                    else []
                ),
                *(drawing.group for drawing in drawings),
                "</svg>\n",
            ]
        )

    def ink(self, mark: Mark) -> str:
        """A mark's ink alone, around its own corner: the box of the mark, grown by a point."""
        return self._drawings[mark.id].ink

    def glyphs(self) -> list[str]:
        """The glyphs of all marks as symbols, which the ink refers to."""
        return [self._symbols[name] for name in _used(self._drawings.values())]

    @cached_property
    def _drawings(self) -> dict[str, _Drawing]:
        marks = self._scene.marks
        sources = [page_of(mark.inks, mark.box.grown(1.0)) for mark in marks]
        pages = compile_pages(sources, "svg", fonts=self._scene.fonts)
        return {m.id: self._drawing(m, page.decode()) for m, page in zip(marks, pages, strict=True)}

    def _drawing(self, mark: Mark, page: str) -> _Drawing:
        page = _LONG.sub(_rounded, page)
        symbols = {found[1]: found[0] for found in _SYMBOL.finditer(page)}
        self._symbols |= symbols
        body = _BODY.search(page)
        assert body is not None
        corner = mark.box.grown(1.0)
        attributes = {"id": mark.id, "class": mark.kind}
        attributes |= {f"data-{key}": value for key, value in mark.data.items()}
        attributes |= {"data-born": str(mark.born), "data-dies": str(mark.dies)}
        if self._scene.pages:
            attributes["data-page"] = str(self._scene.page_of(mark) + 1)
        attributes["transform"] = f"translate({corner.left:.4f} {corner.top:.4f})"
        written = " ".join(f"{key}={_attribute(value)}" for key, value in attributes.items())
        title = f"<title>{_text(mark.title)}</title>" if mark.title else ""
        return _Drawing(f"<g {written}>{title}{body[1]}</g>", body[1], tuple(symbols))


def _used(drawings: Iterable[_Drawing]) -> dict[str, None]:
    """The names of the glyphs, each once."""
    return dict.fromkeys(symbol for drawing in drawings for symbol in drawing.symbols)


def _rounded(number: re.Match[str]) -> str:
    """A thousandth of a point is finer than any eye or printer."""
    return f"{float(number[0]):.3f}".rstrip("0").rstrip(".")


def clean_text(text: str) -> str:
    """Without the characters that XML can't hold, which are written by their code."""
    return _CONTROL.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def _text(text: str) -> str:
    return html.escape(clean_text(text), quote=False)


def _attribute(text: str) -> str:
    return f'"{html.escape(clean_text(text))}"'
