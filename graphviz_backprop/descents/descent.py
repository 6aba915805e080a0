"""Steps down the gradient as data: the passes before and after each update."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.descents.replay import ReplayError, refuse_what_can_not_run, replayed
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Edge, Graph, Node, Place, ends_of
from graphviz_backprop.graph.gradient_names import base
from graphviz_backprop.limits import MOST_STEPS
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import (
    GradientNames,
    label,
    nonfinite_text,
    sorted_variables,
)
from graphviz_backprop.values import Value, is_array, shape_of


@quick_dataclass(frozen=True)
class Descent:
    """A forward and backward pass, and the same after each of some updates.

    Attributes:
        passes: the first one, then one after each update; all of one shape.
        rate: by which a gradient is multiplied before it is taken off; None where the code itself
            updates, by whatever rule.
        parameters: the inputs that are updated, as indices of nodes.
        wanted: how many updates were asked for.
        ended: why there are fewer; empty where there are not.
        numbers: of each pass the number that it has: of steps 0, 1, 2, …, or its number in the
            file.
        kept: the output of each pass that was kept, by its number, also of those that are not
            among `passes`.
        line: the reader's line of code at a place; None where the updates are not the reader's.
    """

    passes: tuple[Backprop, ...]
    rate: float | None
    parameters: tuple[int, ...]
    wanted: int
    ended: str
    numbers: tuple[int, ...]
    kept: Mapping[int, float]
    line: Callable[[Place], str] | None = None

    @property
    def graph(self) -> Graph:
        """The first forward pass."""
        return self.passes[0].graph

    @cached_property
    def outputs(self) -> tuple[float, ...]:
        """What is made smaller, of each pass: the output, of an array the sum of seed × output."""
        return tuple(map(objective, self.passes))

    def updated(self, at: int) -> Iterable[Node]:
        """The parameters that the update after a pass changes, as they are before it."""
        before, after = self.passes[at].graph, self.passes[at + 1].graph
        for index in self.parameters:
            if is_other(before.nodes[index].value, after.nodes[index].value):
                yield before.nodes[index]

    def steepness(self, at: int) -> float:
        """By how much a step of the rate lowers the output, as the gradients say it."""
        gradients = [self.passes[at].gradients[index] for index in self.parameters]
        return (self.rate or 0.0) * sum(map(_square, gradients))

    def blocked(self, at: int) -> tuple[Edge, ...]:
        """The edges that let nothing of a gradient through (a dead ReLU), in a pass."""
        steps = self.passes[at].steps
        return tuple(step.edge for step in steps if step.blocks and not _is_zero(step.upstream))


def objective(backprop: Backprop) -> float:
    """What goes down: the output, of an array the sum of its entries times the seed's."""
    value = backprop.graph.nodes[backprop.graph.output].value
    return float((value * backprop.seed).sum()) if is_array(value) else float(value)


def name_of_objective(backprop: Backprop) -> str:
    """What goes down: `y`, or `the sum of dvalues * outputs`."""
    graph = backprop.graph
    output = graph.nodes[graph.output]
    name = label(graph, output)
    if not is_array(output.value):
        return name
    upstream = GradientNames(backprop).upstream
    is_plain = bool((backprop.seed == 1).all())
    weights = "" if is_plain else (upstream.name if upstream else "") or "its gradients"
    return f"the sum of {weights} * {name}" if weights else f"the sum of {name}"


def descend(
    backprop: Backprop, rate: float, steps: int, names: Iterable[str] | None = None
) -> Descent:
    """Take steps against the gradient, and run the graph again after each.

    Args:
        backprop: the first pass.
        rate: by which a gradient is multiplied before it is taken off.
        steps: how many, from 1 to `MOST_STEPS`.
        names: of the variables that are updated; None for the parameters (what the code updates,
            else `w`, `b`, `weights` and the like beside inputs), or all where there are none.

    Raises:
        BackpropError: rate or steps are no such numbers, there is no such variable, or the graph
            can't be run again.
    """
    check_step(rate, steps)
    parameters = parameters_of(backprop, names)
    refuse_what_can_not_run(backprop, frozenset(parameters))
    passes, ended = [backprop], ""
    for _ in range(steps):
        try:
            passes.append(_next(passes[-1], parameters, rate))
        except ReplayError as error:
            ended = str(error)
            break
        if ended := _overflow(passes[-1]):
            passes.pop()
            break
    return make_descent(passes, rate, parameters, steps, ended)


def make_descent(
    passes: list[Backprop], rate: float, parameters: tuple[int, ...], wanted: int, ended: str
) -> Descent:
    """The passes after 0, 1, 2, … steps."""
    numbers = tuple(range(len(passes)))
    kept = dict(zip(numbers, map(objective, passes), strict=True))
    return Descent(tuple(passes), rate, parameters, wanted, ended, numbers, kept)


def check_step(rate: float, steps: int) -> None:
    """See that a rate and a number of steps are such.

    Raises:
        BackpropError: they are not.
    """
    if isinstance(rate, bool) or not isinstance(rate, int | float) or not math.isfinite(rate):
        raise BackpropError(f"rate: got {rate!r}; expected a number")
    if rate <= 0:
        raise BackpropError(f"rate: got {rate!r}; expected a number above 0")
    if type(steps) is not int or not 1 <= steps <= MOST_STEPS:
        raise BackpropError(f"steps: got {steps!r}; expected a whole number from 1 to {MOST_STEPS}")


def parameters_of(backprop: Backprop, names: Iterable[str] | None) -> tuple[int, ...]:
    """The inputs that are updated.

    Raises:
        BackpropError: there is no such variable.
    """
    graph = backprop.graph
    if graph.is_backward:
        raise BackpropError(f"{graph.source}: a backward pass alone has no output to make smaller")
    wanted = names_of_parameters(backprop, names)
    found = [index for name in wanted for index in ends_of(graph.variables[name])]
    return tuple(index for index in dict.fromkeys(found) if index in graph.used)


def names_of_parameters(backprop: Backprop, names: Iterable[str] | None) -> list[str]:
    """The variables that are updated: those of these names, else the parameters, else all.

    Raises:
        BackpropError: there is no such variable.
    """
    known = list(backprop.graph.variables)
    if names is None:
        parameters, inputs, others = sorted_variables(backprop)
        updated = {base(name) for name in backprop.graph.updated}
        return parameters or [n for n in known if n in updated] or [*inputs, *others]
    wanted = [names] if isinstance(names, str) else list(names)
    for name in wanted:
        if name not in known:
            raise BackpropError(
                f"{backprop.graph.source}: no input {name!r} to update; expected one of "
                f"{', '.join(known[:12])}"
            )
    return wanted


def lowered(value: Value, gradient: Value, rate: float) -> Value:
    """A value after one step: an array of the same type."""
    new = value - rate * gradient
    if is_array(new):
        kind = value.dtype if value.dtype.kind == "f" else new.dtype
        new = new.astype(kind, copy=False)
        new.setflags(write=False)
    return new


def _next(backprop: Backprop, parameters: tuple[int, ...], rate: float) -> Backprop:
    nodes, gradients = backprop.graph.nodes, backprop.gradients
    new = {index: lowered(nodes[index].value, gradients[index], rate) for index in parameters}
    return backpropagate(replayed(backprop.graph, new), backprop.seed)


def _overflow(backprop: Backprop) -> str:
    """Why a pass can't be gone on from: its numbers are none."""
    node = backprop.first_nonfinite()
    return (
        "" if node is None else f"numbers grow beyond all bounds: {nonfinite_text(backprop, node)}"
    )


def is_other(old: Value, new: Value) -> bool:
    """True if any number is another one, or the shape is."""
    if shape_of(old) != shape_of(new):
        return True
    return bool((old != new).any()) if is_array(old) else bool(old != new)


def _square(value: Value) -> float:
    """The sum of the squares of all numbers."""
    return float((value * value).sum() if is_array(value) else value * value)


def _is_zero(value: Value) -> bool:
    return not value.any() if is_array(value) else value == 0
