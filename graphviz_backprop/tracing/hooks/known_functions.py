"""The functions that are known by identity: math and the builtins, on traced values."""

from __future__ import annotations

import builtins
import math
import operator
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from graphviz_backprop.errors import UnansweredError
from graphviz_backprop.function_table import FUNCTIONS
from graphviz_backprop.ops import (
    LEAF,
    OPS,
    Op,
    add,
    hypot,
    log,
    maximum,
    minimum,
    op_of_function,
    opaque,
    relu,
)
from graphviz_backprop.tracing.hooks.guard_hooks import note_guard
from graphviz_backprop.tracing.hooks.list_parts import most_terms, sum_of_parts, sum_of_too_many
from graphviz_backprop.tracing.hooks.long_iterators import until_traced
from graphviz_backprop.tracing.hooks.texts import text_function
from graphviz_backprop.tracing.tape.numpy_support import numpy_support
from graphviz_backprop.tracing.tape.record import Record, constant, next_serial
from graphviz_backprop.tracing.tape.recording import RECORDING
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.tracing.tape.traced import (
    OPERATIONS,
    PLAIN_TYPES,
    is_number,
    is_traced,
    itself,
    operate,
    plain,
    plain_type,
    record_of,
    wrap,
)
from graphviz_backprop.tracing.tape.undivided_lists import WHOLE_LISTS

# These look at the object itself, not at its value.
_OF_IDENTITY = (builtins.id, sys.getsizeof, operator.is_, operator.is_not)
_MODULES = {"builtins": builtins, "math": math, "operator": operator}
_CLOCKS = "time time_ns perf_counter perf_counter_ns monotonic process_time thread_time".split()
Guard = Callable[[Callable[..., Any]], Callable[..., Any]]


def known_functions(session: Session, guard: Guard) -> dict[int, Callable[..., Any]]:
    """Replacements by the identity of the function; what they can't take they pass to `guard`."""
    known: dict[int, Callable[..., Any]] = {
        id(function): partial(_apply, op, function, guard) for function, op in _functions()
    }
    known |= {
        id(builtins.max): partial(_extreme, maximum, builtins.max, guard),
        id(builtins.min): partial(_extreme, minimum, builtins.min, guard),
        id(builtins.sum): partial(_sum, session, builtins.sum, guard),
        id(math.fsum): partial(_sum, session, math.fsum, guard),
        id(math.prod): partial(_product, guard),
        id(math.log): partial(_log, guard),
        id(math.hypot): partial(_length_of_vector, guard),
        id(math.dist): partial(_distance, guard),
        id(math.pow): partial(_apply_power, guard),
        id(builtins.len): _length,
        id(builtins.range): _range,
        **{id(function): _on_plain(function) for function in _OF_IDENTITY},
        id(builtins.input): _input,
        **{id(function): text_function(session, function) for function in (str, repr, format)},
        id(builtins.float): partial(_float, guard),
        id(builtins.int): partial(_int, session, guard),
        id(builtins.type): _type,
        **{id(getattr(time, name)): partial(_clock, getattr(time, name)) for name in _CLOCKS},
    }
    return known


def _functions() -> Iterator[tuple[Callable[..., Any], Op]]:
    """The functions of Python that are an op."""
    for row in FUNCTIONS.values():
        for name in row.python.split():
            module, _, function = name.partition(".")
            yield getattr(_MODULES[module], function), OPS[row.op]


def outside_function(function: Callable[..., Any], guard: Guard) -> Callable[..., Any] | None:
    """The stand-in for a function of an op from outside the package, if it is one."""
    op = op_of_function(function)
    return None if op is None else partial(_apply_outside, op, function, guard)


def _numbers(args: Sequence[Any]) -> bool:
    """True if all are numbers and one of them is traced."""
    return all(map(is_number, args)) and any(map(is_traced, args))


def _apply(op: Op, function: Callable[..., Any], guard: Guard, *args: Any, **named: Any) -> Any:
    if RECORDING.is_asleep:
        return function(*args, **named)
    if named or not _numbers(args) or not (op.variadic or len(args) == len(op.vjps)):
        return guard(function)(*args, **named)
    if function in (operator.pow, builtins.pow):
        return OPERATIONS["pow"](*args)
    return operate(op, function, *args)


def _apply_outside(
    op: Op, function: Callable[..., Any], guard: Guard, *args: Any, **named: Any
) -> Any:
    """A function that may be the reader's own: what it computes inside is not recorded."""
    fits = not named and (op.variadic or len(args) == len(op.vjps))
    if fits and _numbers(args):
        return operate(op, lambda *numbers: plain(function(*numbers)), *args)
    arrays = numpy_support(*args) if fits else None
    return arrays.apply(op, function, args) if arrays else guard(function)(*args, **named)


def _apply_power(guard: Guard, *args: Any) -> Any:
    return operate(OPS["pow"], math.pow, *args) if _numbers(args) else guard(math.pow)(*args)


def _extreme(op: Op, real: Callable[..., Any], guard: Guard, *args: Any, **named: Any) -> Any:
    """Max and min. `max(z, 0)` and `max(0, z)` are ReLU, also where 0 is the result."""
    if len(args) == 1 and not named:
        values, rest = until_traced(args[0])
        if rest is not None:
            return guard(real)(rest)  # a great many plain numbers: none is kept
        whole = WHOLE_LISTS.reduced(real, args[0])
        if whole is not None:
            return whole
        if not _numbers(values) and (len(values) < 2 or all(map(is_number, values))):
            return real(values)  # plain numbers, or the very object that is the only one
        args = tuple(values)
    if named or not _numbers(args):
        return guard(real)(*args, **named)
    if len(args) == 1:
        return args[0]
    if op is maximum and len(args) == 2:
        zeros = [not is_traced(arg) and arg == 0 for arg in args]
        if any(zeros):
            value = args[zeros.index(False)]
            return operate(
                relu, lambda z: real(*(z if arg is value else arg for arg in args)), value
            )
    return operate(op, real, *args)


def _sum(session: Session, real: Callable[..., Any], guard: Guard, *args: Any, **named: Any) -> Any:
    """The builtin on plain values: from 3.12 it compensates, so its result is its own."""
    first = [*args[1:], *named.values()]
    if not args or len(first) > 1 or named.keys() - {"start"}:
        return real(*args, **named)
    whole = WHOLE_LISTS.reduced(real, args[0]) if real is builtins.sum and not first else None
    if whole is None:
        whole = sum_of_parts(session, real, args[0], first)
    if whole is not None:
        return whole
    start = next_serial()
    values, rest = until_traced(args[0], partial(most_terms, session))
    if rest is not None and any(map(is_traced, values)):
        return sum_of_too_many(real, values, rest, first, start)
    if rest is not None:
        return guard(real)(rest, *args[1:], **named)  # a great many plain numbers: none is kept
    if not _numbers((*values, *first)):
        return guard(real)(values, *args[1:], **named)
    value = real(list(map(plain, values)), *map(plain, first))
    terms = [term for term in first if is_traced(term) or term != 0] + values
    if len(terms) == 1:
        return wrap(value, record_of(terms[0]))
    return operate(add, lambda *plain_terms: value, *terms)


def _product(guard: Guard, *args: Any, **named: Any) -> Any:
    if len(args) != 1 or named.keys() - {"start"}:
        return math.prod(*args, **named)
    values, start = list(args[0]), named.get("start", 1)
    if not _numbers((*values, start)):
        return guard(math.prod)(values, start=start)
    terms = ([] if not is_traced(start) and start == 1 else [start]) + values
    result = terms[0]
    for term in terms[1:]:
        result = OPERATIONS["mul"](result, term)
    return result


def _log(guard: Guard, *args: Any) -> Any:
    if not _numbers(args) or len(args) not in (1, 2):
        return guard(math.log)(*args)
    logs = [operate(log, math.log, arg) if is_traced(arg) else math.log(arg) for arg in args]
    return logs[0] if len(logs) == 1 else OPERATIONS["truediv"](*logs)


def _length_of_vector(guard: Guard, *args: Any) -> Any:
    """`math.hypot` takes any number of arguments: the length of the first two is taken first."""
    if not _numbers(args) or len(args) < 2:
        return guard(math.hypot)(*args)
    value = math.hypot(*map(plain, args))
    length = args[0]
    for last, term in enumerate(args[1:], 2):
        real = (lambda *_: value) if last == len(args) else math.hypot
        length = operate(hypot, real, length, term)
    return length


def _distance(guard: Guard, *args: Any) -> Any:
    """`math.dist(p, q)`, the length of the differences."""
    if len(args) != 2 or not all(isinstance(point, list | tuple) for point in args):
        return guard(math.dist)(*args)
    p, q = args
    if not p or len(p) != len(q) or not _numbers((*p, *q)):
        return guard(math.dist)(p, q)
    steps = [OPERATIONS["sub"](x, y) for x, y in zip(p, q, strict=True)]
    return abs(steps[0]) if len(steps) == 1 else _length_of_vector(guard, *steps)


def _length(*args: Any, **named: Any) -> Any:
    """A length counts: it is a constant, not an input."""
    length = builtins.len(*args, **named)
    return wrap(length, constant(length))


def _range(*bounds: Any, **named: Any) -> range:
    numbers = builtins.range(*map(plain, bounds), **named)
    for bound in bounds:
        if is_traced(bound) and bound._record.op is LEAF:
            bound._record.is_not_input = True
    return numbers


def _clock(function: Callable[[], Any]) -> Any:
    """The time counts, too."""
    value = function()
    return wrap(value, constant(value))


def _on_plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *args, **named: function(*map(itself, args), **named)


def _input(*_: Any, **__: Any) -> str:
    raise UnansweredError("input() waits for a keyboard; write the value in the code")


def _float(guard: Guard, *args: Any) -> Any:
    if len(args) == 1 and type(args[0]) in PLAIN_TYPES:
        return builtins.float(args[0])  # it has no record, and may be one of a million
    if len(args) == 1 and is_traced(args[0]):
        return wrap(float(plain(args[0])), args[0]._record)
    if len(args) == 1 and numpy_support(args[0]) and getattr(args[0], "shape", None) == ():
        number = args[0].item()  # the one number of an array
        if is_traced(number):
            return wrap(float(plain(number)), record_of(number))
    return guard(builtins.float)(*args)


def _int(session: Session, guard: Guard, *args: Any, **named: Any) -> Any:
    if len(args) == 1 and is_traced(args[0]):
        value = plain(args[0])
        if type(value) is int:
            return args[0]
        record = Record(opaque("int"), (args[0]._record,), int(value))
        note_guard(session, "int", "", args, record.value)  # a place, or how often
        return wrap(record.value, record)
    return guard(builtins.int)(*args, **named)


def _type(*args: Any, **named: Any) -> type:
    if len(args) == 1 and not named:
        return plain_type(args[0])
    return builtins.type(*args, **named)
