"""Which earlier values each value was computed from, by the names that its statement reads."""

from __future__ import annotations

from collections.abc import Container, Iterable

from graphviz_backprop.checking.telling import Event


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
        returned: dict[str, int] = {}
        for event in events:
            found: set[int] = set()
            for text in event.site.reads:
                if "." in text:
                    attribute = text.rpartition(".")[2]
                    own = attributes.get((event.own, attribute)) if event.own else None
                    at = own if own is not None else any_attribute.get(attribute)
                else:
                    at = latest.get((text, event.frame), latest.get((text, 0), anywhere.get(text)))
                called = returned.get(text.rpartition(".")[2])
                found |= {one for one in (at, called) if one is not None}
            if event.site.kind in ("parameter", "loop") and event.identity in identities:
                found.add(identities[event.identity])
            if event.site.kind == "written" or event.site.is_update:
                before = latest.get((event.name, event.frame))
                if event.owner:
                    before = attributes.get((event.owner, event.name.rpartition(".")[2]))
                found |= {before} if before is not None else set()
            self.inputs.append(tuple(sorted(found)))
            for one in found:
                self.readers[one].append(event.index)
            if event.site.kind == "return":
                returned[event.site.target] = event.index
            elif event.owner:
                attribute = event.name.rpartition(".")[2]
                attributes[event.owner, attribute] = event.index
                any_attribute[attribute] = event.index
            else:
                latest[event.name, event.frame] = event.index
                anywhere[event.name] = event.index
                base = event.name.split("[", 1)[0]
                latest[base, event.frame] = event.index
            identities[event.identity] = event.index

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
