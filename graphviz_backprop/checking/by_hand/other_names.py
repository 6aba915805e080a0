"""Derivatives under another name: `db2 = dense2.dbiases`, `dout = layer.backward(dout)`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from graphviz_backprop.checking.by_hand.row_state import State, has_its_shape, same
from graphviz_backprop.checking.by_hand.spellings import SPELLINGS
from graphviz_backprop.checking.verdict import FOLLOWS, RIGHT, WRONG
from graphviz_backprop.checking.watching.flat_numbers import is_stored

_NUMBERED = re.compile(r"(?P<word>\D*)(?P<number>\d*)")
_ITEM = re.compile(r".*\[(\d+)\]")


def settle_other_name(state: State, earlier: Iterable[State]) -> bool:
    """Take what the same array was judged under its first name, where the own one doesn't fit.

    What the own name says comes first: only where nothing of that name has the array's shape is it
    what it was. So a wrong array under a name, `db = dz` where b is no such array, stays wrong.

    Args:
        state: not right as it stands.
        earlier: those that are judged, in the order of the code.

    Returns:
        Whether it is right so. Where the first name is not, the readings are its own from here on.
    """
    last = state.row.last
    if not last.is_shared or has_its_shape(state) or is_stored(last.name):
        return False
    for other in reversed(list(earlier)):
        own = other.row.last
        is_same = own.identity == last.identity and own is not last
        if is_same and same(own.value, last.value) and _may_be(state, other):
            state.readings, state.is_likely = other.readings, other.is_likely
            if other.verdict == RIGHT and other.reading is not None:
                state.verdict, state.truth = RIGHT, state.row.value
                state.reading, state.note = other.reading, other.note
                state.is_scaled = other.is_scaled
                return True
            return False
    return False


def named_again(states: list[State]) -> list[tuple[State, State]]:
    """Return what only names a derivative again by the same variable, if neither is right.

    Each with the one that it names.

    `grads = {"dW": dW}` is wrong where `dW` is, and nowhere else.
    """
    latest: dict[tuple[str, int], State] = {}
    found = []
    for state in states:
        last, read = state.row.last, state.row.reads
        holds = isinstance(last.site.value, (ast.Dict, ast.Name)) and len(state.row.events) == 1
        frames = (last.frame, 0)
        others = (latest.get((name, frame)) for name in read for frame in frames) if holds else ()
        for other in others:
            is_same = other is not None and other.row.to == state.row.to != ""
            if other is not None and is_same and same(other.row.value, state.row.value):
                found += [(state, other)] if RIGHT not in (state.verdict, other.verdict) else []
                break
        latest[last.name, last.frame] = state
    return found


def settle_named_again(state: State, other: State) -> None:
    """Settle it as the one that it names: it follows where that is wrong."""
    state.truth, state.note, state.reading = other.truth, other.note, other.reading
    state.verdict = FOLLOWS if other.verdict == WRONG else other.verdict
    state.follows = (other.row.name,) if other.verdict == WRONG else other.follows


def is_handed_on(state: State) -> bool:
    """Return whether a name goes from layer to layer: `dout = layer.backward(dout)`."""
    site = state.row.last.site
    return isinstance(site.value, ast.Call) and state.row.name in site.reads and not site.is_update


def _may_be(state: State, other: State) -> bool:
    """True if nothing in the names speaks against it."""
    value = state.row.last.site.value
    if is_handed_on(state):
        return True
    if not isinstance(value, (ast.Name, ast.Attribute, ast.Subscript)):
        return False
    own, first = _parts(state.row.to), _parts(other.row.to)
    words = {first[0], *SPELLINGS.get(first[0], ())}
    if own[0] not in words and first[0] not in SPELLINGS.get(own[0], ()):
        return False
    return _may_count(own[1], ast.unparse(value).rpartition(".")[0])


def _may_count(number: str, holder: str) -> bool:
    """True if a layer may have that number: `dense2`, `layers[1]` or `layers[2]` for 2."""
    item = _ITEM.fullmatch(holder)
    if item and number:
        return int(item[1]) in (int(number) - 1, int(number))
    end = re.search(r"(\d+)$", holder)
    return not (number and end) or end[1] == number


def _parts(name: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(name)
    return (found["word"], found["number"]) if found else (name, "")
