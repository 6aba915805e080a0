"""The backward pass as data: the list of nodes reversed, layer by layer, a step for each edge."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from graphviz_backprop.backward.step import Step
from graphviz_backprop.graph import Edge, Graph, Node, map_structure
from graphviz_backprop.numerals import is_finite, is_huge
from graphviz_backprop.ops import Number


@dataclass(frozen=True, slots=True)
class Backprop:
    """A graph with its backward pass.

    Attributes:
        graph: the forward pass.
        seed: the gradient of the output that comes from the next layer.
        steps: one for each edge, in the order of the backward pass.
        gradients: the final gradient of each node; None for a constant, 0.0 for an input that the
            output does not depend on.
    """

    graph: Graph
    seed: Number
    steps: tuple[Step, ...]
    gradients: tuple[Number | None, ...]

    def by_variable(self) -> dict[str, Any]:
        """The gradients by variable, in the shape of the variable: `{"x": [-3.0, …], "b": 1.0}`."""
        return {
            name: map_structure(structure, self.gradients.__getitem__)
            for name, structure in self.graph.variables.items()
        }

    def trouble(self) -> Node | None:
        """The first computed value that is nan or infinite, else the first such gradient."""
        for node in self.graph.nodes:
            if not node.is_constant and not is_finite(node.value):
                return node
        for node in self.graph.nodes:
            if not math.isfinite(self.gradients[node.index] or 0.0):
                return node
        return None


def backpropagate(graph: Graph, seed: Number = 1.0) -> Backprop:
    """Walk the chain rule from the output to the inputs (Neural Networks from Scratch, chapter 9).

    The order is that of the book: by the distance from the output, so that a value's gradient is
    complete before it is handed on, and within one distance in the order of the code.
    """
    gradients: list[Number | None] = [None] * len(graph)
    gradients[graph.output] = seed + 0.0
    steps: list[Step] = []
    for node in backward_order(graph):
        upstream = gradients[node.index]
        assert upstream is not None
        value, args = _float(node.value), tuple(map(_float, graph.args(node)))
        for argument, producer in enumerate(node.inputs):
            if graph.nodes[producer].is_constant:
                continue
            local = node.op.local(argument, value, args) + 0.0
            contribution = local * upstream + 0.0  # + 0.0 makes -0.0 a plain zero
            before = gradients[producer]
            after = contribution if before is None else before + contribution
            gradients[producer] = after
            edge = Edge(producer, node.index, argument)
            blocks = node.op.gate and local == 0
            steps.append(
                Step(len(steps), edge, upstream, local, contribution, before, after, blocks)
            )
    for node in graph.nodes:
        if node.is_leaf and gradients[node.index] is None:
            gradients[node.index] = 0.0
    return Backprop(graph, seed + 0.0, tuple(steps), tuple(gradients))


def _float(value: Number) -> Number:
    """The number, or infinity for an int beyond all floats."""
    if type(value) is float or not is_huge(value):
        return value
    return math.inf if value > 0 else -math.inf


def backward_order(graph: Graph) -> list[Node]:
    """The operators that the output depends on, by distance from it, then in the code's order."""
    distance = {graph.output: 0}
    for node in reversed(graph.nodes):
        if node.index in distance:
            for producer in node.inputs:
                distance[producer] = max(distance.get(producer, 0), distance[node.index] + 1)
    used = [node for node in graph.operators() if node.index in distance]
    return sorted(used, key=lambda node: distance[node.index])
