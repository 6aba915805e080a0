"""The derivation of the gradient of an array through one operation, as data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.derivations.of_arrays.entry_lines import entry_lines
from graphviz_backprop.derivations.of_arrays.line import Line
from graphviz_backprop.derivations.of_arrays.product_lines import product_lines
from graphviz_backprop.derivations.of_arrays.softmax_lines import softmax_lines
from graphviz_backprop.derivations.of_arrays.writing import Writing
from graphviz_backprop.errors import BackpropError, NothingThereError
from graphviz_backprop.storyboard import label

_WAYS = (product_lines, softmax_lines, entry_lines)


@dataclass(frozen=True)
class ArrayDerivation:
    """How the gradient of an array comes about, through the operation that uses it.

    Attributes:
        backprop: the backward pass.
        step: the one that is derived.
        name: of the gradient, as code.
        lines: from one entry to the whole array.
        arrays: what the lines can be run with, by what is written for it.
    """

    backprop: Backprop
    step: Step
    name: str
    lines: tuple[Line, ...]
    arrays: dict[str, Any]

    @property
    def code(self) -> str:
        """The last line: the whole array at once."""
        return self.lines[-1].text

    @property
    def title(self) -> str:
        """What is derived."""
        graph = self.backprop.graph
        noun = graph.nodes[self.step.edge.consumer].op.noun
        own = self.step.edge.producer
        uses = sum(step.edge.producer == own for step in self.backprop.steps)
        what = "gradient" if uses == 1 else f"gradient, one of {uses} contributions,"
        return f"The {what} of {label(graph, graph.nodes[own])} through the {noun}"


def derive_array(backprop: Backprop, name: str) -> ArrayDerivation:
    """Derive the gradient of an array.

    Args:
        backprop: of a graph of arrays or layers.
        name: of the array, as the figures show it.

    Raises:
        BackpropError: there is no such array, or it goes into no matrix product, softmax,
            softmax with cross-entropy, or operation on each entry.
    """
    graph = backprop.graph
    found = [node for node in graph.nodes if node.is_array and label(graph, node) == name]
    if not found:
        names = [label(graph, node) for node in graph.nodes if node.is_array and node.name]
        known = f"; expected one of {', '.join(names[:12])}" if names else ""
        raise NothingThereError(f"{graph.source}: no array {name!r}{known}")
    steps = [step for step in backprop.steps if step.edge.producer == found[0].index]
    for step in steps:
        for way in _WAYS:
            writing = Writing(backprop, step)
            lines = tuple(way(writing))
            if lines and len(steps) > 1:
                said = f"one of {len(steps)} contributions to {writing.target}, which add up"
                first = replace(lines[0], reason=f"{lines[0].reason}; this is {said}")
                lines = (first, *lines[1:])
            if lines:
                return ArrayDerivation(backprop, step, writing.target, lines, writing.arrays)
    used = ", ".join(dict.fromkeys(graph.nodes[step.edge.consumer].op.noun for step in steps))
    raise BackpropError(
        f"{graph.source}: {name} goes into {used or 'nothing'}; derived are arrays that go into "
        "a matrix product, a softmax, with its loss too, or an operation on each entry"
    )
