"""Which frames are figures 9.01 to 9.19 of Neural Networks from Scratch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Graph
from graphviz_backprop.storyboard.frames.frame import STEP

_INPUTS = ((1.0, -3.0), (-2.0, -1.0), (3.0, 2.0))
_BIAS = 1.0
_BEFORE_LAST = 18  # figures 9.01 to 9.18 come first in both sequences, 9.19 is the last


def figure_numbers(backprop: Backprop, kinds: Sequence[str]) -> Iterator[str | None]:
    """For each frame its figure: numbers for the book's own neuron, else None.

    A calculation with its result is what the book has in two figures; it has the first's number.

    Args:
        backprop: the backward pass.
        kinds: of the frames.
    """
    is_book = is_books_neuron(backprop.graph) and backprop.seed == 1.0
    number = 1
    for index, kind in enumerate(kinds):
        if is_book and index == len(kinds) - 1:
            yield "9.19"
        else:
            yield f"9.{number:02}" if is_book and number <= _BEFORE_LAST else None
        number += 2 if kind == STEP else 1


def is_books_neuron(graph: Graph) -> bool:
    """True if this is y = ReLU(x₀w₀ + x₁w₁ + x₂w₂ + b) with the numbers of chapter 9."""
    if any(node.is_array for node in graph.nodes):
        return False
    operators = list(graph.operators())
    if [node.op.name for node in operators] != ["mul", "mul", "mul", "add", "relu"]:
        return False
    *products, total, relu = operators
    bias = graph.nodes[total.inputs[-1]]
    return (
        tuple(graph.args(product) for product in products) == _INPUTS
        and total.inputs[:-1] == tuple(product.index for product in products)
        and bias.is_leaf
        and bias.value == _BIAS
        and relu.index == graph.output
    )
