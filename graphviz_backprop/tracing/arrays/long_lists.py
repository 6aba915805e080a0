"""Long lists of numbers as arrays: what is done to each of their numbers alike is one operation.

Ten thousand numbers are too many to draw one by one. Where a list's numbers all go the same way,
as in `sum(v * w for v in data)`, the list is one input, an array, and each line of code is one
operation on all of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any

import numpy as np

from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.ops import LEAF, add, maximum, minimum
from graphviz_backprop.ops.arrays import NumpyCall, Slot
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.tracing.arrays.alike_terms import array_record, take
from graphviz_backprop.tracing.arrays.array_record import TAKE, ArrayRecord, array_op
from graphviz_backprop.tracing.tape.list_inputs import LONG, long_lists, without_long_lists
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors, constant
from graphviz_backprop.tracing.tape.session import Session

_SUM = array_op("sum")


@quick_dataclass(slots=True, eq=False)
class _Group:
    """The records of one operation in the code, one for each number of a list.

    `array` is their one record; None as long as not all of them are known.
    """

    count: int
    records: list[Record] = field(default_factory=list)
    array: Record | None = None


class _Batch:
    """Finds groups among the records of one output, and makes arrays of them."""

    def __init__(self, order: Sequence[Record]) -> None:
        self._uses = Counter(part for record in order for part in record.inputs)
        self._lanes: dict[Record, tuple[_Group, int]] = {}
        self._groups: dict[Hashable, _Group] = {}
        self._new: dict[Record, Record] = {}

    @property
    def has_lists(self) -> bool:
        """True if there is a list to make an array of."""
        return bool(self._lanes)

    def add_list(self, name: str, leaves: Sequence[Record]) -> Record:
        """A list of inputs as one."""
        value = np.array([leaf.value for leaf in leaves])
        array = array_record(leaves[0], LEAF, (), value, name)
        array.variable = None
        group = _Group(len(leaves), list(leaves), array)
        self._lanes.update((leaf, (group, place)) for place, leaf in enumerate(leaves))
        return array

    def add(self, record: Record) -> None:
        """An operation, after its inputs."""
        lanes = [self._lanes[part] for part in record.inputs if part in self._lanes]
        is_one = len({(group.count, place) for group, place in lanes}) == 1
        if is_one and self._is_elementwise(record):
            group, place = lanes[0]
            key = record.op.name, record.code, record.instruction, self._key(record)
            own = self._groups.setdefault(key, _Group(group.count))
            own.records.append(record)
            self._lanes[record] = own, place

    def finish(self) -> None:
        """All operations were added: those of whole lists are one each, the others none."""
        for group in self._groups.values():
            self._complete(group)
            if group.array is None:
                for record in group.records:
                    del self._lanes[record]

    def _is_elementwise(self, record: Record) -> bool:
        return record.op.is_elementwise and not record.is_opaque and bool(record.op.vjps)

    def _key(self, record: Record) -> tuple[Hashable, ...]:
        """The argument of an operation: numbers of a group, a constant, or one record for all."""
        return tuple(
            id(self._lanes[part][0])
            if part in self._lanes
            else ("constant" if part.is_constant else id(part))
            for part in record.inputs
        )

    def _complete(self, group: _Group) -> None:
        """Its records are one on arrays, in the order of the list, where it has them all."""
        group.records.sort(key=lambda record: self._lanes[record][1])
        if [self._lanes[record][1] for record in group.records] != list(range(group.count)):
            return
        first = group.records[0]
        inputs = tuple(self._of_all(group, position) for position in range(len(first.inputs)))
        if any(part is None for part in inputs):
            return
        value = np.array([record.value for record in group.records])
        names = {base(record.name) for record in group.records}
        name = names.pop() if len(names) == 1 else ""
        known = tuple(part for part in inputs if part is not None)
        group.array = array_record(group.records[-1], first.op, known, value, name)

    def _of_all(self, group: _Group, position: int) -> Record | None:
        parts = [record.inputs[position] for record in group.records]
        if parts[0] in self._lanes:
            return self._lanes[parts[0]][0].array
        if parts[0].is_constant:
            values = [part.value for part in parts]
            return constant(values[0] if len(set(values)) == 1 else np.array(values))
        return self.of(parts[0])

    def of(self, record: Record) -> Record:
        """The new record in the place of one; inner sums of a sum are looked through."""
        waiting = [record]
        while waiting:
            one = waiting[-1]
            parts = self._parts(one)
            missing = [part for part in parts if part not in self._new and part not in self._lanes]
            if one in self._new or not missing:
                waiting.pop()
                if one not in self._new:
                    self._new[one] = self._renewed(one, parts)
            else:
                waiting += missing
        return self._new[record]

    def _parts(self, record: Record) -> list[Record]:
        if record in self._lanes:
            return []
        return list(self._terms(record)) if record.op is add else list(record.inputs)

    def _terms(self, record: Record) -> Iterator[Record]:
        waiting = list(reversed(record.inputs))
        while waiting:
            term = waiting.pop()
            is_inner = term.op is add and self._uses[term] == 1 and term not in self._lanes
            if is_inner and term.name in ("", record.name):
                waiting += reversed(term.inputs)
            else:
                yield term

    def _renewed(self, record: Record, parts: list[Record]) -> Record:
        if record in self._lanes:
            return self._one(record)
        if not record.inputs:
            return record
        if record.op is add:
            return self._sum(record, parts)
        if isinstance(record, ArrayRecord) and record.call is not None:
            return self._called(record, record.call)
        array = self._whole_of(parts) if record.op in (maximum, minimum) else None
        if array is not None:
            name, function = ("max", np.max) if record.op is maximum else ("min", np.min)
            call = NumpyCall(function, (Slot(0),), {})
            return array_record(record, array_op(name), (array,), record.value, record.name, call)
        inputs = tuple(map(self._known, parts))
        return array_record(record, record.op, inputs, record.value, record.name)

    def _called(self, record: ArrayRecord, call: NumpyCall) -> Record:
        """A call of a NumPy function, in which a whole list stands as its array."""
        inputs: list[Record] = []

        def fill(template: Any) -> Any:
            if isinstance(template, Slot):
                inputs.append(self._known(record.inputs[template.number]))
                return Slot(len(inputs) - 1)
            if type(template) not in (list, tuple):
                return template
            whole = self._whole(record, template)
            if whole is None:
                return type(template)(map(fill, template))
            inputs.append(whole)
            return Slot(len(inputs) - 1)

        args = tuple(map(fill, call.args))
        named = {key: fill(value) for key, value in call.named.items()}
        tests = tuple(fill(slot) for slot in call.tests)
        new = NumpyCall(call.function, args, named, tests)
        return array_record(record, record.op, tuple(inputs), record.value, record.name, new)

    def _whole(self, record: Record, template: Sequence[Any]) -> Record | None:
        """The array that a list of all its numbers, in their order, is."""
        if not all(isinstance(part, Slot) for part in template):
            return None
        return self._whole_of([record.inputs[slot.number] for slot in template])

    def _whole_of(self, records: Sequence[Record]) -> Record | None:
        if len(records) < LONG:
            return None
        lanes = [self._lanes.get(record) for record in records]
        group = lanes[0][0] if lanes[0] else None
        is_all = all(lane == (group, place) for place, lane in enumerate(lanes))
        return group.array if group is not None and is_all and group.count == len(lanes) else None

    def _known(self, record: Record) -> Record:
        if record not in self._new:
            self._new[record] = self._renewed(record, self._parts(record))
        return self._new[record]

    def _sum(self, record: Record, terms: list[Record]) -> Record:
        """A sum, in which all numbers of a list stand as the sum of their array."""
        counts = Counter(id(self._lanes[term][0]) for term in terms if term in self._lanes)
        kept: list[Record] = []
        summed: set[int] = set()
        for term in terms:
            group = self._lanes[term][0] if term in self._lanes else None
            if group is None or group.array is None or counts[id(group)] != group.count:
                kept.append(self._known(term))
            elif id(group) not in summed:
                summed.add(id(group))
                call = NumpyCall(np.sum, (Slot(0),), {})
                value = float(np.sum(group.array.value))
                kept.append(array_record(record, _SUM, (group.array,), value, "", call))
        if len(kept) == 1 and kept[0].op is _SUM:
            kept[0].value, kept[0].name = record.value, record.name
            return kept[0]
        return array_record(record, add, tuple(kept), record.value, record.name)

    def _one(self, record: Record) -> Record:
        """One number of a group by itself."""
        group, place = self._lanes[record]
        if group.array is None:
            parts = [self._known(part) for part in record.inputs]
            return array_record(record, record.op, tuple(parts), record.value, record.name)
        call = NumpyCall(take, (Slot(0), np.intp(place)), {})
        return array_record(record, TAKE, (group.array,), record.value, record.name, call)


def batched(session: Session, output: Record) -> tuple[Session, Record]:
    """The session and the output with long lists as arrays; the same where there are none."""
    order = ancestors([output])
    known = set(order)
    batch = _Batch(order)
    variables: list[Variable] = []
    for variable in session.variables:
        parts = list(long_lists(variable.name, variable.leaves))
        if any(leaf in known for _, leaves in parts for leaf in leaves):
            variables += [
                replace(variable, name=name, leaves=batch.add_list(name, leaves))
                for name, leaves in parts
            ]
        rest = without_long_lists(variable.leaves) if parts else variable.leaves
        if rest is not None:
            variables.append(replace(variable, leaves=rest))
    if not batch.has_lists:
        return session, output
    for record in order:
        batch.add(record)
    batch.finish()
    return replace(session, variables=variables), batch.of(output)
