"""What passes along one edge, in a sentence: `x[0] gets w[0] × upstream = −3.0 × 1.0 = −3.0`."""

from __future__ import annotations

import re

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.gradients import GradientNames
from graphviz_backprop.storyboard.labels import label
from graphviz_backprop.storyboard.layer_captions import inside, noun_and_name

_OPERAND = re.compile(r"\{([a-z])\}")
_NUMBER = re.compile(r"-?\d+")


def what_passes(backprop: Backprop, step: Step, names: GradientNames, with_sum: bool = True) -> str:
    """The sentence for a step between numbers.

    Args:
        backprop: the backward pass.
        step: of it.
        names: of the gradients.
        with_sum: also say what the value has in all, where it is used more than once.
    """
    graph = backprop.graph
    consumer, producer = graph.nodes[step.edge.consumer], graph.nodes[step.edge.producer]
    product = f"{shown(step.local)} × {shown(step.upstream)} = {shown(step.contribution)}"
    name = label(graph, producer)
    if step.blocks:
        said = f"The {noun_and_name(consumer)} lets nothing through: {name} gets {product}"
    else:
        said = f"{name} gets {factor(graph, step)} × upstream = {product}"
    if consumer.is_plain_box:
        said += f", {inside(consumer)}"
    which, of = names.share(step)
    if not with_sum or of == 1:
        return said
    if step.accumulates:
        total = f"{shown(step.before)} + {shown(step.contribution)} = {shown(step.after)}"
        return f"{said}, and has {total} {'so far' if which < of else 'in all'}"
    return f"{said}, the first of {of} contributions"


def factor(graph: Graph, step: Step) -> str:
    """The local derivative in words: another operand, the result, a number, or a slope."""
    consumer = graph.nodes[step.edge.consumer]
    if consumer.is_plain_box:
        return f"the derivative of the {noun_and_name(consumer)}"
    source = source_of_local(graph, step)
    if source is not None:
        return _in_parentheses(label(graph, graph.nodes[source]))
    derivative = _derivative(consumer, step)
    if _NUMBER.fullmatch(derivative):
        return derivative
    operands = [i for i in consumer.inputs if not graph.nodes[i].is_constant]
    if len(operands) == 1:
        return f"the slope of the {noun_and_name(consumer)}"
    return f"the derivative of the {noun_and_name(consumer)}"


def _in_parentheses(text: str) -> str:
    """`(a / b)`, where a sign of the code would run into the next one."""
    is_sum = " " in text and not (text.endswith(")") or text.startswith("the "))
    return f"({text})" if is_sum else text


def source_of_local(graph: Graph, step: Step) -> int | None:
    """The value that is the local derivative itself: another operand, or the result (of exp)."""
    consumer = graph.nodes[step.edge.consumer]
    derivative = _derivative(consumer, step)
    operand = _OPERAND.fullmatch(derivative)
    if operand is not None and not consumer.op.variadic:
        return consumer.inputs[ord(operand[1]) - ord("a")]
    return consumer.index if derivative and derivative == consumer.op.formula else None


def _derivative(consumer: Node, step: Step) -> str:
    """The rule in typst math, as the op has it."""
    derivatives = consumer.op.derivatives
    if not derivatives:
        return ""
    if consumer.op.variadic:
        return derivatives[1 if step.local == 0 else 0]
    return derivatives[step.edge.argument]
