"""typst: pages of source in, SVG or PNG out, and sizes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Literal

from graphviz_backprop.typesetting.fonts import (
    BUNDLED,
    MATH,
    MONO,
    SERIF,
    FontSet,
    LoadedFonts,
    fonts_in_use,
    load_fonts,
)

if TYPE_CHECKING:
    import typst

MONO_ADVANCE = 1233 / 2048  # em per character of DejaVu Sans Mono

_PREAMBLE = """\
#let mono = ({mono})
#let serif = ({serif})
#let maths = ({math})
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: mono, fallback: false, hyphenate: false, ligatures: false, cjk-latin-spacing: none,
  top-edge: "baseline", bottom-edge: "baseline", overhang: false)
#set par(leading: 0pt, spacing: 0pt)
#show math.equation: set text(font: maths, fallback: false,
  top-edge: "bounds", bottom-edge: "bounds")
"""
_MEASURE = """\
let size = measure[{piece}]
[#metadata((size.width.pt(), size.height.pt()))<size>]
"""
_FINEST = 1e9  # parts of a point that a size has in an SVG
_NUMBER = re.compile(r"[\d.e+-]+")
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
_GLYPH = re.compile(r'xlink:href="#(\w+)"')
_INK_SIZE = 200
_MISSING = "\U0010fffe"  # a code point that no font may have
_PROBE = 10.0  # points
_LISTS = {MONO: "mono", SERIF: "serif", MATH: "maths"}  # as the preamble names them


class _Engine:
    """Compilers with their fonts, as many as threads are at work: none can be used by two."""

    def __init__(self, loaded: LoadedFonts) -> None:
        self._fonts = loaded.fonts
        self._free: list[typst.Compiler] = []
        self._preamble = _PREAMBLE.format(
            mono=_list(MONO, *loaded.families),
            serif=_list(SERIF, MONO, *loaded.families),
            math=_list(MATH, SERIF, MONO, *loaded.families),
        )

    def compile(self, body: str, format: Literal["svg", "png", "pdf"], ppi: float) -> list[bytes]:
        import typst

        source = (self._preamble + body).encode()
        try:
            compiler = self._free.pop()
        except IndexError:
            compiler = typst.Compiler(font_paths=self._fonts, ignore_system_fonts=True)
        made = compiler.compile(source, format=format, ppi=ppi)
        self._free.append(compiler)  # one that has failed is not used again
        assert made is not None
        return made if isinstance(made, list) else [made]

    def measure(self, pieces: Iterable[str]) -> list[tuple[float, float]]:
        """Width and height in points of each piece, without a picture of it."""
        import typst

        sizes = "".join(_MEASURE.format(piece=piece) for piece in pieces)
        source = f"{self._preamble}#context {{\n{sizes}}}".encode()
        found = typst.query(
            source, "<size>", field="value", font_paths=self._fonts, ignore_system_fonts=True
        )
        numbers = [max(_rounded(float(number)), 1.0) for number in _NUMBER.findall(found)]
        return list(zip(numbers[::2], numbers[1::2], strict=True))


@cache
def _engine(fonts: FontSet) -> _Engine:
    return _Engine(load_fonts(fonts))


def _list(*families: str) -> str:
    return "".join(f"{string(family)}, " for family in families)


def compile_pages(
    pages: Sequence[str],
    format: Literal["svg", "png"],
    pixels_per_point: float = 1.0,
    fonts: FontSet | None = None,
) -> list[bytes]:
    """Each piece of typst source as a page of its own.

    Args:
        pages: typst markup; a piece sets the size of its page, or gets that of its content.
        format: of the result.
        pixels_per_point: the scale of a PNG.
        fonts: beyond the bundled ones; None for those in use. They are loaded where a letter needs
            them, and no other letter is drawn otherwise by them.
    """
    if not pages:
        return []
    body = "\n#pagebreak()\n".join(pages)
    engine = _engine(BUNDLED if _is_bundled(body) else fonts or fonts_in_use())
    return engine.compile(body, format, 72 * pixels_per_point)


def prepare() -> None:
    """Load the bundled fonts and set some text: the first page takes far longer than others."""
    with suppress(Exception):  # the first page that is wanted will say so
        compile_pages(["0 *0* #text(font: serif)[0] $ d/(d x) x_0 $"], "png")


def compile_pdf(pages: Sequence[str], title: str, author: str, fonts: FontSet) -> bytes:
    """One PDF of all pages, tagged, with text that can be selected; without a date.

    Args:
        pages: typst markup; each sets the size of its page.
        title: of the document.
        author: what made it.
        fonts: beyond the bundled ones.
    """
    head = f"#set document(title: {string(title)}, author: {string(author)}, date: none)\n"
    body = "\n#pagebreak(weak: true)\n".join(pages)
    engine = _engine(BUNDLED if _is_bundled(body) else fonts)
    return engine.compile(head + body, "pdf", 72)[0]


def _rounded(size: float) -> float:
    """As an SVG has it: half a part goes up."""
    return int(size * _FINEST + 0.5) / _FINEST


def _is_bundled(source: str) -> bool:
    return source.isascii() or all(
        letter.isascii() or _is_bundled_letter(letter) for letter in set(source)
    )


@cache
def _is_bundled_letter(letter: str) -> bool:
    return bool(_probe(letter, MONO, _engine(BUNDLED)))


def glyph_width(letter: str, font: str, fonts: FontSet) -> float:
    """The width in em of a letter with its marks, or an emoji of several parts; 0 without glyph.

    Args:
        letter: one that is drawn as one.
        font: the bundled one that is asked first.
        fonts: those beyond the bundled ones.
    """
    return _probe(letter, font, _engine(BUNDLED if _is_bundled(letter) else fonts))


def _probe(letter: str, font: str, engine: _Engine) -> float:
    page = _probed(letter, font, engine)
    size = _SIZE.search(page)
    glyphs = set(_GLYPH.findall(page))
    is_drawn = (glyphs or "<image" in page) and not glyphs & _missing_glyphs(font, engine)
    return float(size[1]) / _PROBE if size and is_drawn else 0.0


@cache
def _missing_glyphs(font: str, engine: _Engine) -> frozenset[str]:
    return frozenset(_GLYPH.findall(_probed(_MISSING, font, engine)))


def _probed(letter: str, font: str, engine: _Engine) -> str:
    body = f"#text(font: {_LISTS[font]}, size: {_PROBE}pt, {string(letter)})"
    return engine.compile(body, "svg", 72)[0].decode()


def string(text: str) -> str:
    """Any text as a typst string literal: data, never markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{{{ord(c):x}}}" if ord(c) < 32 else c for c in escaped) + '"'


def formula(source: str, size: float, color: str = "#000000") -> str:
    """A formula in display style, as the content of typst code."""
    return f'text(size: {size}pt, fill: rgb("{color}"))[$ {source} $]'


def measure(pieces: Sequence[str]) -> list[tuple[float, float]]:
    """Width and height in points of each piece of markup, at least 1, as a page of it has them."""
    new = list(dict.fromkeys(pieces))
    if not new:
        return []
    engine = _engine(BUNDLED if _is_bundled("".join(new)) else fonts_in_use())
    sizes = dict(zip(new, engine.measure(new), strict=True))
    return [sizes[piece] for piece in pieces]


def ink_box(text: str) -> tuple[float, float, float, float]:
    """Where the ink of monospaced text is: left, top, right, bottom in em, upwards from its start.

    Measured in a picture, for typst's own bounds reach down to the baseline.
    """
    return _ink_box(text, BUNDLED if _is_bundled(text) else fonts_in_use())


@cache
def _ink_box(text: str, fonts: FontSet) -> tuple[float, float, float, float]:
    from PIL.PngImagePlugin import PngImageFile

    height = 2 * _INK_SIZE
    line = f"#place(dx: 0pt, dy: {_INK_SIZE}pt, text(size: {_INK_SIZE}pt, {string(text)}))"
    width = len(text) * MONO_ADVANCE * _INK_SIZE
    page = f"#page(width: {width}pt, height: {height}pt)[{line}]"
    (png,) = compile_pages([page], "png", fonts=fonts)
    left, top, right, bottom = PngImageFile(io.BytesIO(png)).getbbox() or (0, 0, 0, 0)
    return (
        left / _INK_SIZE,
        (_INK_SIZE - top) / _INK_SIZE,
        right / _INK_SIZE,
        (_INK_SIZE - bottom) / _INK_SIZE,
    )
