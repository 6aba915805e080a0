"""A method of a number class is one operation, at the line that calls it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from graphviz_backprop.function_table import Kind
from graphviz_backprop.ops import CONSTANT, OPS, Op
from graphviz_backprop.tracing.carriers.method_calls import MethodCalls, move_out
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record, ancestors

_OPERATORS = {
    "__neg__": "neg",
    "__add__": "add",
    "__radd__": "add",
    "__sub__": "sub",
    "__rsub__": "sub",
    "__mul__": "mul",
    "__rmul__": "mul",
    "__truediv__": "div",
    "__rtruediv__": "div",
    "__pow__": "pow",
    "__rpow__": "pow",
    "__abs__": "abs",
}
_PRECISION = 1e-9


def settle_operations(
    order: list[Record],
    payloads: set[Record],
    payload_of: Callable[[Any], Record | None],
    calls: MethodCalls,
) -> None:
    """Move what methods recorded to where they are called; several steps become one where they are.

    Args:
        order: all records of the run.
        payloads: the numbers in carriers.
        payload_of: gives the number in an object.
        calls: the calls of methods.
    """
    groups: dict[Call, list[Record]] = defaultdict(list)
    live: set[Record] = set()
    users: dict[Record, list[Record]] = defaultdict(list)
    for record in order:
        if record.is_leaf or not live.isdisjoint(record.inputs):
            live.add(record)
        for part in record.inputs:
            users[part].append(record)
        call = calls.around(record.within)
        if call is not None and record.op is not CONSTANT:
            groups[call].append(record)
    for call, group in groups.items():
        steps = set(group)
        results = [record for record in group if record in payloads and record.inputs]
        last = _not_used_by_others(results, steps)
        if len(last) == 1:
            needed = [
                step
                for step in _steps(last[0], steps & live)
                if step.inputs and step.op.kind is not Kind.CONVERSION
            ]
            is_combined = _combine(call, last[0], needed, live, payload_of)
            if len(needed) > 1 and not is_combined and not call.code.co_name.startswith("__"):
                call.is_operation = True
                for record in group:
                    _move_into(record, call)
                continue
            _read_from_the_left(call, last[0], payload_of)
            _skip_zero(last[0], users[last[0]])
        for record in group:
            move_out(record, call)


def _not_used_by_others(results: list[Record], steps: set[Record]) -> list[Record]:
    """The numbers of new carriers from which no other one of the same call is computed."""
    if len(results) == 1:
        return results
    inner = {part for result in results for part in _steps(result, steps) if part is not result}
    return [result for result in results if result not in inner]


def _steps(result: Record, steps: set[Record]) -> list[Record]:
    """Those of a method's steps from which its result is computed."""
    return [part for part in ancestors([result], lambda part: part not in steps) if part in steps]


def _combine(
    call: Call,
    result: Record,
    needed: list[Record],
    live: set[Record],
    payload_of: Callable[[Any], Record | None],
) -> bool:
    """Make several steps the one operation that the method is called, where its value agrees."""
    name = call.code.co_name
    op = OPS.get(_OPERATORS.get(name, name))
    if op is result.op and len(needed) == 1:
        return True
    if op is None or op.variadic or not op.vjps or not op.is_elementwise:
        return False
    outside: dict[Record, None] = {}
    fixed: dict[Record, None] = {}
    for record in needed:
        for part in record.inputs:
            if part not in needed:
                (outside if part in live else fixed)[part] = None
    own = payload_of(call.owner()) if callable(call.owner) else None
    arguments = list(outside)
    if own is not None and own in outside:
        arguments.remove(own)
        arguments.insert(0, own)
    for inputs in _candidates(arguments, list(fixed), len(op.vjps), name):
        if _agrees(op, inputs, result):
            result.set_operation(op, inputs)
            return True
    return False


def _read_from_the_left(
    call: Call, result: Record, payload_of: Callable[[Any], Record | None]
) -> None:
    """The arguments of `2.0 * a` as the line has them, not as `a.__rmul__(2.0)` computes it."""
    own = payload_of(call.owner()) if callable(call.owner) else None
    is_reflected = call.code.co_name in ("__rmul__", "__radd__") and len(result.inputs) == 2
    if is_reflected and result.inputs[0] is own and result.op.name in ("mul", "add"):
        result.inputs = result.inputs[::-1]


def _skip_zero(result: Record, users: list[Record]) -> None:
    """The 0 that `sum` starts with is no term: what uses `0 + a` uses `a`."""
    if result.op.name != "add" or result.name or len(result.inputs) != 2:
        return
    zero, term = result.inputs
    if zero.op is CONSTANT and zero.value == 0 and term.op is not CONSTANT:
        for user in users:
            user.inputs = tuple(term if part is result else part for part in user.inputs)


def _candidates(
    arguments: list[Record], fixed: list[Record], count: int, name: str
) -> Iterator[tuple[Record, ...]]:
    """The arguments in the order of the operator; a number of the code may be one of two."""
    is_reflected = name.startswith("__r")
    if len(arguments) == count:
        yield tuple(reversed(arguments)) if is_reflected else tuple(arguments)
    elif count == 2 and len(arguments) == 1:
        (argument,) = arguments
        if not fixed:
            yield argument, argument
        for part in fixed:
            for value in _spelled(part.value):
                # In the place of the number: later records have later serials.
                other = part.beside(CONSTANT, (), value, "")
                yield (other, argument) if is_reflected else (argument, other)


def _spelled(value: Any) -> Iterator[Any]:
    """A number, and the one that a method would have negated or inverted to get it."""
    if isinstance(value, int | float):
        yield from (value, -value)
        if value:
            inverse = 1 / value
            yield round(inverse) if round(inverse) == inverse else inverse


def _agrees(op: Op, inputs: tuple[Record, ...], result: Record) -> bool:
    try:
        value = op.forward(*(part.value for part in inputs))
        if getattr(result.value, "shape", ()):
            return bool(abs(value - result.value).max() <= _PRECISION * abs(result.value).max())
        return math.isclose(value, result.value, rel_tol=_PRECISION, abs_tol=1e-12)
    except (ArithmeticError, TypeError, ValueError):
        return False


def _move_into(record: Record, call: Call) -> None:
    """Let a step of a method stand within the method's call alone, not in those that it makes."""
    within, at = record.within, record.at
    while within is not None and within is not call:
        at, within = within.at, within.parent
    record.within, record.at = within, at
