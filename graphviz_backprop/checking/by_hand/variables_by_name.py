"""Which variable a derivative's name means: `w0` of `dw0`, `self.inputs` of `self.dinputs`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from graphviz_backprop.checking.by_hand.calls_by_name import is_made_by
from graphviz_backprop.checking.by_hand.items_of_lists import (
    is_growing,
    items_appended,
    items_at_step,
)
from graphviz_backprop.checking.by_hand.lists_of_parameters import of_the_same_place
from graphviz_backprop.checking.by_hand.names_of_rows import is_seed, names_of_layer
from graphviz_backprop.checking.by_hand.numbered_items import NUMBERED, NumberedItems, stem_of_key
from graphviz_backprop.checking.by_hand.spellings import SPELLINGS, spelt
from graphviz_backprop.checking.by_hand.units import is_told_again
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.watching.flat_numbers import PAYLOADS, bare, is_stored
from graphviz_backprop.checking.watching.nudges import Variable
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.graph.gradient_names import squeeze

_INPUTS = frozenset({"inputs", "input", "x", "X"})
_BEFORE = re.compile(r"d|del|delta|grad|gradient|nabla|partial")
_ITEM_OF = re.compile(r"_(?:[ijknt]|item|one|sample|single|temp|tmp|this)$")


def keys_of(name: str) -> Iterator[str]:
    """Yield the names by which a variable is found: `W1` of `self.params['W1']`."""
    last = re.sub(r"^.*\.", "", name.split("[", 1)[0])
    items = re.findall(r"\[(?:'(\w+)'|(\d+))\]", name)
    if items:
        joined = "".join(word or number for word, number in items)
        yield squeeze(last + joined)
        if items[-1][0]:
            yield squeeze(items[-1][0])
    else:
        yield squeeze(last)


class VariablesByName:
    """All forward variables of a run."""

    def __init__(self, events: list[Event], rows: list[Row]) -> None:
        in_rows = {event.index for row in rows for event in row.events}
        self.functions_of_rows = row_names = {row.name: row.of for row in rows if not row.is_helper}
        self.events, self.written = events, in_rows
        self._row_events = sorted(in_rows)
        self.forward = [
            event
            for event in events
            if event.index not in in_rows
            and event.name not in row_names
            and _ITEM_OF.sub("", event.name) not in row_names  # `dj_dw_i`, of which `dj_dw` is made
            and not is_seed(event.name)
        ]
        self._numbered = NumberedItems(row.to for row in rows)
        self._by_identity: dict[int, list[Event]] = {}
        for event in self.forward:
            self._by_identity.setdefault(event.identity, []).append(event)
        self._by_key: dict[str, list[Event]] = {}
        for event in self.forward:
            if event.site.kind not in ("return", "inner"):
                for key in keys_of(event.name):
                    self._by_key.setdefault(key, []).append(event)
        self._numbered_keys: dict[str, list[Event]] = {}  # `Z` of `cache["Z1"]`, `cache["Z2"]`
        for event in self.forward:
            if stem := stem_of_key(event.name):
                self._numbered_keys.setdefault(stem, []).append(event)
        lower: dict[str, list[Event]] = {}
        for key, found in self._by_key.items():
            lower.setdefault(key.lower(), []).extend(found)
        self._lower = lower

    def named(self, key: str, before: int) -> list[Event]:
        """Return the events of variables of a name, case apart only where there is no other."""
        found = [e for e in self._by_key.get(key, ()) if e.index < before]
        return found or [e for e in self._lower.get(key.lower(), ()) if e.index < before]

    def candidates(self, row: Row, before: int) -> list[Variable]:
        """Return what a row may be the derivative with respect to, the likeliest first."""
        if row.last.owner and is_stored(row.name):
            return self._payload(row, before)
        if paired := of_the_same_place(row, self.forward, before):
            own = [e for e in self._by_identity[paired[0].identity] if e.index < before]
            return [Variable(e) for e in {e.index: e for e in (own[-1], *paired, own[0])}.values()]
        if not row.to:
            return []
        others: list[Variable] = []
        for found in self._sources(row, before):
            fitting = [one for one in found if _fits(row, one)]
            if fitting:
                return [*fitting, *(one for one in found if one not in fitting)]
            others = others or found
        return others

    def _sources(self, row: Row, before: int) -> Iterator[list[Variable]]:
        """Yield the variables found by one rule after another."""

        def closest(found: list[Event]) -> list[Variable]:
            return [Variable(event) for event in self._closest(row, found, before)]

        to = row.to
        yield self._appended(row, before)
        yield self._given_to_own_object(row, before)
        yield closest(self.named(to, before))
        yield closest([e for e in self._lower.get(to.lower(), ()) if e.index < before])
        yield list(self._elements(row, to, before))
        yield closest([e for e in self._numbered_keys.get(to, ()) if e.index < before])
        at_step = items_at_step(to, self.forward, self.events, row.last)
        yield [Variable(event) for event in at_step if event.index < before]
        for other in (*spelt(to), *(names_of_layer(to) if row.is_weak else ())):
            found = self.named(other, before)
            if other == "y":  # that of an output is computed: another one is the target
                found = [e for e in found if self._is_computed(e)]
            yield closest(found)
        indexed = [k for k in self._by_key if k[:-1] == to and k[-1].isalpha()]  # `p_u` for `dp`
        yield closest(self.named(indexed[0], before)) if len(indexed) == 1 else []
        if len(to) >= 3:
            ends = {k for k in self._by_key if k.lower().endswith(to.lower())}
            # `dlinear` is no variable called linear, but its derivative.
            ends = {k for k in ends if not _BEFORE.fullmatch(k.lower().removesuffix(to.lower()))}
            if len(ends) == 1:
                yield closest(self.named(ends.pop(), before))

    def _is_computed(self, event: Event) -> bool:
        """True if a value is computed from others, and not only given: `y = np.array([…])`."""
        first = self.first_of(event).site
        names = {one.split("[")[0].split(".")[0] for one in first.reads}
        return first.kind == "given" and any(self.named(one, event.index) for one in names)

    def _given_to_own_object(self, row: Row, before: int) -> list[Variable]:
        """What `self.dinputs` of an object without inputs is by: the `y_pred` that it was given."""
        own = row.last.owner
        if row.to not in _INPUTS or not own:
            return []
        every = [e for e in self.forward if e.index < before and own in (e.own, e.owner)]
        if any(e.name.rpartition(".")[2] in _INPUTS for e in every):
            return []
        given = [e for e in every if e.site.kind == "parameter"]
        given = [e for e in given if e.site.function != row.last.site.function]
        return [Variable(e) for e in given if e.frame == given[-1].frame][:1]

    def _appended(self, row: Row, before: int) -> list[Variable]:
        """What was put into the list of a name: `da` is by an item of `a`, not by all of `a`."""
        named = self.named(row.to, before) or self.named(row.to + "s", before)
        if not any(map(is_growing, named)):
            return []
        own = {event.identity for event in self._closest(row, named, before)[:1]}
        return items_appended([e for e in named if e.identity in own], self.events)

    def _payload(self, row: Row, before: int) -> list[Variable]:
        owner = row.last.owner
        own = [e for e in self.forward if e.owner == owner and e.index < before]
        for name in PAYLOADS:
            found = [e for e in own if e.name.rpartition(".")[2] == name]
            if found:
                return [Variable(found[-1])]
        return []

    def _elements(self, row: Row, key: str, before: int) -> Iterator[Variable]:
        """Yield `w[0]` for `w0`, `W[1, 0]` for `w10`; numbers from 1 where none is 0."""
        parts = NUMBERED.fullmatch(key)
        if not parts:
            return
        is_matrix = len(bare(row.last.shape, row.value.size)) > 1
        begun = {k for k in self._by_key if len(k) > 2 and k.startswith(parts[1])}
        for name in (
            parts[1], parts[1] + "s", parts[1].upper(), *SPELLINGS.get(parts[1], ()),
            *SPELLINGS.get(parts[1].lower(), ()), *(begun if len(begun) == 1 else ()),
        ):  # fmt: skip
            for event in self._closest(row, self.named(name, before), before):
                items = self._numbered.items(event, parts[1], parts[2])
                # A matrix is not by one number: `dA0` is by the data, not by `A[0]`; of
                # `layer.biases` it may be by all, as the number is the layer's.
                yield from (one for one in items if one.size > 1 or not is_matrix)
                if is_matrix and event.owner and event.value.size > 1:
                    yield Variable(event)

    def _closest(self, row: Row, found: list[Event], before: int) -> list[Event]:
        """Return the last event of each variable, those of the row's own object or call first."""
        last = row.last
        own = last.owner or last.own
        classes: list[list[Event]] = [[], [], [], [], []]
        for event in found:
            if own and event.owner == own:
                classes[0].append(event)
            elif last.frame and event.frame == last.frame:
                classes[1].append(event)
            elif own and event.own == own:
                classes[2].append(event)
            elif not event.frame:
                classes[3].append(event)
            elif not (event.owner and is_seed(row.name)):
                classes[4].append(event)  # `dout`, sent from layer to layer, is by none's `self.y`
        if last.owner and row.name.startswith("self.") and (classes[0] or classes[2]):
            classes[1] = classes[3] = classes[4] = []  # another object's are another's
        elif last.owner and row.name.startswith("self."):
            return []
        chosen: list[Event] = []
        for number, events in enumerate(classes):
            variables: dict[tuple[int, int, int, str], Event] = {}
            for event in events:
                frame = event.frame if number != 4 else 0
                variables[event.site.number, event.owner, frame, event.name] = event
            latest = sorted(variables.values(), key=lambda e: -e.index)[:3]
            chosen += latest
            # Of a variable that a loop gives anew the other rounds too, as of other calls.
            if latest and number:
                last_one = latest[0]
                place = bisect_left(self._row_events, last_one.index)
                since = self._row_events[place - 1] if place else -1  # derivatives of another round
                again = [
                    e
                    for e in events
                    if e.site.number == last_one.site.number and e not in latest and e.index > since
                ]
                chosen += [e for e in again[-4:] if e.name == last_one.name]
        aliases = [e for event in chosen[:2] for e in self.same_object(event, before)]
        updated = [e for event in chosen[:1] for e in self._updated_in_place(event, before)]
        return list({event.index: event for event in [*updated, *chosen, *aliases]}.values())[:8]

    def _updated_in_place(self, event: Event, before: int) -> list[Event]:
        """Return the last update of the same array under another name: `for p in …: p -= …`."""
        if not event.is_shared or event.shape is None:
            return []
        found = [
            e
            for e in self._by_identity.get(event.identity, ())
            if event.index < e.index < before and e.site.is_update and e.name != event.name
        ]
        return found[-1:]

    def first_of(self, event: Event) -> Event:
        """Return where an array got its first name."""
        own = self._by_identity.get(event.identity, ()) if event.is_shared else ()
        return own[0] if own else event

    def same_object(self, event: Event, before: int) -> list[Event]:
        """Return the first and the last other names of the same array or object."""
        if not event.is_shared and not event.owner:
            same = [
                e
                for e in self.forward
                if e.index < event.index and e.value.size == 1 and e.value[0] == event.value[0]
            ]
            same = [e for e in same if e.name.rpartition(".")[2] == event.name.rpartition(".")[2]]
        else:
            every = self._by_identity.get(event.identity, ())
            same = [e for e in every if e.index < event.index]
            # What another function takes from the same tuple: there it goes into the output.
            later = [e for e in every if event.index < e.index < before]
            same += [e for e in (event, *later) if e.site.part is not None][1:3]
        same = [e for e in same if e.site.kind not in ("return", "inner")]
        return list({e.index: e for e in (*same[-1:], *same[:1])}.values())

    def functions(self, of: str, before: int) -> list[Event]:
        """Return the values that X of `d_X_d_Y` may be, the last one of each place first."""
        key = of.lower()
        found = [e for e in self._lower.get(key, ()) if e.index < before]
        if not found:
            found = [e for e in self.forward if e.index < before and is_made_by(e, key)]
        if not found:  # `dm_dx1` beside m0, m1, m2
            every = (k for k in self._lower if k != key and k.rstrip("0123456789") == key)
            found = [e for k in every for e in self._lower[k] if e.index < before]
        last: dict[tuple[int, str], Event] = {}
        for event in found:
            last[event.site.number, event.name] = event
        return sorted(last.values(), key=lambda e: -e.index)

    def of_shape(self, row: Row, before: int) -> list[Variable]:
        """Return all variables in a row's shape, the last one of each place."""
        last: dict[tuple[int, str, int], Event] = {}
        shape = bare(row.last.shape, row.value.size)
        for event in self.forward:
            fits = (
                event.value.size == row.value.size and bare(event.shape, event.value.size) == shape
            )
            is_again = event.site.kind in ("given", "loop") and is_told_again(event)
            if fits and event.index < before and event.site.kind != "return" and not is_again:
                last[event.site.number, event.name, event.owner or event.holder] = event
        return [Variable(event) for event in sorted(last.values(), key=lambda e: -e.index)[:14]]


def _fits(row: Row, variable: Variable) -> bool:
    size = row.value.size
    own, other = bare(row.last.shape, size), bare(variable.shape, variable.size)
    return size == variable.size and (own == other or variable.shape is None)
