"""Finding a function in the table by any of its names."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.function_table.arrangements import (
    ARRANGEMENTS,
    CHOICES,
    CONVERSIONS,
    JOINS,
    OTHERS,
    WRITERS,
)
from graphviz_backprop.function_table.decisions import DECISIONS, MAKERS
from graphviz_backprop.function_table.elementwise import ELEMENTWISE
from graphviz_backprop.function_table.function import Function, Kind
from graphviz_backprop.function_table.whole_arrays import PRODUCTS, REDUCTIONS

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for rows in (
        ELEMENTWISE,
        REDUCTIONS,
        PRODUCTS,
        ARRANGEMENTS,
        JOINS,
        CONVERSIONS,
        CHOICES,
        WRITERS,
        OTHERS,
        DECISIONS,
        MAKERS,
    )
    for function in rows
}
_NAMES = {other: name for name, row in FUNCTIONS.items() for other in row.also.split()}
# `np.add` by the name of `+` in the module `operator`.
OF_OPERATOR = {row.operator: name for name, row in FUNCTIONS.items() if row.operator}


def numpy_name(name: str) -> str:
    """The name under which the table has a function of NumPy's.

    >>> numpy_name("amax"), numpy_name("concat"), numpy_name("svd")
    ('max', 'concatenate', 'svd')
    """
    return _NAMES.get(name, name)


def kind_of(name: str) -> Kind | None:
    """The kind of a function; None for one that is not in the table.

    >>> kind_of("argmax")
    <Kind.DECISION: 'decides: its result is a constant and has no derivative'>
    """
    row = FUNCTIONS.get(name)
    return None if row is None else row.kind


def functions_of(*kinds: Kind) -> Iterator[Function]:
    """The rows of these kinds, in the order of the table."""
    return (row for row in FUNCTIONS.values() if row.kind in kinds)
