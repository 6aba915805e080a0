"""An input's new value under a new name: `new_w = w - lr * s`, `return {"w": w - lr * s}`."""

from __future__ import annotations

import re
from collections.abc import Container

from graphviz_backprop.graph.gradient_names import is_new_value
from graphviz_backprop.ops import add, div, mul, neg, sub
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.values import largest

_RATE = re.compile(r"lr|eta|alpha|(?:\w+_)?rate|(?:learning|step)\w*|[\u03b1\u03b7]")
_LARGEST_RATE = 1.0


def is_renamed_update(
    record: Record, name: str, is_after_gradient: bool, results: Container[Record]
) -> bool:
    """True if a sum is the new value of the input that it begins with.

    It is where a gradient is added, where the name says so, or where a rate times something that
    was computed from this very input is added, and nothing is computed from the sum.

    Args:
        record: the sum, or anything else.
        name: what the code calls it.
        is_after_gradient: whether it is computed from a gradient.
        results: the records of all named results.
    """
    if record.op not in (add, sub) or len(record.inputs) != 2:
        return False
    old, change = record.inputs
    if is_after_gradient or is_new_value(name, old.name):
        return True
    return not record.is_used and has_rate(change) and comes_back(change, old, results)


def is_step(record: Record, old: Record, results: Container[Record]) -> bool:
    """True if a rate times what was computed from the input goes off it: `b - 0.01 * s`."""
    change = record.inputs[1] if record.op is sub else None
    return change is not None and has_rate(change) and comes_back(change, old, results)


def has_rate(change: Record) -> bool:
    """True if a product has a small number of the code or a learning rate for a factor."""
    waiting, seen = [change], {change}
    while waiting:
        record = waiting.pop()
        if record.op in (mul, div, neg):
            waiting += [part for part in record.inputs if part not in seen]
            seen.update(record.inputs)
        elif not record.inputs and record.is_single:
            is_small = 0 < largest(record.value) < _LARGEST_RATE
            if (record.is_constant and is_small) or _RATE.fullmatch(record.name):
                return True
    return False


def comes_back(change: Record, old: Record, results: Container[Record]) -> bool:
    """True if a named result stands between an input and what is added to it."""
    from_old: set[Record] = set()
    for one in ancestors([change], lambda record: record.serial < old.serial):
        if one is old or not from_old.isdisjoint(one.inputs):
            if one in results and one is not change:
                return True
            from_old.add(one)
    return False
