"""The table of functions of Python and NumPy: one row for it, under all its names.

The rows are text: nothing here imports NumPy, and an op is known by its name.
"""

from graphviz_backprop.function_table.function import Function, Kind
from graphviz_backprop.function_table.lookup import (
    FUNCTIONS,
    OF_OPERATOR,
    functions_of,
    kind_of,
    numpy_name,
)

__all__ = [
    "FUNCTIONS",
    "OF_OPERATOR",
    "Function",
    "Kind",
    "functions_of",
    "kind_of",
    "numpy_name",
]
