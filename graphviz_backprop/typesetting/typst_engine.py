"""typst, with its bundled fonts alone: pages of source in, SVG or PNG out, and sizes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import cache
from threading import Lock
from typing import Literal

import typst
from PIL.PngImagePlugin import PngImageFile

MONO = "DejaVu Sans Mono"
SERIF = "Libertinus Serif"
MATH = "New Computer Modern Math"
MONO_ADVANCE = 1233 / 2048  # em per character of DejaVu Sans Mono

_PREAMBLE = f"""\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "{MONO}", fallback: false, hyphenate: false, ligatures: false,
  top-edge: "baseline", bottom-edge: "baseline", overhang: false)
#set par(leading: 0pt, spacing: 0pt)
#show math.equation: set text(font: "{MATH}", fallback: false,
  top-edge: "bounds", bottom-edge: "bounds")
"""
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
_GLYPH = re.compile(r'xlink:href="#(\w+)"')
_INK_SIZE = 200
_LOCK = Lock()
_MISSING = "\U0010fffe"  # a code point that no font may have


@cache
def _compiler() -> typst.Compiler:
    # System fonts change bytes, and where one is missing empty boxes are drawn without a word.
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)


def compile_pages(
    pages: Sequence[str], format: Literal["svg", "png"], pixels_per_point: float = 1.0
) -> list[bytes]:
    """Each piece of typst source as a page of its own.

    Args:
        pages: typst markup; a piece sets the size of its page, or gets that of its content.
        format: of the result.
        pixels_per_point: the scale of a PNG.
    """
    if not pages:
        return []
    source = _PREAMBLE + "\n#pagebreak()\n".join(pages)
    with _LOCK:  # the compiler can't be used by two threads at once
        made = _compiler().compile(source.encode(), format=format, ppi=72 * pixels_per_point)
    assert made is not None
    return made if isinstance(made, list) else [made]


def string(text: str) -> str:
    """Any text as a typst string literal: data, never markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{{{ord(c):x}}}" if ord(c) < 32 else c for c in escaped) + '"'


def formula(source: str, size: float, color: str = "#000000") -> str:
    """A formula in display style, as the content of typst code."""
    return f'text(size: {size}pt, fill: rgb("{color}"))[$ {source} $]'


def measure(pieces: Sequence[str]) -> list[tuple[float, float]]:
    """Width and height in points of each piece of markup."""
    sizes = []
    for page in compile_pages(pieces, "svg"):
        found = _SIZE.search(page[:400].decode())
        assert found is not None
        sizes.append((float(found[1]), float(found[2])))
    return sizes


def ink_box(text: str) -> tuple[float, float, float, float]:
    """Where the ink of monospaced text is: left, top, right, bottom in em, upwards from its start.

    Measured in a picture, for typst's own bounds reach down to the baseline.
    """
    height = 2 * _INK_SIZE
    line = f"#place(dx: 0pt, dy: {_INK_SIZE}pt, text(size: {_INK_SIZE}pt, {string(text)}))"
    page = f"#page(width: {mono_width(text, _INK_SIZE)}pt, height: {height}pt)[{line}]"
    (png,) = compile_pages([page], "png")
    left, top, right, bottom = PngImageFile(io.BytesIO(png)).getbbox() or (0, 0, 0, 0)
    return (
        left / _INK_SIZE,
        (_INK_SIZE - top) / _INK_SIZE,
        right / _INK_SIZE,
        (_INK_SIZE - bottom) / _INK_SIZE,
    )


def mono_width(text: str, size: float) -> float:
    """The width in points of text in the monospaced font."""
    return len(text) * MONO_ADVANCE * size


def drawable(text: str, font: str = MONO) -> str:
    """The text with each character that the font lacks, or that has no width, as `U+6743`.

    >>> drawable("θ[0]"), drawable("权")
    ('θ[0]', 'U+6743')
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_drawable_character(character, font) for character in text)


@cache
def _drawable_character(character: str, font: str) -> str:
    if character.isascii() and character.isprintable():
        return character
    code = f"U+{ord(character):04X}"
    if not character.isprintable():
        return code
    style = f"font: {string(font)}, size: 10pt"
    probe = [f"#text({style}, {string(c)})" for c in (character, _MISSING)]
    page, missing = (page.decode() for page in compile_pages(probe, "svg"))
    size = _SIZE.search(page)
    width = float(size[1]) if size else 0.0
    same = _GLYPH.findall(page) == _GLYPH.findall(missing)
    is_narrow = width == 0 if font != MONO else abs(width - 10 * MONO_ADVANCE) > 0.01
    return code if same or is_narrow else character
