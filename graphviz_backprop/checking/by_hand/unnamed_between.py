"""What goes from derivative to derivative under a name that is none: `zf` of `gradWf += …`."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED

_MOST = 6


def unnamed_between(states: list[State], flow: Dataflow) -> list[tuple[str, State]]:
    """Return each such name with its first state, where nothing tells what it is.

    What is no more than an operand, as `diff = y - t`, is computed from no derivative.
    """
    named = {state.row.name for state in states if not state.row.is_hidden}
    known = {e.index for s in states if not s.row.is_hidden for e in s.row.events}
    found: dict[str, State] = {}
    told: set[str] = set()
    for state in states:
        row = state.row
        if not row.is_hidden or row.name in named or row.last.site.kind != "given":
            continue
        if known.isdisjoint(flow.inputs[state.index]):
            continue
        known.add(state.index)
        if state.verdict != UNJUDGED:
            told.add(row.name)
        found.setdefault(row.name, state)
    return [(name, state) for name, state in found.items() if name not in told]


def right_between(states: list[State], flow: Dataflow) -> set[int]:
    """Return which values without a name are right derivatives: those between right ones.

    `zo = grado` is the derivative by something too, though not the one that is meant: so what is
    computed from it has to be right, and each round of its line.
    """
    known = {e.index: s for s in states if not s.row.is_hidden for e in s.row.events}
    kept: dict[tuple[int, str], list[State]] = {}
    wrong: set[tuple[int, str]] = set()
    for state in (s for s in states if s.row.is_hidden and s.row.last.site.kind == "given"):
        row = state.row
        readers = [known[i] for e in row.events for i in flow.readers[e.index] if i in known]
        is_right = state.verdict == RIGHT and bool(readers)
        if is_right and state.is_likely and all(one.verdict == RIGHT for one in readers):
            if any(index in known for index in flow.inputs[state.index]):
                kept.setdefault(row.key, []).append(state)
        else:
            wrong.add(row.key)
    return {s.index for key, found in kept.items() if key not in wrong for s in found}


def note_on_unnamed(found: list[tuple[str, str]]) -> str:
    """Return the line of the report on names and their places."""
    said = [f"{name} ({place})" for name, place in found[:_MOST]]
    if len(found) > _MOST:
        said.append(f"{len(found) - _MOST} more")
    return f"not judged, as the name is no derivative's: {', '.join(said)}"
