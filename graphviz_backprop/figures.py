"""A figure: one picture of a movie, shown in Jupyter, saved."""

from __future__ import annotations

import base64
from collections.abc import Container, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, MovieFormat, format_of_name
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.saving import save_bytes
from graphviz_backprop.storyboard import Frame

if TYPE_CHECKING:
    import graphviz


class Figure:
    """One picture of a movie."""

    def __init__(self, rendering: Rendering, index: int) -> None:
        self._film = rendering
        self.index = index

    @property
    def frame(self) -> Frame:
        """The frame: the figure's content as data."""
        return self._film.storyboard.frames[self.index]

    @property
    def alt(self) -> str:
        """The picture in words."""
        return self.frame.alt

    @property
    def svg(self) -> str:
        """The picture as an SVG document."""
        return self._made("svg").decode()

    @property
    def png(self) -> bytes:
        """The picture as PNG."""
        return self._made("png")

    @property
    def html_image(self) -> str:
        """The picture as an HTML element, no wider than the page, with its description."""
        from html import escape  # its table of all entities is for this alone

        data = base64.b64encode(self.svg.encode()).decode()
        return (
            f'<img src="data:image/svg+xml;base64,{data}" '
            f'alt="{escape(self.alt)}" style="max-width:100%">'
        )

    @property
    def small_png(self) -> bytes:
        """The picture as PNG in the colours of its theme alone, which is a quarter of the bytes.

        On a transparent page it is the same as `png`.
        """
        return self.png if self._film.is_transparent else self._film.small_pngs.png(self.index)

    @property
    def source(self) -> graphviz.Source:
        """The picture in DOT, for a Graphviz of one's own: `movie[7].source.render(…)`."""
        import graphviz

        return graphviz.Source(self._made("gv").decode())

    def save(self, path: str | Path, format: str | None = None) -> Path:
        """Save the picture.

        Args:
            path: of the file.
            format: its name; None to go by the suffix.

        Raises:
            BackpropError: the format is unknown or none of a picture, or the file can't be written.
        """
        path = Path(path)
        return save_bytes(path, self._made(format_name(path, format)))

    def _made(self, name: str) -> bytes:
        kind = FORMATS[name]
        make = None if isinstance(kind, MovieFormat) else kind.one
        if make is None:
            raise BackpropError(f"{name} is a format of whole movies; save the movie as {name}")
        return make(self._film, self.index)

    def __repr__(self) -> str:
        caption = self.frame.caption
        return f"<Figure {self.index}: {caption.count}, {caption.sentence}>"

    def _repr_mimebundle_(
        self, include: Container[str] | None = None, exclude: Container[str] | None = None
    ) -> Mapping[str, str]:
        """For Jupyter: SVG with its description, as HTML; PNG for what has none; PDF for LaTeX.

        As `image/svg+xml` it would have neither a description nor an end at the cell's width.
        """
        bundle = {"text/plain": repr(self)}
        if _is_wanted("text/html", include, exclude):
            bundle["text/html"] = self.html_image
        if _is_wanted("image/png", include, exclude):
            bundle["image/png"] = base64.b64encode(self.small_png).decode()
        if _is_wanted("application/pdf", include, exclude):
            bundle["application/pdf"] = base64.b64encode(self._made("pdf")).decode()
        return bundle


def _is_wanted(kind: str, include: Container[str] | None, exclude: Container[str] | None) -> bool:
    return (not include or kind in include) and not (exclude and kind in exclude)


def format_name(path: Path, format: str | None) -> str:
    """The format that is asked for, else that of the suffix.

    Raises:
        BackpropError: there is neither.
    """
    name = format or format_of_name(path.name)
    if not name:
        known = ", ".join(FORMATS.names())
        raise BackpropError(f"{path}: no suffix; give it one, or format= (one of {known})")
    return name
