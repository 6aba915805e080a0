"""One recorded array operation: which function was called on what, to be replayed on elements."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphviz_backprop.function_table import Kind, kind_of
from graphviz_backprop.ops import Op
from graphviz_backprop.ops.arrays import NumpyCall
from graphviz_backprop.tracing.tape.record import Record, SourceLocation


class Decision(SourceLocation):
    """A call that decided and computed nothing: a comparison, `argmax`. It has no derivative."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name
        self.place()


class ArrayRecord(Record):
    """A record with a call; its value is a number, or an array that nobody else can write to.

    `tested` are the records that decided a constant: those of `z` in the mask `z > 0`, whose
    `decision` is the comparison.
    `is_synthetic` says that an input was made up by NumPy: it is of random numbers, say.
    `is_drawn` says that random numbers without a name are among what it is made of.
    """

    __slots__ = ("call", "decision", "is_drawn", "is_synthetic", "tested")
    decision: Decision | None
    is_drawn: bool
    is_synthetic: bool
    call: NumpyCall | None
    tested: tuple[Record, ...]

    def __init__(
        self,
        op: Op,
        inputs: tuple[Record, ...],
        value: Any,
        call: NumpyCall | None = None,
        tested: tuple[Record, ...] = (),
    ) -> None:
        super().__init__(op, inputs, value)
        self.call = call
        self.is_synthetic = self.is_drawn = False
        self.decision = None
        self.tested = tested
        for record in tested:
            record.is_used = True

    def become_input(self, name: str) -> None:
        """Be an input of this name, whatever it was computed from."""
        super().become_input(name)
        self.call = None

    def set_operation(self, op: Op, inputs: tuple[Record, ...]) -> None:
        """Be the result of an element-wise operation with the same value."""
        super().set_operation(op, inputs)
        self.call = None

    @property
    def is_leaf(self) -> bool:
        """A named input, or a part of one: `w[0]`, `w[:, 1]`, `w.T`."""
        return super().is_leaf or (self.op is TAKE and self.inputs[0].is_leaf)


@cache
def array_op(name: str, kind: Kind | None = None) -> Op:
    """The op in the record of a call of a NumPy function."""
    return Op(
        name=f"call:{name}",
        symbol=name,
        noun=f"numpy.{name}",
        code=f"np.{name}({{all}})",
        forward=lambda value: value,
        function=name,
        kind=kind or kind_of(name),
    )


TAKE = array_op("take of a part", Kind.PART)
PUT = array_op("put into a part", Kind.WRITE)
CHOSEN = array_op("choice by data", Kind.CHOSEN)
