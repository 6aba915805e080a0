"""The derivative of the output with respect to one value, derived line by line (chapter 9)."""

from graphviz_backprop.derivations.derivation import Derivation, derive
from graphviz_backprop.derivations.derived_movie import DerivedMovie

__all__ = ["Derivation", "DerivedMovie", "derive"]
