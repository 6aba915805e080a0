"""Records of whole arrays as the graph has them: an op, its arguments, and its options."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphviz_backprop.ops import Op, Options
from graphviz_backprop.tracing.tape.record import Record, Variable


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The records behind an output, each with an op and its options.

    Attributes:
        order: the new records, in the order of the code.
        output: that of the output.
        variables: with their new leaves.
        of: the new records in the place of an old one; none where it is not behind the output.
    """

    order: list[Record]
    output: Record
    variables: list[Variable]
    of: Callable[[Record], tuple[Record, ...]]


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
