"""The fonts: typst's own, those of the extra `[fonts]`, and those that the reader names.

System fonts are never taken: they change bytes, and where one is missing empty boxes are drawn
without a word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import field, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.quick_dataclass import quick_dataclass

if TYPE_CHECKING:
    import typst

MONO = "DejaVu Sans Mono"
SERIF = "Libertinus Serif"
MATH = "New Computer Modern Math"
EXTRA = "graphviz-backprop[fonts]"
_PACKAGES = "manimgx_fonts", "manimgx_fonts_cjk"  # Noto, under the SIL Open Font License
# One file holds a Chinese character as each country writes it; the first that is named is drawn.
_CJK = "Noto Sans CJK "
_OWN_LETTERS = {  # kana, hangul, bopomofo
    "JP": "[\u3041-\u30ff]",
    "KR": "[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]",
    "TC": "[\u3105-\u312f]",
}


@quick_dataclass(frozen=True, slots=True)
class FontSet:
    """Fonts for letters that the bundled ones lack.

    Attributes:
        files: of the reader, which are asked first.
        folders: of the extra.
        country: whose forms of Chinese characters are drawn: "SC" (mainland), "TC", "JP", "KR".
    """

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    country: str = "SC"

    def reading(self, texts: Iterable[str]) -> FontSet:
        """The same, for the country whose own letters stand in the texts beside Chinese ones."""
        letters = "".join(texts)
        if letters.isascii():
            return self
        found = (name for name, own in _OWN_LETTERS.items() if re.search(own, letters))
        return replace(self, country=next(found, "SC"))


BUNDLED = FontSet()


@quick_dataclass(frozen=True, slots=True)
class LoadedFonts:
    """Fonts as typst takes them, and the families beyond the bundled ones, in order."""

    fonts: typst.Fonts
    families: tuple[str, ...]


@quick_dataclass(frozen=True, slots=True)
class _Use:
    fonts: FontSet
    undrawn: dict[str, None] = field(default_factory=dict)


_IN_USE: ContextVar[_Use | None] = ContextVar("fonts", default=None)


@contextmanager
def using(fonts: FontSet) -> Iterator[dict[str, None]]:
    """Within, texts are measured in these fonts.

    Yields:
        The letters that were asked for and that no font has, in order; filled on the way.
    """
    use = _Use(fonts)
    token = _IN_USE.set(use)
    try:
        yield use.undrawn
    finally:
        _IN_USE.reset(token)


def fonts_in_use() -> FontSet:
    """The fonts that texts are measured in."""
    use = _IN_USE.get()
    return use.fonts if use else default_fonts()


def note_undrawn(letter: str) -> None:
    """Remember a letter that no font has."""
    if use := _IN_USE.get():
        use.undrawn[letter] = None


def default_fonts() -> FontSet:
    """The fonts of the extra, where it is installed."""
    return FontSet(folders=extra_folders())


@cache
def extra_folders() -> tuple[str, ...]:
    """Where the packages of the extra are installed, without importing them."""
    specs = [find_spec(package) for package in _PACKAGES]
    places = [spec.submodule_search_locations or () for spec in specs if spec]
    return tuple(os.path.realpath(place) for some in places for place in some)


def named_fonts(files: str | Path | Sequence[str | Path]) -> FontSet:
    """The fonts in one file or several, before those of the extra.

    Raises:
        BackpropError: one is missing, or no font.
    """
    if isinstance(files, str | Path):
        files = [files]
    if not isinstance(files, list | tuple) or not all(isinstance(f, str | Path) for f in files):
        raise BackpropError(f"font: got {files!r}; expected the path of a font, or several")
    paths = []
    for file in files:
        try:
            with open(file, "rb") as opened:
                opened.read(1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise BackpropError(f"{file}: the font can't be read: {reason}") from None
        paths.append(os.path.realpath(file))
        if not _families_of(paths[-1]):
            raise BackpropError(
                f"{file}: no font; expected TrueType or OpenType (.ttf, .otf, .ttc)"
            )
    return FontSet(tuple(dict.fromkeys(paths)), extra_folders())


@cache
def load_fonts(wanted: FontSet) -> LoadedFonts:
    """The bundled fonts, and those that are wanted."""
    import typst

    with _links(wanted.files) as links:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[*links, *wanted.folders])
    families: dict[str, list[str]] = {}
    for font in fonts.fonts():
        if font.path:
            families.setdefault(os.path.realpath(font.path), []).append(font.family)
    own = [family for file in wanted.files for family in families.get(file, [])]
    extra = {
        family
        for file, some in families.items()
        if os.path.dirname(file) in wanted.folders
        for family in some
    }
    chinese = {family for family in extra if family.startswith(_CJK)}  # each has all characters
    rest = [*sorted(chinese & {_CJK + wanted.country}), *sorted(extra - chinese)]
    return LoadedFonts(fonts, tuple(dict.fromkeys([*own, *rest])))


@contextmanager
def _links(files: tuple[str, ...]) -> Iterator[list[str]]:
    """Folders with these files: typst takes no single ones, and a file's neighbours change bytes.

    typst keeps the files' real paths, so the links are needed only while it looks.
    """
    if not files:
        yield []
        return
    from tempfile import TemporaryDirectory  # takes long to import

    with TemporaryDirectory(prefix="graphviz_backprop_") as folder:
        try:
            for number, file in enumerate(files):
                os.symlink(file, os.path.join(folder, f"{number}{Path(file).suffix}"))
        except OSError:  # Windows allows links to some users only
            yield sorted({os.path.dirname(file) for file in files})
        else:
            yield [folder]


@cache
def _families_of(file: str) -> tuple[str, ...]:
    import typst

    with _links((file,)) as folders:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=folders
        )
    return tuple(
        font.family for font in fonts.fonts() if font.path and os.path.realpath(font.path) == file
    )
