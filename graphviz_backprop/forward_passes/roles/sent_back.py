"""Errors that a backward pass sends back through weights, whatever they are called.

h = x @ w                what goes forward is summed over the rows of w
back = d @ w.T           what is sent back over its columns; d goes into the update of w
w = w - rate * x.T @ d

What goes through the same weights once more goes forward: `out = h @ w.T` of an autoencoder whose
decoder has the encoder's weights, from which `d_h = d_out @ w` is computed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

from graphviz_backprop.forward_passes.roles.computed_from import is_computed_from
from graphviz_backprop.function_table import Kind
from graphviz_backprop.ops import sub
from graphviz_backprop.tracing.tape.record import Record, ancestors


class _Product(NamedTuple):
    """A product with a parameter.

    Attributes:
        record: the product.
        parameter: as it was before its update.
        other: what it is multiplied with.
        axis: over which of the parameter's axes is summed.
    """

    record: Record
    parameter: Record
    other: Record
    axis: int


def errors_sent_back(order: Iterable[Record], updates: Mapping[Record, Record]) -> set[Record]:
    """The products of a parameter's other axis with what its own update is computed from.

    Args:
        order: every record behind a name, in the order of the code.
        updates: the changed values of inputs, each with the value that it replaces.
    """
    following: dict[Record, list[Record]] = defaultdict(list)
    for new, old in updates.items():
        if len(old.value.shape if hasattr(old.value, "shape") else ()) == 2:
            following[old].append(new)
    forward: dict[Record, _Product] = {}  # the first of each parameter
    back: dict[Record, list[_Product]] = defaultdict(list)
    again: set[Record] = set()
    for record in order if following else ():
        for product in _products(record, following):
            first = forward.setdefault(product.parameter, product)
            found = back[product.parameter]
            if first.axis == product.axis:
                again |= {
                    one.record
                    for one in found
                    if is_computed_from(product.record, one.record, updates)
                }
                continue
            if _is_of_error(product.other, first.record, updates):
                news = following[product.parameter]
                if any(is_computed_from(new, product.other, updates) for new in news):
                    found.append(product)
    return {one.record for found in back.values() for one in found} - again


def _is_of_error(record: Record, output: Record, updates: Mapping[Record, Record]) -> bool:
    """True if it is computed from an error: what is computed from the output, less other data.

    A threshold that is trained is no such data. `d[rows, classes] -= 1` writes an error.
    """
    behind = ancestors([record], lambda one: one in updates or one.serial <= output.serial)
    after, trained = {output}, {*updates, *updates.values()}
    for one in behind:
        others = [side for side in one.inputs if side not in after]
        if len(others) == len(one.inputs):
            continue
        after.add(one)
        targets = [side for side in others if not side.is_constant and side not in trained]
        if one.op.kind is Kind.WRITE or (one.op is sub and targets):
            return True
    return False


def _products(record: Record, parameters: Container[Record]) -> Iterator[_Product]:
    if len(record.inputs) != 2 or record.op.kind is not Kind.PRODUCT:
        return
    for side, (part, other) in enumerate((record.inputs, record.inputs[::-1])):
        whole = part
        while whole not in parameters and len(whole.inputs) == 1 and _is_turned(whole):
            whole = whole.inputs[0]
        if whole in parameters and len(part.value.shape) == 2:
            # The left factor is summed over its last axis, the right one over its first.
            axis = 1 - side
            yield _Product(record, whole, other, 1 - axis if _is_transposed(part, whole) else axis)


def _is_turned(record: Record) -> bool:
    return record.op.kind in (Kind.PART, Kind.ARRANGEMENT)


def _is_transposed(part: Record, whole: Record) -> bool:
    """True if it is an array turned over; of a square one the places of its numbers tell."""
    shape = whole.value.shape
    if part.value.shape != shape:
        return bool(part.value.shape == shape[::-1])
    call = getattr(part, "call", None) if part is not whole else None
    places = call.args[1].ravel().tolist() if call is not None and len(call.args) > 1 else []
    return len(places) > 1 and places[1] != 1
