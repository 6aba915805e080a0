"""Where the code's own backward pass may start: candidates for the gradient of the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

from graphviz_backprop.backward import Upstream, UpstreamKind
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.forward_passes.outputs.training_errors import errors_of, is_list_of_numbers
from graphviz_backprop.forward_passes.roles.handwritten_gradients import (
    Namer,
    last_written,
    named_numbers,
    written_into,
)
from graphviz_backprop.forward_passes.roles.starting_errors import starting_errors
from graphviz_backprop.function_table import Kind
from graphviz_backprop.graph import Handwritten
from graphviz_backprop.graph.gradient_names import base, derivative, is_of_function, squeeze
from graphviz_backprop.graph.upstream_names import is_upstream
from graphviz_backprop.ops import CONSTANT, div, neg, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.locations import place_of
from graphviz_backprop.tracing.tape.record import Record, SourceLocation, ancestors
from graphviz_backprop.tracing.tape.session import Session
from graphviz_backprop.values import is_array, is_finite, shape_of

_Written = tuple[str, Record, SourceLocation]


def find_named_upstream(
    session: Session, source: str, serials: range, name: str, output: Record
) -> Handwritten:
    """Return the number or array of this name as the gradient of the output.

    The pass's own is taken, else the one that holds there, else a later one.

    Raises:
        BackpropError: there is none of this name, or none in the shape of the output.
    """
    written = [item for item in named_numbers(session) if item[0] == name]
    later = written_into(session)
    for _, record, placed in _in_order(written, serials):
        last = last_written(record, later)
        if is_array(last.value) and shape_of(last.value) != shape_of(output.value):
            expected = shape_of(output.value) or "one number, as the output is"
            raise BackpropError(
                f"{source}: the seed {name} has the shape {shape_of(last.value)}; "
                f"expected {expected}"
            )
        return Handwritten(name, last.value, place_of(placed, source))
    raise BackpropError(
        f"{source}: no number or array is named {name!r}; the seed is a number, or the name "
        "of one in the code"
    )


def find_upstreams(
    session: Session, source: str, serials: range, output: Record, namer: Namer
) -> Iterator[Upstream]:
    """Yield what may be the gradient of the output, those of this pass first.

    It is called so (`dvalue`, `grad_output`), or it is a gradient of the output by its name or, of
    an array, by its shape (`drelu = relu_outputs.copy()`), or a number that only the code's own
    gradients are computed from (`drelu_dz = 2.0 * (1 if z > 0 else 0)`), or the error that the
    output's gradient begins with (`d_out = error * slope`), or an array without a name on the way
    to the gradients: `a - y` of `delta = (a - y) * sigmoid_prime(z)`; or it says that it is that
    of a loss which the code does not compute: `d_L_d_ypred`; or it is the output itself.
    """
    written = [
        item
        for item in named_numbers(session)
        if _fits(item[1], output) and not _is_of_weight(item[0], output)
    ]
    later = written_into(session)
    # A later pass is a copy, with the serials of what it copies.
    pairs = starting_errors(session.bindings)
    errors = {error for error, side in pairs if side.serial == output.serial}
    errors.update(errors_of(output, (record for _, record, _ in written), serials))
    further = {one.name for one in session.bindings if one.record.serial == output.serial}
    names = {squeeze(name) for name in (output.name, *further)}  # `y_pred = o1`
    for name, record, placed in _in_order(written, serials, every=True):
        if record in errors or _begins_at(name, record, output):
            kind = UpstreamKind.STARTING
        elif is_upstream(name):
            is_given = not any(part.op is not CONSTANT for part in record.inputs)
            is_certain = is_given and "[" not in name
            kind = UpstreamKind.GIVEN if is_certain else UpstreamKind.CALLED
        elif _is_of_more(name, names) and record is not output:
            kind = UpstreamKind.STARTING
        elif is_array(record.value) and not record.inputs and _is_of(name, names):
            kind = UpstreamKind.GIVEN  # `da_next = rng.normal(size=(5, 10))`
        elif name in further:  # `delta = p` of another round, where `delta` is then written into
            continue
        elif _may_be_of(name, names, output) and record is not output:
            kind = UpstreamKind.GRADIENT
        else:
            continue
        called = namer(name, placed.call if isinstance(placed, Binding) else record.named_in)
        last = last_written(record, later)
        for value in (record.value,) if last is record else (last.value, record.value):
            yield Upstream(Handwritten(called, value, place_of(placed, source)), kind)
    gradients = [
        binding.record
        for binding in session.bindings
        if derivative(binding.name) and binding.record.serial in serials
    ]
    for record, user in _literals(gradients, output):
        number = Handwritten("", record.value, place_of(user, source))
        yield Upstream(number, UpstreamKind.LITERAL)
    # A list is put together after the run, its numbers were there before.
    given = output.inputs if is_list_of_numbers(output) else (output,)
    start = min(one.serial for one in given)
    behind = ancestors(
        (b.record for b in session.bindings if b.record.serial in serials),
        lambda record: record.serial <= start,  # no error of it comes before it
    )
    turned = _turned(behind)
    for record in errors_of(output, behind, serials):
        if not record.name and _fits(record, output):
            # `-(t - o) * o * (1 - o)` starts from the error with its minus.
            for one in (turned[record], record) if record in turned else (record,):
                error = Handwritten("", one.value, place_of(record, source))
                yield Upstream(error, UpstreamKind.STARTING)
    for first, value in _errors_of_list(output, behind, serials):
        yield Upstream(Handwritten("", value, place_of(first, source)), UpstreamKind.STARTING)
    for record in _between(gradients, output):
        array = Handwritten("", record.value, place_of(record, source))
        yield Upstream(array, UpstreamKind.UNNAMED)
    if is_array(output.value):  # `layer.backward(out)`, to try it out
        itself = Handwritten(output.name, output.value, place_of(output, source))
        yield Upstream(itself, UpstreamKind.UNNAMED)


def _in_order(written: Iterable[_Written], serials: range, every: bool = False) -> list[_Written]:
    """Return the numbers of the pass's own code, then the last before it, then all others."""
    written = list(written)
    own = [item for item in written if item[1].serial in serials]
    before = [item for item in written if item[1].serial < serials.start]
    if every:
        later = [item for item in written if item[1].serial >= serials.stop]
        return [*own, *reversed(before), *later]
    return own or before[-1:] or written


def _fits(record: Record, output: Record) -> bool:
    """Return whether a value has the shape of the output, or is one number for each element."""
    value = record.value
    if value is None or isinstance(value, bool | complex) or not is_finite(value):
        return False
    is_number = getattr(value, "size", 1) == 1 if output.is_single else not shape_of(value)
    return is_number or shape_of(value) == shape_of(output.value)


def _begins_at(name: str, record: Record, output: Record) -> bool:
    """Return whether it is the error of what was made of the output: `dZ = softmax(Z) - Y`."""
    target = derivative(name)
    if target is None or target[1] != squeeze(output.name) or record.op is not sub:
        return False
    after = ancestors(record.inputs, lambda one: one.serial <= output.serial)
    return any(one.serial == output.serial for one in after)


def _is_of_more(name: str, names: Set[str]) -> bool:
    """Return whether a name says that it is what is made of the output: `d_L_d_ypred`."""
    parts = derivative(name)
    return parts is not None and parts[1] in names and parts[0] not in {"", *names}


def _is_of(name: str, names: Set[str]) -> bool:
    """Return whether a name says that it is the output's gradient."""
    parts = derivative(name)
    return parts is not None and parts[1] in names


def _may_be_of(name: str, names: Set[str], output: Record) -> bool:
    """Return whether a gradient may be the output's: by its name, or an array by its shape."""
    parts = derivative(name)
    if parts is None:
        return False
    is_outputs = parts[1] in names or is_of_function(base(name))
    return is_outputs or not output.is_single


def _is_of_weight(name: str, output: Record) -> bool:
    """Return whether its indices say so: `output_grads[0][2]` of the neuron `output[0]`."""
    return output.is_single and name.count("[") > max(output.name.count("["), 1)


def _literals(gradients: list[Record], output: Record) -> Iterator[tuple[Record, SourceLocation]]:
    """Yield the numbers in the code of the pass's gradients, each with the operation that uses it.

    Those of the forward pass are left out, and 0 and 1, which say nothing.
    """
    if not output.is_single:
        return
    forward = set(ancestors([output]))
    for record in ancestors(gradients, forward.__contains__):
        for part in record.inputs if record not in forward else ():
            is_number = part.op is CONSTANT and type(part.value) in (int, float)
            is_count = record.op is div and part is record.inputs[-1]  # n of `x.T @ dz / n`
            if is_number and not is_count and part.value not in (0, 1):
                yield part, record


def _errors_of_list(
    output: Record, behind: list[Record], serials: range
) -> Iterator[tuple[Record, Any]]:
    """Yield the errors of a list, as `-(t - o)` where the code goes on so, and the first."""
    if not is_list_of_numbers(output):
        return
    import numpy as np

    turned = _turned(behind)
    every = [next(errors_of(part, behind, serials), None) for part in output.inputs]
    found = [turned.get(one, one) for one in every if one is not None]
    if len(found) == len(every):
        yield found[0], np.array([one.value for one in found], dtype=float)


def _turned(records: Iterable[Record]) -> dict[Record, Record]:
    """Return what has a minus put before it, each with the outcome."""
    return {record.inputs[0]: record for record in records if record.op is neg}


def _between(gradients: list[Record], output: Record) -> Iterator[Record]:
    """Yield the arrays without a name that are computed from the output, in its shape."""
    if not is_array(output.value):
        return
    after = {output.serial}  # a later pass has copies of the records
    for record in ancestors(gradients, lambda record: record.serial <= output.serial):
        if any(part.serial in after for part in record.inputs):
            after.add(record.serial)
            # An output written row by row that is written into once more is no gradient of it.
            if record.op.kind is Kind.WRITE and output.op.kind is Kind.WRITE:
                continue
            if not record.name and _fits(record, output) and is_array(record.value):
                yield record
