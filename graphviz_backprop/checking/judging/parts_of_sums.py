"""Parts of gradients that are sums over steps or samples: `dV` of `grad["V"] += dV`."""

from __future__ import annotations

import ast

from graphviz_backprop.checking.by_hand.row_state import State, same
from graphviz_backprop.checking.judging.overwritten_sums import settle_overwritten_sums
from graphviz_backprop.checking.readings.bench import Bench
from graphviz_backprop.checking.verdict import RIGHT
from graphviz_backprop.checking.watching.telling import Event


def settle_sums(states: list[State], bench: Bench) -> None:
    """Settle what is a sum, or should be one, and what goes into it."""
    settle_overwritten_sums(states, bench)
    _settle_parts(states, bench)


def _settle_parts(states: list[State], bench: Bench) -> None:
    """Let parts be right where the sum is, and claim nothing alone where it is not.

    What all steps share has no gradient of one step that its name could mean; where a part is the
    gradient of a sample's own loss, it is judged as that.
    """
    owners = {event.index: state for state in states for event in state.row.events}
    by_themselves = {s.row.key for s in states if s.verdict == RIGHT and s.reading is not None}
    parts: dict[int, set[int]] = {}
    for state in states:
        if state.verdict == RIGHT or state.row.is_helper:
            continue
        for total in _sums(state, owners, bench):
            parts.setdefault(total.index, set()).add(state.index)
            if total.verdict == RIGHT:
                state.verdict, state.truth = RIGHT, state.row.value
                state.note = f"it goes into {total.row.name}"
    several = {index for found in parts.values() if len(found) > 1 for index in found}
    for state in states:
        is_part = state.index in several and state.row.key not in by_themselves
        if is_part and state.verdict != RIGHT:
            state.readings, state.is_part = [], True


def _sums(state: State, owners: dict[int, State], bench: Bench) -> list[State]:
    """The sums into which a derivative goes as it is; none where anything else reads it."""
    waiting, seen, found = [e.index for e in state.row.events], set[int](), list[State]()
    is_alias = isinstance(state.row.last.site.value, ast.Name)
    while waiting:
        for reader in bench.flow.readers[waiting.pop()]:
            event, owner = bench.events[reader], owners.get(reader)
            if reader in seen or owner is state:
                continue
            if is_alias and event.site.kind == "parameter":
                continue  # it may be given under the other name
            seen.add(reader)
            if owner is not None and _adds(event, state, bench):
                found.append(owner)
            elif same(event.value, state.row.value):
                waiting.append(reader)
            elif owner is not None:
                return []
    return found


def _adds(event: Event, state: State, bench: Bench) -> bool:
    """True if a statement adds just this to what a name has."""
    site = event.site
    if not (site.is_update or event.name in site.reads):
        return False
    before = bench.before(event)
    if before is None or before.value.size != event.value.size:
        return False
    return same(event.value - before.value, state.row.value)
