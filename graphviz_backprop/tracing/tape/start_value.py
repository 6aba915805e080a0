"""The zero that a sum starts from: it is no input."""

from __future__ import annotations

from types import FrameType

from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.tape.record import Record, is_variable_of


def is_start_value(name: str, record: Record, frame: FrameType) -> bool:
    """True if a variable still holds the number that this same code started it with.

    A list of sums starts with zeros alone: among others, a zero is an input.
    """
    fresh = record.op is LEAF and not record.is_used and not record.is_given
    if fresh and record.variable and record.variable.leaves is not record:
        fresh = all(leaf.value == 0 for leaf in record.variable.every_leaf())
    return fresh and record.name == name and is_variable_of(name, record.code, frame.f_code)
