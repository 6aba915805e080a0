"""How each number comes about, as data: its operation, its uses, the factors of its derivative."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.expressions import code
from graphviz_backprop.graph import ARGUMENTS, Graph, Node, slope_at
from graphviz_backprop.living.told import Teller
from graphviz_backprop.storyboard import GradientNames, label
from graphviz_backprop.storyboard.captions.passing import source_of_local
from graphviz_backprop.storyboard.texts.labels import code_with_numbers

# Of a page whose numbers stay as they are.
NO_ORIGINS: dict[str, Any] = {"told": [], "gradientNames": [], "factors": [], "whole": ""}


def origins(backprop: Backprop, teller: Teller) -> dict[str, Any]:
    """What a page says of a number that is pointed at.

    `told` has each operation with its numbers, `gradientNames` what the gradients are called, and
    `factors` for each step the derivative as Leibniz writes it, its rules as code (for an open and
    for a closed gate where that matters), and the node whose value it is, if there is one.
    """
    graph, names = backprop.graph, GradientNames(backprop)
    return {
        "told": [
            teller.text(code_with_numbers(graph, node)) if node.is_operator else []
            for node in graph.nodes
        ],
        "gradientNames": [names.of_node(node) for node in graph.nodes],
        "factors": [_factor(graph, step) for step in backprop.steps],
        "whole": _whole(graph),
    }


def _factor(graph: Graph, step: Step) -> list[Any]:
    consumer, producer = graph.nodes[step.edge.consumer], graph.nodes[step.edge.producer]
    sign = "d" if _inputs(graph, consumer) == 1 else "∂"
    fraction = f"{sign}{_named(graph, consumer)}/{sign}{_named(graph, producer)}"
    op = consumer.op
    slopes = list(op.slopes) if op.variadic else [op.slopes[step.edge.argument]]
    rules = [_in_code(graph, consumer, slope) for slope in slopes[: 2 if op.gate else 1]]
    return [fraction, rules, source_of_local(graph, step)]


def _in_code(graph: Graph, consumer: Node, slope: str) -> str:
    """A slope with the names of the code."""
    inputs = (graph.nodes[index] for index in consumer.inputs)
    names = {letter: _operand(graph, one) for letter, one in zip(ARGUMENTS, inputs, strict=False)}
    return code(slope_at(graph, consumer, slope), names)


def _operand(graph: Graph, node: Node) -> str:
    text = label(graph, node)
    return f"({text})" if " " in text or text.startswith("-") else text


def _named(graph: Graph, node: Node) -> str:
    text = label(graph, node)
    return text if graph.versions[node.index] else f"({text})"


def _whole(graph: Graph) -> str:
    """The sign of the whole derivative: d where the output has one input."""
    return "d" if sum(node.is_leaf for node in graph.nodes) == 1 else "∂"


def _inputs(graph: Graph, node: Node) -> int:
    return sum(not graph.nodes[index].is_constant for index in node.inputs)
