"""Errors that a backward pass starts from: `error = y - out`, `d_out = error * slope(out)`.

Such a difference is the gradient of a squared error that the code does not compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from graphviz_backprop.graph.gradient_names import derivative, of_object, squeeze
from graphviz_backprop.ops import mul, sub
from graphviz_backprop.tracing.tape.binding import Binding
from graphviz_backprop.tracing.tape.record import Record, ancestors


def starting_errors(bindings: Iterable[Binding]) -> Iterator[tuple[Record, Record]]:
    """Yield each difference that the gradient of one of its sides is a product of, and that side.

    Args:
        bindings: the names given; which side it is the name of the gradient tells.
    """
    for binding in bindings:
        target = derivative(binding.name)
        if target is None or binding.record.op is not mul:
            continue
        for error in binding.record.inputs:
            if error.op is not sub or not error.name:
                continue
            for side in error.inputs:
                if side.inputs and squeeze(of_object(side.name)[1]) == target[1]:
                    yield error, side


def errors_for_gradients_alone(
    results: list[Binding], gradients: Set[Record], inputs: Set[str]
) -> set[Record]:
    """Return those of these errors from which no other result is computed, as a loss would be.

    Args:
        results: every named result.
        gradients: those that are gradients by their names.
        inputs: the names of the inputs; what is given to one is an update.
    """
    others = {b.record for b in results if b.record not in gradients and b.name not in inputs}
    errors = {error for error, _ in starting_errors(results)}
    if not errors:
        return errors
    parts = (part for record in others - errors for part in record.inputs)
    return errors - set(ancestors(parts, gradients.__contains__))
