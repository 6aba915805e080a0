"""One operation of a graph computed again, of other numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from graphviz_backprop.function_table import Kind, functions_of
from graphviz_backprop.graph import Node
from graphviz_backprop.values import Value, is_array

# The others on arrays are NumPy's functions.
_ON_ARRAYS: dict[str, Callable[..., Value]] = {
    "select": lambda chosen, *tested: chosen,
    "relu": lambda z: z * (z > 0),
}


def computed_again(node: Node, args: Sequence[Value]) -> Value:
    """The result of a node's operation on these arguments.

    Args:
        node: an operator that is no box.
        args: in the order of its inputs, each in the shape that this has.

    Raises:
        ArithmeticError, ValueError: it has no value there.
    """
    op = node.op
    if not op.is_elementwise:
        return _frozen(op.forward(*args, **node.options))
    if not any(map(is_array, args)):
        return op.forward(*args)
    import numpy as np

    if op.name in _ON_ARRAYS:
        return _frozen(_ON_ARRAYS[op.name](*args))
    named = (row.name for row in functions_of(Kind.ELEMENTWISE) if row.op == op.name)
    function = getattr(np, next(named, ""), None)
    if function is None:
        return _frozen(np.vectorize(op.forward, otypes=[float])(*args))
    return _frozen(reduce(function, args) if op.variadic else function(*args))


def _frozen(value: Value) -> Value:
    if is_array(value):
        value = value.copy() if value.base is not None or value.flags.writeable else value
        value.setflags(write=False)
    return value
