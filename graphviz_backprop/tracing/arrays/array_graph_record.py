"""Records of whole arrays as the graph has them: an op, its arguments, and its options."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.ops import Op, Options
from graphviz_backprop.tracing.tape.record import Record


class Lowered(Record):
    """A record with the options of its op."""

    __slots__ = ("options",)
    options: Options


def lowered(
    parent: Record, op: Op, inputs: tuple[Record, ...], value: Any, name: str = "", **options: Any
) -> Lowered:
    """A record at the place of another."""
    record = Lowered.__new__(Lowered)
    record.become(parent, op, inputs, value, name)
    record.options = options
    return record
