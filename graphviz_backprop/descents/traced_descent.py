"""Steps down the gradient of a function, which is called again after each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphviz_backprop.backward import Backprop
from graphviz_backprop.descents.descent import (
    Descent,
    check_step,
    lowered,
    make_descent,
    names_of_parameters,
    parameters_of,
)
from graphviz_backprop.descents.replay import shape_of_graph
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.values import is_array, is_finite

Traced = Callable[[dict[str, Any]], Backprop]


def descend_function(
    trace: Traced,
    inputs: dict[str, Any],
    rate: float,
    steps: int,
    names: tuple[str, ...] | None = None,
) -> Descent:
    """Call a function again and again, each time with inputs one step further down.

    Args:
        trace: calls it with inputs by their names.
        inputs: the first ones.
        rate: by which a gradient is multiplied before it is taken off.
        steps: how many.
        names: of the inputs that are updated; None as in `descend`.

    Raises:
        BackpropError: as in `descend`, or an input that is to be updated is neither a number nor an
            array, nor lists of these.
    """
    check_step(rate, steps)
    first = trace(inputs)
    wanted = names_of_parameters(first, names)
    parameters = parameters_of(first, names)
    shape = list(shape_of_graph(first.graph))
    passes, ended = [first], ""
    for _ in range(steps):
        gradients = passes[-1].by_variable()
        changed = {name: _stepped(inputs[name], gradients[name], rate, name) for name in wanted}
        inputs = inputs | changed
        try:
            new = trace(inputs)
        except OverflowError:
            ended = "numbers grow beyond all bounds"
            break
        except (ArithmeticError, ValueError) as error:
            ended = f"the function fails there: {error}"
            break
        if list(shape_of_graph(new.graph)) != shape:
            ended = "the function goes another way there, which would be another figure"
            break
        if new.first_nonfinite() is not None:
            ended = "numbers grow beyond all bounds"
            break
        passes.append(new)
    return make_descent(passes, rate, parameters, steps, ended)


def _stepped(value: Any, gradient: Any, rate: float, name: str) -> Any:
    """An input after one step, in its own shape."""
    if isinstance(value, dict):
        return {key: _stepped(part, gradient[key], rate, name) for key, part in value.items()}
    if isinstance(value, list | tuple):
        pairs = zip(value, gradient, strict=True)
        return type(value)([_stepped(*pair, rate, name) for pair in pairs])
    if gradient is None:
        return value
    if not (is_array(value) or isinstance(value, int | float)) or not is_finite(value):
        raise BackpropError(
            f"{name}: got a {type(value).__name__}; steps are taken with numbers, lists and arrays"
        )
    if isinstance(gradient, list):  # of an array that is drawn by its numbers
        import numpy as np

        gradient = np.array(gradient, dtype=float)
    return lowered(value, gradient, rate)
