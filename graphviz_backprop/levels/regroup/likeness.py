"""Which numbers are like one another: computed by one operation from numbers that are alike.

The neurons of a layer are: each is a sum of as many products of a weight and an input. Those of
the next layer are others, for their inputs are.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.regroup.name_positions import kind_of_path


class Likeness:
    """The classes of a graph of numbers, by number from 0.

    Args:
        graph: of numbers.
        has_names: numbers of which the names differ by more than positions are not alike.

    Attributes:
        graph: the graph.
        of: the class of each node.
        members: the nodes of each class, in the order of the code.
    """

    def __init__(self, graph: Graph, has_names: bool = True) -> None:
        self.graph = graph
        self._has_names = has_names
        self.of: list[int] = []
        self.members: dict[int, list[int]] = defaultdict(list)
        numbers: dict[object, int] = {}
        for node in graph.nodes:
            own = numbers.setdefault(self._key(node), len(numbers))
            self.of.append(own)
            self.members[own].append(node.index)

    def _key(self, node: Node) -> object:
        if node.is_constant:
            return "constant"
        name = kind_of_path(node.name)
        if node.is_leaf:
            return ("leaf", name or node.index)
        inputs = tuple(self.of[index] for index in node.inputs)
        told = tuple(sorted((key, repr(value)) for key, value in node.options.items()))
        fixed = None
        if node.op.name == "pow":  # x² and x³ have rules of their own
            exponent = self.graph.nodes[node.inputs[1]]
            fixed = repr(exponent.value) if exponent.is_constant else None
        return (node.op.name, told, name if self._has_names else "", inputs, fixed)

    @cached_property
    def users(self) -> tuple[frozenset[int], ...]:
        """For each node the classes of those that use it."""
        return tuple(
            frozenset(self.of[edge.consumer] for edge in edges) for edges in self.graph.consumers
        )
