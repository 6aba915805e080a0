"""The value that a name had before: from which the next one of that name is computed."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from graphviz_backprop.tracing.tape.binding import Binding, is_same_scope
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.session import Session


class EarlierValues:
    """Finds the earlier value of a name among all records.

    Args:
        session: what the run left behind.
        order: the records, in the order of the code.
    """

    def __init__(self, session: Session, order: Iterable[Record]) -> None:
        self.bindings = bindings_by_record(session.bindings)
        self._aliases = session.aliases
        # Most names are given once: then no way back need be gone, which of a layer is very long.
        self._first: dict[str, float] = {}
        for record in order:
            given = [binding.name for binding in self.bindings.get(record, ())]
            for name in (record.name, *self._aliases.get(record, ()), *given):
                self._first.setdefault(name, record.serial)

    def find(self, record: Record, own: Binding) -> Record | None:
        """The value of this very name from which a record is computed, no other name between."""
        name, bindings = own.name, self.bindings
        if self._first.get(name, math.inf) >= record.serial:
            return None
        waiting, seen = list(record.inputs), set(record.inputs)
        while waiting:
            part = waiting.pop()
            given, aliases = bindings.get(part, ()), self._aliases.get(part, ())
            if not (part.name or given or aliases):
                waiting += [one for one in part.inputs if one not in seen]
                seen.update(part.inputs)
                continue
            calls = [binding.call for binding in given if binding.name == name]
            if not (calls or name == part.name or name in aliases):
                continue
            if any(is_same_scope(name, call, own.call) for call in calls or [part.named_in]):
                return part
        return None


def bindings_by_record(bindings: Iterable[Binding]) -> dict[Record, list[Binding]]:
    """The names that the code gave to each record."""
    found: dict[Record, list[Binding]] = defaultdict(list)
    for binding in bindings:
        found[binding.record].append(binding)
    return found
