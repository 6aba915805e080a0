"""The record of what a NumPy function gave: the op where each element has one, else the call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from graphviz_backprop.levels.element_rules import is_replayed
from graphviz_backprop.ops import CONSTANT, OPS, Op, opaque
from graphviz_backprop.ops.arrays import NumpyCall, Slot, slots, to_integers
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord, Decision, array_op
from graphviz_backprop.tracing.arrays.chosen_by_data import chosen_by_data, is_chosen_by_data
from graphviz_backprop.tracing.arrays.numpy_functions import elementwise_op, is_decision
from graphviz_backprop.tracing.arrays.operands import Operands
from graphviz_backprop.tracing.arrays.synthetic_data import is_drawn
from graphviz_backprop.tracing.tape.record import Record, constant, skip_serials

MOST_ELEMENTS = 4_000_000
_KINDS = "fiub"
_ELEMENTS_PER_RECORD = 64  # an array's element takes that much less memory than a record


def record_call(name: str, function: Callable[..., Any], operands: Operands, value: Any) -> Record:
    """The record of a value that the call gave or wrote; too large an array has no value there.

    An array has to be one that nobody else holds.
    """
    if name.startswith("i:"):
        name = name.removeprefix("i:")
        function = getattr(np, name)  # `a @= b` gives what `a @ b` does
    if isinstance(value, np.ndarray):
        skip_serials(min(value.size, MOST_ELEMENTS) // _ELEMENTS_PER_RECORD)
        value.setflags(write=False)
    inputs = tuple(operands.records)
    if is_decision(name) or not inputs or np.asarray(value).dtype.kind == "b":
        if not is_decision(name) and not inputs and is_chosen_by_data(value, operands):
            return chosen_by_data(value, operands)
        decided = ArrayRecord(CONSTANT, (), value, tested=(*inputs, *operands.tested))
        decided.decision = operands.decision or (Decision(name) if inputs else None)
        return decided
    if np.size(value) > MOST_ELEMENTS:
        return Record(opaque(f"an array of {np.size(value):,} elements"), inputs, None)
    if name != "where" and is_cut_to_integers(value, inputs):
        return ArrayRecord(to_integers, inputs, value)
    if operands.is_opaque or not _is_real(value):
        return ArrayRecord(opaque(f"numpy.{name}{operands.of_class}"), inputs, value)
    op = elementwise_op(name)
    if op is not None and not _options(operands):
        return _elementwise(op, operands, value)
    if not is_replayed(name) or "where" in operands.named:
        return ArrayRecord(opaque(f"numpy.{name}"), inputs, value)
    args, named = operands.template()
    tests = tuple(Slot(len(inputs) + number) for number in range(len(operands.tested)))
    if name == "where":  # its condition may be computed, but it only decides
        tests = (*slots(args[0]), *tests)
        args = (np.asarray(operands.args[0], dtype=bool), *args[1:])
    call = NumpyCall(function, args, named, tests)
    return ArrayRecord(array_op(name), (*inputs, *operands.tested), value, call)


def is_cut_to_integers(value: Any, sources: Iterable[Record]) -> bool:
    """True if integers were made of floats: that has steps where a gradient should be."""
    kinds = {np.asarray(one.value).dtype.kind for one in sources if not one.is_constant}
    return np.asarray(value).dtype.kind in "iub" and "f" in kinds


def _is_real(value: Any) -> bool:
    kind: str = np.asarray(value).dtype.kind
    return kind in _KINDS


def _options(operands: Operands) -> set[str]:
    """The arguments that change an element-wise function, but for its result's place and type."""
    return set(operands.named) - {"out", "dtype", "casting", "order", "subok"}


def _part(template: Any, operands: Operands, at: int) -> Record:
    """The record of an argument; a list with traced numbers is an array of them."""
    if isinstance(template, Slot):
        return operands.records[template.number]
    if not any(slots(template)):
        return _drawn(template) if is_drawn(operands.args[at]) else constant(template)
    call = NumpyCall(np.array, (template,), {}, ())
    value = np.array(operands.args[at])
    return ArrayRecord(array_op("array"), tuple(operands.records), value, call)


def _drawn(numbers: Any) -> Record:
    """Random numbers without a name."""
    record = ArrayRecord(CONSTANT, (), numbers)
    record.is_drawn = True
    return record


def _elementwise(op: Op, operands: Operands, value: Any) -> Record:
    args, _ = operands.template()
    args = args[: 1 if len(op.vjps) == 1 and not op.variadic else 2]
    parts = [_part(template, operands, at) for at, template in enumerate(args)]
    if op is OPS["max"]:
        zeros = [part.is_constant and not np.any(part.value) for part in parts]
        if any(zeros):
            op, parts = OPS["relu"], [parts[zeros.index(False)]]
    return ArrayRecord(op, tuple(parts), value)
