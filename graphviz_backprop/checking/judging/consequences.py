"""What else is wrong after a wrong derivative: the variables it updates, and what they give."""

from __future__ import annotations

from collections.abc import Iterable

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.graph.gradient_names import base


def updated_names(bench: Bench, wrong: Iterable[State]) -> tuple[str, ...]:
    """Return the variables with a new value after wrong derivatives, and outputs after those."""
    after = {event.index for state in wrong for event in state.row.events}
    outputs = {bench.events[index].name for index in bench.output_events}
    updates = set(bench.nudges.held)
    names: dict[str, None] = {}
    is_updated = False
    for event in bench.events:
        if after.isdisjoint(bench.flow.inputs[event.index]) and event.index not in after:
            continue
        after.add(event.index)
        is_update = event.index in updates
        is_updated = is_updated or is_update
        if is_update or (is_updated and event.name in outputs):
            names.setdefault(base(event.name))
    return tuple(names)
