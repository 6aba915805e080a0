"""What a gradient is called: as the reader's own code calls it, where it has it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Handwritten, Node
from graphviz_backprop.graph.gradient_names import derivative, squeeze
from graphviz_backprop.storyboard.labels import label


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

        count = Counter(step.edge.producer for step in backprop.steps)
        so_far: Counter[int] = Counter()
        self._shares: list[tuple[int, int]] = []
        for step in backprop.steps:
            so_far[step.edge.producer] += 1
            self._shares.append((so_far[step.edge.producer], count[step.edge.producer]))

    def find(self, node: Node, value: float) -> Handwritten | None:
        """The reader's variable for a node's gradient of this value."""
        for one in self._written.get(squeeze(node.name), ()) if node.name else ():
            if math.isclose(one.value, value, rel_tol=1e-9, abs_tol=1e-12):
                return one
        return None

    def name(self, node: Node) -> str:
        """The gradient of a node in the field's notation: `dy/dx[0]`."""
        graph = self._backprop.graph
        text = label(graph, node)
        return f"d{self.output}/d{text}" if node.name else f"d{self.output}/d({_bare(text)})"

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
        own = self.find(node, self._backprop.gradients[node.index] or 0.0)
        return (own.name if own else self.name(node)), own


def _bare(text: str) -> str:
    """`sum` of `the sum (-0.2)`."""
    return text.removeprefix("the ").partition(" (")[0] if text.startswith("the ") else text
