"""From array records to the records of their elements: the graph of scalars behind the arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import map_structure
from graphviz_backprop.ops import LEAF, arrays, opaque
from graphviz_backprop.tracing.arrays.array_graph_record import Rewritten, lowered
from graphviz_backprop.tracing.arrays.array_record import PUT, TAKE, ArrayRecord, NumpyCall, Slot
from graphviz_backprop.tracing.arrays.element import MOST_RECORDS, Element, Tape, number
from graphviz_backprop.tracing.arrays.memory import index_text
from graphviz_backprop.tracing.arrays.record_call import CUT, MOST_ELEMENTS
from graphviz_backprop.tracing.arrays.rules import replay, tied
from graphviz_backprop.tracing.tape.record import Record, Variable, ancestors

MOST_NUMBERS = 20_000  # in all arrays together


class Expansion:
    """The scalar records behind an output.

    Attributes:
        order: all of them, in the order of the code.
        output: that of the output, which is one number.
    """

    def __init__(self, order: list[Record], output: Record, source: str) -> None:
        self._tape = Tape(source)
        self._elements: dict[Record, Any] = {}
        with np.errstate(all="ignore"):
            for record in order:
                self._elements[record] = self._expanded(record)
            self.output = self._collected(output)
        reached = set(ancestors([self.output]))
        self.order = [record for record in self._tape.made if record in reached]

    def _collected(self, output: Record) -> Record:
        """The one element of the output, or all of them collected in an array."""
        elements = self._elements[output].reshape(-1)
        if elements.size == 1:
            return elements[0].record  # type: ignore[no-any-return]  # an array of objects
        inputs = tuple(one.record for one in elements)
        shape = np.shape(output.value)
        name = output.name
        record = lowered(output, arrays.array, inputs, output.value, name, shape=shape)
        self._tape.made.append(record)
        return record

    def variable(self, variable: Variable) -> Variable:
        """The variable with the records of its elements, where it is used."""
        if not variable.is_given and self._elements.keys().isdisjoint(variable.every_leaf()):
            return variable
        leaves = map_structure(variable.leaves, self._leaves)
        return Variable(variable.name, leaves, variable.is_given)

    def of(self, record: Record) -> tuple[Record, ...]:
        """The elements of a record; of an array's part that nothing else takes, those of the array.

        Nothing where it is not behind the output.
        """
        part = record
        taken: list[Any] = []
        while part not in self._elements and part.op is TAKE and isinstance(part, ArrayRecord):
            assert part.call is not None
            taken.append(part.call.args[1])
            part = part.inputs[0]
        if part not in self._elements:
            return ()
        elements = self._elements[part]
        for positions in reversed(taken):
            elements = np.asarray(elements, dtype=object).reshape(-1)[positions]
        return tuple(one.record for one in np.asarray(elements, dtype=object).reshape(-1))

    def _leaves(self, record: Record) -> Any:
        """The elements of a leaf, in the shape of its array."""
        if record not in self._elements:
            self._elements[record] = self._expanded(record)
        return _records(self._elements[record].tolist())

    def _expanded(self, record: Record) -> Any:
        """An array of elements in the shape of the record's value."""
        self._tape.parent = record
        if record.is_constant:
            return self._constants(record.value)
        if not record.inputs and not isinstance(record.value, np.ndarray | np.generic):
            return self._kept(record)
        if record.op is LEAF:
            return self._leaf(record)
        inputs = [self._elements[part] for part in record.inputs]
        if record.is_opaque:
            return self._opaque(record, inputs)
        if isinstance(record, ArrayRecord) and record.call is not None:
            return self._replayed(record, record.call, inputs)
        return self._elementwise(record, inputs)

    def _kept(self, record: Record) -> Any:
        self._tape.made.append(record)
        return _array(Element(self._tape, record, record.value))

    def _constants(self, value: Any) -> Any:
        made = np.frompyfunc(self._tape.element, 1, 1)(np.asarray(value))
        return np.asarray(made, dtype=object)

    def _leaf(self, leaf: Record) -> Any:
        def element(position: int) -> Element:
            value = np.asarray(leaf.value).flat[position]
            name = leaf.name + index_text(np.shape(leaf.value), position)
            return Element(self._tape, self._tape.record(LEAF, (), value, name), value)

        return _filled(leaf.value, element)

    def _opaque(self, record: Record, inputs: list[Any]) -> Any:
        """One record takes all the inputs, and each element it."""
        parts = tuple(one.record for part in inputs for one in part.reshape(-1))
        op = opaque(record.op.noun)
        hub = self._tape.record(op, parts, _first(record.value), record.name)
        if np.ndim(record.value) == 0:
            return _array(Element(self._tape, hub, record.value))

        def element(position: int) -> Element:
            value = record.value.flat[position]
            one = self._tape.record(op, (hub,), value)
            return Element(self._tape, one, value)

        return _filled(record.value, element)

    def _elementwise(self, record: Record, inputs: list[Any]) -> Any:
        shape = np.shape(record.value)
        parts = [np.broadcast_to(part, shape).reshape(-1) for part in inputs]
        values = np.asarray(record.value).reshape(-1)

        def element(position: int) -> Element:
            taken = tuple(part[position].record for part in parts)
            name = self._name(record, position)
            value = values[position] if shape else record.value
            return Element(self._tape, self._tape.record(record.op, taken, value, name), value)

        return _filled(record.value, element)

    def _replayed(self, record: ArrayRecord, call: NumpyCall, inputs: list[Any]) -> Any:
        known = {id(one.record) for part in inputs for one in part.reshape(-1)}
        if record.op is TAKE:
            result = inputs[0].reshape(-1)[call.args[1]]
        elif record.op is PUT:
            result = self._put(call, inputs)
        else:
            name = record.op.function
            result = replay(name, self._tape, filled_in(call, inputs), record.value)
            if result is None:
                return self._opaque(record, inputs)
        result = np.asarray(result, dtype=object).reshape(np.shape(record.value))
        return self._finished(record, result, known)

    def _put(self, call: NumpyCall, inputs: list[Any]) -> Any:
        before, new, *tests = inputs
        chosen = np.ravel(call.args[1])
        result = before.reshape(-1).copy()
        shape = before.shape
        places = np.shape(call.args[1])
        new = new.reshape(new.shape[max(new.ndim - len(places), 0) :])  # axes of length 1 in front
        new = np.broadcast_to(new, places).reshape(-1)
        at = [test.reshape(-1)[chosen] for test in tests if test.shape == shape]
        plain = np.frompyfunc(lambda e: e if not e.record.is_constant else e.value, 1, 1)(new)
        result[chosen] = tied(self._tape, np.asarray(plain, dtype=object), at)
        return result

    def _finished(self, record: ArrayRecord, result: Any, known: set[int]) -> Any:
        """The elements with the values that the real function gave: its sums round as they do."""
        values = np.asarray(record.value).reshape(-1)

        def element(position: int) -> Element:
            one = self._tape.element(result.reshape(-1)[position])
            value = values[position] if np.ndim(record.value) else record.value
            scalar = one.record
            if scalar.is_constant:
                return self._tape.element(value)
            if id(scalar) not in known:
                scalar.value = number(value)
                known.add(id(scalar))
            if isinstance(number(value), int) and isinstance(number(one.value), float):
                cut = opaque(CUT)
                return Element(self._tape, self._tape.record(cut, (scalar,), value), value)
            scalar.name = scalar.name or self._name(record, position)
            return Element(self._tape, scalar, value)

        return _filled(record.value, element)

    def _name(self, record: Record, position: int) -> str:
        return record.name and record.name + index_text(np.shape(record.value), position)


def filled_in(call: NumpyCall, inputs: list[Any]) -> NumpyCall:
    """The call with elements for its slots."""

    def fill(template: Any) -> Any:
        if isinstance(template, Slot):
            part = inputs[template.number]
            return part if part.ndim else part.item()
        if type(template) in (list, tuple):
            return type(template)(map(fill, template))
        return template

    args = tuple(map(fill, call.args))
    named = {key: fill(value) for key, value in call.named.items()}
    tests = [inputs[slot.number] for slot in call.tests]
    return NumpyCall(call.function, args, named, tests)  # type: ignore[arg-type]  # arrays for slots


def _filled(value: Any, element: Any) -> Any:
    result = np.empty(np.size(value), dtype=object)
    for position in range(result.size):
        result[position] = element(position)
    return result.reshape(np.shape(value))


def _array(element: Element) -> Any:
    result = np.empty((), dtype=object)
    result[()] = element
    return result


def _first(value: Any) -> Any:
    return np.ravel(value)[0] if np.size(value) else 0.0


def _records(elements: Any) -> Any:
    if isinstance(elements, list):
        return [_records(part) for part in elements]
    return elements.record


def expand(
    order: list[Record], output: Record, variables: list[Variable], source: str
) -> Rewritten:
    """The records behind an output, the output and the variables, all as single numbers.

    Raises:
        BackpropError: there are too many.
    """
    if not any(_is_numpys(record) for record in order):
        return Rewritten(order, output, variables, lambda record: (record,))
    for record in order:
        if record.value is None:
            raise BackpropError(
                f"{source}: line {record.line}: {record.op.noun} is too large to draw: arrays of "
                f"up to {MOST_ELEMENTS:,} are followed; make it smaller"
            )
    count = sum(np.size(record.value) for record in order)
    if count > MOST_NUMBERS:
        raise BackpropError(
            f"{source}: {count:,} numbers are too many to draw one by one, {MOST_NUMBERS:,} at "
            "most; expected the level array or layer"
        )
    expansion = Expansion(order, output, source)
    new_variables = [expansion.variable(one) for one in variables]
    return Rewritten(expansion.order, expansion.output, new_variables, expansion.of)


def _is_numpys(record: Record) -> bool:
    return isinstance(record, ArrayRecord) or isinstance(record.value, np.ndarray | np.generic)


def elements_by_name(name: str, value: Any) -> list[tuple[str, Any]]:
    """The elements of an array by name, `w[0]`, …; a number alone; nothing of what is not drawn."""
    array = np.asarray(value)
    if array.size > MOST_RECORDS:
        return []
    if array.dtype.kind not in "fiub":
        return [(name, value)] if isinstance(value, int) else []
    return [
        (name + index_text(array.shape, position), number(array.flat[position]))
        for position in range(array.size)
    ]
