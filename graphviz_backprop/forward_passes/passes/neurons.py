"""Neurons of one layer in a loop over plain lists: each gives `z` anew, and all are one pass.

for weights in hidden:                          for x in samples:
    z = sum(w * v for w, v in zip(weights, x))      z = sum(w * v for w, v in zip(weights, x))

At the left other parameters see the same values, which makes another neuron. At the right the same
parameters see other values, which is another sample, with a pass of its own.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Hashable, Mapping
from dataclasses import field

from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.graph.gradient_names import base, derivative, of_object, squeeze
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record


class NeuronBinding(Binding):
    """A name that is given anew for a further neuron: a variable of its own.

    Args:
        binding: the name as the code gives it.
        neuron: what the neuron's first value of that name is.
    """

    __slots__ = ("given", "neuron")

    def __init__(self, binding: Binding, neuron: Record) -> None:
        self.name, self.record, self.before = binding.name, binding.record, binding.before
        self.code, self.instruction, self.call = binding.code, binding.instruction, binding.call
        self.given, self.neuron = binding, neuron

    @property
    def variable(self) -> Hashable:
        """The key of the name, and which neuron it is of."""
        return self.given.variable, self.neuron


@quick_dataclass(slots=True)
class _Parts:
    """What results of one name are made of: parameters, and other values of the pass."""

    trained: set[Record] = field(default_factory=set)
    data: set[Record] = field(default_factory=set)


class Neurons:
    """Finds the further neurons of a layer as a sweep comes to them.

    Attributes:
        first: for each value of a further neuron the neuron's first one of that name.

    Args:
        roles: what is trained, and when.
    """

    def __init__(self, roles: Roles) -> None:
        self.first: dict[Record, Record] = {}
        self._trained = roles.updates.keys() | set(roles.updates.values())
        told = (derivative(base(of_object(one.name)[1])) for one in roles.gradients)
        self._with_gradient = {target[1] for target in told if target}
        self._updated = sorted(update.serial for update in roles.updates)
        self._before: dict[Hashable, tuple[int, _Parts, set[Record]]] = {}

    def is_further(
        self, binding: Binding, earlier: Record, start: int, own: Mapping[Record, Hashable]
    ) -> bool:
        """True if a name that is given anew in a pass is that of a further neuron.

        Args:
            binding: the name.
            earlier: its value before.
            start: the serial of the pass's first record.
            own: the results so far, each with the key of its variable.
        """
        record = binding.record
        last = self._updated[bisect(self._updated, record.serial) - 1] if self._updated else 0
        if not (self._trained or self._with_gradient) or earlier.serial < last < record.serial:
            return False
        key = binding.variable
        since, before, seen = self._before.get(key, (start, _Parts(), set()))
        if since != start:
            before, seen = _Parts(), set()
        self._before[key] = start, before, seen
        self._add(before, earlier, key, start, own, seen)
        new = _Parts()
        self._add(new, record, key, start, own, set())
        # An activation goes on from what is known to be of a further neuron.
        after = {part for part in new.data if part in self.first and part.serial > earlier.serial}
        others = {part for part in new.data if part not in own}
        sees_alike = bool(new.data) and others <= before.data
        is_further = bool(after) or (sees_alike and not new.trained <= before.trained)
        if is_further:
            self.first[record] = record
        return is_further

    def go_on(self, record: Record, earlier: Record) -> None:
        """Note that a value of a name is computed from an earlier one: `z += w[j] * x[j]`."""
        if earlier in self.first:
            self.first[record] = self.first[earlier]

    def _add(
        self,
        parts: _Parts,
        record: Record,
        key: Hashable,
        start: int,
        own: Mapping[Record, Hashable],
        seen: set[Record],
    ) -> None:
        """Add what a record is made of, down to other results of the pass."""
        waiting = [record]
        while waiting:
            part = waiting.pop()
            if part in seen or part.is_constant:
                continue
            seen.add(part)
            if self._is_parameter(part):
                parts.trained.add(part)
            elif part.is_leaf or part.serial < start or own.get(part, key) != key:
                parts.data.add(part)
            else:
                waiting += part.inputs

    def _is_parameter(self, record: Record) -> bool:
        """True if it is trained; where nothing is, if the code has a gradient of its name."""
        if self._trained:
            return record in self._trained
        name = base(of_object(record.name)[1])
        return record.is_leaf and squeeze(name) in self._with_gradient
