"""Rules as expressions: written once, as Python writes them, and printed in several notations."""

from graphviz_backprop.expressions.code import code
from graphviz_backprop.expressions.javascript import javascript
from graphviz_backprop.expressions.latex import latex
from graphviz_backprop.expressions.printer import TOTAL
from graphviz_backprop.expressions.tree import (
    constant,
    has_signs_alone,
    indices_of,
    is_sum,
    names_in,
    parsed,
    put_in,
    simplified,
)
from graphviz_backprop.expressions.typst import typst

__all__ = [
    "TOTAL",
    "code",
    "constant",
    "has_signs_alone",
    "indices_of",
    "is_sum",
    "javascript",
    "latex",
    "names_in",
    "parsed",
    "put_in",
    "simplified",
    "typst",
]
