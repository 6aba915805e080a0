"""Which numbers of a pass are nothing but rounding: the −2.2e−16 that a sum to zero leaves behind.

No size tells them apart: a probability of 1e−14 is as good a number as any. So the pass is computed
again a few times, with each number off by about the rounding that it has anyway. What comes of it
when terms cancel is another number each time; all others stay what they are but for a last digit.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Mapping, Sequence
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
# A field of a step by its index; "value" and "gradient" of a node.
_Place = tuple[str, int]
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
    places = [one for one in _places(backprop) if _is_tiny(_read(backprop, one), tiny)]
    off: dict[_Place, Value] = dict.fromkeys(places, 0.0)
    with ignored_overflow():
        known = frozenset(_known_nodes(backprop.graph))
        for run in range(_TIMES):  # one pass at a time: of large arrays four are not held
            other = _computed_again(backprop, _Signs(run), known)
            if other is None:
                return backprop
            off = _further_off(backprop, other, off)
            del other  # before the next is made
    return _told(backprop, {one: _without(_read(backprop, one), off[one], tiny) for one in places})


def _places(backprop: Backprop) -> Iterator[_Place]:
    """Where the numbers stand that are computed; what was given is as it is."""
    for node in backprop.graph.nodes:
        if node.is_operator and _is_numeric(node.value):
            yield "value", node.index
    for step in backprop.steps:
        yield from ((key, step.index) for key in _OF_STEP if getattr(step, key) is not None)
    for index, gradient in enumerate(backprop.gradients):
        if gradient is not None:
            yield "gradient", index


def _read(backprop: Backprop, place: _Place) -> Value:
    key, index = place
    if key == "value":
        return backprop.graph.nodes[index].value
    if key == "gradient":
        return backprop.gradients[index]
    return getattr(backprop.steps[index], key)


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


def _computed_again(backprop: Backprop, signs: _Signs, known: Container[int]) -> Backprop | None:
    """The pass of numbers that are a little off; None where it can't be computed."""
    try:
        graph = _graph_again(backprop.graph, None, signs, known)
        return backpropagate(graph, backprop.seed)
    except (ArithmeticError, ValueError, TypeError):
        return None


def _graph_again(
    graph: Graph, leaves: Sequence[Value] | None, signs: _Signs, known: Container[int]
) -> Graph:
    """A graph of numbers that are a little off.

    Args:
        graph: what was captured.
        leaves: of the graph in a box its inputs; None for its own.
        signs: to which side numbers are off.
        known: the identities of nodes whose operation gives their value; of others the result is
            off by itself alone.
    """
    nodes: list[Node] = []
    for node in graph.nodes:
        if leaves is not None and node.index < len(leaves):
            nodes.append(replace(node, value=leaves[node.index]))
            continue
        args = [nodes[index].value for index in node.inputs]
        nodes.append(_node_again(node, args, signs, known))
    return replace(graph, nodes=tuple(nodes))


def _node_again(node: Node, args: Sequence[Value], signs: _Signs, known: Container[int]) -> Node:
    if not _is_numeric(node.value):
        return node
    if not node.is_operator:
        return replace(node, value=_off(node.value, node.value, signs))
    if node.inner is not None:
        inner = _graph_again(node.inner, args, signs, known)
        return replace(node, inner=inner, value=inner.nodes[inner.output].value)
    value = computed_again(node, args) if id(node) in known else node.value
    return replace(node, value=_off(value, node.value, signs))


def _known_nodes(graph: Graph) -> Iterator[int]:
    """The identities of the nodes whose operation gives their value, also within boxes."""
    for node in graph.nodes:
        if node.inner is not None:
            yield from _known_nodes(node.inner)
        elif node.is_operator and _is_numeric(node.value) and _is_known(node, graph.args(node)):
            yield id(node)


def _is_known(node: Node, args: Sequence[Value]) -> bool:
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


def _told(backprop: Backprop, told: Mapping[_Place, Value]) -> Backprop:
    """The pass with these numbers; itself where none of them is another."""
    new = {one: value for one, value in told.items() if value is not _read(backprop, one)}
    if not new:
        return backprop
    nodes = [
        replace(node, value=new["value", node.index]) if ("value", node.index) in new else node
        for node in backprop.graph.nodes
    ]
    steps = []
    for step in backprop.steps:
        changed = {key: new[key, step.index] for key in _OF_STEP if (key, step.index) in new}
        steps.append(replace(step, **changed) if changed else step)
    gradients = [new.get(("gradient", at), one) for at, one in enumerate(backprop.gradients)]
    graph = replace(backprop.graph, nodes=tuple(nodes))
    return Backprop(graph, backprop.seed, tuple(steps), tuple(gradients))


def _further_off(
    backprop: Backprop, other: Backprop, before: Mapping[_Place, Value]
) -> dict[_Place, Value]:
    """How far off each number has been in any pass so far."""
    off: dict[_Place, Value] = {}
    same: dict[tuple[int, ...], Value] = {}  # one array stands in several places
    for place, most in before.items():
        three = _read(backprop, place), _read(other, place), most
        key = tuple(map(id, three))
        if key not in same:
            same[key] = _further(*three)
        off[place] = same[key]
    return off


def _further(value: Value, other: Value, before: Value) -> Value:
    if not is_array(value):
        return max(before, abs(other - value))
    import numpy as np

    return np.maximum(before, np.abs(as_floats(other) - as_floats(value)))


def _without(value: Value, off: Value, tiny: float) -> Value:
    """A number, or `ALMOST_ZERO` where half of it changes each time; of an array each by itself."""
    if not is_array(value):
        size = abs(value)
        return ALMOST_ZERO if 0.0 < size < tiny and off >= _HALF * size else value
    import numpy as np

    numbers: Any = as_floats(value)
    size = np.abs(numbers)
    is_rounding = (size > 0) & (size < tiny) & (off >= _HALF * size)
    if not is_rounding.any():
        return value
    result = np.where(is_rounding, ALMOST_ZERO, numbers)
    result.setflags(write=False)
    return result
