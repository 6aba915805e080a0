"""Derivations over arrays: one entry's sum, then the pattern, then the whole array at once."""

from graphviz_backprop.derivations.of_arrays.array_derivation import ArrayDerivation, derive_array
from graphviz_backprop.derivations.of_arrays.derived_array import DerivedArray

__all__ = ["ArrayDerivation", "DerivedArray", "derive_array"]
