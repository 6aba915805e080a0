"""Numbers that data has decided: `Y = (X[:1] * X[1:] > 0).astype(float)`, the class of each point.

Such an array may be data itself, or the mask of a ReLU: that is only known when the code has ended
(see `forward_passes.data.generated_data`). Until then it has a record with what has decided it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.function_table import Kind, kind_of
from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.arrays.array_record import CHOSEN, ArrayRecord
from graphviz_backprop.tracing.arrays.operands import Operands
from graphviz_backprop.tracing.arrays.synthetic_data import is_drawn
from graphviz_backprop.tracing.tape.record import Record

# What is looked through: labels are made of data in few steps.
_MOST_STEPS = 40


def is_chosen_by_data(value: Any, operands: Operands) -> bool:
    """True if a call gave floats that only data has decided, by a comparison.

    Args:
        value: what it gave.
        operands: what it was called with; none of it is a computed number.
    """
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f" or value.size < 2:
        return False
    decision = operands.decision
    if decision is None or decision.name.endswith("_like"):
        return False
    return bool(operands.tested) and _are_data(operands.tested)


def chosen_by_data(value: Any, operands: Operands) -> ArrayRecord:
    """Return the record of what `is_chosen_by_data` has found."""
    record = ArrayRecord(CHOSEN, tuple(dict.fromkeys(operands.tested)), value)
    record.is_drawn = any(map(is_drawn, operands.every_array()))
    return record


def _are_data(tested: list[Record]) -> bool:
    """True if all is computed from arrays that NumPy has made up, with no layer between."""
    waiting, seen = list(tested), set(tested)
    while waiting:
        one = waiting.pop()
        if kind_of(one.op.function) is Kind.PRODUCT or one.is_opaque:
            return False
        if one.op is LEAF and not one.is_single and not getattr(one, "is_synthetic", False):
            return False
        waiting += [part for part in one.inputs if part not in seen]
        seen.update(one.inputs)
        if len(seen) > _MOST_STEPS:
            return False
    return True
