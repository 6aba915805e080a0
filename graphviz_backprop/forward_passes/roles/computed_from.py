"""Whether one number was computed from another, or from one that the code trains."""

from __future__ import annotations

from collections.abc import Container, Mapping

from graphviz_backprop.tracing.tape.record import Record, ancestors


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


def is_trained(record: Record, updates: Mapping[Record, Record]) -> bool:
    """True if an input that the code updates goes into it; not into a bound, `np.std(y) / 250`."""
    trained = {*updates, *updates.values()}
    return any(part in trained for part in ancestors([record], trained.__contains__))
