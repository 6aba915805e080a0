"""Which numbers of a pass are nothing but rounding: the −2.2e−16 that a sum to zero leaves behind.

No size tells them apart: a probability of 1e−14 is as good a number as any. So the pass is computed
again a few times, with each number off by about the rounding that it has anyway. What comes of it
when terms cancel is another number each time; all others stay what they are but for a last digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from graphviz_backprop.backward.backprop import Backprop, backpropagate
from graphviz_backprop.backward.recompute import computed_again
from graphviz_backprop.backward.step import Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import ALMOST_ZERO
from graphviz_backprop.values import (
    Value,
    as_floats,
    as_number,
    ignored_overflow,
    is_array,
    is_close,
    largest,
)

_TIMES = 4  # it is computed again
_UNITS = 2.0  # of the last place, by which each number is then off
_DOUBLE = 2.0**-53  # half a unit of the last place, next to 1
_HALF = 0.5  # of itself, by which a number has to be off to have no digit that counts
_TINY = 2.0**-40  # of the largest number in a graph: rounding is less
_OF_STEP = ("upstream", "local", "contribution", "before", "after")


class _Signs:
    """To which side each number is off, the same on a living page: page_parts/roundings.js.

    Args:
        run: which of the times.
    """

    def __init__(self, run: int) -> None:
        self._state = run * 0x9E3779B9 % 2**32

    def bits(self) -> int:
        """The next 32 bits; a linear congruential generator, whose upper bits are good enough."""
        self._state = (self._state * 1664525 + 1013904223) % 2**32
        return self._state

    def sign(self) -> float:
        """1 or −1, by the next bits."""
        return 1.0 if self.bits() >> 31 else -1.0


def without_rounding(backprop: Backprop) -> Backprop:
    """The same, with `ALMOST_ZERO` in the place of each number that is nothing but rounding.

    Where there is none it is the pass itself.
    """
    most = max(map(_size, _numbers(backprop)), default=0.0)
    least_bits = max(map(_unit, _numbers(backprop)), default=_DOUBLE) / _DOUBLE
    tiny = _TINY * least_bits * most if math.isfinite(most) else 0.0
    if backprop.graph.is_backward or not any(_is_tiny(one, tiny) for one in _numbers(backprop)):
        return backprop
    with ignored_overflow():
        others = [_computed_again(backprop, _Signs(run)) for run in range(_TIMES)]
    if not all(others):
        return backprop
    return _told(backprop, [one for one in others if one], tiny)


def _numbers(backprop: Backprop) -> Iterator[Value]:
    """All numbers that are ever shown."""
    yield from (node.value for node in backprop.graph.nodes if _is_numeric(node.value))
    for step in backprop.steps:
        yield from _of_step(step)


def _of_step(step: Step) -> Iterator[Value]:
    return (value for key in _OF_STEP if (value := getattr(step, key)) is not None)


def _is_numeric(value: Value) -> bool:
    return value.dtype.kind in "biuf" if hasattr(value, "dtype") else isinstance(value, int | float)


def _size(value: Value) -> float:
    return largest(value if is_array(value) else as_number(value))


def _is_tiny(value: Value, tiny: float) -> bool:
    """True if a number here is next to the largest as small as rounding is."""
    if not is_array(value):
        return bool(0.0 < abs(value) < tiny)
    size = abs(value)
    return bool(((size > 0) & (size < tiny)).any())


def _computed_again(backprop: Backprop, signs: _Signs) -> Backprop | None:
    """The pass of numbers that are a little off; None where it can't be computed."""
    try:
        graph = _graph_again(backprop.graph, None, signs)
        return backpropagate(graph, backprop.seed)
    except (ArithmeticError, ValueError, TypeError):
        return None


def _graph_again(graph: Graph, leaves: Sequence[Value] | None, signs: _Signs) -> Graph:
    """A graph of numbers that are a little off.

    Args:
        graph: what was captured.
        leaves: of the graph in a box its inputs; None for its own.
        signs: to which side numbers are off.
    """
    nodes: list[Node] = []
    for node in graph.nodes:
        if leaves is not None and node.index < len(leaves):
            nodes.append(replace(node, value=leaves[node.index]))
            continue
        args = [nodes[index].value for index in node.inputs]
        nodes.append(_node_again(node, args, graph.args(node), signs))
    return replace(graph, nodes=tuple(nodes))


def _node_again(node: Node, args: Sequence[Value], before: Sequence[Value], signs: _Signs) -> Node:
    if not _is_numeric(node.value):
        return node
    if not node.is_operator:
        return replace(node, value=_off(node.value, node.value, signs))
    if node.inner is not None:
        inner = _graph_again(node.inner, args, signs)
        return replace(node, inner=inner, value=inner.nodes[inner.output].value)
    value = computed_again(node, args) if _is_known(node, before) else node.value
    return replace(node, value=_off(value, node.value, signs))


def _is_known(node: Node, args: Sequence[Value]) -> bool:
    """True if its operation gives its value; of others the result is off by itself alone."""
    try:
        return is_close(computed_again(node, args), node.value)
    except (ArithmeticError, ValueError, TypeError):
        return False


def _off(value: Value, original: Value, signs: _Signs) -> Value:
    """A number that is off by a little; whole numbers, which have no rounding, are not."""
    if not is_array(original):
        if isinstance(original, int) or original == math.floor(original):
            return value
        return value * (1.0 + signs.sign() * _UNITS * _unit(original))
    import numpy as np

    if original.dtype.kind != "f":
        return value
    choose = np.random.default_rng(signs.bits()).choice
    off = choose((-_UNITS, _UNITS), original.shape) * _unit(original)
    size = np.where(original == np.floor(original), 0.0, off)
    return np.asarray(value, dtype=float) * (1.0 + size)


def _unit(value: Value) -> float:
    """Half a unit of the last place, of a number next to 1."""
    if getattr(value, "dtype", None) is None or value.dtype.itemsize >= 8:
        return _DOUBLE
    import numpy as np

    return float(np.finfo(value.dtype).eps) / 2 if value.dtype.kind == "f" else _DOUBLE


def _told(backprop: Backprop, others: Sequence[Backprop], tiny: float) -> Backprop:
    """The pass with the sign for rounding in the place of what is none of its digits."""

    def told(value: Value, get: Callable[..., Any]) -> Value:
        return _without(value, [get(one) for one in others], tiny)

    graph = backprop.graph
    nodes = [_node_told(node, told) for node in graph.nodes]
    steps = [_step_told(step, told) for step in backprop.steps]
    gradients = [
        None if gradient is None else told(gradient, lambda one, at=at: one.gradients[at])
        for at, gradient in enumerate(backprop.gradients)
    ]
    is_same = all(one is other for one, other in zip(nodes, graph.nodes, strict=True))
    if is_same and all(one is other for one, other in zip(steps, backprop.steps, strict=True)):
        return backprop
    graph = replace(graph, nodes=tuple(nodes))
    return Backprop(graph, backprop.seed, tuple(steps), tuple(gradients))


def _node_told(node: Node, told: Callable[..., Value]) -> Node:
    if not node.is_operator or not _is_numeric(node.value):  # what was given is as it is
        return node
    value = told(node.value, lambda one: one.graph.nodes[node.index].value)
    return node if value is node.value else replace(node, value=value)


def _step_told(step: Step, told: Callable[..., Value]) -> Step:
    changed = {
        key: told(value, lambda one, key=key: getattr(one.steps[step.index], key))
        for key in _OF_STEP
        if (value := getattr(step, key)) is not None
    }
    is_same = all(value is getattr(step, key) for key, value in changed.items())
    return step if is_same else replace(step, **changed)


def _without(value: Value, others: Sequence[Value], tiny: float) -> Value:
    """A number, or `ALMOST_ZERO` where half of it changes each time; of an array each by itself."""
    if not is_array(value):
        size = abs(value)
        is_off = 0.0 < size < tiny and any(abs(one - value) >= _HALF * size for one in others)
        return ALMOST_ZERO if is_off else value
    if not _is_tiny(value, tiny):
        return value
    import numpy as np

    numbers: Any = as_floats(value)
    size = np.abs(numbers)
    off = np.max([np.abs(as_floats(one) - numbers) for one in others], axis=0)
    is_rounding = (size > 0) & (size < tiny) & (off >= _HALF * size)
    if not is_rounding.any():
        return value
    result = np.where(is_rounding, ALMOST_ZERO, numbers)
    result.setflags(write=False)
    return result
