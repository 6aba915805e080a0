"""A part of an input that is given a new value: `U[i] = U[i] - lr * error * V[j]`, row by row."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable
from typing import Any

from graphviz_backprop.forward_passes.roles.renamed_updates import comes_back, has_rate
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import add, sub
from graphviz_backprop.tracing.tape.binding import is_same_variable
from graphviz_backprop.tracing.tape.record import Record


def array_of_updated_part(
    record: Record,
    name: str,
    names_of: Callable[[Record], Iterable[str]],
    is_after_gradient: bool,
    results: Container[Record],
) -> Record | None:
    """The array of which a part gets a new value: what stood at these very places, and a change.

    The change is computed from a gradient, or it is a rate times something that was computed from
    the array: else the array may be what the code computes, `h[t] = h[t] + x[t]`.

    Args:
        record: the new value.
        name: what the code calls it, `U[3]`.
        names_of: gives what the code calls an array.
        is_after_gradient: whether it is computed from a gradient.
        results: the records of all named results.

    Returns:
        The array from which the old value of the part was taken; None where it is no update.
    """
    if record.op not in (add, sub) or len(record.inputs) != 2 or not name.endswith("]"):
        return None
    old, change = record.inputs
    whole, places = _part(old)
    own = base(name)  # of another array, `x[0]` of `X[0]`, it is no update
    if places is None or not any(is_same_variable(base(one), own) for one in names_of(whole)):
        return None
    if places != _places_by_name(name, whole):
        return None
    is_update = is_after_gradient or (has_rate(change) and comes_back(change, whole, results))
    return whole if is_update else None


def _part(record: Record) -> tuple[Record, list[int] | None]:
    """The array that a part is taken of, by way of its rows, and the places of the part in it."""
    places: list[int] | None = None
    while record.op.kind is Kind.PART:
        call = getattr(record, "call", None)
        if call is None:
            return record, None
        own = call.args[1].ravel().tolist()  # flat indices
        places = own if places is None else [own[place] for place in places]
        record = record.inputs[0]
    return record, places


def _places_by_name(name: str, whole: Record) -> list[int] | None:
    """The places of `U[3]`, `U[3][0]` or `U[3, :2]` in an array; None where the name has others."""
    import numpy as np

    indices: list[Any] = []
    try:
        node = ast.parse(name, mode="eval").body
        while isinstance(node, ast.Subscript):
            indices.insert(0, _index(node.slice))
            node = node.value
        chosen = np.arange(whole.value.size).reshape(whole.value.shape)
        for index in indices:
            chosen = chosen[index]
    except (ValueError, IndexError, TypeError, SyntaxError):
        return None
    places: list[int] = chosen.ravel().tolist()
    return places


def _index(node: ast.expr | None) -> Any:
    if isinstance(node, ast.Slice):
        return slice(_index(node.lower), _index(node.upper), _index(node.step))
    if isinstance(node, ast.Tuple):
        return tuple(map(_index, node.elts))
    return None if node is None else ast.literal_eval(node)
