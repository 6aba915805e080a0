"""What the deltas of neurons mean: all are by the net inputs, or all by what the neurons give."""

from __future__ import annotations

from graphviz_backprop.checking.by_hand.row_state import State
from graphviz_backprop.checking.verdict import RIGHT, UNJUDGED


def settle_units(states: list[State]) -> None:
    """Judge a delta that lacks the activation's slope, where another neuron's does not, by net."""
    units = [state for state in states if state.row.is_unit and state.readings]
    others = [state for state in units if state.verdict == RIGHT and state.is_likely]
    if len(others) == len(units):
        return
    for state in others:
        state.verdict, state.reading, state.truth = UNJUDGED, None, None
        state.is_likely = False
