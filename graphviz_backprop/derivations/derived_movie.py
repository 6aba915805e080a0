"""A derivation as its user has it: shown in Jupyter, saved as figures, animation, LaTeX, text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from graphviz_backprop.derivations.derivation import Derivation, derive
from graphviz_backprop.derivations.derivation_rendering import DerivationRendering
from graphviz_backprop.derivations.in_latex import MARKER as LATEX_MARKER
from graphviz_backprop.derivations.in_latex import in_latex
from graphviz_backprop.derivations.in_words import in_words
from graphviz_backprop.derivations.spelled import word
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.short_movie import ShortMovie
from graphviz_backprop.storyboard import label


class DerivedMovie(ShortMovie):
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
    def stem(self) -> str:
        """What its files are called: `derive_x0`."""
        return f"derive_{word(label(self._rendering.graph, self._derivation.leaf))}"

    def texts(self) -> dict[str, tuple[Callable[[], str], str]]:
        """LaTeX and words."""
        return {"tex": (lambda: self.latex, LATEX_MARKER), **super().texts()}

    def __repr__(self) -> str:
        return f"<Derivation of {self._derivation.name}: {len(self.lines)} lines>"
