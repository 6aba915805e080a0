"""A derivation over arrays as its user has it: shown in Jupyter, saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from graphviz_backprop.derivations.in_latex import MARKER as LATEX_MARKER
from graphviz_backprop.derivations.of_arrays.array_derivation import ArrayDerivation, derive_array
from graphviz_backprop.derivations.spelled import escaped, sentence_of, word
from graphviz_backprop.lines_under_graph import LinesRendering, LineUnderGraph
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.short_movie import TEXT_MARKER, ShortMovie
from graphviz_backprop.storyboard import label

_DOCUMENT = r"""{marker}
\documentclass{{article}}
\usepackage{{amsmath}}
\usepackage[utf8]{{inputenc}}
\begin{{document}}
\noindent {title}.
{lines}
\end{{document}}
"""
_LINE = r"""
\noindent {reason}:
\begin{{align*}}
{line}
\end{{align*}}"""


class DerivedArray(ShortMovie):
    """The derivation of the gradient of an array, which `movie.derive("weights")` gives.

    Args:
        rendering: the movie of the whole backward pass.
        name: of the array, as the figures show it.

    Raises:
        BackpropError: see `derive_array`.
    """

    def __init__(self, rendering: Rendering, name: str) -> None:
        self._derivation = derive_array(rendering.backprop, name)
        options = {one.name: getattr(rendering, one.name) for one in fields(rendering)}
        lines = tuple(
            LineUnderGraph(
                line.left,
                f"{line.sign} {line.right}",
                line.reason,
                sentence_of(line.reason),
                edges,
            )
            for line, edges in self._derivation.lines_with_edges
        )
        title = self._derivation.title
        self._rendering = LinesRendering(**options, lines=lines, heading=title, movie=rendering)

    @property
    def derivation(self) -> ArrayDerivation:
        """The derivation as data."""
        return self._derivation

    @property
    def lines(self) -> list[str]:
        """Every line as code."""
        return [line.text for line in self._derivation.lines]

    @property
    def code(self) -> str:
        """The whole array at once: `dweights = np.dot(inputs.T, dvalues * (z > 0))`."""
        return self._derivation.code

    @property
    def text(self) -> str:
        """The derivation in words."""
        title = self._derivation.title
        said = [title, "=" * len(title), ""]
        for line in self._derivation.lines:
            said += [f"   {line.text}", f"      {line.reason}"]
        if len(self._derivation.as_it_runs) > 1:
            said += ["", "In the order in which they run"]
            said += [f"   {line.text}" for line in self._derivation.as_it_runs]
        return "\n".join([*said, "", TEXT_MARKER, ""])

    @property
    def latex(self) -> str:
        """The derivation as a LaTeX document."""
        lines = (
            _LINE.format(reason=escaped(sentence_of(line.reason)), line=line.latex)
            for line in self._derivation.lines
        )
        title = escaped(self._derivation.title)
        return _DOCUMENT.format(marker=LATEX_MARKER, title=title, lines="\n".join(lines))

    @property
    def stem(self) -> str:
        """What its files are called: `derive_weights`."""
        graph = self._rendering.graph
        return f"derive_{word(label(graph, graph.nodes[self._derivation.step.edge.producer]))}"

    def texts(self) -> dict[str, tuple[Callable[[], str], str]]:
        """LaTeX and words."""
        return {"tex": (lambda: self.latex, LATEX_MARKER), **super().texts()}

    def __repr__(self) -> str:
        return f"<Derivation of {self._derivation.name}: {len(self.lines)} lines>"
