"""Which earlier values each value was computed from, by the names that its statement reads."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable

from graphviz_backprop.checking.watching.called_names import called_name
from graphviz_backprop.checking.watching.flat_numbers import is_list_of_arrays
from graphviz_backprop.checking.watching.sites import reads_of
from graphviz_backprop.checking.watching.telling import Event

_BY_NAME = re.compile(r"(.+)\[([A-Za-z_]\w*)\]")


class Dataflow:
    """The links between the events of a run."""

    def __init__(self, events: list[Event]) -> None:
        self._events = events
        self.inputs: list[tuple[int, ...]] = []
        self.readers: list[list[int]] = [[] for _ in events]
        latest: dict[tuple[str, int], int] = {}
        anywhere: dict[str, int] = {}
        attributes: dict[tuple[int, str], int] = {}
        any_attribute: dict[str, int] = {}
        identities: dict[int, int] = {}
        returned: dict[str, dict[int, int]] = {}  # what each item of a tuple was last
        objects: dict[tuple[str, int], int] = {}
        self._items: dict[tuple[int, str], list[int]] = {}
        calls: dict[int, frozenset[str]] = {}
        parts: dict[tuple[int, str], frozenset[str]] = {}
        handed: dict[tuple[str, int], int] = {}  # whose an item of a parameter is
        owners = {event.owner for event in events if event.owner}
        inner: dict[int, list[int]] = {}  # of each statement, what has no name in it
        for event in events:
            if event.name.endswith("]"):
                self._items.setdefault(_list_of(event), []).append(event.index)
            found: set[int] = set()
            for text in _reads(event, parts):
                text = self._with_number(text, event, latest)
                if "." in text:
                    holder, _, attribute = text.rpartition(".")
                    known = objects.get((holder, event.frame), objects.get((holder, 0), 0))
                    known = known or _holding(event, holder)
                    own = _of_attribute(attributes, known, attribute)
                    at = own if own is not None else any_attribute.get(attribute)
                else:
                    at = latest.get((text, event.frame), latest.get((text, 0), anywhere.get(text)))
                name = text.rpartition(".")[2]
                items = returned.get(name, {})
                if not items and name in _called(event, calls):  # an object is called
                    items = returned.get("__call__", {})
                part = event.site.part
                called = [items[part]] if part in items else list(items.values())
                found |= {one for one in (at, *called) if one is not None}
            is_handed = event.site.kind in ("parameter", "loop") or event.identity in owners
            if is_handed and event.identity in identities:
                found.add(identities[event.identity])
                if event.site.kind == "parameter" and event.name.endswith("]"):
                    handed[event.name, event.frame] = identities[event.identity]
            elif isinstance(event.site.value, ast.Call) and event.identity in identities:
                # Under whatever name the function was called.
                at = identities[event.identity]
                found |= {at} if events[at].site.kind == "return" else set()
            if event.site.kind == "written" or event.site.is_update:
                before = latest.get((event.name, event.frame))
                if event.owner:
                    before = attributes.get((event.owner, event.name.rpartition(".")[2]))
                found |= {before} if before is not None else set()
            if event.site.kind == "inner":
                inner.setdefault(id(event.site.statement), []).append(event.index)
            else:
                found.update(inner.pop(id(event.site.statement), ()))
            self.inputs.append(tuple(sorted(found)))
            for one in found:
                self.readers[one].append(event.index)
            if event.site.kind == "return":
                item = int(event.name.rpartition("[")[2][:-1]) if _is_item(event) else -1
                items = returned.setdefault(event.site.target, {})
                if item <= 0:
                    items.clear()
                items[item] = event.index
            elif event.site.kind == "inner":
                continue
            elif event.owner:
                attribute = event.name.rpartition(".")[2]
                attributes[event.owner, attribute] = event.index
                attributes[event.owner, attribute.split("[", 1)[0]] = event.index
                any_attribute[attribute] = event.index
            else:
                objects[event.name, event.frame] = event.identity
                latest[event.name, event.frame] = event.index
                anywhere[event.name] = event.index
                base = event.name.split("[", 1)[0]
                latest[base, event.frame] = event.index
                # An item that a function writes is the caller's too, under its own name.
                whose = handed.get((event.name, event.frame))
                while event.site.kind == "written" and whose is not None:
                    given = events[whose]
                    latest[given.name, given.frame] = event.index
                    latest[given.name.split("[", 1)[0], given.frame] = event.index
                    whose = handed.get((given.name, given.frame))
            identities[event.identity] = event.index

    def _with_number(self, text: str, event: Event, latest: dict[tuple[str, int], int]) -> str:
        """Return `dW[1]` for `dW[k]` in the turn of a loop in which k is 1."""
        parts = _BY_NAME.fullmatch(text)
        at = latest.get((parts[2], event.frame)) if parts else None
        number = self._events[at].like if at is not None else None
        return f"{parts[1]}[{number}]" if parts and isinstance(number, int) else text

    def is_given_in_part(self, event: Event, until: int) -> bool:
        """True if a list of arrays gets new ones at some places: it is no variable after that."""
        if not is_list_of_arrays(event.like):
            return False
        items = self._items.get(_list_of(event), ())
        return bisect_left(items, until) > bisect_right(items, event.index)

    def ancestors(self, roots: Iterable[int], cut: Container[int] = ()) -> set[int]:
        """Return these and all that they were computed from, but for what is behind a cut."""
        waiting = list(roots)
        found = set(waiting)
        while waiting:
            for one in self.inputs[waiting.pop()]:
                if one not in found and one not in cut:
                    found.add(one)
                    waiting.append(one)
        return found


def _holding(event: Event, holder: str) -> int:
    """The object of a name that a statement reads; 0 where that isn't known.

    A statement that sets `layer.weights` reads `layer.inputs` of the same object; any other name
    without a dot may stand for the method's own.
    """
    if event.owner and event.name.rpartition(".")[0] == holder:
        return event.owner
    return 0 if "." in holder else event.own


def _of_attribute(known: dict[tuple[int, str], int], owner: int, attribute: str) -> int | None:
    """The last value of an attribute; of `m[key]` of which the key is not told that of `m`."""
    found = known.get((owner, attribute))
    return known.get((owner, attribute.split("[", 1)[0])) if found is None else found


def _list_of(event: Event) -> tuple[int, str]:
    """The list that a name is one for, or for an item of it."""
    return event.owner, event.name.split("[", 1)[0].rpartition(".")[2]


def _reads(event: Event, known: dict[tuple[int, str], frozenset[str]]) -> frozenset[str]:
    """What an event reads; of a tuple that is returned, `J` of `J, grad`, its own part alone."""
    site = event.site
    if not (site.kind == "return" and isinstance(site.value, ast.Tuple) and _is_item(event)):
        return site.reads
    key = site.number, event.name
    if key not in known:
        place = int(event.name.rpartition("[")[2][:-1])
        known[key] = (
            reads_of(site.value.elts[place]) if place < len(site.value.elts) else site.reads
        )
    return known[key]


def _called(event: Event, known: dict[int, frozenset[str]]) -> frozenset[str]:
    """The names of what a statement calls."""
    site = event.site
    if site.number not in known:
        nodes = ast.walk(site.value) if site.value is not None else ()
        known[site.number] = frozenset(called_name(n) for n in nodes if isinstance(n, ast.Call))
    return known[site.number]


def _is_item(event: Event) -> bool:
    """True if a return's value is one of a tuple: `backprop[1]`."""
    return re.fullmatch(r".*\[\d+\]", event.name) is not None and "[" not in event.site.target
