"""The values with which the forward passes of a run end."""

from __future__ import annotations

import ast
from bisect import bisect_right

from graphviz_backprop.checking.dataflow import Dataflow
from graphviz_backprop.checking.telling import Event
from graphviz_backprop.checking.variables_by_name import VariablesByName
from graphviz_backprop.checking.written_rows import Row


def kept_of_some_rounds(variables: VariablesByName) -> frozenset[int]:
    """Return what a name keeps of some rounds only: `best = loss` of the lowest."""
    kept: dict[tuple[int, str], list[Event]] = {}
    given: dict[str, int] = {}
    for event in variables.forward:
        given[event.name] = given.get(event.name, 0) + (event.site.kind == "given")
        if isinstance(event.site.value, ast.Name) and event.site.kind == "given":
            kept.setdefault((event.site.number, event.site.value.id), []).append(event)
    return frozenset(
        event.index
        for (_, of), events in kept.items()
        for event in events
        if given.get(of, 0) > len(events)
    )


def ends_of_passes(
    rows: list[Row], variables: VariablesByName, flow: Dataflow, kept: frozenset[int]
) -> frozenset[int]:
    """Return the values from which nothing else is computed before the next derivative."""
    starts = sorted(e.index for row in rows for e in row.events)
    forward = {event.index: event for event in variables.forward}
    found = set()
    for index in forward:
        place = bisect_right(starts, index)
        until = starts[place] if place < len(starts) else index
        waiting, is_end, seen = [index], True, {index}
        while waiting and is_end:
            for reader in flow.readers[waiting.pop()]:
                event = forward.get(reader)
                if event is None or reader >= until or reader in seen:
                    continue
                if isinstance(event.site.statement, ast.Expr):  # kept in a list of losses
                    continue
                seen.add(reader)
                if event.site.kind in ("given", "written") and reader not in kept:
                    is_end = False
                    break
                waiting.append(reader)
        if is_end:
            found.add(index)
    return frozenset(found)
