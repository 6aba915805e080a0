"""What a movie with words of its own shares: shown in Jupyter, saved as figure, animation, text."""

from __future__ import annotations

import base64
import html
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, File, FrameFormat, MovieFormat, Tick, unwatched
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.saving import save_files

TEXT_MARKER = "Made by graphviz_backprop."
_PICTURES = ("svg", "png")
_ANIMATION = "gif"


class ShortMovie(ABC):
    """Frames of another kind than a backward pass, of which the last says it all."""

    _rendering: Rendering

    @property
    @abstractmethod
    def text(self) -> str:
        """All of it in words, signed with `TEXT_MARKER`."""

    @property
    @abstractmethod
    def stem(self) -> str:
        """What its files are called: `derive_x0` in `neuron.derive_x0.gif`."""

    def texts(self) -> dict[str, tuple[Callable[[], str], str]]:
        """For each format of text what makes it, and the mark of its maker."""
        return {"txt": (lambda: self.text, TEXT_MARKER)}

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that it has."""
        return ("svg", "gif", "png", *self.texts())

    @property
    def number_in_page(self) -> float:
        """The height in pixels of a number where the figure fills a slide or its page."""
        return self._rendering.number_in_page

    @property
    def svg(self) -> str:
        """The last figure."""
        return self._last("svg").decode()

    @property
    def png(self) -> bytes:
        """The last figure."""
        return self._last("png")

    def save(self, path: str | Path) -> list[Path]:
        """Save in the format that the suffix names.

        Raises:
            BackpropError: it has no such format, or the file can't be written.
        """
        path = Path(path)
        return self._saved(path.parent, path.name.removesuffix(path.suffix), [path.suffix[1:]])

    def save_all(
        self,
        folder: str | Path,
        stem: str,
        formats: Sequence[str] = (),
        tick: Tick = unwatched,
    ) -> list[Path]:
        """Save as `neuron.derive_x0.svg`, ….

        Args:
            folder: where to; made if it is missing.
            stem: how the files' names start.
            formats: their names; none for all but PNG.
            tick: called for each frame of the animation.

        Raises:
            BackpropError: it has no such format, or the folder can't be written to.
        """
        usual = [name for name in self.formats if name != "png"]
        return self._saved(Path(folder), f"{stem}.{self.stem}", list(formats) or usual, tick)

    def _saved(
        self, folder: Path, stem: str, formats: list[str], tick: Tick = unwatched
    ) -> list[Path]:
        return save_files(folder, [self._file(stem, name, tick) for name in formats])

    def _file(self, stem: str, name: str, tick: Tick) -> File:
        texts = self.texts()
        if name in texts:
            make, marker = texts[name]
            return File(f"{stem}.{name}", make().encode("utf-8", "replace"), marker.encode())
        if name in _PICTURES:
            return File(f"{stem}.{name}", self._last(name), _of_frames(name).marker)
        if name == _ANIMATION:
            gif = FORMATS["gif"]
            assert isinstance(gif, MovieFormat)
            return File(f"{stem}.gif", gif.make(self._rendering, tick), gif.marker)
        raise BackpropError(
            f"{self.stem}: no format {name!r} here (must be one of {', '.join(self.formats)})"
        )

    def _last(self, name: str) -> bytes:
        return _of_frames(name).one(self._rendering, self._rendering.storyboard.last)

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """For Jupyter: the last figure."""
        alt = html.escape(self._rendering.title)
        png = base64.b64encode(self.png).decode()
        image = f'<img src="data:image/png;base64,{png}" alt="{alt}">'
        return {"text/plain": self.text, "text/html": image, "image/svg+xml": self.svg}


def _of_frames(name: str) -> FrameFormat:
    found = FORMATS[name]
    assert isinstance(found, FrameFormat)
    return found
