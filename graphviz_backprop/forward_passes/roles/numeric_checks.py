"""Numeric checks of a gradient: `(f(w + h) - f(w)) / h`, and the perturbed calls in it.

A quotient is one where its denominator is a small number alone, `h` or `2 * h`, and the difference
above it is computed from an input to which that same number was added. All that is computed in a
call with such an input belongs to the check, also what does not depend on it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from graphviz_backprop.ops import add, div, mul, sub
from graphviz_backprop.tracing.scopes.paths import calls_of
from graphviz_backprop.tracing.tape.call import Call
from graphviz_backprop.tracing.tape.record import Record, ancestors

_LARGEST_STEP = 1.0
_SURELY_A_STEP = 0.1
_SMALL_INPUT = 0.01  # `Node(1e-7)` is a step, where the code divides by 1e-7
_MULTIPLES = (1.0, 0.5)  # of `h` and of `2 * h`


def of_numeric_checks(order: list[Record]) -> set[Record]:
    """The records that are computed with a perturbed input, and the quotients of these.

    Args:
        order: every record, in the order of the code.
    """
    steps: set[Record] = set()
    for record in order:
        if record.op is div:
            above, step = record.inputs
            difference = _without_factor(above)
            # `2 * (y - t) / count` is no check, also where there is one number.
            is_step = difference is above or _is_small(step, _SURELY_A_STEP)
            if _is_difference(difference) and is_step:
                steps.update(_perturbations(difference, step))
    if not steps:
        return set()
    perturbed = _computed_from(steps, order)
    calls = {call for record in perturbed for call in _perturbed_calls(record, steps)}
    return perturbed | {one for one in order if any(call in calls for call in calls_of(one))}


def checked_results(order: Iterable[Record], checks: Container[Record]) -> set[Record]:
    """The results whose gradients are checked: `f(w)` of `(f(w + h) - f(w)) / h`.

    What the function that checks has computed for itself is a result of the check alone.

    Args:
        order: every record, in the order of the code.
        checks: what belongs to numeric checks.
    """
    quotients = (record for record in order if record.op is div and record in checks)
    return {
        part
        for one in quotients
        for part in _without_factor(one.inputs[0]).inputs
        if part.inputs and part not in checks
        if set(calls_of(one)).isdisjoint(calls_of(part))
    }


def _perturbed_calls(record: Record, steps: Iterable[Record]) -> Iterator[Call]:
    """The calls around a record in which the step was not added: they were given what it gave."""
    around = {call for step in steps for call in calls_of(step)}
    return (call for call in calls_of(record) if call not in around)


def _without_factor(record: Record) -> Record:
    """The difference in `(f(w + h) - f(w - h)) / 2 / h`, and in `0.5 * (…) / h`."""
    while record.op in (mul, div) and len(record.inputs) == 2:
        first, second = record.inputs
        if record.op is mul and first.is_constant:
            first, second = second, first
        if not second.is_constant:
            return record
        record = first
    return record


def _is_difference(record: Record) -> bool:
    return record.op is sub or (record.op is add and len(record.inputs) == 1)


def _perturbations(difference: Record, step: Record) -> list[Record]:
    """The sums in which the step was added to something."""
    if step.op is sub and step.inputs[0].op is add and step.inputs[1] in step.inputs[0].inputs:
        return [step.inputs[0]]  # (f(x2) - f(x1)) / (x2 - x1), where x2 is x1 + h
    leaves = [record for record in ancestors([step]) if record.is_leaf]
    if len(leaves) > 1 or not _is_small(step):
        return []
    sums = [record for record in ancestors([difference]) if record.op in (add, sub)]
    if leaves:
        return [r for r in sums if r is not difference and leaves[0] in r.inputs]
    sizes = {_size(step) * multiple for multiple in _MULTIPLES}
    return [record for record in sums if any(_is_one_of(part, sizes) for part in record.inputs)]


def _size(record: Record) -> float:
    """The absolute value of one number, also in an array of one."""
    return abs(float(getattr(record.value, "item", lambda: record.value)()))


def _is_small(step: Record, largest: float = _LARGEST_STEP) -> bool:
    return step.is_single and 0 < _size(step) <= largest


def _is_one_of(part: Record, sizes: set[float]) -> bool:
    """True if it is the step, or an array with the step at one place and zeros at the others."""
    if part.is_single:
        is_given = part.is_constant or (part.is_leaf and _size(part) < _SMALL_INPUT)
        return is_given and _size(part) in sizes
    return bool(part.value.any()) and all(abs(float(n)) in {0.0, *sizes} for n in part.value.flat)


def _computed_from(roots: Iterable[Record], order: list[Record]) -> set[Record]:
    reached = set(roots)
    for record in order:
        if not reached.isdisjoint(record.inputs):
            reached.add(record)
    return reached
