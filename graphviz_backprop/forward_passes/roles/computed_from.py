"""Whether one number was computed from another."""

from __future__ import annotations

from collections.abc import Container

from graphviz_backprop.tracing.tape.record import Record


def is_computed_from(record: Record, earlier: Record, cut: Container[Record] = ()) -> bool:
    """True if a record was computed from an earlier one, not by way of what is cut."""
    seen = {record}
    waiting = [record]
    while waiting:
        for part in waiting.pop().inputs:
            if part is earlier:
                return True
            if part.serial > earlier.serial and part not in seen and part not in cut:
                seen.add(part)
                waiting.append(part)
    return False
