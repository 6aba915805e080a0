"""NumPy's own loops over elements, as reads of them: `nditer`, `broadcast`, `vectorize`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.memory import positions_in, record_of_array, take, track
from graphviz_backprop.tracing.arrays.operands import Operands
from graphviz_backprop.tracing.arrays.record_call import record_call
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array
from graphviz_backprop.tracing.tape.record import constant
from graphviz_backprop.tracing.tape.traced import can_wrap, is_traced, plain, record_of, wrap

Hooked = Callable[[Any], Any]


def enumerate_elements(array: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The index and the element for each element, as `np.ndenumerate` gives them."""
    for place in np.ndindex(array.shape):
        yield tuple(wrap(at, constant(at)) for at in place), array[place]  # an index counts


class ElementIterator:
    """An `np.nditer` whose elements are views of the traced arrays that it goes over."""

    __class__ = property(lambda self: np.nditer)  # as the reader sees it

    def __init__(self, op: Any, loop: Any) -> None:
        self._operands = op if type(op) in (list, tuple) else (op,)
        self._plain = loop

    @classmethod
    def over(cls, op: Any, *args: Any, **named: Any) -> ElementIterator:
        """One loop, as `np.nditer` makes it."""
        return cls(op, np.nditer(_plain_operands(op), *args, **named))

    @classmethod
    def nested(cls, op: Any, *args: Any, **named: Any) -> tuple[ElementIterator, ...]:
        """Loops inside each other, the outermost first, as `np.nested_iters` makes them."""
        loops = np.nested_iters(_plain_operands(op), *args, **named)
        return tuple(cls(op, loop) for loop in loops)

    def __iter__(self) -> ElementIterator:
        return self

    def __len__(self) -> int:
        return len(self._plain)

    def __next__(self) -> Any:
        next(self._plain)
        return self.value

    def __getitem__(self, index: Any) -> Any:
        value = self._plain[index]
        return self._traced(index, value) if isinstance(index, int) else value

    def __setitem__(self, index: int, value: Any) -> None:
        self[index][...] = value

    def __enter__(self) -> ElementIterator:
        return self

    def __exit__(self, *error: object) -> None:
        self._plain.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("_operands", "_plain"):
            super().__setattr__(name, value)
        else:
            setattr(self._plain, name, value)

    @property
    def value(self) -> Any:
        """The elements of this step."""
        values = tuple(self[number] for number in range(self._plain.nop))
        return values if len(values) > 1 else values[0]

    def _traced(self, number: int, value: Any) -> Any:
        operand = self._operands[number] if number < len(self._operands) else None
        if type(operand) is not TracedArray or record_of_array(operand) is None:
            return value
        places = positions_in(plain_array(operand), value)
        if places is None:
            return call_and_record("nditer", lambda _: np.array(value), (operand,), {})
        if not np.ndim(places):
            index: tuple[Any, ...] = (*np.unravel_index(places, operand.shape),)
            return operand[(*index, ...)]
        return operand.reshape(-1)[places]


class BroadcastIterator:
    """An `np.broadcast` whose tuples hold the elements of the traced arrays that it goes over."""

    __class__ = property(lambda self: np.broadcast)  # as the reader sees it

    def __init__(self, *operands: Any) -> None:
        self._plain = np.broadcast(*map(plain_array, map(plain, operands)))
        self._operands = [
            call_and_record("broadcast_to", np.broadcast_to, (one, self._plain.shape), {})
            for one in operands
        ]

    def __iter__(self) -> BroadcastIterator:
        return self

    def __next__(self) -> Any:
        number = self._plain.index
        next(self._plain)
        place = np.unravel_index(number, self._plain.shape) if self._plain.nd else ()
        return tuple(one[place] for one in self._operands)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plain, name)


def _plain_operands(op: Any) -> Any:
    return type(op)(map(plain_array, op)) if type(op) in (list, tuple) else plain_array(op)


def call_vectorized(
    vectorized: np.vectorize, args: tuple[Any, ...], named: dict[str, Any], hooked: Hooked
) -> Any:
    """The result of an `np.vectorize`, where its function has seen numbers with their records."""
    is_simple = not (named or vectorized.excluded or vectorized.signature or vectorized.cache)
    operands = Operands(args, named)
    if not is_simple or not operands.is_traced:
        return call_and_record("vectorize", vectorized, args, named)
    function, results = hooked(vectorized.pyfunc), []

    def observed(*numbers: Any) -> Any:
        result = function(*numbers)
        results.append(result)
        return plain_array(plain(result))

    observing = np.vectorize(observed, otypes=vectorized.otypes)
    value = observing(*map(_as_objects, args))
    if type(value) is not np.ndarray:
        return call_and_record("vectorize", vectorized, args, named)
    listed = np.empty(value.size, object)
    for number, result in enumerate(results[len(results) - value.size :]):
        listed[number] = result
    gathered = Operands((listed.reshape(value.shape).tolist(),), {})
    if gathered.is_traced:
        track(value, record_call("array", np.array, gathered, np.array(value)))
    return traced_array(value) if value.ndim else _number(value, gathered)


def _number(value: Any, gathered: Operands) -> Any:
    return traced_array(value) if gathered.is_traced else value


def _as_objects(arg: Any) -> Any:
    """An array of Python's numbers, as `np.vectorize` makes it, with their records."""
    array = plain_array(plain(arg))
    record = record_of_array(arg) if isinstance(arg, np.ndarray) else None
    if is_traced(arg):
        record = record_of(arg)
    if record is None and type(arg) in (list, tuple):
        made = call_and_record("array", np.array, (arg,), {})
        array, record = plain_array(made), record_of_array(made)
    objects = np.asarray(array).astype(object)
    if record is None:
        return objects
    for place, number in np.ndenumerate(objects):
        if can_wrap(number):
            flat = np.asarray(np.ravel_multi_index(place, objects.shape) if place else 0)
            part = record if is_traced(arg) else take(record, flat, number)
            objects[place] = wrap(number, part)
    return objects


def apply_along_axis(
    hooked: Hooked, func1d: Any, axis: int, arr: Any, *args: Any, **named: Any
) -> Any:
    """The result of `np.apply_along_axis`: the function's results for the rows along an axis."""
    rows = np.moveaxis(arr, axis, -1) if isinstance(arr, np.ndarray) else np.array(arr)
    function = hooked(func1d)
    shape = rows.shape[:-1]
    results = [function(rows[place], *args, **named) for place in np.ndindex(shape)]
    stacked = call_and_record("array", np.array, (results,), {})
    inner = stacked.shape[1:]
    whole = stacked.reshape(*shape, *inner)
    if not inner:
        return whole
    at = axis % arr.ndim
    order = list(range(at)) + list(range(len(shape), len(shape) + len(inner)))
    return whole.transpose(*order, *range(at, len(shape)))
