"""Terms over a long list as an array, known from a few of them: see `hooks.list_parts`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import Op, relu
from graphviz_backprop.ops.arrays import NumpyCall, Slot
from graphviz_backprop.tracing.arrays.array_record import TAKE, ArrayRecord
from graphviz_backprop.tracing.arrays.memory import track
from graphviz_backprop.tracing.arrays.numpy_functions import ELEMENTWISE
from graphviz_backprop.tracing.arrays.traced_array import traced_array
from graphviz_backprop.tracing.tape.record import Record, constant
from graphviz_backprop.tracing.tape.traced import wrap

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    op.name: getattr(np, name) for name, op in reversed(ELEMENTWISE.items()) if hasattr(np, name)
}
# What the same operations give in NumPy may differ from Python's in the last bits.
_PRECISION = 1e-9
_MOST_RECORDS = 400  # of a term: beyond that it is a computation of its own


def number_of_list(whole: Record, place: int, value: Any) -> Any:
    """One number of a list that is an array, with a record."""
    call = NumpyCall(take, (Slot(0), np.intp(place)), {})
    return wrap(value, array_record(whole, TAKE, (whole,), value, "", call))


def array_of_samples(
    records: Sequence[Record],
    parts: Sequence[tuple[Record, ...]],
    wholes: Sequence[Record],
    values: Sequence[float],
    start: int,
) -> Any:
    """All terms as an array with its record; None where they are not computed alike.

    Args:
        records: those of a few terms.
        parts: for each of these the records of the lists' numbers.
        wholes: the records of the lists.
        values: all terms, as the code has computed them.
        start: the serial from which on records are of the terms.
    """
    array = np.array(values)
    if array.dtype.kind not in "fi":
        return None
    united = _Samples(parts, wholes, start).united(tuple(records))
    if united is None or not isinstance(united.value, np.ndarray):
        return None
    if not np.allclose(united.value, array, rtol=_PRECISION, atol=0.0, equal_nan=True):
        return None
    if united not in wholes:
        array.setflags(write=False)
        united.value = array
    traced = traced_array(array)
    track(traced, united)
    return traced


class _Samples:
    """Makes one record on arrays of those that a few terms have at the same place."""

    def __init__(
        self, parts: Sequence[tuple[Record, ...]], wholes: Sequence[Record], start: int
    ) -> None:
        self._known: dict[tuple[Record, ...], Record | None] = dict(
            zip(zip(*parts, strict=True), wholes, strict=True)
        )
        self._start = start

    def united(self, records: tuple[Record, ...]) -> Record | None:
        """One record for those of the samples; None where these are not alike."""
        if records not in self._known:
            if len(self._known) > _MOST_RECORDS:
                return None
            self._known[records] = self._made(records)
        return self._known[records]

    def _made(self, records: tuple[Record, ...]) -> Record | None:
        first, *others = records
        if all(record is first for record in others):
            return first if first.serial < self._start or first.is_constant else None
        if all(record.is_constant for record in records):
            return constant(first.value) if len({repr(one.value) for one in records}) == 1 else None
        same = all(
            (one.op, one.code, one.instruction, len(one.inputs))
            == (first.op, first.code, first.instruction, len(first.inputs))
            for one in others
        )
        if not same or not first.op.is_elementwise or first.is_opaque or not first.op.vjps:
            return None
        inputs = [self.united(row) for row in zip(*(one.inputs for one in records), strict=True)]
        known = tuple(part for part in inputs if part is not None)
        if len(known) < len(inputs):
            return None
        names = {base(record.name) for record in records}
        value = _computed(first.op, [part.value for part in known])
        name = names.pop() if len(names) == 1 else ""
        return None if value is None else array_record(first, first.op, known, value, name)


def _computed(op: Op, values: list[Any]) -> Any:
    """The operation at each element; None where it can't be computed there."""
    function = _FUNCTIONS.get(op.name)
    with np.errstate(all="ignore"):
        try:
            if op is relu:
                return np.maximum(values[0], 0.0)
            if function is not None and len(values) <= 2:
                return function(*values)
            rows = zip(*(part.tolist() for part in np.broadcast_arrays(*values)), strict=True)
            return np.array([op.forward(*row) for row in rows])
        except (ArithmeticError, TypeError, ValueError):
            return None


def array_record(
    parent: Record,
    op: Op,
    inputs: tuple[Record, ...],
    value: Any,
    name: str,
    call: NumpyCall | None = None,
) -> ArrayRecord:
    """A record at the place of another."""
    record = ArrayRecord.__new__(ArrayRecord)
    record.become(parent, op, inputs, value, name)
    record.call, record.is_synthetic, record.decision, record.tested = call, False, None, ()
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    return record


def take(array: Any, place: Any) -> Any:
    """The number at a place of a list."""
    return np.ravel(array)[place]
