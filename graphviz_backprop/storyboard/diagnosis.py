"""Why a gradient is small or gone: a saturated curve, a dead neuron, a chain of small factors."""

from __future__ import annotations

import math
from collections.abc import Iterator

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.formulas import sigmoid
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.labels import label, listed
from graphviz_backprop.values import is_array, largest

FLAT = 0.01  # the slope from which on down a curve counts as saturated
VANISHED = 1e-3
_SMALL, _MANY = 0.5, 3
_MEANS = frozenset({"mean", "numpy.mean", "var", "numpy.var"})
_SUMS = frozenset({"add", "sum", "numpy.sum"})


def cause_of_step(graph: Graph, step: Step) -> str:
    """Why next to nothing goes through one edge; empty where something does."""
    node = graph.nodes[step.edge.consumer]
    said = _saturation(graph, node, step) or _dead_neurons(graph, step)
    return said[:1].upper() + said[1:]


def cause_of_whole(backprop: Backprop) -> str:
    """Why the inputs furthest back get next to nothing, or which neurons are dead."""
    causes = [said for step in backprop.steps if (said := cause_of_step(backprop.graph, step))]
    saturated = [
        said for node in backprop.graph.operators() if (said := _flat(backprop.graph, node))
    ]
    return next(iter(causes + saturated), "") or _vanishing(backprop)


def _saturation(graph: Graph, node: Node, step: Step) -> str:
    z = graph.nodes[step.edge.producer]
    flat = len(flat_inputs(graph, step))
    if not flat:
        return ""
    if not is_array(step.local):
        return (
            f"the {node.op.noun} is saturated at {_at(graph, z)}, "
            f"its slope there is {shown(step.local)}"
        )
    return (
        f"the {node.op.noun} is saturated in {flat} of {step.local.size} elements: "
        f"slopes below {shown(FLAT)}"
    )


def _at(graph: Graph, node: Node) -> str:
    """`z = 12.0`; without a name the number alone."""
    name = label(graph, node)
    return shown(node.value) if name.startswith("the ") else f"{name} = {shown(node.value)}"


def _flat(graph: Graph, node: Node) -> str:
    """The same of a sigmoid that the code writes out, 1 / (1 + e⁻ᶻ)."""
    box = sigmoid(graph, node)
    if box is None or node.inner is not None:
        return ""
    slope = node.value * (1.0 - node.value)
    if is_array(slope):
        count = int((slope < FLAT).sum())
        where = f"in {count} of {slope.size} elements: slopes below {shown(FLAT)}"
        return f"The sigmoid function is saturated {where}" if count else ""
    where = f"at {_at(graph, graph.nodes[box.inputs[0]])}, its slope there is {shown(slope)}"
    return f"The sigmoid function is saturated {where}" if slope < FLAT else ""


def dead_columns(graph: Graph, step: Step) -> list[int]:
    """The neurons that no sample of a batch gets through: columns of zeros, from 0."""
    if graph.nodes[step.edge.consumer].op.name != "relu" or not is_array(step.local):
        return []
    if step.local.ndim != 2 or len(step.local) < 2:
        return []
    return [int(column) for column in (step.local == 0).all(axis=0).nonzero()[0]]


def flat_inputs(graph: Graph, step: Step) -> list[float]:
    """The inputs at which a curve is saturated."""
    if not graph.nodes[step.edge.consumer].op.saturates:
        return []
    z = graph.nodes[step.edge.producer].value
    if not is_array(step.local):
        return [float(z)] if abs(step.local) < FLAT else []
    return [float(one) for one in z[abs(step.local) < FLAT]]


def _dead_neurons(graph: Graph, step: Step) -> str:
    columns = dead_columns(graph, step)
    if not columns:
        return ""
    z = label(graph, graph.nodes[step.edge.producer])
    which = [f"{z}[:, {column}]" for column in columns]
    is_one = len(columns) == 1
    noun, verb, whose = ("neuron", "is", "it") if is_one else ("neurons", "are", "them")
    return (
        f"{noun} {listed([str(column) for column in columns])} {verb} dead: {listed(which)} "
        f"≤ 0 for all {len(step.local)} samples, so no weight of {whose} gets a gradient"
    )


def _vanishing(backprop: Backprop) -> str:
    """The longest way back, where its factors shrink the gradient to nothing."""
    way = list(_longest_way(backprop))
    if not way or not largest(backprop.seed):
        return ""
    graph, leaf = backprop.graph, backprop.graph.nodes[way[-1].edge.producer]
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
    """A mean, or a sum over a constant number."""
    if node.op.name != "div":
        return node.op.name in _MEANS
    total, count = (graph.nodes[index] for index in node.inputs)
    return count.is_constant and total.op.name in _SUMS


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
