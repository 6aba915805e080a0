"""The backward pass as data: the list of nodes reversed, layer by layer, a step for each edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graphviz_backprop.backward.chain import Change, changing
from graphviz_backprop.backward.step import Step
from graphviz_backprop.graph import Edge, Element, Graph, Node, map_structure
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.ops import CONSTANT
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import Value, is_finite, is_zero, spread, without_residue


@quick_dataclass(frozen=True, slots=True)
class Backprop:
    """A graph with its backward pass.

    Attributes:
        graph: the forward pass.
        seed: the gradient of the output that comes from the next layer, in the output's shape.
        steps: one for each edge, in the order of the backward pass.
        gradients: the final gradient of each node, in the shape of its value; None for a constant,
            zero for an input that the output does not depend on.
    """

    graph: Graph
    seed: Value
    steps: tuple[Step, ...]
    gradients: tuple[Value | None, ...]

    def by_variable(self) -> dict[str, Any]:
        """The gradients by variable, in the shape of the variable: `{"x": [-3.0, …], "b": 1.0}`."""
        if self.graph.is_backward:
            nodes = [n for n in self.graph.operators() if n.index in self.graph.gradient_nodes]
            named = {node.name: node.value for node in nodes if node.name}
            return named | {end.name: end.value for end in self.graph.handwritten}
        variables = self.graph.numbers or self.graph.variables
        return {
            name: map_structure(structure, self._gradient) for name, structure in variables.items()
        }

    def by_drawn_input(self) -> dict[str, Any]:
        """The same by what is drawn: lists of numbers that are drawn as arrays by those."""
        return {
            name: map_structure(structure, self._gradient)
            for name, structure in self.graph.variables.items()
        }

    def _gradient(self, end: int | Element) -> Any:
        if isinstance(end, Element):
            gradient: Value = self.gradients[end.node]
            return float(gradient.flat[end.position])
        return 0.0 if end == UNUSED else self.gradients[end]

    def first_nonfinite(self) -> Node | None:
        """The first computed value that is nan or infinite, else the first such gradient."""
        for node in self.graph.nodes:
            if not node.is_constant and not is_finite(node.value):
                return node
        for node in self.graph.nodes:
            gradient = self.gradients[node.index]
            if gradient is not None and not is_finite(gradient):
                return node
        return None


def backpropagate(graph: Graph, seed: Value = 1.0) -> Backprop:
    """Walk the chain rule from the output to the inputs (Neural Networks from Scratch, chapter 9).

    Args:
        graph: the forward pass.
        seed: the gradient of the output: one number, which counts for each element of an array, or
            an array of the output's shape.

    Raises:
        BackpropError: the seed has not the shape of the output.

    The order is that of the book: by the distance from the output, so that a value's gradient is
    complete before it is handed on, and within one distance in the order of the code. What adds up
    to nothing but rounding is 0. The graph of
    a backward pass alone has its gradients already: there is no step to make.
    """
    if graph.is_backward:
        values = [n.value if n.index in graph.gradient_nodes else None for n in graph.nodes]
        return Backprop(graph, graph.nodes[graph.output].value, (), tuple(values))
    gradients: list[Value | None] = [None] * len(graph)
    gradients[graph.output] = seed = spread(seed, graph.nodes[graph.output].value)
    steps = tuple(_steps(graph, gradients))
    return Backprop(graph, seed, steps, tuple(gradients))


def gradients_of_leaves(graph: Graph, seed: Value) -> list[Value | None]:
    """The gradients of a pass by node; those of operators are let go once they are handed on.

    Args:
        graph: the forward pass.
        seed: as for `backpropagate`.
    """
    gradients: list[Value | None] = [None] * len(graph)
    gradients[graph.output] = spread(seed, graph.nodes[graph.output].value)
    for step in _steps(graph, gradients):
        if step.edge.consumer != graph.output:
            gradients[step.edge.consumer] = None
    return gradients


def _steps(graph: Graph, gradients: list[Value | None]) -> Iterator[Step]:
    """Make the steps one by one, and write the gradients, of which the output's is given."""
    sizes: dict[int, Value] = {}  # of what was added up, where there is more than one
    count = 0
    for node in backward_order(graph):
        upstream = gradients[node.index]
        assert upstream is not None
        sizes.pop(node.index, None)  # it is complete
        found = handed_on(node, graph.args(node), upstream)
        for argument, producer in enumerate(node.inputs):
            if graph.nodes[producer].op is CONSTANT:
                continue
            one = found(argument)
            before = gradients[producer]
            after = one.contribution
            if before is not None:
                size = sizes.get(producer, abs(before)) + abs(after)
                after, sizes[producer] = without_residue(before + after, size), size
            gradients[producer] = after
            edge = Edge(producer, node.index, argument)
            local, contribution, blocks = one.local, one.contribution, one.blocks
            yield Step(count, edge, upstream, local, contribution, before, after, blocks)
            count += 1
    for node in graph.nodes:
        if node.is_leaf and gradients[node.index] is None:
            gradients[node.index] = spread(0.0, node.value)


def handed_on(node: Node, args: tuple[Value, ...], upstream: Value) -> Callable[[int], Change]:
    """The contributions of a node to its arguments: by its op, or by the graph inside it."""
    if node.is_plain_box:
        return inner_changes(node, upstream).__getitem__
    return changing(node, args, upstream)


def inner_changes(node: Node, upstream: Value) -> list[Change]:
    """The contributions of a box to its inputs: the backward pass of the graph inside it.

    Of numbers alone it has a local derivative: what it hands on of an upstream gradient of 1.
    """
    assert node.inner is not None
    leaves = range(len(node.inputs))
    inside = gradients_of_leaves(node.inner, upstream)
    slopes: Sequence[Value | None] = [None] * len(inside)
    if not node.is_array and not any(node.inner.nodes[leaf].is_array for leaf in leaves):
        slopes = gradients_of_leaves(node.inner, 1.0)
    return [Change(slopes[leaf], inside[leaf], is_zero(inside[leaf])) for leaf in leaves]


def backward_order(graph: Graph) -> list[Node]:
    """The operators that the output depends on, by distance from it, then in the code's order."""
    distance = [-1] * len(graph)  # of what the output does not depend on
    distance[graph.output] = 0
    for node in reversed(graph.nodes):
        further = distance[node.index] + 1
        if further:
            for producer in node.inputs:
                if distance[producer] < further:
                    distance[producer] = further
    used = [node for node in graph.operators() if distance[node.index] >= 0]
    return sorted(used, key=lambda node: distance[node.index])
