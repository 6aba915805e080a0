"""The derivative of the output with respect to one value, derived line by line (chapter 9)."""

from __future__ import annotations

from graphviz_backprop.derivations.derivation import Derivation, derive
from graphviz_backprop.derivations.derived_movie import DerivedMovie
from graphviz_backprop.derivations.of_arrays import DerivedArray
from graphviz_backprop.rendering import Rendering

__all__ = ["Derivation", "DerivedArray", "DerivedMovie", "derive", "derived"]


def derived(rendering: Rendering, name: str) -> DerivedMovie | DerivedArray:
    """The derivation of a value: of a number in a graph of numbers, else of an array.

    Args:
        rendering: the movie of the whole backward pass.
        name: of the value, as the figures show it.

    Raises:
        BackpropError: see `derive` and `derive_array`.
    """
    has_arrays = any(node.is_array for node in rendering.graph.nodes)
    return DerivedArray(rendering, name) if has_arrays else DerivedMovie(rendering, name)
