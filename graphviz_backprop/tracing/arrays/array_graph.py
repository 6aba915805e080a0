"""From array records to those of the graph of arrays: one for each operation on whole arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import map_structure
from graphviz_backprop.ops import LEAF, arrays, opaque
from graphviz_backprop.tracing.arrays.applied_call import Applied, signature_of
from graphviz_backprop.tracing.arrays.array_graph_calls import lower_call
from graphviz_backprop.tracing.arrays.array_graph_record import lowered
from graphviz_backprop.tracing.arrays.array_record import (
    PUT,
    TAKE,
    ArrayRecord,
    NumpyCall,
    Slot,
    slots,
)
from graphviz_backprop.tracing.arrays.index_text import describe_part, index_of
from graphviz_backprop.tracing.arrays.record_call import CUT, is_cut_to_integers
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors, constant


def lower(
    order: list[Record], output: Record, variables: list[Variable], source: str
) -> tuple[list[Record], Record, list[Variable]]:
    """The records behind an output, the output and the variables, as whole arrays.

    Raises:
        BackpropError: an array is too large to be followed.
    """
    for record in order:
        if record.value is None:
            raise BackpropError(
                f"{source}: line {record.line}: {record.op.noun} is too large to be followed; "
                "make it smaller"
            )
    lowering = _Lowering(order, variables)
    end = lowering.of(output)
    reached = set(ancestors([end]))
    made = [record for record in lowering.made if record in reached]
    return made, end, [lowering.variable(one) for one in variables]


class _Lowering:
    """Lowers the records of one output.

    Attributes:
        made: the new records, in the order of the code.
    """

    def __init__(self, order: list[Record], variables: list[Variable]) -> None:
        self.made: list[Record] = []
        self._done: dict[Record, Record] = {}
        self._known: set[Record] = set()
        self._places: dict[int, dict[Record, int]] = {}
        self._leaves = {
            id(variable): self._whole(variable) for variable in _gathered(order, variables)
        }
        for record in order:
            self.of(record)

    def of(self, record: Record) -> Record:
        """The new record in the place of one."""
        if record not in self._done:
            self._done[record] = self._add(self._lowered(record))
        return self._done[record]

    def variable(self, variable: Variable) -> Variable:
        """The variable with its new leaves: one array where it was gathered into one."""
        whole = self._leaves.get(id(variable))
        leaves = whole if whole is not None else map_structure(variable.leaves, self.of)
        return Variable(variable.name, leaves, variable.is_given)

    def _add(self, record: Record) -> Record:
        if record not in self._known:
            self._known.add(record)
            self.made.append(record)
        return record

    def _whole(self, variable: Variable) -> Record:
        """A list of numbers as one array."""
        first = next(variable.every_leaf())
        value = np.array(map_structure(variable.leaves, lambda leaf: leaf.value))
        value.setflags(write=False)
        record = lowered(first, LEAF, (), value, variable.name)
        return self._add(record)

    def _lowered(self, record: Record) -> Record:
        if record.op is LEAF:
            return self._leaf(record)
        if not record.inputs or record.is_constant or record.is_opaque:
            return record if not record.inputs else self._again(record)
        if isinstance(record, ArrayRecord) and record.call is not None:
            return self._called(record, record.call)
        return self._again(record)

    def _leaf(self, record: Record) -> Record:
        """A number of a list that is one array is a part of that."""
        whole = self._leaves.get(id(record.variable))
        if whole is None:
            return record
        assert record.variable is not None
        places = self._places.setdefault(id(record.variable), {})
        if not places:
            places |= {leaf: place for place, leaf in enumerate(record.variable.every_leaf())}
        return self._part(record, whole, np.intp(places[record]))

    def _again(self, record: Record) -> Record:
        inputs = tuple(map(self.of, record.inputs))
        return lowered(record, record.op, inputs, record.value, record.name)

    def _called(self, record: ArrayRecord, call: NumpyCall) -> Record:
        if record.op is TAKE:
            return self._part(record, self.of(record.inputs[0]), call.args[1])
        if record.op is PUT:
            inputs = tuple(map(self.of, record.inputs))
            if is_cut_to_integers(record.value, record.inputs[1:2]):
                return lowered(record, opaque(CUT), inputs, record.value, record.name)
            chosen = call.args[1]
            text = f"[{index_of(np.shape(record.value), chosen)}]"
            return lowered(
                record, arrays.put, inputs, record.value, record.name, positions=chosen, text=text
            )
        name = record.op.function
        given = signature_of(name, call)
        if given is not None:
            given = {k: self._filled(record, arg, k == "arrays") for k, arg in given.items()}
        tests = tuple(self.of(record.inputs[slot.number]) for slot in call.tests)
        return lower_call(Applied(record, name, given, tests, tuple(map(self.of, record.inputs))))

    def _part(self, parent: Record, whole: Record, positions: Any) -> Record:
        """Elements of an array; all of it in its own shape is the array itself."""
        shape = np.shape(whole.value)
        is_all = np.shape(positions) == shape and np.array_equal(
            np.ravel(positions), np.arange(np.size(whole.value))
        )
        if is_all:
            return whole
        op, text = describe_part(shape, positions)
        # A row that a loop takes has the name of its array, which would read as its second value.
        is_leafs = whole.op is LEAF and parent.name in (whole.name, whole.name + text)
        name = "" if is_leafs else parent.name
        return lowered(parent, op, (whole,), parent.value, name, positions=positions, text=text)

    def _filled(self, parent: ArrayRecord, template: Any, is_list: bool) -> Any:
        """An argument: a record for a slot; a list of numbers is an array of them."""
        if isinstance(template, Slot):
            return self.of(parent.inputs[template.number])
        if not any(slots(template)):
            return template
        gathered = self._gathered(parent, template)
        if gathered is not None:
            return gathered
        parts = [self._filled(parent, part, False) for part in template]
        if is_list:
            return parts
        if any(np.ndim(_value(part)) for part in parts):
            stacked = tuple(_as_record(part) for part in parts)
            value = _frozen([one.value for one in stacked])
            return self._add(lowered(parent, arrays.stack, stacked, value, axis=0))
        numbers = tuple(map(_as_record, parts))
        value = _frozen([one.value for one in numbers])
        return self._add(lowered(parent, arrays.array, numbers, value, shape=value.shape))

    def _gathered(self, parent: ArrayRecord, template: Any) -> Record | None:
        """The part of one variable's array that a list of its numbers is."""
        variable = _variable_of(parent, template)
        whole = self._leaves.get(id(variable))
        if whole is None or variable is None:
            return None
        places = {leaf: position for position, leaf in enumerate(variable.every_leaf())}
        positions = np.array(_nested(template, lambda k: places[parent.inputs[k]]))
        value = _frozen(np.ravel(whole.value)[positions])
        part = lowered(parent, whole.op, (), value)
        return self._add(self._part(part, whole, positions))


def _gathered(order: list[Record], variables: list[Variable]) -> Iterator[Variable]:
    """The lists of numbers that some function takes as an array."""
    even = {id(variable) for variable in variables if _is_even(variable)}
    found: set[int] = set()
    for record in order:
        if isinstance(record, ArrayRecord) and record.call is not None:
            for template in (*record.call.args, *record.call.named.values()):
                variable = _variable_of(record, template)
                if variable is not None and id(variable) in even - found:
                    found.add(id(variable))
                    yield variable


def _is_even(variable: Variable) -> bool:
    """Whether the variable is a list of numbers, or of rows of one length."""
    leaves = variable.leaves
    if not isinstance(leaves, list | tuple):
        return False
    shapes = {_shape(part) for part in leaves}
    return len(shapes) == 1 and None not in shapes


def _shape(part: Any) -> tuple[int, ...] | None:
    if isinstance(part, list | tuple):
        shapes = {_shape(one) for one in part}
        inner = shapes.pop() if len(shapes) == 1 else None
        return None if inner is None else (len(part), *inner)
    is_number = isinstance(part, Record) and not isinstance(part.value, np.ndarray)
    return () if is_number else None


def _variable_of(parent: ArrayRecord, template: Any) -> Variable | None:
    """The one variable that a list's numbers are all leaves of."""
    if type(template) not in (list, tuple):
        return None
    records = {parent.inputs[slot.number] for slot in slots(template)}
    variables = {id(one.variable): one.variable for one in records if one.op is LEAF}
    is_all = all(one.op is LEAF for one in records) and _is_of_slots(template)
    return next(iter(variables.values())) if is_all and len(variables) == 1 else None


def _is_of_slots(template: Any) -> bool:
    if isinstance(template, list | tuple):
        return all(map(_is_of_slots, template))
    return isinstance(template, Slot)


def _nested(template: Any, of: Any) -> Any:
    """The list with `of(number)` in the place of each slot."""
    if isinstance(template, Slot):
        return of(template.number)
    return [_nested(part, of) for part in template]


def _value(part: Any) -> Any:
    return part.value if isinstance(part, Record) else part


def _as_record(part: Any) -> Record:
    return part if isinstance(part, Record) else constant(part)


def _frozen(value: Any) -> Any:
    array = np.array(value)
    array.setflags(write=False)
    return array
