"""From recorded calls to the graph of arrays: one op with options for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import map_structure
from graphviz_backprop.ops import LEAF, Op, arrays
from graphviz_backprop.ops.arrays import NumpyCall, Slot, slots
from graphviz_backprop.tracing.arrays.applied_call import Applied, as_constant, signature_of
from graphviz_backprop.tracing.arrays.array_graph_calls import lower_call
from graphviz_backprop.tracing.arrays.array_graph_record import lowered
from graphviz_backprop.tracing.arrays.array_record import PUT, TAKE, ArrayRecord
from graphviz_backprop.tracing.arrays.record_call import MOST_ELEMENTS
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors, constant


class ArrayGraph:
    """The records behind an output, each with an op and its options.

    Attributes:
        order: the new records, in the order of the code.
        output: that of the output.
        variables: the inputs with their new leaves.
    """

    def __init__(
        self,
        order: list[Record],
        output: Record,
        compared: list[Record],
        variables: list[Variable],
        aliases: Mapping[Record, Iterable[str]],
        source: str,
    ) -> None:
        """Take the records of a run; those that the code only compared are kept too.

        `aliases` are further names of inputs and of parts of them.

        Raises:
            BackpropError: an array is too large to be followed.
        """
        for record in order:
            if record.value is None:
                raise BackpropError(
                    f"{source}: line {record.line}: {record.op.noun} is too large: arrays of up "
                    f"to {MOST_ELEMENTS:,} are followed; make it smaller"
                )
        self._done: dict[Record, Record] = {}
        self._made: dict[Record, None] = {}
        self._aliases = aliases
        self._filled_names: dict[Record, str] = {}
        for record in order:
            self.of(record)
        self.output = self.of(output)
        reached = set(ancestors([self.output, *map(self.of, compared)]))
        self.order = [record for record in self._made if record in reached]
        self.variables = [self._variable(one) for one in variables]

    def of(self, record: Record) -> Record:
        """The new record in the place of one."""
        if record not in self._done:
            new = self._lowered(record)
            if new in self._made and not (new.name or new.is_leaf):
                # `cost = np.squeeze(sum(…) / m)` is the quotient itself, under that name.
                new.name, new.named_in = record.name, record.named_in
            self._done[record] = self._add(new)
        return self._done[record]

    def known(self, record: Record) -> tuple[Record, ...]:
        """The same; nothing where it is not behind the output."""
        return (self._done[record],) if record in self._done else ()

    def _variable(self, variable: Variable) -> Variable:
        leaves = map_structure(variable.leaves, self.of)
        return Variable(variable.name, leaves, variable.is_given)

    def _add(self, record: Record) -> Record:
        self._made.setdefault(record)
        return record

    def _lowered(self, record: Record) -> Record:
        if not record.inputs:
            return record
        if isinstance(record, ArrayRecord) and record.call is not None:
            return self._called(record, record.call)
        inputs = tuple(map(self.of, record.inputs))
        return lowered(record, record.op, inputs, record.value, record.name)

    def _called(self, record: ArrayRecord, call: NumpyCall) -> Record:
        inputs = tuple(map(self.of, record.inputs))
        if record.op is TAKE:
            return self._part(record, inputs[0], call.args[1])
        if record.op is PUT:
            chosen = call.args[1]
            text = f"[{arrays.index_of(np.shape(record.value), chosen)}]"
            before = record.inputs[0]
            # An array that is filled part by part has the name with which it was begun.
            name = self._filled_names[record] = record.name or self._filled_names.get(
                before, before.name
            )
            return lowered(
                record, arrays.put, inputs, record.value, name, positions=chosen, text=text
            )
        name = record.op.function
        given = signature_of(name, call)
        if given is not None:
            given = {k: self._filled(record, arg, k == "arrays") for k, arg in given.items()}
        tests = tuple(inputs[slot.number] for slot in call.tests)
        applied = Applied(record, name, given, tests, inputs)
        return lower_call(applied) or self._replayed(record, call)

    def _replayed(self, record: ArrayRecord, call: NumpyCall) -> Record:
        """A function without an op: its call, a list of numbers in it as one array."""
        inputs: list[Record] = []

        def slotted(template: Any) -> Any:
            if not any(slots(template)):
                return template
            filled = self._array_of(record, template)
            if filled is None:
                return type(template)(map(slotted, template))
            inputs.append(filled)
            return Slot(len(inputs) - 1)

        named = {key: slotted(arg) for key, arg in call.named.items()}
        called = NumpyCall(call.function, tuple(map(slotted, call.args)), named)
        op = arrays.other(record.op.function)
        return lowered(record, op, tuple(inputs), record.value, record.name, call=called)

    def _part(self, parent: Record, whole: Record, positions: Any) -> Record:
        """Elements of an array; all of it in its own shape is the array itself."""
        shape = np.shape(whole.value)
        is_in_shape = np.shape(positions) == shape
        if is_in_shape and np.array_equal(np.ravel(positions), np.arange(np.size(whole.value))):
            return whole
        op, text = arrays.describe_part(shape, positions)
        name, first = parent.name, parent
        while (
            first.op is TAKE
        ):  # also of a part of it: `rows = table[i]`, `flat = rows.reshape(-1)`
            first = first.inputs[0]
        if first.op is LEAF and name in (first.name, first.name + text):
            # A row that a loop takes is `X[0]`; a batch or a transpose has the name of the code.
            own = () if arrays.is_row(text) else self._aliases.get(parent, ())
            name = next(filter(str.isidentifier, own), "")
        return lowered(parent, op, (whole,), parent.value, name, positions=positions, text=text)

    def _filled(self, parent: ArrayRecord, template: Any, is_list: bool) -> Any:
        """An argument: a record for a slot; a list of numbers is an array of them."""
        if not any(slots(template)):
            return template
        is_list = is_list and not isinstance(template, Slot)
        array = None if is_list else self._array_of(parent, template)
        if array is not None:
            return array
        parts = [self._filled(parent, part, False) for part in template]
        return parts if is_list else self._joined(parent, arrays.stack, parts, axis=0)

    def _array_of(self, parent: ArrayRecord, template: Any) -> Record | None:
        """The record in a slot, or one array of the numbers in nested lists."""
        if isinstance(template, Slot):
            return self.of(parent.inputs[template.number])
        numbers = [self._filled(parent, end, False) for end in _ends(template)]
        shape = _shape_of(template)
        if len(numbers) != math.prod(shape) or any(np.ndim(_value(one)) for one in numbers):
            return None
        return self._joined(parent, arrays.array, numbers, shape=shape)

    def _joined(self, parent: Record, op: Op, parts: list[Any], **options: Any) -> Record:
        records = tuple(
            one if isinstance(one, Record) else constant(as_constant(one)) for one in parts
        )
        value = np.array([record.value for record in records])
        value = value.reshape(options.get("shape", value.shape))
        value.setflags(write=False)
        return self._add(lowered(parent, op, records, value, **options))


def _ends(template: Any) -> Iterator[Any]:
    """The ends of nested lists."""
    if type(template) in (list, tuple):
        for part in template:
            yield from _ends(part)
    else:
        yield template


def _shape_of(template: Any) -> tuple[int, ...]:
    """The shape of nested lists, by the first of each."""
    is_list = type(template) in (list, tuple) and template
    return (len(template), *_shape_of(template[0])) if is_list else ()


def _value(part: Any) -> Any:
    return part.value if isinstance(part, Record) else part
