"""Which value the code's own gradients are gradients of, and from what gradient they start."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from graphviz_backprop.checking.by_hand.dataflow import Dataflow
from graphviz_backprop.checking.by_hand.given_seeds import given_seeds, is_given, is_taken_away
from graphviz_backprop.checking.by_hand.names_of_rows import is_seed
from graphviz_backprop.checking.by_hand.slopes_of_entries import Functional
from graphviz_backprop.checking.by_hand.variables_by_name import VariablesByName, keys_of
from graphviz_backprop.checking.by_hand.written_rows import Row
from graphviz_backprop.checking.outputs.ends_of_passes import (
    ends_of_passes,
    kept_of_some_rounds,
    may_be_output,
    objects_on_the_way,
)
from graphviz_backprop.checking.outputs.error_targets import Targets, is_cross_entropy, is_error
from graphviz_backprop.checking.outputs.late_outputs import LateOutputs
from graphviz_backprop.checking.outputs.logits import logits
from graphviz_backprop.checking.watching.flat_numbers import Vector, bare, is_stored
from graphviz_backprop.checking.watching.telling import Event
from graphviz_backprop.quick_dataclass import quick_dataclass

_MOST_BACK = 3
SUM = -1


@quick_dataclass(frozen=True, slots=True)
class Output:
    """What is differentiated, known by its place in the code.

    Attributes:
        site: the number of its place.
        name: what it is called there.
        back: the last value there before the derivative (0), an earlier one, or the sum of all.
        seed: "ones", "declared", "own" (the values themselves), the error to a target (see
            `error_targets`), or the name of a first derivative.
        scale: so many times the derivative.
    """

    site: int
    name: str
    back: int = 0
    seed: str = "ones"
    scale: float = 1.0


class Outputs:
    """The values that may be the output."""

    def __init__(
        self, events: list[Event], rows: list[Row], variables: VariablesByName, flow: Dataflow
    ) -> None:
        self._events, self._variables, self._flow = events, variables, flow
        self.is_added = False  # whether the code adds what it computes to its parameters
        kept = kept_of_some_rounds(variables)
        self._ends = ends_of_passes(rows, variables, flow, kept)
        tos = {row.to.lower() for row in rows if row.to}
        # X of `d_X_d_Y` that has no derivative itself.
        self._named = {row.of.lower() for row in rows if row.of} - tos
        self._rows = rows
        self._rows_of: dict[str, list[Row]] = {}
        for row in rows:
            self._rows_of.setdefault(row.name, []).append(row)
        self._late = LateOutputs(events, {e.index for row in rows for e in row.events}, flow)
        self._places: dict[tuple[int, str], list[Event]] = {}
        self._by_name: dict[str, list[Event]] = {}
        known: set[tuple[int, int]] = set()
        others = objects_on_the_way(events, rows, flow)
        for event in variables.forward:
            own = event.identity, event.frame
            is_alias = own in known and event.is_shared and event.site.kind == "given"
            known.add(own)
            if event.index in others:
                continue
            is_alias = is_alias or event.index in kept
            if may_be_output(event, events, flow) and not is_alias:
                self._places.setdefault((event.site.number, event.name), []).append(event)
                self._by_name.setdefault(event.name, []).append(event)
        self.targets = Targets(variables.forward, flow)
        self._probabilities: dict[int, Event] = {}  # of logits that are no end by themselves
        for before, behind in logits(variables.forward, events, flow):
            self.targets.add_logits(before, behind)
            places = self._places.setdefault((before.site.number, before.name), [])
            if before.index not in self._ends or before not in places:
                self._probabilities[before.index] = behind
            if before not in places:
                places.append(before)
                places.sort(key=lambda e: e.index)
        ends = {at for at, behind in self._probabilities.items() if behind.index in self._ends}
        self._ends |= ends
        self._seeds = given_seeds(events, rows, flow)
        sizes = {n for e in variables.forward for n in (e.shape or ()) if n > 1}
        in_rows = {event.index for row in rows for event in row.events}
        # An array that only derivatives are computed from is what they start from.
        self._seeds += [
            e
            for e in variables.forward
            if e.site.kind == "given"
            and e.value.size > 1
            and is_given(e, events, flow)
            and flow.readers[e.index]
            and all(reader in in_rows for reader in flow.readers[e.index])
            and not any(is_taken_away(e.name, events[i].site.value) for i in flow.readers[e.index])
        ]
        self._seeds.sort(key=lambda e: e.index)
        self.counts = sorted(sizes | {len(e.value) for e in variables.forward if e.shape is None})

    def places(self, row: Row) -> Iterator[tuple[Output, list[Event]]]:
        """Yield each place that has told of a value before a row, with its last values."""
        for (site, name), events in self._places.items():
            if self._is_given_anew(name, events, row):
                continue
            is_named = name.rpartition(".")[2].lower() in self._named
            before = self._before(events, row)
            before = before if is_named else [e for e in before if e.index in self._ends]
            for back in range(min(_MOST_BACK, len(before))):
                yield Output(site, name, back), [before[-1 - back]]
            if len(before) > 1:
                yield Output(site, name, SUM), before

    def _before(self, events: list[Event], row: Row) -> list[Event]:
        """The values at a place before a row, and that of its pass, where it comes later."""
        late = self._late.of_pass(events, row.last.index)
        before = [e for e in events if e.index < row.last.index]
        return before if late is None else [*before, late]

    def ends(self, rows: Iterable[Row]) -> dict[int, int]:
        """Return for each row's last event where its pass ends, with outputs behind it."""
        found = {}
        for row in rows:
            own = row.last.index
            late = (self._late.of_pass(events, own) for events in self._places.values())
            found[own] = max((own, *(e.index for e in late if e is not None)))
        return found

    def is_seed(self, event: Event) -> bool:
        """Return whether a value is an upstream gradient that the code declares."""
        return any(seed is event for seed in self._seeds)

    def is_end(self, index: int) -> bool:
        """Return whether nothing else is computed from a value before the next derivative."""
        return index in self._ends

    def siblings(self, chosen: list[Output]) -> Iterator[Output]:
        """Yield the other places in the code that give a chosen output's name a value of its own.

        `loss, grads = backprop(x, y)` gives none to the `loss` that the function has computed.
        """
        known = {(output.site, output.name) for output in chosen}
        values = {e.identity for place in known for e in self._places.get(place, ())}
        for output in chosen:
            for (site, name), events in self._places.items():
                is_own = any(e.identity not in values for e in events)
                if name == output.name and (site, name) not in known and is_own:
                    known.add((site, name))
                    yield replace(output, site=site)

    def _is_given_anew(self, name: str, events: list[Event], row: Row) -> bool:
        """True if other code has given the name to a later value: a second pass, further down."""
        own = [e for e in events if e.index < row.last.index]
        others = self._by_name.get(name, []) if own else []
        return any(
            own[-1].index < e.index < row.last.index
            and e.frame == own[-1].frame
            and e.site.number != own[-1].site.number
            for e in others
        )

    def functional(self, output: Output, row: Row, since: int) -> Functional | None:
        """Return the weighted sum of values that an output is for a row; None where there is none.

        Args:
            output: the place.
            row: the derivative.
            since: the index of the variable that it is with respect to.
        """
        events = self._places.get((output.site, output.name), [])
        before = [e for e in self._before(events, row) if since < e.index]
        if self._is_given_anew(output.name, events, row):
            return None
        if output.back == SUM:
            chosen = before
        elif len(before) <= output.back:
            return None
        else:
            chosen = [before[-1 - output.back]]
        weighted = []
        if output.back == SUM and is_error(output.seed):
            return self.targets.errors(output.seed, chosen, row.last.index)
        for event in chosen:
            weights = self._weights(output.seed, event, row)
            if weights is None:
                return None
            weighted.append((event.index, weights))
        return tuple(weighted) or None

    def _weights(self, seed: str, event: Event, row: Row) -> Vector | None:
        if seed == "ones":
            return np.ones(event.value.size)
        if seed == "own":
            return event.value
        if seed == "declared":
            found = self.declared(event, row)
            return found[0] if found else None
        if is_error(seed):
            return self.targets.error(seed, event, row.last.index)
        starts = _between(self._rows_of.get(seed, []), event.index, row.last.index + 1)
        return next((r.value for r in starts if r.value.size == event.value.size), None)

    def declared(self, event: Event, row: Row) -> tuple[Vector, Event] | None:
        """Return the upstream gradient that the code declares for an output of this shape."""
        for seed in reversed(self._seeds):
            if seed.index >= row.last.index:
                continue
            if seed.value.size == 1:
                return np.full(event.value.size, seed.value[0]), seed
            own, other = bare(seed.shape, seed.value.size), bare(event.shape, event.value.size)
            if own == other:
                return seed.value, seed
        return None

    def seeds(self, events: list[Event], row: Row) -> Iterator[str]:
        """Yield from what gradient a row may start for an output's last values."""
        event = events[-1]
        declared = self.declared(event, row)
        is_of_ones = declared is not None and bool(np.all(declared[0] == 1.0))
        behind = self._probabilities.get(event.index)
        if declared is not None and not (behind and is_of_ones):
            yield "declared"
        if behind is None and not is_of_ones:
            yield "ones"
        if event.index not in self._ends:
            return
        if behind is None and event.value.size > 1:
            yield "own"
        is_told = declared is not None and is_seed(declared[1].name)  # not only by what reads it
        for start in self._starts(event, row) if not is_told else ():
            if behind is not None and not self._reads(start, behind):
                continue  # nothing of it comes from the probabilities
            if self.is_added or not self._is_minus_error(start, event):
                yield start.name
        if len(events) > 1:
            yield from self.targets.seeds_of_all(events, row.last.index)
        yield from self.targets.seeds(event, row.last.index)

    def _starts(self, event: Event, row: Row) -> list[Row]:
        """The first derivatives after an output in its shape, which the code may start from."""
        size, shape = event.value.size, bare(event.shape, event.value.size)
        between = _between(self._rows, event.index, row.last.index)
        alike = (r for r in between if r.value.size == size and bare(r.last.shape, size) == shape)
        return [one for one in islice(alike, 1) if self._may_start(one, event)]

    def _reads(self, start: Row, event: Event) -> bool:
        return event.index in self._flow.ancestors([e.index for e in start.events])

    def _is_minus_error(self, start: Row, event: Event) -> bool:
        """True if it is the target less the probabilities: `dZ = Y - A` for `A - Y`."""
        for seed in self.targets.seeds(event, start.last.index):
            error = self.targets.error(seed, event, start.last.index)
            if is_cross_entropy(seed) and error is not None and np.any(error):
                place = int(np.argmax(np.abs(error)))
                times = start.value[place] / error[place]
                if times < 0 and np.allclose(start.value, times * error, rtol=1e-7):
                    return True
        return False

    def _may_start(self, row: Row, event: Event) -> bool:
        """True unless the name says that it is the output's own derivative, or another variable's.

        `dL_dout` of a loss L is no start for L, nor `dz` for `out = relu(z)`.
        """
        if row.of and row.of.lower() in {key.lower() for key in keys_of(event.name)}:
            return False
        if row.of and self._variables.named(row.of, row.last.index):
            return False  # `dy_dz` of the y that the code computes
        if is_stored(row.name) and any(self._flow.inputs[e.index] for e in row.events):
            return False  # a line for every number of its kind
        named = self._variables.named(row.to, row.last.index) if row.to else []
        return not named or any(
            one.identity == event.identity or np.array_equal(one.value, event.value)
            for one in named
        )


def _between(rows: list[Row], after: int, until: int) -> Iterator[Row]:
    """The rows, in their order, that end behind one index and before another."""
    for at in range(bisect_right(rows, after, key=lambda row: row.last.index), len(rows)):
        if rows[at].last.index >= until:
            return
        yield rows[at]
