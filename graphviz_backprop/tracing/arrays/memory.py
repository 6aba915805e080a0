"""Which record an array has: one for each block of memory, so that all its views agree.

A view has a part of its block's record. Writing through any view gives the block a new one.
"""

from __future__ import annotations

import math
import weakref
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.ops import CONSTANT, LEAF, opaque
from graphviz_backprop.ops.arrays import NumpyCall, Slot
from graphviz_backprop.tracing.arrays.array_record import PUT, TAKE, ArrayRecord
from graphviz_backprop.tracing.tape.record import Record, constant
from graphviz_backprop.values import index_text

Array = NDArray[Any]
_base = np.ndarray.__dict__["base"].__get__
_shape = np.ndarray.__dict__["shape"].__get__


class Memory:
    """A block of memory: its current record, which has the shape of the array `root`."""

    __slots__ = ("owner", "parts", "record", "root")

    def __init__(self, owner: Array, root: Array, record: Record) -> None:
        key = id(owner)
        self.owner = weakref.ref(owner, lambda _: _MEMORIES.pop(key, None))
        self.root = _Geometry(root)
        self.record = record
        self.parts: list[Record] = []
        _MEMORIES[key] = self

    def content(self) -> Array | None:
        """The array that it holds, in its record's shape; None where it is gone or lies apart."""
        owner = self.owner()
        if owner is None or math.prod(self.root.shape) != owner.size:
            return None
        if self.root == _Geometry(owner):
            return owner
        start = _Geometry(owner).start
        if not owner.flags.c_contiguous or owner.dtype != self.root.dtype:
            return None
        offset = self.root.start - start
        return np.ndarray(self.root.shape, owner.dtype, owner, offset, self.root.strides)


_MEMORIES: dict[int, Memory] = {}


def every_memory() -> list[Memory]:
    """The tracked blocks."""
    return list(_MEMORIES.values())


class Unnamed(ArrayRecord):
    """The content of an array with a part that was named or written: `a, b = np.array(…)`."""

    __slots__ = ()


class _Geometry:
    """Where in memory the elements of an array are."""

    __slots__ = ("dtype", "shape", "start", "strides")

    def __init__(self, array: Array) -> None:
        self.start: int = array.__array_interface__["data"][0]
        self.shape: tuple[int, ...] = _shape(array)
        self.strides = array.strides
        self.dtype = array.dtype

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Geometry) and (
            (self.start, self.shape, self.strides, self.dtype)
            == (other.start, other.shape, other.strides, other.dtype)
        )

    @property
    def is_in_order(self) -> bool:
        """True if the elements lie one behind the other, row by row."""
        step = self.dtype.itemsize
        for length, stride in zip(reversed(self.shape), reversed(self.strides), strict=True):
            if length != 1 and stride != step:
                return False
            step *= length
        return True

    def addresses(self) -> NDArray[np.intp]:
        """The address of each element."""
        found = np.full((1,) * len(self.shape), self.start, dtype=np.intp)
        for axis, (length, stride) in enumerate(zip(self.shape, self.strides, strict=True)):
            steps = np.arange(length, dtype=np.intp) * stride
            found = found + steps.reshape((-1,) + (1,) * (len(self.shape) - axis - 1))
        return found

    def positions(self, part: _Geometry) -> NDArray[np.intp] | None:
        """The flat index here of each element of a view; None where it isn't made of these."""
        if part == self:
            return np.arange(math.prod(self.shape)).reshape(self.shape)
        if self.is_in_order and part.dtype == self.dtype and self.dtype.itemsize:
            places, rest = np.divmod(part.addresses() - self.start, self.dtype.itemsize)
            is_inside = places.min() >= 0 and places.max() < math.prod(self.shape)
            return places if is_inside and not rest.any() else None
        addresses = self.addresses().ravel()
        order = np.argsort(addresses)
        wanted = part.addresses()
        found = np.searchsorted(addresses, wanted, sorter=order).clip(max=addresses.size - 1)
        positions = order[found]
        fits = part.dtype == self.dtype and np.array_equal(addresses[positions], wanted)
        return positions if fits else None


def owner_of(array: Array) -> Array:
    """The array that owns the memory of a view."""
    while True:
        base = _base(array)
        base = base.obj if isinstance(base, memoryview) else base
        if not isinstance(base, np.ndarray):
            return array
        array = base


def memory_of(array: Array) -> Memory | None:
    """The tracked block that an array lies in."""
    memory = _MEMORIES.get(id(owner_of(array)))
    return memory if memory is not None and array.size else None


def record_of_array(array: Array) -> Record | None:
    """The current record of an array; None where nothing is known of its memory."""
    memory = memory_of(array)
    if memory is None:
        return None
    geometry = _Geometry(array)
    if geometry == memory.root:
        return memory.record
    version, record = getattr(array, "_part", (None, None))
    if version is not memory.record:
        record = _take(memory, geometry, np.array(array))
        memory.parts.append(record)
        _remember(array, memory.record, record)
    return record


def _take(memory: Memory, part: _Geometry, value: Array) -> Record:
    whole = memory.record
    if whole.value is None:  # it is too large to be followed
        return ArrayRecord(whole.op, (whole,), None)
    positions = memory.root.positions(part)
    if positions is None:
        return ArrayRecord(opaque("numpy.ndarray.view"), (whole,), value)
    return take(whole, positions, value)


def take(whole: Record, positions: NDArray[np.intp], value: Any) -> Record:
    """The record of elements of another, in the shape of `positions`, flat indices."""
    if isinstance(value, np.ndarray):
        value.setflags(write=False)
    while isinstance(whole, ArrayRecord) and whole.op is PUT and whole.call is not None:
        if np.isin(positions, whole.call.args[1]).any():
            break
        whole = whole.inputs[0]  # what was written is not in this part
    if whole.is_constant:
        kind = Unnamed if isinstance(whole, Unnamed) else ArrayRecord
        return kind(whole.op, (), value)
    record = ArrayRecord(TAKE, (whole,), value, NumpyCall(take, (Slot(0), positions), {}))
    if whole.is_leaf:
        is_one = np.size(positions) == 1
        text = index_text(whole.value.shape, int(np.ravel(positions)[0])) if is_one else ""
        record.name = whole.name + text
    return record


def _remember(array: Array, version: Record, record: Record) -> None:
    if type(array) is not np.ndarray:
        array._part = version, record  # type: ignore[attr-defined]  # TracedArray has it


def positions_in(whole: Array, part: Array) -> NDArray[np.intp] | None:
    """The flat index in an array of each element of a part; None where it isn't made of these."""
    return _Geometry(whole).positions(_Geometry(part))


def track(array: Array, record: Record) -> None:
    """Give new memory its record."""
    owner = owner_of(array)
    if array.size == owner.size:
        Memory(owner, array, record)
    elif array.size:
        write(array, record)


def write(array: Array, record: Record, key: Any = ..., tested: tuple[Record, ...] = ()) -> None:
    """The record of what was just written to an array: to all of it, or to `array[key]`.

    Args:
        array: the array or view, with its new values.
        record: what was written; its shape broadcasts to that of the part.
        key: which part.
        tested: what decided the part: the records behind a mask.
    """
    if not array.size:
        return
    owner = owner_of(array)
    memory = memory_of(array) or Memory(owner, owner, Unnamed(CONSTANT, (), copied(owner)))
    _begin(memory, record, tested)
    _outdate(memory)
    part = _Geometry(array)
    if part == memory.root and key is ... and np.shape(record.value) == part.shape:
        if is_start(memory.record):
            memory.record.value = copied(array)
        else:
            memory.record = record
        return
    before, inputs = memory.record.value, (memory.record, record, *tested)
    positions = memory.root.positions(part)
    if positions is None or np.shape(before) != memory.root.shape:
        memory.record = ArrayRecord(opaque("numpy.ndarray.view"), inputs, before)
        return
    chosen, value = positions[key], np.array(before)
    value.flat[chosen] = np.asarray(array)[key]
    value.setflags(write=False)
    if is_start(memory.record):
        memory.record.value = value
        return
    tests = tuple(Slot(number) for number in range(2, len(inputs)))
    call = NumpyCall(write, (Slot(0), chosen, Slot(1)), {}, tests)
    memory.record = ArrayRecord(PUT, inputs, value, call)
    if key is ...:
        _remember(array, memory.record, record)


def lose_track(array: Array, inputs: tuple[Record, ...], what: str) -> None:
    """Numbers went into an array in a way that is not followed: what is read from it is opaque."""
    if not inputs:
        return
    owner = owner_of(array)
    memory = memory_of(array) or Memory(owner, owner, Unnamed(CONSTANT, (), copied(owner)))
    memory.record = ArrayRecord(opaque(what), (memory.record, *inputs), copied(owner))


def is_start(record: Record) -> bool:
    """True if this is the value of an array that nothing has used yet, and nobody handed over."""
    return record.op is LEAF and not record.is_used and not record.is_given


def _outdate(memory: Memory) -> None:
    """A view that is written through another name is no result of its own."""
    for part in memory.parts:
        part.is_not_input = True
    memory.parts.clear()


def discard_initial_value(array: Array) -> None:
    """An array is about to be filled with computed values: what it holds is no input."""
    memory = memory_of(array) if isinstance(array, np.ndarray) else None
    if memory is not None and is_start(memory.record):
        _discard(memory)


def _begin(memory: Memory, written: Record, tested: tuple[Record, ...]) -> None:
    """The content of a blank array, before it is filled with computed values, is no input."""
    if is_start(memory.record) and (tested or not written.is_constant):
        if _is_blank(memory.record):
            _discard(memory)
        else:  # its other elements are data
            memory.record.is_used = True


def _discard(memory: Memory) -> None:
    blank = memory.record
    blank.is_not_input = True
    memory.record = constant(blank.value)
    memory.record.name = blank.name  # `xs[0]`, which `xs[0][2] = 1` does not say


def _is_blank(record: Record) -> bool:
    """True if an array holds no data: NumPy has made it up, or its numbers are all zero."""
    return getattr(record, "is_synthetic", False) or not np.any(record.value)


def copied(array: Array) -> Array:
    """A copy that nobody can write to."""
    value = np.array(array)
    value.setflags(write=False)
    return value
