"""Arrays that were written to while recording slept: what they hold is an input from then on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.tracing.arrays.memory import copied, every_memory
from graphviz_backprop.tracing.tape.record import Record

Array = np.ndarray[Any, Any]
_WORD = np.dtype(np.uint64)


def renew_changed(renew: Callable[[Record, Any], Record]) -> list[Record]:
    """New records for the arrays whose numbers are no longer those of their record.

    Args:
        renew: makes the new record from the old one and the numbers.
    """
    renewed: list[Record] = []
    for memory in every_memory():
        old, holds = memory.record, memory.content()
        if holds is None or np.shape(old.value) != holds.shape:
            continue
        if _are_same_bits(np.asarray(old.value), holds):
            continue
        if old.is_constant or old.is_not_input:
            old.value = copied(holds)
            continue
        memory.record = renew(old, copied(holds))
        renewed.append(memory.record)
    return renewed


def _are_same_bits(old: Array, new: Array) -> bool:
    """True where not a bit differs, as it may in -0.0 and in nan."""
    if old.dtype != new.dtype:
        return False
    if old.flags.c_contiguous and new.flags.c_contiguous and old.dtype.itemsize == _WORD.itemsize:
        return bool((old.ravel().view(_WORD) == new.ravel().view(_WORD)).all())
    return old.tobytes() == new.tobytes()
