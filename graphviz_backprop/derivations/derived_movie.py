"""A derivation as its user has it: shown in Jupyter, saved as figures, animation, LaTeX, text."""

from __future__ import annotations

import base64
import html
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from graphviz_backprop.derivations.derivation import Derivation, derive
from graphviz_backprop.derivations.derivation_rendering import DerivationRendering
from graphviz_backprop.derivations.in_latex import MARKER as LATEX_MARKER
from graphviz_backprop.derivations.in_latex import in_latex
from graphviz_backprop.derivations.in_words import MARKER as TEXT_MARKER
from graphviz_backprop.derivations.in_words import in_words
from graphviz_backprop.derivations.spelled import word
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.formats import FORMATS, File, FrameFormat, MovieFormat, Tick, unwatched
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.saving import save_files
from graphviz_backprop.storyboard import label

USUAL = ("svg", "gif", "tex", "txt")


class DerivedMovie:
    """The derivation of one derivative, which `movie.derive("x[0]")` gives.

    Args:
        rendering: the movie of the whole backward pass.
        name: of the value, as the figures show it.

    Raises:
        BackpropError: see `derive`.
    """

    def __init__(self, rendering: Rendering, name: str) -> None:
        self._derivation = derive(rendering.backprop, name)
        options = {one.name: getattr(rendering, one.name) for one in fields(rendering)}
        self._rendering = DerivationRendering(
            **options, derivation=self._derivation, movie=rendering
        )

    @property
    def derivation(self) -> Derivation:
        """The derivation as data."""
        return self._derivation

    @property
    def lines(self) -> list[str]:
        """Every line as code, from the chain rule to the shortest one, which runs."""
        return self._derivation.lines

    @property
    def code(self) -> str:
        """The shortest line: `drelu_dx0 = dvalue * (1. if z > 0 else 0.) * w[0]`."""
        return self._derivation.code

    @property
    def text(self) -> str:
        """The derivation in words."""
        return in_words(self._derivation)

    @property
    def latex(self) -> str:
        """The derivation as a LaTeX document."""
        return in_latex(self._derivation)

    @property
    def svg(self) -> str:
        """The figure with all lines."""
        return self._last("svg").decode()

    @property
    def png(self) -> bytes:
        """The figure with all lines."""
        return self._last("png")

    def save(self, path: str | Path) -> list[Path]:
        """Save in the format that the suffix names: svg, png, gif, tex, txt.

        Raises:
            BackpropError: it is none of these, or the file can't be written.
        """
        path = Path(path)
        return self._saved(path.parent, path.name.removesuffix(path.suffix), [path.suffix[1:]])

    def save_all(
        self,
        folder: str | Path,
        stem: str,
        formats: Sequence[str] = USUAL,
        tick: Tick = unwatched,
    ) -> list[Path]:
        """Save as `neuron.derive_x0.svg`, ….

        Args:
            folder: where to; made if it is missing.
            stem: how the files' names start.
            formats: of svg, png, gif, tex, txt.
            tick: called for each frame of the animation.

        Raises:
            BackpropError: a format is none of these, or the folder can't be written to.
        """
        graph = self._rendering.graph
        name = word(label(graph, self._derivation.leaf))
        return self._saved(Path(folder), f"{stem}.derive_{name}", list(formats), tick)

    def _saved(
        self, folder: Path, stem: str, formats: list[str], tick: Tick = unwatched
    ) -> list[Path]:
        return save_files(folder, [self._file(stem, name, tick) for name in formats])

    def _file(self, stem: str, name: str, tick: Tick) -> File:
        if name == "txt":
            return File(f"{stem}.txt", self.text.encode("utf-8", "replace"), TEXT_MARKER.encode())
        if name == "tex":
            data = self.latex.encode("utf-8", "replace")
            return File(f"{stem}.tex", data, LATEX_MARKER.encode())
        if name in ("svg", "png"):
            return File(f"{stem}.{name}", self._last(name), _of_frames(name).marker)
        if name == "gif":
            gif = FORMATS["gif"]
            assert isinstance(gif, MovieFormat)
            return File(f"{stem}.gif", gif.make(self._rendering, tick), gif.marker)
        raise BackpropError(
            f"a derivation has no format {name!r} (must be one of png, {', '.join(USUAL)})"
        )

    def _last(self, name: str) -> bytes:
        return _of_frames(name).one(self._rendering, self._rendering.storyboard.last)

    def __repr__(self) -> str:
        return f"<Derivation of {self._derivation.name}: {len(self.lines)} lines>"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """For Jupyter: the figure with all lines."""
        alt = html.escape(self._rendering.title)
        png = base64.b64encode(self.png).decode()
        image = f'<img src="data:image/png;base64,{png}" alt="{alt}">'
        return {"text/plain": self.text, "text/html": image, "image/svg+xml": self.svg}


def _of_frames(name: str) -> FrameFormat:
    found = FORMATS[name]
    assert isinstance(found, FrameFormat)
    return found
