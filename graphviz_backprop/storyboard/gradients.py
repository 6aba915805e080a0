"""What a gradient is called: as the reader's own code calls it, where it has it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Handwritten, Node
from graphviz_backprop.graph.gradient_names import derivative, of_object, squeeze
from graphviz_backprop.storyboard.labels import label
from graphviz_backprop.values import Value, is_array, shape_of

_LONGEST = 12


class GradientNames:
    """Finds the reader's variable for a gradient: `drelu_dx0` for x[0]'s, with its place.

    A name counts where it is the output's derivative w.r.t. the node (`dsum_dxw0` is only a local
    one) and where its value is the gradient: a slip in the code is not repeated in the figure.
    """

    def __init__(self, backprop: Backprop) -> None:
        graph = backprop.graph
        self._backprop = backprop
        self._output = graph.nodes[graph.output]
        whole = {"", squeeze(self._output.name), self._output.op.name, "loss", "out", "output"}
        self._written: dict[str, list[Handwritten]] = defaultdict(list)
        # `drelu_dw0` says more than the part `dw[0]` of a list.
        for one in sorted(graph.handwritten, key=lambda one: "[" in one.name):
            parts = derivative(one.name)
            if parts and parts[0] in whole:
                self._written[parts[1]].append(one)
                owner, _ = of_object(one.name)
                if owner:  # `dense1.dweights` is that of `dense1.weights`
                    self._written[squeeze(owner) + parts[1]].append(one)

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
        if node.is_array or self._output.is_array:
            return gradient_name(text) if node.name else f"d({_short(text, node)})"
        return f"d{self.output}/d{text}" if node.name else f"d{self.output}/d({_bare(text)})"

    @property
    def graph(self) -> Graph:
        """The forward pass."""
        return self._backprop.graph

    @property
    def output(self) -> str:
        """The name of the output."""
        output = self._output
        return label(self._backprop.graph, output) if output.name else "output"

    def share(self, step: Step) -> tuple[int, int]:
        """Which one of how many contributions to a gradient a step makes, from 1."""
        return self._shares[step.index]

    def of_step(self, step: Step) -> tuple[str, Handwritten | None]:
        """The name of the gradient that a step changes, and the reader's own where it has one."""
        node = self._backprop.graph.nodes[step.edge.producer]
        gradient = self._backprop.gradients[node.index]
        own = self.find(node, 0.0 if gradient is None else gradient)
        return (own.name if own else self.name(node)), own

    def of_node(self, node: Node) -> str:
        """The name of a node's whole gradient: the reader's own, at the output the seed's."""
        gradient, seed = self._backprop.gradients[node.index], self._backprop.graph.seed
        if node is self._output and seed and is_close(seed.value, self._backprop.seed):
            return seed.name
        own = self.find(node, 0.0 if gradient is None else gradient)
        return own.name if own else self.name(node)


def gradient_name(name: str) -> str:
    """`dx` of `x`, `dense1.dweights` of `dense1.weights`."""
    owner, rest = of_object(name)
    return f"{owner}d{rest}"


def is_close(one: Value, other: Value) -> bool:
    """Whether two numbers or arrays are the same but for rounding."""
    if not is_array(one) and not is_array(other):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    import numpy as np

    same_shape = shape_of(one) == shape_of(other)
    return same_shape and bool(np.allclose(one, other, rtol=1e-9, atol=1e-12))


def _short(text: str, node: Node) -> str:
    """An operation's code where it is short, else its name."""
    text = _bare(text)
    return text if len(text) <= _LONGEST else node.op.name.rpartition(".")[2]


def _bare(text: str) -> str:
    """`sum` of `the sum (-0.2)`."""
    return text.removeprefix("the ").partition(" (")[0] if text.startswith("the ") else text
