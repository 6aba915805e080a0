"""Marks as SVG: each painted by itself, then wrapped in a group that says what it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from graphviz_backprop.figure import Mark, Scene
from graphviz_backprop.paint.ink import page_of
from graphviz_backprop.paint.shorter_svg import compact
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.typesetting import compile_pages

_BODY = re.compile(r"<svg[^>]*>(.*?)(?:<defs\b.*)?</svg>\s*\Z", re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="(\w+)".*?</symbol>', re.DOTALL)
_LONG = re.compile(r"\d+\.\d{4,}")
_HASH = 9  # letters of a glyph's name: two of a scene's would agree once in millions
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@quick_dataclass(frozen=True, slots=True)
class _Drawing:
    """A mark's group, what is in it without a word about it, and the glyphs that it uses."""

    group: str
    ink: str
    symbols: tuple[str, ...]


@quick_dataclass(frozen=True, slots=True)
class _Painted:
    """Ink as typst spells it, as it stands in a frame, and the glyphs that it uses."""

    ink: str
    short: str
    symbols: tuple[str, ...]


class Vector:
    """All frames of a scene as SVG documents.

    typst's SVG has outlines alone, so the text is repeated in titles and attributes, made from the
    same strings. A mark is painted when a frame first shows it, and once; so are equal marks.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._symbols: dict[str, str] = {}
        self._short_symbols: dict[str, str] = {}
        self._glyph_of: dict[str, str] = {}
        self._painted: dict[str, _Painted] = {}
        self._drawings: dict[str, _Drawing] = {}

    def document(self, index: int, title: str, description: str) -> str:
        """One frame.

        Args:
            index: of the frame.
            title: of the picture.
            description: of the picture, for those who do not see it.
        """
        drawings = self._drawn(list(self._scene.alive(index)))
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
                *(self._short_symbols[symbol] for symbol in _used(drawings)),
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
        if mark.id not in self._drawings:
            self._drawn(self._scene.marks)  # who asks for one by one wants them all
        return self._drawings[mark.id].ink

    def glyphs(self) -> list[str]:
        """The glyphs of all marks as symbols, which the ink refers to."""
        return [self._symbols[name] for name in _used(self._drawn(self._scene.marks))]

    def _drawn(self, marks: Sequence[Mark]) -> list[_Drawing]:
        new = [mark for mark in marks if mark.id not in self._drawings]
        pages = [page_of(mark.inks, mark.box.grown(1.0)) for mark in new]
        sources = [page for page in dict.fromkeys(pages) if page not in self._painted]
        painted = compile_pages(sources, "svg", fonts=self._scene.fonts)
        for source, page in zip(sources, painted, strict=True):
            self._painted[source] = self._read(page.decode())
        for mark, source in zip(new, pages, strict=True):
            self._drawings[mark.id] = self._drawing(mark, self._painted[source])
        return [self._drawings[mark.id] for mark in marks]

    def _read(self, page: str) -> _Painted:
        """A page of typst's, apart from its glyphs."""
        symbols = {found[1]: found[0] for found in _SYMBOL.finditer(page)}
        for name in symbols.keys() - self._symbols.keys():  # most are known from pages before
            self._symbols[name] = _LONG.sub(_rounded, symbols[name])
            self._short_symbols[name] = self._compact(self._symbols[name])
        body = _BODY.search(page)
        assert body is not None
        ink = _LONG.sub(_rounded, body[1])
        return _Painted(ink, self._compact(ink), tuple(symbols))

    def _compact(self, svg: str) -> str:
        return compact(svg, self._short_name, "xlink:href")

    def _short_name(self, glyph: str) -> str:
        """The start of a glyph's name, which is a hash: the same whatever is painted before it."""
        short = glyph[:_HASH]
        return short if self._glyph_of.setdefault(short, glyph) == glyph else glyph

    def _drawing(self, mark: Mark, painted: _Painted) -> _Drawing:
        corner = mark.box.grown(1.0)
        attributes = {"id": mark.id, "class": mark.kind}
        attributes |= {f"data-{key}": value for key, value in mark.data.items()}
        attributes |= {"data-born": str(mark.born), "data-dies": str(mark.dies)}
        if self._scene.pages:
            attributes["data-page"] = str(self._scene.page_of(mark) + 1)
        attributes["transform"] = f"translate({corner.left:.2f} {corner.top:.2f})"
        written = " ".join(f"{key}={_attribute(value)}" for key, value in attributes.items())
        title = f"<title>{_text(mark.title)}</title>" if mark.title else ""
        group = f"<g {written}>{title}{painted.short}</g>"
        return _Drawing(group, painted.ink, painted.symbols)


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
