"""What is differentiated where the code trains by an error and computes no loss.

out = sigmoid(x @ w)              the output is `out`, its gradient starts as `error`
error = y - out
w += x.T @ (error * out * (1 - out))

h = sigmoid(x @ w)                the output is `x @ w`: with cross-entropy as the loss,
w -= x.T @ (h - y) / n            the slope of the sigmoid cancels out, and the code has none
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property

from graphviz_backprop.forward_passes.roles.named_gradients import is_derivative_function
from graphviz_backprop.forward_passes.roles.roles import Roles
from graphviz_backprop.function_table import Kind
from graphviz_backprop.ops import sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors
from graphviz_backprop.values import is_array, shape_of

_LONGEST_ACTIVATION = 40


class TrainingErrors:
    """The errors of a run that gradients and updates alone are computed from.

    Args:
        order: every record behind a name, in the order of the code.
        roles: gradients and updates.
        for_gradients: what only these are computed from.
    """

    def __init__(self, order: list[Record], roles: Roles, for_gradients: Container[Record]) -> None:
        self._order = order
        self._roles = roles
        self._for_gradients = for_gradients

    def starts(self, ends: list[Binding], results: Iterable[Binding], stop: int) -> list[Binding]:
        """The ends of a pass; where it has one, what the code's backward pass starts at instead.

        Args:
            ends: what could be the output.
            results: every named result of the pass.
            stop: the serial with which the next pass begins.
        """
        start = self._start_for(ends[0].record, stop) if len(ends) == 1 else None
        if start is None or start is ends[0].record:
            return ends
        named = [binding for binding in results if binding.record is start]
        return named[:1] or [Binding.where_made(start)]

    def _start_for(self, end: Record, stop: int) -> Record | None:
        """What the code's backward pass starts at; None where it doesn't start with an error.

        Args:
            end: what would be the output: a prediction or its error.
            stop: the serial with which the next pass begins.
        """
        errors = [end] if self._is_error(end) else self._users[end]
        for error in errors:
            if self._is_error(error):
                predicted = self._predicted(error)
                if predicted is not None and (error is end or predicted is end):
                    return self._start(error, predicted, stop)
        return self._start_of_sent_back(end, stop)

    def _start_of_sent_back(self, end: Record, stop: int) -> Record | None:
        """The same where the end is an error sent back: `hidden_errors = w.T @ output_errors`."""
        error = self._sent_back(end) if end in self._for_gradients else None
        predicted = self._predicted(error) if error is not None else None
        if error is None or predicted is None:
            return None
        return self._start(error, predicted, stop)

    def _sent_back(self, record: Record) -> Record | None:
        """The error that a product with weights, or several one after another, sends back."""
        while not self._is_error(record):
            others = [part for part in record.inputs if not self._is_parameter(part)]
            if len(record.inputs) != 2 or len(others) != 1:
                return None
            record = others[0]
        return record

    def _is_parameter(self, record: Record) -> bool:
        """True if it is an updated input, as it is, turned over, or a part of it."""
        while record.op.kind in (Kind.PART, Kind.ARRANGEMENT) and record.inputs:
            record = record.inputs[0]
        return record in self._roles.updates or record in self._first

    @cached_property
    def _first(self) -> set[Record]:
        return set(self._roles.updates.values())

    @cached_property
    def _users(self) -> dict[Record, list[Record]]:
        users: dict[Record, list[Record]] = defaultdict(list)
        for record in self._order:
            for part in record.inputs:
                users[part].append(record)
        return users

    @cached_property
    def _of_parameters(self) -> set[Record]:
        """What is computed from an input that the code updates; without updates, from any."""
        roles = self._roles
        if not roles.updates:  # one step is computed and shown, `del_w = rate * error * x`
            return {record for record in self._order if record.inputs}
        found = self._parameters
        for record in self._order:
            if not found.isdisjoint(record.inputs):
                found.add(record)
        return found

    @property
    def _parameters(self) -> set[Record]:
        """What the code updates, and what it replaces; not data that was shuffled in a sleep."""
        roles = self._roles
        trained = {roles.origin.get(one, one) for one in roles.updates if one.inputs}
        updates = [one for one in roles.updates if roles.origin.get(one, one) in trained]
        updates = updates or list(roles.updates)
        return {*updates, *(roles.updates[one] for one in updates)}

    def _is_error(self, record: Record) -> bool:
        is_behind = record in self._for_gradients or record in self._roles.backward
        return record.op is sub and is_behind and record not in self._roles.updates

    def _predicted(self, error: Record) -> Record | None:
        """The side of an error that the parameters go into; the other one is what it should be."""
        sides = [part for part in error.inputs if part in self._of_parameters]
        is_error = len(sides) == 1 and sides[0].inputs and _has_target(error, sides[0])
        return sides[0] if is_error else None

    def _start(self, error: Record, predicted: Record, stop: int) -> Record:
        argument = argument_of_activation(predicted, self._roles.updates)
        if argument is predicted:
            # The one number of `e = t - (w * x + b)` is what the code itself calls a result.
            is_result = error.name and error.is_single and error not in self._roles.gradients
            return error if is_result else predicted
        slopes = self._computed_from(argument, stop) | {argument}
        own = self._computed_from(error, stop) | {error}
        factors = {part for record in own for part in record.inputs} - own - set(error.inputs)
        here = self._computed_from(error, stop, self._is_sent_back) | {error}
        near = {part for record in here for part in record.inputs} & factors
        has_slope = (
            not slopes.isdisjoint(factors)
            or any(map(_is_slope, near))
            or any(_is_mask(one, predicted) for one in factors)
        )
        return predicted if has_slope else argument

    def _computed_from(
        self, record: Record, stop: int, is_cut: Callable[[Record], bool] = lambda _: False
    ) -> set[Record]:
        """What is computed from a record before a serial, as far as the updates and what is cut."""
        found: set[Record] = set()
        waiting = [record]
        while waiting:
            for user in self._users[waiting.pop()]:
                is_past = user.serial >= stop or user in self._roles.updates or is_cut(user)
                if not is_past and user not in found:
                    found.add(user)
                    waiting.append(user)
        return found

    def _is_sent_back(self, record: Record) -> bool:
        """True if it is a product with weights: the slopes after it are those of other layers."""
        return any(map(self._is_parameter, record.inputs))


def argument_of_activation(value: Record, cut: Container[Record] = ()) -> Record:
    """What an activation written out was computed from: `z` of `1 / (1 + exp(-z))`, or the value.

    It is the earliest record that all of the value goes by, before several inputs are.
    """
    *_, last = _all_goes_by(value, cut)
    return last


def _all_goes_by(value: Record, cut: Container[Record]) -> Iterator[Record]:
    """The value, and each earlier record that all of it goes by."""
    yield value
    frontier = {value}
    for _ in range(_LONGEST_ACTIVATION):
        last = max(frontier, key=lambda record: record.serial)
        frontier.remove(last)
        frontier.update(part for part in last.inputs if not part.is_constant)
        if not frontier or any(_is_input(part, cut) for part in frontier):
            return
        if len(frontier) == 1:
            yield from frontier


def _is_input(record: Record, cut: Container[Record]) -> bool:
    return not record.inputs or record in cut or record.op.kind is Kind.WRITE


def errors_of(output: Record, records: Iterable[Record], serials: range) -> Iterator[Record]:
    """Yield the errors of an output, or of what an activation makes of it, in its own pass.

    The other side of an error, what it should be, has no input in common with the output. A later
    pass is a copy, with the serials of what it copies.
    """
    own: set[int] = set()
    for record in records:
        if record.op is sub and record.serial > output.serial and record.serial in serials:
            own = own or {one.serial for one in ancestors([output])}
            sides = [side for side in record.inputs if _goes_by(side, output)]
            others = [side for side in record.inputs if side not in sides]
            before = ancestors(others, lambda one: one.serial < serials.start)
            inputs = [one.serial for one in before if one.is_leaf]
            if len(sides) == 1 and _has_target(record, sides[0]) and own.isdisjoint(inputs):
                yield record


def _is_slope(record: Record) -> bool:
    """True if a function that is called after a derivative has computed it: `sigmoid_prime(z)`."""
    return record.code is not None and is_derivative_function(record.code.co_name)


def _is_mask(factor: Record, predicted: Record) -> bool:
    """True if it is the slope of a ReLU, 0 or 1 for each number: `error * (out > 0)`."""
    value = factor.value
    if not factor.is_constant or not is_array(value) or value.shape != shape_of(predicted.value):
        return False
    return bool(((value == 0) | (value == 1)).all())


def _has_target(error: Record, predicted: Record) -> bool:
    """True unless the other side is a number in the code, as in a slope, `1 - a`."""
    (target,) = (part for part in error.inputs if part is not predicted)
    is_written_out = argument_of_activation(predicted) is not predicted
    return not target.is_constant or (is_written_out and predicted is error.inputs[0])


def _goes_by(side: Record, output: Record) -> bool:
    return any(earlier.serial == output.serial for earlier in _all_goes_by(side, ()))
