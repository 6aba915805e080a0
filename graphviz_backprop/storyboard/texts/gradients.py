"""Names of gradients: as the reader's own code calls it, where it has it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Handwritten, Node, handwritten_by_target
from graphviz_backprop.graph.gradient_names import base, of_object, squeeze
from graphviz_backprop.storyboard.texts.labels import label
from graphviz_backprop.values import Value, is_array, is_close, shape_of, spread


class GradientNames:
    """Finds the reader's variable for a gradient: `drelu_dx0` for x[0]'s, with its place.

    A name counts where it is the output's derivative w.r.t. the node (`dsum_dxw0` is only a local
    one) and where its value is the gradient: a slip in the code is not repeated in the figure.

    Attributes:
        in_code: by nodes the names that Python can read, which `CodeNames` finds once for all.
    """

    def __init__(self, backprop: Backprop) -> None:
        graph = backprop.graph
        self._backprop = backprop
        self._output = graph.nodes[graph.output]
        self._written = handwritten_by_target(graph)
        self._names = {gradient.name for gradient in graph.handwritten}
        self.in_code: dict[int, str] = {}
        self._steps = {step.edge: step for step in backprop.steps}
        count = Counter(step.edge.producer for step in backprop.steps)
        so_far: Counter[int] = Counter()
        self._shares: list[tuple[int, int]] = []
        for step in backprop.steps:
            so_far[step.edge.producer] += 1
            self._shares.append((so_far[step.edge.producer], count[step.edge.producer]))

    def find(self, node: Node, value: Value) -> Handwritten | None:
        """The reader's variable for a node's gradient of this value."""
        for one in self._written.get(squeeze(node.name), ()) if node.name else ():
            if is_close(one.value, value):
                return one
        return None

    def name(self, node: Node) -> str:
        """The gradient of a node in the field's notation: `dy/dx[0]`, of arrays `dweights`."""
        graph = self._backprop.graph
        text = label(graph, node)
        if node.index in self._by_operation:
            return self._by_operation[node.index]
        if node.is_array or self._output.is_array:
            name = gradient_name(text)
            array = text.partition("[")[0]
            if array in self._whole - {text}:  # `dv[0]` would be a part of `dv`
                # In code the gradient of `v#2` is `dv_2`.
                at = "_at_" if f"{array}#2" in self._whole else "_"
                name = re.sub(r"\W+", "_", name.replace("[", at, 1)).strip("_")
            # The reader's own variable of that name holds another number.
            return f"d{self.output}/d{text}" if name in self._names else name
        if node is self._output and not node.name:
            return f"d{self.output}/d{self.output}"
        return f"d{self.output}/d{text}" if node.name else f"d{self.output}/d({text})"

    @cached_property
    def _whole(self) -> frozenset[str]:
        """The names of all values."""
        return frozenset(version for version in self._backprop.graph.versions if version)

    @cached_property
    def _by_operation(self) -> dict[int, str]:
        """In a graph of arrays the names for values without one: `dexp`, `dexp_2`, as in code."""
        graph = self._backprop.graph
        if not any(node.is_array for node in graph.nodes):
            return {}
        taken = Counter([*self._names, *map(gradient_name, self._whole)])
        found = {}
        for node in graph.nodes:
            if node.is_operator and not graph.versions[node.index]:
                word = node.op.name.rpartition(".")[2].rpartition(":")[2]
                name = "d" + re.sub(r"\W", "_", word)
                taken[name] += 1
                found[node.index] = name if taken[name] == 1 else f"{name}_{taken[name]}"
        return found

    def is_in_code(self, name: str) -> bool:
        """True if a gradient that the reader's code computes has this name."""
        return name in self._names

    @property
    def graph(self) -> Graph:
        """The forward pass."""
        return self._backprop.graph

    @cached_property
    def output(self) -> str:
        """The name of the output."""
        output = self._output
        return label(self._backprop.graph, output) if output.name else "output"

    @property
    def upstream(self) -> Handwritten | None:
        """The gradient of the output in the reader's code, where the figures start from it."""
        seed = self._backprop.graph.seed
        if seed is None:
            return None
        output = self._output.value
        is_number = is_array(output) and not is_array(seed.value)
        value = spread(seed.value, output) if is_number else seed.value
        return seed if is_close(value, self._backprop.seed) else None

    def of_variable(self, variable: str, leaves: Iterable[int], shown_name: str) -> str:
        """The name of the gradient of an input: `dw`, or `dy/dw` where the code's `dw` is another.

        Args:
            variable: the input's name.
            leaves: its nodes.
            shown_name: its name, as short as it is shown.
        """
        name = gradient_name(variable)
        is_taken = any(name in (given, base(given)) for given in self._names)
        if not is_taken:
            return gradient_name(shown_name)
        agrees = all(self._agrees(self.graph.nodes[index]) for index in leaves)
        return gradient_name(shown_name) if agrees else f"d{self.output}/d{shown_name}"

    def _agrees(self, node: Node) -> bool:
        gradient = self._backprop.gradients[node.index]
        return self.find(node, 0.0 if gradient is None else gradient) is not None

    def share(self, step: Step) -> tuple[int, int]:
        """Which one of how many contributions to a gradient a step makes, from 1."""
        return self._shares[step.index]

    def of_step(self, step: Step) -> tuple[str, Handwritten | None]:
        """The name of the gradient that a step changes, and the reader's own where it has one."""
        node = self._backprop.graph.nodes[step.edge.producer]
        gradient = self._backprop.gradients[node.index]
        own = self.find(node, 0.0 if gradient is None else gradient)
        return (own.name if own else self.name(node)), own

    def holder(self, node: Node) -> Node:
        """The value under whose name a gradient is used.

        An array without a name that is only added to something has the gradient of the sum: of
        `np.dot(X, W)` in `z = np.dot(X, W) + b` a reader would use `dz`.
        """
        graph = self._backprop.graph
        while node.is_array and not node.name and len(graph.consumers[node.index]) == 1:
            (edge,) = graph.consumers[node.index]
            step = self._steps.get(edge)
            is_same = step is not None and shape_of(step.upstream) == node.shape
            # A factor of ones hands it on as well, but only by chance.
            is_term = graph.nodes[edge.consumer].op.name in ("add", "sub")
            if step is None or not (is_same and is_term and _is_ones(step.local)):
                break
            node = graph.nodes[edge.consumer]
        return node

    def of_node(self, node: Node) -> str:
        """The name of a node's whole gradient: the reader's own, at the output the seed's."""
        node = self.holder(node)
        gradient, seed = self._backprop.gradients[node.index], self.upstream
        if node is self._output and seed and seed.name:
            return seed.name
        own = self.find(node, 0.0 if gradient is None else gradient)
        return own.name if own else self.name(node)


def _is_ones(local: Value) -> bool:
    if local is None:
        return False
    return bool((local == 1).all()) if is_array(local) else bool(local == 1)


def gradient_name(name: str) -> str:
    """`dx` of `x`, `dense1.dweights` of `dense1.weights`."""
    owner, rest = of_object(name)
    return f"{owner}d{rest}"
