"""What goes into derivatives under a name that is none."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.by_hand.handed_back import is_masked, own_value
from graphviz_backprop.checking.by_hand.names_of_rows import is_seed
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.telling import Event

_MOST = 60


def hidden_rows(bench: Bench, rows: list[Row]) -> list[Row]:
    """Return what goes into derivatives under another name, and is not of the forward pass."""
    if not bench.output_events:
        return []
    first = min(bench.output_events[0], rows[0].last.index)
    known = {event.index for row in rows for event in row.events}
    names = {bench.events[index].name for index in bench.forward}
    sites = (bench.events[index].site for index in bench.forward)
    functions = {site.target for site in sites if site.kind == "return"}
    kept = {bench.events[i].identity for i in bench.forward if bench.events[i].is_shared}
    # Not through an update: of the rounds between those that are judged nothing is looked at.
    behind = bench.flow.ancestors((row.last.index for row in rows), bench.nudges.held)
    behind = behind - bench.forward - known
    found = []
    for index in sorted(behind):
        event = bench.events[index]
        site = event.site
        if (
            index < first
            or _is_alias(bench, event)
            or (event.identity in kept and site.kind == "given")  # `A = cache["A1"]`
            or site.kind in ("parameter", "loop", "inner")
        ):
            continue
        if isinstance(event.like, int) and not isinstance(event.like, bool):
            continue  # it counts
        if _called(event) in functions:  # `s = sigmoid(z)`
            continue
        inputs, readers = bench.flow.inputs[index], bench.flow.readers[index]
        is_forward = behind.isdisjoint(inputs) and known.isdisjoint(inputs)
        if is_forward and not (behind | known).issuperset(readers):
            continue  # more reads it than derivatives: `predictions`, for the accuracy
        if event.name in names or (site.kind == "return" and site.target in functions):
            continue
        if any(event.name == row.name for row in rows) or is_seed(event.name):
            continue
        found.append(Row([event], is_hidden=True, reads=set(site.reads)))
    return found[:_MOST]


def _called(event: Event) -> str:
    """The name of the function whose value it only names."""
    value = event.site.value
    if event.site.kind != "given" or not isinstance(value, ast.Call):
        return ""
    return called_name(value)


def _is_alias(bench: Bench, event: Event) -> bool:
    """True if it only names what is there, but for a function that gives back what it gets."""
    is_alias = isinstance(own_value(event), (ast.Name, ast.Tuple, ast.Constant, type(None)))
    is_alias = is_alias and not is_masked(event)
    before = [bench.events[index].site.kind for index in bench.flow.inputs[event.index]]
    return is_alias and not (event.site.kind == "return" and set(before) == {"parameter"})
