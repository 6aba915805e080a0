"""A derivation as text."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.derivations.derivation import Derivation
from graphviz_backprop.derivations.notations import PLAIN, lagrange, leibniz, whole_derivative
from graphviz_backprop.short_movie import TEXT_MARKER
from graphviz_backprop.storyboard import label


def in_words(derivation: Derivation) -> str:
    """The whole way: the function, the chain rule in two notations, line by line, the numbers."""
    return "\n".join(_lines(derivation)) + "\n"


def _lines(derivation: Derivation) -> Iterator[str]:
    backprop, leaf = derivation.backprop, derivation.leaf
    graph = backprop.graph
    title = f"The derivative of {derivation.nested} with respect to {label(graph, leaf)}"
    derivative = whole_derivative(backprop, leaf, PLAIN)
    yield title
    yield "=" * len(title)
    yield ""
    yield "The chain rule, as Leibniz writes it"
    yield f"   {derivative} = {leibniz(backprop, leaf, PLAIN)}"
    yield "and as Lagrange does, with a prime for the derivative of a function"
    yield f"   {derivative} = {lagrange(backprop, leaf, PLAIN)}"
    yield ""
    yield "Line by line, as code"
    for row, line in zip(derivation.rows, derivation.lines, strict=True):
        yield f"   {line}"
        yield f"      {row.reason}"
    yield ""
    yield "With the numbers"
    yield f"   {derivation.name} = {derivation.numbers}"
    yield ""
    yield TEXT_MARKER
