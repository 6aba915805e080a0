"""One forward pass, and all those of a run."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from graphviz_backprop.forward_passes.outputs.put_aside import PutAside
from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors


@quick_dataclass(slots=True)
class Pass:
    """One forward pass.

    Attributes:
        number: its place in the code, from 1.
        start: the serial of its first record; 0 in the first pass.
        results: every named result between its serials, gradients and updates too.
        forward: those of the forward pass.
        ends: those that could be its output; one where the pass is complete.
        serials: the serials from its first input or result to those of the next pass.
        incomplete_because: why it can't be drawn; empty if it can.
        goes_on_in: the number of a pass in which the code computes the cost of it; 0 without one.
        others: results of the output's own name that could be the output as well: the attributes of
            other objects.
    """

    number: int
    start: int
    results: list[Binding]
    forward: list[Binding]
    ends: list[Binding]
    serials: range
    incomplete_because: str = ""
    goes_on_in: int = 0
    others: list[Binding] = field(default_factory=list)

    @property
    def output(self) -> Record:
        """The output of a complete pass, which is differentiated."""
        return self.ends[0].record


@quick_dataclass(slots=True)
class Passes:
    """The findings on a run: its passes in order, and the roles of its records."""

    every: list[Pass]
    roles: Roles
    aside: PutAside

    def complete(self) -> list[Pass]:
        """The passes that can be drawn."""
        return [one for one in self.every if not one.incomplete_because]

    def of_serial(self, serial: int) -> Pass:
        """The pass in whose stretch of the code a serial stands."""
        position = bisect_right(self.every, serial, key=lambda one: one.serials.start)
        return self.every[max(position - 1, 0)]

    def is_cut(self, one: Pass, record: Record) -> bool:
        """True if a record is an input of a pass: updated before it, or carried on into it."""
        if record.serial >= one.start:
            return False
        return record in self.roles.updates or self.roles.carried.get(record, -1) >= one.start

    def first(self, record: Record) -> Record:
        """The input that a record is an update of; itself where it is none."""
        return self.roles.origin.get(record, record)

    def name(self, record: Record) -> str:
        """The name of an input of a pass."""
        first = self.first(record)
        return self.roles.names.get(first, first.name)

    def updated(self, one: Pass, names: set[str]) -> set[str]:
        """Those of the updated variables' names that are updated inputs of a pass.

        Another section of the file may use a name again, for what is only data there.
        """
        updated = set(self.roles.origin.values())
        known = {base(leaf.name) for leaf in updated}
        first = {self.first(record) for record in self.inputs(one)}
        own = {base(leaf.name) for leaf in first & updated}
        return {name for name in names if name not in known or name in own}

    def inputs(self, one: Pass) -> list[Record]:
        """The inputs of a pass: its leaves and the inputs updated before it."""
        roots = [binding.record for binding in one.ends or one.forward]
        if not one.start:  # nothing was updated before it
            return [record for record in ancestors(roots) if record.is_leaf]
        order = ancestors(roots, lambda record: self.is_cut(one, record))
        return [record for record in order if record.is_leaf or self.is_cut(one, record)]
