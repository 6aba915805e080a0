"""A movie and its figures: what is drawn from a graph, shown in Jupyter, saved."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, overload

from graphviz_backprop.backward import Backprop, Step, backpropagate
from graphviz_backprop.collector import paused_gc
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.figure import NATURAL, find_fit
from graphviz_backprop.figures import Figure, format_name
from graphviz_backprop.formats import (
    FORMATS,
    USUAL,
    FileSetFormat,
    MovieFormat,
    Tick,
    unwatched,
)
from graphviz_backprop.further_movies import FurtherMovies
from graphviz_backprop.graph import Graph, Guard
from graphviz_backprop.movie_options import check_options, upstream_text
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.saving import check_fit, count_frames, save_bytes, save_formats
from graphviz_backprop.storyboard import Frame, nonfinite_text
from graphviz_backprop.themes import OWN_PAGE, Theme, make_look
from graphviz_backprop.typesetting import named_fonts
from graphviz_backprop.values import Value


class Movie(FurtherMovies):
    """A backward pass as a sequence of figures; `movie[7]` is one, and Jupyter shows both.

    Args:
        graph: what was captured.
        seed: the gradient of the output: a number, or an array in the output's shape; None for the
            code's own, or 1.0 without one.
        sequence: "full", one figure for each edge; "book", as chapter 9 has it; or "each", as
            "full" with one also for each edge behind a closed gate.
        theme: its name, the path of a TOML file (see `themes.theme_file`), or a Theme. Colours of
            a file that are hard to see are a warning.
        background: "theme" for the theme's own page, None for a transparent one, or a colour
            `#rrggbb`.
        font: the path of a font, or several, for letters that the bundled fonts lack.
        width: of PNG and GIF in pixels; None for the natural width.
        shared: how a value is drawn that is used again: by "stubs", pale rows with its name where a
            wire would cross others, or by "wires" alone.
        terms: of more than eight like terms of a sum the first two and the last are drawn, those
            between as one with lists of their numbers: "folded"; or "all". With shared="wires" all,
            where values are used again.
        fit: the shape of the page: "natural", that of the figure itself, "16:9", "4:3", "1:1",
            "phone" (9:16), or a size of PNG and GIF in pixels, "800x600". The figure is laid out
            for it, and what is left over is empty. "readme" is as wide as a README, and as high as
            the figure needs.
        full_arrays: JSON has the numbers of arrays of more than 1,000 in an `.npz` beside it; else
            their shape, mean, min, max, norm and corners.
        slides: of PowerPoint: one for "each" figure, or "one" with a step at each click.
        quiz: the page (`movie.save("neuron.html")`) hides the gradients, and asks for them.

    Raises:
        BackpropError: there is no such sequence, theme, shape of the page, way to draw shared
            values or number of slides, a theme's file, a font or the background is wrong, the
            width is no number or not that of the page's size in pixels, or the seed is neither a
            number nor an array in the output's shape.
    """

    def __init__(
        self,
        graph: Graph,
        *,
        seed: Value | None = None,
        sequence: str = "full",
        theme: str | Path | Theme = "book",
        background: str | None = OWN_PAGE,
        font: str | Path | Sequence[str | Path] = (),
        width: int | None = None,
        shared: str = "stubs",
        terms: str = "folded",
        fit: str = NATURAL,
        full_arrays: bool = False,
        slides: str = "each",
        quiz: bool = False,
    ) -> None:
        check_options(width, seed, shared, terms, slides, graph)
        self._fit = find_fit(fit)
        if self._fit and self._fit.is_exact and width not in (None, self._fit.width):
            raise BackpropError(f"width: got {width}; expected that of the fit {fit}, or none")
        self._look = make_look(theme, background)
        self._fonts = named_fonts(font).reading(node.name for node in graph.nodes)
        if self._look.warning:
            warnings.warn(self._look.warning, stacklevel=3)
        self._options: dict[str, Any] = {
            "seed": seed,
            "sequence": sequence,
            "theme": self._look.base,  # a file is read once
            "background": background,
            "font": font,
            "width": width,
            "shared": shared,
            "terms": terms,
            "fit": fit,
            "full_arrays": full_arrays,
            "slides": slides,
            "quiz": quiz,
        }
        own = graph.seed.value if graph.seed else 1.0
        with paused_gc():
            self._backprop = backpropagate(graph, own if seed is None else seed)

    def replace(self, **options: Any) -> Movie:
        """The same movie with other options: `movie.replace(sequence="book", width=800)`."""
        return Movie(self.graph, **{**self._options, **options})

    def both_routes(self) -> Movie:
        """Softmax with cross-entropy in one step, `(ŷ - y) / n`, above the same in two steps.

        Raises:
            BackpropError: the forward pass has no such loss, or a probability was clipped.
        """
        from graphviz_backprop.levels import both_routes  # not for the command line

        return Movie(both_routes(self.graph), **{**self._options, "seed": None})

    @property
    def graph(self) -> Graph:
        """The forward pass: nodes in the order of the code."""
        return self._backprop.graph

    @property
    def backprop(self) -> Backprop:
        """The backward pass as data."""
        return self._backprop

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the backward pass, one for each edge."""
        return self._backprop.steps

    @property
    def gradients(self) -> dict[str, Any]:
        """The gradients by variable, in the shape of the variable: `{"x": [-3.0, …], "b": 1.0}`."""
        return self._backprop.by_variable()

    @property
    def guards(self) -> tuple[Guard, ...]:
        """The comparisons that steered the code: `z > 0`, what was compared, how it went."""
        return self.graph.guards

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The frames, each figure's content as data."""
        return self.rendering.storyboard.frames

    @property
    def first_nonfinite(self) -> str:
        """Which value or gradient is the first that is nan or infinite; empty if none is."""
        node = self._backprop.first_nonfinite()
        return nonfinite_text(self._backprop, node) if node else ""

    @property
    def upstream_text(self) -> str:
        """Where the code has the gradient from the next layer; empty where that is ones."""
        return upstream_text(self._backprop) if self._options["seed"] is None else ""

    @property
    def undrawn_letters(self) -> tuple[str, ...]:
        """The letters of names that no font has; they are drawn as their code, `U+6743`."""
        return self.rendering.scene.undrawn

    @cached_property
    def rendering(self) -> Rendering:
        """The movie as the formats take it."""
        options = self._options
        made = Rendering(
            self._backprop,
            options["sequence"],
            self._fit.theme(self._look.theme) if self._fit else self._look.theme,
            options["width"],
            # Where nothing is used again each use has a wire anyway, and pages, lists, lines.
            options["shared"] if self.graph.shares_values else "stubs",
            self._look.is_transparent,
            self._fonts,
            self._fit,
            options["terms"],
            options["full_arrays"],
            options["slides"],
            options["quiz"],
        ).readable
        if made.stubs_for_wires:
            warnings.warn(made.stubs_for_wires, stacklevel=3)
        return made

    def save(self, path: str | Path, format: str | None = None) -> list[Path]:
        """Save as one file (gif, json, …), or as one for each frame: `neuron_00.svg`, ….

        Args:
            path: of the file; for frames its name without number.
            format: its name; None to go by the suffix.

        Raises:
            BackpropError: the format is unknown, the file can't be written, nobody could read the
                figures, or a file of somebody else's stands in the place of a frame; one that
                `path` itself names is replaced.
        """
        path = Path(path)
        name = format_name(path, format)
        kind = FORMATS[name]
        if isinstance(kind, MovieFormat):
            check_fit(self.rendering, [name])
            with paused_gc():
                made = [save_bytes(path, kind.make(self.rendering, unwatched))]
            beside = kind.beside(self.rendering, path.stem)
            return made + [save_bytes(path.with_name(file.name), file.data) for file in beside]
        suffix = kind.suffix if isinstance(kind, FileSetFormat) else ""
        whole = path.name.removesuffix(f".{suffix}")
        stem = whole if whole != path.name else path.stem
        return self.save_all(path.parent, stem, [name])[name]

    def save_all(
        self,
        folder: str | Path,
        stem: str,
        formats: list[str] | None = None,
        tick: Tick = unwatched,
    ) -> dict[str, list[Path]]:
        """Save in several formats, the usual ones (GIF, SVG, PNG, DOT, JSON) if none is named.

        Frames of an earlier movie of this name and format that are not made any more are removed.

        Args:
            folder: where to; made if it is missing.
            stem: how the files' names start.
            formats: their names.
            tick: called for each frame that is done, as often as `count_frames(formats)` says.

        Raises:
            BackpropError: as `save` has it, or the stem names a folder.
        """
        return save_formats(self.rendering, Path(folder), stem, formats or USUAL, tick)

    def count_frames(self, formats: list[str] | None = None) -> int:
        """How many frames `save_all` draws."""
        return count_frames(self.rendering, formats or USUAL)

    def __len__(self) -> int:
        return len(self.frames)

    @overload
    def __getitem__(self, index: int) -> Figure: ...
    @overload
    def __getitem__(self, index: slice) -> list[Figure]: ...
    def __getitem__(self, index: int | slice) -> Figure | list[Figure]:
        if isinstance(index, slice):
            from graphviz_backprop.in_notebooks import Figures

            return Figures(Figure(self.rendering, k) for k in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(f"figure {index} of {len(self)}: they count from 0")
        return Figure(self.rendering, index % len(self))

    def __iter__(self) -> Iterator[Figure]:
        return iter(self[:])

    def __repr__(self) -> str:
        return f"<Movie of {self.graph.source}: {len(self)} figures, {len(self.steps)} steps>"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> Mapping[str, str]:
        """For Jupyter: the page, and the animation where there is no room for one."""
        from graphviz_backprop.in_notebooks import movie_bundle  # with all that a page needs

        return movie_bundle(self.rendering, repr(self))
