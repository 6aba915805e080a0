"""Random draws from inputs: their elements in another order, or noise around them.

Which elements are drawn is found by drawing twice from the same state of the generator: once from
their positions, once from the elements.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from graphviz_backprop.ops import opaque
from graphviz_backprop.tracing.arrays.array_record import ArrayRecord
from graphviz_backprop.tracing.arrays.call_and_record import call_and_record
from graphviz_backprop.tracing.arrays.call_at_readers_line import call_at_readers_line
from graphviz_backprop.tracing.arrays.memory import is_start, record_of_array, take, track, write
from graphviz_backprop.tracing.arrays.operands import Operands
from graphviz_backprop.tracing.arrays.operators import known_record
from graphviz_backprop.tracing.arrays.record_call import record_call
from graphviz_backprop.tracing.arrays.traced_array import plain_array, traced_array
from graphviz_backprop.tracing.tape.record import Record
from graphviz_backprop.tracing.tape.traced import is_traced, plain, wrap

_REARRANGING = frozenset("permutation permuted shuffle choice".split())


# What is drawn is location + scale · noise, and the noise depends on neither.
_LOCATED = frozenset("normal laplace logistic gumbel".split())


def draw(
    name: str, function: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
) -> Any:
    """Call a function of a random generator; what it draws from an input is a part of that.

    Args:
        name: that of the function under `np.`.
        function: the method of a `RandomState` or a `Generator`.
        args: the reader's arguments, traced or not.
        named: those with names.
    """
    short = name.rpartition(".")[2]
    if short in _LOCATED and len(args) == 2 and not named and any(map(known_record, args)):
        return _draw_around(name, function, *args)
    if short not in _REARRANGING or not args or "out" in named:
        return call_and_record(name, function, args, named)
    data, *rest = args
    if type(data) is list and short == "shuffle":
        return function(*args, **named)  # its elements move and keep their records
    if type(data) in (list, tuple) and any(map(is_traced, data)):
        data = call_and_record("array", np.array, (data,), {})
    record = record_of_array(data) if isinstance(data, np.ndarray) else None
    if record is None or record.is_constant or _is_still_made(record):
        return call_and_record(name, function, (data, *rest), named)
    others = Operands(tuple(rest), named)
    array, places = plain_array(data), np.arange(data.size).reshape(data.shape)
    state = _state(function)
    drawn = function(places, *others.args, **others.named)
    _set_state(function, state)
    result = call_at_readers_line(function, (array, *others.args), others.named)
    if short == "shuffle":
        write(data, _part(name, record, places, np.array(array)))
        return result
    part = _part(name, record, np.asarray(drawn), np.array(result))
    if type(result) is not np.ndarray:
        part.value = result
        return wrap(result, part)
    track(result, part)
    return traced_array(result)


def _draw_around(name: str, function: Any, location: Any, scale: Any) -> Any:
    result = call_and_record(name, function, (location, scale), {})
    value = plain_array(plain(result))
    plain_location, plain_scale = (plain_array(plain(part)) for part in (location, scale))
    with np.errstate(divide="ignore", invalid="ignore"):
        noise = np.nan_to_num((value - plain_location) / plain_scale)
    scaled = call_and_record("multiply", np.multiply, (scale, noise), {})
    operands = Operands((location, scaled), {})
    if not operands.records:
        return result
    if type(value) is not np.ndarray:
        return wrap(value, record_call("add", np.add, operands, value))
    drawn = np.array(value)
    track(drawn, record_call("add", np.add, operands, np.array(value)))
    return traced_array(drawn)


def _is_still_made(record: Record) -> bool:
    """True if the array is of random numbers itself, and in the making."""
    return is_start(record) and bool(getattr(record, "is_synthetic", False))


def _part(name: str, record: Record, places: Any, value: Any) -> Record:
    """The record of the elements at these places, where they are the ones that were drawn."""
    whole = np.ravel(record.value)
    if np.array_equal(whole[places], value, equal_nan=value.dtype.kind == "f"):
        return take(record, places, value)
    return ArrayRecord(opaque(f"numpy.{name}"), (record,), value)


def _state(function: Any) -> Any:
    generator = function.__self__
    if isinstance(generator, np.random.RandomState):
        return generator.get_state(legacy=False)
    return generator.bit_generator.state


def _set_state(function: Any, state: Any) -> None:
    generator = function.__self__
    if isinstance(generator, np.random.RandomState):
        generator.set_state(state)
    else:
        generator.bit_generator.state = state
