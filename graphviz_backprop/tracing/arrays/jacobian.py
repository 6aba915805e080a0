"""The derivatives of one call w.r.t. its arguments, by replaying the function on elements."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord
from graphviz_backprop.tracing.arrays.element import Element, Tape
from graphviz_backprop.tracing.arrays.expand import filled_in
from graphviz_backprop.tracing.arrays.rules import replay
from graphviz_backprop.tracing.tape.record import Record

_MOST_NUMBERS = 20_000_000


def jacobians(record: ArrayRecord, name: str) -> tuple[Any, ...] | None:
    """For each input the derivatives of the result: of the shape (*result, *input).

    None where the function can't be replayed with these arguments.

    Raises:
        BackpropError: there are too many numbers.
    """
    assert record.call is not None
    tape = Tape()
    tape.parent = record
    inputs = [_leaves(tape, one) for one in record.inputs]
    count = sum(one.size for one in inputs)
    with np.errstate(all="ignore"):
        result = replay(name, tape, filled_in(record.call, inputs), record.value)
    if result is None:
        return None
    ends = [tape.element(one).record for one in np.asarray(result, dtype=object).reshape(-1)]
    if len(tape.made) * count > _MOST_NUMBERS:
        raise BackpropError(
            f"line {record.line}: numpy.{name} of {count:,} numbers is too large to differentiate; "
            "make its arrays smaller"
        )
    with np.errstate(all="ignore"):
        rows = _rows(tape.made, count)
    zero = np.zeros(count)
    whole = np.array([rows.get(id(one), zero) for one in ends]).reshape(len(ends), count)
    shape, found, start = np.shape(record.value), [], 0
    for one in inputs:
        part = whole[:, start : start + one.size].reshape((*shape, *one.shape))
        part.setflags(write=False)
        found.append(part)
        start += one.size
    return tuple(found)


def _leaves(tape: Tape, record: Record) -> Any:
    values = np.asarray(record.value, order="C")  # the leaves are counted in this order
    made = np.frompyfunc(lambda one: Element(tape, tape.record(LEAF, (), one), one), 1, 1)
    return np.asarray(made(values), dtype=object)


def _rows(made: list[Record], count: int) -> dict[int, Any]:
    """For each record its derivatives w.r.t. the leaves, from the leaves on."""
    rows: dict[int, Any] = {}
    reached: dict[int, Any] = {}
    leaves = 0
    for record in made:
        row, touched = np.zeros(count), np.zeros(count, dtype=bool)
        if record.op is LEAF:
            row[leaves], touched[leaves] = 1.0, True
            leaves += 1
        args = tuple(one.value for one in record.inputs)
        for argument, part in enumerate(record.inputs):
            if id(part) in rows:
                local, behind = record.op.local(argument, record.value, args), reached[id(part)]
                # A pole does not count for what is not behind it.
                row[behind] += local * rows[id(part)][behind]
                touched |= behind
        rows[id(record)], reached[id(record)] = row, touched
    return rows
