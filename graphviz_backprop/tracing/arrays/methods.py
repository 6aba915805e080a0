"""The methods of traced arrays: NumPy's own protocols, and what goes around them."""

from __future__ import annotations

import operator
import re
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from graphviz_backprop.ops import LEAF
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.call_at_readers_line import call_at_readers_line
from graphviz_backprop.tracing.arrays.flat_items import FlatItems
from graphviz_backprop.tracing.arrays.memory import (
    lose_track,
    record_of_array,
    take,
    track,
    write,
)
from graphviz_backprop.tracing.arrays.numpy_functions import name_of, writes_to_first
from graphviz_backprop.tracing.arrays.operands import Operands, stripped
from graphviz_backprop.tracing.arrays.record_call import record_call
from graphviz_backprop.tracing.arrays.traced_array import TracedArray, plain_array, traced_array
from graphviz_backprop.tracing.tape.guards import note_decision
from graphviz_backprop.tracing.tape.record import Record, constant
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.traced import can_wrap, is_traced, plain, record_of, wrap

# A name of its own: `b`, `b[0]`, `b['k']`; a literal for a part is named after that: `a[mask]`.
_IS_NAMED = re.compile(r"""[^]]$|\[(-?\d+(, -?\d+)*|'[^']*'|"[^"]*")\]$""")


def array_ufunc(self: Any, ufunc: np.ufunc, method: str, *inputs: Any, **named: Any) -> Any:
    """Every ufunc on a traced value, also one that a library calls."""
    if method == "__call__":
        return call_and_record(name_of(ufunc), ufunc, inputs, named)
    return call_and_record(f"{name_of(ufunc)}.{method}", getattr(ufunc, method), inputs, named)


def array_function(self: Any, function: Any, types: Any, args: Any, named: Any) -> Any:
    """Every other function of NumPy's on a traced array."""
    return call_and_record(name_of(function), function, args, named)


def _names_fields(key: Any) -> bool:
    """True if a key is for the fields of a structured array: `s["a"]`."""
    return isinstance(key, str) or (
        type(key) is list and bool(key) and all(isinstance(part, str) for part in key)
    )


def _getitem(self: Any, key: Any) -> Any:
    if RECORDING.is_asleep:
        return call_at_readers_line(operator.getitem, (plain_array(self), stripped(key)), {})
    if _names_fields(key):
        return traced_array(call_at_readers_line(operator.getitem, (plain_array(self), key), {}))
    array, keys = plain_array(self), Operands((key,), {})
    result = call_at_readers_line(operator.getitem, (array, *keys.args), {})
    record = record_of_array(self)
    _note_indices(key, keys)
    if record is None or record.is_constant:
        return traced_array(result) if record is None else _constant_part(result, record)
    if type(result) is np.ndarray and np.shares_memory(result, array):
        return traced_array(result)
    part = take(record, _positions(array)[keys.args[0]], np.array(result))
    if type(result) is np.ndarray:
        track(result, part)
        return traced_array(result)
    part.value = result
    return wrap(result, part) if can_wrap(result) else result


def _constant_part(result: Any, record: Record) -> Any:
    """A part of a decided constant is decided too."""
    if type(result) is np.ndarray:
        if record_of_array(result) is None:
            own = np.array(result)
            track(result, record_call("getitem", operator.getitem, _decided(record), own))
        return traced_array(result)
    note_decision("[]", getattr(record, "tested", ()), result)
    return wrap(result, constant(result)) if can_wrap(result) else result


def _decided(record: Record) -> Operands:
    operands = Operands((), {})
    operands.tested = list(getattr(record, "tested", ()))
    operands.decision = getattr(record, "decision", None)
    return operands


def _note_indices(key: Any, keys: Operands) -> None:
    """An array of indices is no input, nor are the ends of a slice a result: `X[start:end]`."""
    for _, index in keys.arrays:
        index.is_not_input = True
    for part in key if type(key) is tuple else (key,):
        if isinstance(part, slice):
            for end in filter(is_traced, (part.start, part.stop, part.step)):
                record = record_of(end)
                # `n` of `sum(x[:n]) / n` is an input that the result depends on.
                record.is_not_input = record.is_not_input or record.op is not LEAF


def _positions(array: Any) -> Any:
    return np.arange(array.size).reshape(array.shape)


def _setitem(self: Any, key: Any, value: Any) -> None:
    if RECORDING.is_asleep:
        args = (plain_array(self), stripped(key), stripped(value))
        call_at_readers_line(operator.setitem, args, {})
        return
    array, keys, values = plain_array(self), Operands((key,), {}), Operands((value,), {})
    call_at_readers_line(operator.setitem, (array, *keys.args, *values.args), {})
    if _names_fields(key):
        lose_track(self, tuple(values.records), "a structured array")
        return
    record = record_of_array(self)
    chosen = _positions(array)[keys.args[0]]
    if not np.size(chosen):
        return
    written = _written(value, values, array[keys.args[0]], np.ndim(chosen) == 0)
    if record is not None or not written.is_constant:
        _note_indices(key, keys)
        write(self, written, keys.args[0], tuple(keys.tested))


def _written(value: Any, values: Operands, stored: Any, is_single: bool) -> Record:
    """The record of what is stored; a literal for many elements at once is no input."""
    if is_traced(value):
        record = record_of(value)
        if record.op is LEAF and not is_single and not _IS_NAMED.search(record.name):
            record.is_not_input = True
            return constant(plain(value))
        return record
    if isinstance(value, np.ndarray):
        return record_of_array(value) or constant(np.array(value))
    if not values.records:
        return constant(np.array(stored))
    return record_call("array", np.array, values, np.array(values.args[0]))


def _iterate(self: Any) -> Iterator[Any]:
    if not np.ndim(plain_array(self)):
        iter(plain_array(self))  # NumPy's own error
    return (self[at] for at in range(len(self)))


def _method(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    called = name_of(getattr(np, name, real)) if hasattr(np, name) else name
    called = f"ndarray.{name}" if writes_to_first(f"ndarray.{name}") else called

    def method(self: Any, *args: Any, **named: Any) -> Any:
        return call_and_record(called, real, (self, *args), named)

    method.__name__ = method.__qualname__ = name
    method.__doc__ = real.__doc__
    return method


def _plainly(name: str) -> Callable[..., Any]:
    real = getattr(np.ndarray, name)

    def method(self: Any, *args: Any) -> Any:
        return real(plain_array(self), *args)

    return method


def _counted(name: str) -> Any:
    """`shape`, `size`, `ndim`: numbers that count, no inputs."""

    def get(self: Any) -> Any:
        value = getattr(plain_array(self), name)
        if type(value) is tuple:
            return tuple(wrap(part, constant(part)) for part in value)
        return wrap(value, constant(value))

    def set_shape(self: Any, shape: Any) -> None:
        stripped = Operands((shape,), {}).args[0]
        call_at_readers_line(setattr, (plain_array(self), "shape", stripped), {})
        with warnings.catch_warnings(action="ignore"):  # it has said what it has to say
            np.ndarray.__dict__["shape"].__set__(self, stripped)

    return property(get, set_shape if name == "shape" else None)


def _plain_attribute(name: str, self: Any) -> Any:
    return getattr(plain_array(self), name)


def _transposed(name: str) -> Any:
    return property(lambda self: traced_array(getattr(plain_array(self), name)))


def _install() -> None:
    """Give the class its methods: each of the plain array's that isn't infrastructure."""
    for name, member in vars(np.ndarray).items():
        if callable(member) and not name.startswith("_"):
            setattr(TracedArray, name, _method(name, member))
    for name in "__repr__ __str__ __format__ __reduce__ __reduce_ex__ __setstate__".split():
        setattr(TracedArray, name, _plainly(name))
    for name in ("tobytes", "tofile", "dump", "dumps", "view", "setflags", "getfield"):
        setattr(TracedArray, name, _method(name, getattr(np.ndarray, name)))
    for name in "T mT real".split():
        setattr(TracedArray, name, _transposed(name))
    for name in "shape size ndim".split():
        setattr(TracedArray, name, _counted(name))
    for name in "flags data".split():
        setattr(TracedArray, name, property(partial(_plain_attribute, name)))
    own: dict[str, Any] = {
        "__array_ufunc__": array_ufunc,
        "__array_function__": array_function,
        "__getitem__": _getitem,
        "__setitem__": _setitem,
        "__iter__": _iterate,
        "base": property(lambda self: traced_array(plain_array(self).base)),
        "__copy__": lambda self: self.copy(),
        "__deepcopy__": lambda self, memo: self.copy(),
        "flat": property(_flat, lambda self, value: _setflat(self, value)),
    }
    for name, member in own.items():
        setattr(TracedArray, name, member)


def _flat(self: Any) -> Any:
    """All elements in a row: a view where they lie in one, else one by one."""
    is_in_row = plain_array(self).flags.c_contiguous
    return self.ravel() if is_in_row else FlatItems(self)


def _setflat(self: Any, value: Any) -> None:
    self[...] = call_and_record("resize", np.resize, (value, plain_array(self).shape), {})


_install()
