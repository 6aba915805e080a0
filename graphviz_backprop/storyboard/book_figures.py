"""Which frames are figures 9.01 to 9.19 of Neural Networks from Scratch."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Graph

_INPUTS = ((1.0, -3.0), (-2.0, -1.0), (3.0, 2.0))
_BIAS = 1.0
_BEFORE_LAST = 18  # figures 9.01 to 9.18 are the first frames of both sequences, 9.19 is the last


def figure_numbers(backprop: Backprop, frames: int) -> Iterator[str | None]:
    """For each frame its figure: numbers for the book's own neuron, else None."""
    is_book = is_books_neuron(backprop.graph) and backprop.seed == 1.0
    for index in range(frames):
        if is_book and index < _BEFORE_LAST:
            yield f"9.{index + 1:02}"
        else:
            yield "9.19" if is_book and index == frames - 1 else None


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
