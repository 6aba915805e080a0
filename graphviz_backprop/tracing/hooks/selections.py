"""`sorted`, `list.sort`, and `max` and `min` of other things than numbers: they go by comparison.

Which item comes first is no operation with a derivative, so it is noted as a guard. `max(a, b)` of
numbers is an operation of the graph, and none.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

from graphviz_backprop.tracing.hooks.guard_hooks import note_guard
from graphviz_backprop.tracing.hooks.holders import holder
from graphviz_backprop.tracing.hooks.long_iterators import until_traced
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import is_number, is_traced

_MOST_ITEMS = 1_000


def sorting(session: Session) -> Callable[..., list[Any]]:
    """`sorted`, which notes the order that it found."""

    def call(*args: Any, **named: Any) -> list[Any]:
        if RECORDING.is_asleep or len(args) != 1:
            return sorted(*args, **named)
        items = list(holder(session, args[0]))
        keys = _Keys(items, named)
        result = sorted(items, **named)
        keys.note(session, "sorted", items, result)
        return result

    return call


def sorting_in_place(session: Session, items: list[Any]) -> Callable[..., None]:
    """`items.sort`, which notes the order that it found."""

    def call(*args: Any, **named: Any) -> None:
        before, keys = list(items), _Keys(items, named)
        items.sort(*args, **named)
        keys.note(session, "sorted", before, items)

    return call


def choosing(session: Session, name: str, followed: Callable[..., Any]) -> Callable[..., Any]:
    """`max` or `min`, which notes what it took where that is no operation on numbers.

    Args:
        session: the run.
        name: of the function.
        followed: what records the operation, and calls the function otherwise.
    """

    def call(*args: Any, **named: Any) -> Any:
        if RECORDING.is_asleep or not args or (not named and all(map(is_number, args))):
            return followed(*args, **named)
        given = args if len(args) > 1 else holder(session, args[0])
        items, rest = (list(given), None) if "key" in named else until_traced(given)
        if rest is not None:
            return followed(rest, **named)
        if not items or ("key" not in named and all(map(is_number, items))):
            return followed(given if type(given) is list else items, **named)
        keys = _Keys(items, named)
        result = followed(items, **named)
        keys.note(session, name, items, [result])
        return result

    return call


class _Keys:
    """The keys that items are compared by; it puts itself in the key's place in `named`."""

    def __init__(self, items: list[Any], named: dict[str, Any]) -> None:
        self._found: list[Any] = []
        key = named.get("key")
        if key is None:
            self._found = [_number(item) for item in items[:_MOST_ITEMS]]
        else:
            named["key"] = lambda item: self._keep(key(item))

    def _keep(self, value: Any) -> Any:
        self._found.append(_number(value))
        return value

    def note(self, session: Session, name: str, items: list[Any], result: list[Any]) -> None:
        """Note the comparison of followed numbers, unless they are too many to be looked at."""
        if 1 < len(items) <= _MOST_ITEMS and any(map(is_traced, self._found)):
            places = _places(items, result)
            outcome = places if name == "sorted" else next(iter(places), None)
            note_guard(session, name, "", tuple(self._found), outcome)


def _number(value: Any) -> Any:
    """The number that an item is compared by first."""
    while type(value) in (list, tuple) and value:
        value = value[0]
    return value


def _places(items: list[Any], found: list[Any]) -> tuple[int, ...]:
    """Where each item of the result stood; the same object twice in its order."""
    places: dict[int, deque[int]] = defaultdict(deque)
    for place, item in enumerate(items):
        places[id(item)].append(place)
    return tuple(places[id(item)].popleft() for item in found if places[id(item)])
