"""Why a gradient is small or gone: a saturated curve, a dead neuron, a chain of small factors."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.formulas import sigmoid
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.texts.labels import label, listed
from graphviz_backprop.storyboard.texts.variables import is_parameter
from graphviz_backprop.storyboard.texts.words import (
    LOCAL,
    SLOPE,
    VALUE,
    Computed,
    Condition,
    Either,
    First,
    Quantity,
    is_plain,
    number,
    parts_of,
    words,
)
from graphviz_backprop.values import is_array, largest

FLAT = 0.01  # the slope from which on down a curve counts as saturated
VANISHED = 1e-3
_SMALL, _MANY = 0.5, 3
_SLOPE = ", its slope there is "
_MEANS = frozenset({"mean", "numpy.mean", "var", "numpy.var"})
_SUMS = frozenset({"add", "sum", "numpy.sum"})


def cause_of_step(backprop: Backprop, step: Step) -> str:
    """Why next to nothing goes through one edge; empty where something does."""
    if is_array(step.local):
        said = _saturation_of_arrays(backprop, step) or _dead_neurons(backprop, step)
        return said[:1].upper() + said[1:]
    return _saturation(backprop, step)


def cause_of_whole(backprop: Backprop) -> str:
    """Why the inputs furthest back get next to nothing, or which neurons are dead."""
    causes = [cause_of_step(backprop, step) for step in backprop.steps]
    saturated = [_flat(backprop, node) for node in backprop.graph.operators()]
    told = [said for said in [*causes, *saturated] if parts_of(said)]
    return words(First((*told, _vanishing(backprop))))


def _saturation(backprop: Backprop, step: Step) -> str:
    """Of a curve at one number."""
    graph = backprop.graph
    z, curve = graph.nodes[step.edge.producer], graph.nodes[step.edge.consumer].op
    if not curve.saturates:
        return ""
    is_flat = bool(flat_inputs(graph, step)) and _count_of_flat(backprop, step) > 0
    if is_plain() and not is_flat:
        return ""
    slope = number(step.local, Quantity(LOCAL, step.index))
    said = words(f"The {curve.noun} is saturated at ", _at(graph, z), _SLOPE, slope)
    return words(Either(Condition("flat", (step.index,), is_flat), said, ""))


def _saturation_of_arrays(backprop: Backprop, step: Step) -> str:
    graph = backprop.graph
    noun = graph.nodes[step.edge.consumer].op.noun
    flat = _count_of_flat(backprop, step) if flat_inputs(graph, step) else 0
    if not flat:
        return ""
    return (
        f"the {noun} is saturated in {flat} of {step.local.size} elements: "
        f"slopes below {shown(FLAT)}"
    )


def _count_of_flat(backprop: Backprop, step: Step) -> int:
    """At how many inputs a curve is flat and lets next to nothing through.

    After a loss that is steep there, as of a probability that is far off, much arrives.
    """
    least = _least(backprop)
    if not is_array(step.local):
        return int(abs(step.contribution) < least)
    return int(((abs(step.local) < FLAT) & (abs(step.contribution) < least)).sum())


def _at(graph: Graph, node: Node) -> str:
    """`z = 12.0`."""
    return words(label(graph, node), " = ", number(node.value, Quantity(VALUE, node.index)))


def _flat(backprop: Backprop, node: Node) -> str:
    """The same of a sigmoid that the code writes out, 1 / (1 + e⁻ᶻ)."""
    graph = backprop.graph
    box = sigmoid(graph, node)
    if box is None or node.inner is not None:
        return ""
    z, slope = graph.nodes[box.inputs[0]], node.value * (1.0 - node.value)
    gradient = backprop.gradients[z.index]
    is_flat = (slope < FLAT) & (abs(0.0 if gradient is None else gradient) < _least(backprop))
    if is_array(slope):
        count = int(is_flat.sum())
        where = f"in {count} of {slope.size} elements: slopes below {shown(FLAT)}"
        return f"The sigmoid function is saturated {where}" if count else ""
    there = number(slope, Quantity(SLOPE, node.index))
    said = words("The sigmoid function is saturated at ", _at(graph, z), _SLOPE, there)
    condition = Condition("flat sigmoid", (node.index, z.index), bool(is_flat))
    return words(Either(condition, said, ""))


def _least(backprop: Backprop) -> float:
    """The gradient from which on something has arrived."""
    return FLAT * largest(backprop.seed)


def dead_neurons(graph: Graph, step: Step) -> tuple[int, list[int]]:
    """The neurons that no sample of a batch gets through: along which axis, and which, from 0."""
    if graph.nodes[step.edge.consumer].op.name != "relu" or not is_array(step.local):
        return 0, []
    layer = _layer(graph, graph.nodes[step.edge.producer])
    if step.local.ndim != 2 or layer is None:
        return 0, []
    _, axis = layer
    samples = 1 - axis
    if step.local.shape[samples] < 2:
        return axis, []
    dead = (step.local == 0).all(axis=samples)
    return axis, [int(place) for place in dead.nonzero()[0]]


def _layer(graph: Graph, node: Node) -> tuple[Node, int] | None:
    """The weights behind a layer's sums, and along which axis of these the neurons stand."""
    while node.op.name == "add":
        terms = [graph.nodes[i] for i in node.inputs]
        same = [term for term in terms if term.shape == node.shape and term.is_operator]
        if len(same) != 1:
            return None
        node = same[0]
    if not node.op.is_matrix_product:
        return None
    left, right = (graph.nodes[index] for index in node.inputs[:2])
    are_weights = _are_weights(graph, left), _are_weights(graph, right)
    if are_weights[0] == are_weights[1]:
        return None
    return (left, 0) if are_weights[0] else (right, 1)


def _are_weights(graph: Graph, node: Node) -> bool:
    if node.op.name == "transpose":
        node = graph.nodes[node.inputs[0]]
    return node.is_leaf and is_parameter(graph, node)


def flat_inputs(graph: Graph, step: Step) -> list[float]:
    """The inputs at which a curve is saturated."""
    if not graph.nodes[step.edge.consumer].op.saturates:
        return []
    z = graph.nodes[step.edge.producer].value
    if not is_array(step.local):
        return [float(z)] if abs(step.local) < FLAT else []
    return [float(one) for one in z[abs(step.local) < FLAT]]


def _dead_neurons(backprop: Backprop, step: Step) -> str:
    graph = backprop.graph
    axis, dead = dead_neurons(graph, step)
    z = graph.nodes[step.edge.producer]
    layer = _layer(graph, z)
    if not dead or layer is None:
        return ""
    name, weights = label(graph, z), np.asarray(backprop.gradients[layer[0].index])
    which = [f"{name}[:, {one}]" if axis else f"{name}[{one}, :]" for one in dead]
    is_one = len(dead) == 1
    noun, verb, whose = ("neuron", "is", "it") if is_one else ("neurons", "are", "them")
    # A recurrent layer's weights may get a gradient from another step.
    is_zero = not weights.take(dead, axis=axis).any()
    so = f", so no weight of {whose} gets a gradient" if is_zero else ""
    return (
        f"{noun} {listed([str(one) for one in dead])} {verb} dead: {listed(which)} "
        f"≤ 0 for all {step.local.shape[1 - axis]} samples{so}"
    )


def _vanishing(backprop: Backprop) -> str:
    """The longest way back, where its factors shrink the gradient to nothing."""
    way = list(_longest_way(backprop))
    if not way or not largest(backprop.seed):
        return ""
    graph, leaf = backprop.graph, backprop.graph.nodes[way[-1].edge.producer]
    about = {
        "way": [[step.index, _averages(graph, step)] for step in way],
        "output": label(graph, graph.nodes[graph.output]),
        "leaf": label(graph, leaf),
        "node": leaf.index,
    }
    return words(Computed(_said_of_vanishing(backprop, way, leaf), "vanishing", about))


def _said_of_vanishing(backprop: Backprop, way: list[Step], leaf: Node) -> str:
    graph = backprop.graph
    reached = largest(backprop.gradients[leaf.index])
    factors = [
        (_averages(graph, one), largest(one.contribution) / largest(one.upstream))
        for one in way
        if _counts(one)
    ]
    share = math.prod(factor for is_average, factor in factors if is_average)
    small = [factor for is_average, factor in factors if factor < _SMALL and not is_average]
    if not 0 < reached < VANISHED * share * largest(backprop.seed) or len(small) < _MANY:
        return ""
    return (
        f"The gradient vanishes on its way: {shown(largest(backprop.seed))} at "
        f"{label(graph, graph.nodes[graph.output])}, {shown(reached)} at {label(graph, leaf)}; "
        f"{len(small)} factors on the way are below {shown(_SMALL)}, the smallest is "
        f"{shown(min(small))}"
    )


def _averages(graph: Graph, step: Step) -> bool:
    """True if a step only divides among samples: each of n gets 1/n, and nothing vanishes."""
    node = graph.nodes[step.edge.consumer]
    return node.op.is_loss or _is_average(graph, node) or _holds_an_average(node)


def _is_average(graph: Graph, node: Node) -> bool:
    """A mean, a sum over a constant number, or a constant part of a sum: `0.5 * (a + b)`."""
    if node.op.name not in ("div", "mul"):
        return node.op.name in _MEANS
    first, last = (graph.nodes[index] for index in node.inputs)
    if node.op.name == "div":
        return last.is_constant and first.op.name in _SUMS
    total, share = (last, first) if first.is_constant else (first, last)
    return share.is_constant and total.op.name in _SUMS and 0 < largest(share.value) < 1


def _holds_an_average(node: Node) -> bool:
    inner = node.inner
    return inner is not None and any(_is_average(inner, one) for one in inner.operators())


def _counts(step: Step) -> bool:
    return bool(largest(step.upstream))


def _longest_way(backprop: Backprop) -> Iterator[Step]:
    """The steps from the output to the leaf that is furthest away."""
    graph = backprop.graph
    depth = [0] * len(graph)
    for node in graph.operators():
        depth[node.index] = 1 + max(depth[index] for index in node.inputs)
    by_consumer: dict[int, list[Step]] = {}
    for step in backprop.steps:
        by_consumer.setdefault(step.edge.consumer, []).append(step)
    at = graph.output
    while at in by_consumer:
        step = max(by_consumer[at], key=lambda one: depth[one.edge.producer])
        yield step
        at = step.edge.producer
