"""Captions of layers: their names, and how they hand a gradient on."""

from __future__ import annotations

import math

from graphviz_backprop.backward import Step
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.graph.upstream_names import is_of_loss
from graphviz_backprop.storyboard.texts.labels import label
from graphviz_backprop.storyboard.texts.parentheses import fitted

# A dense layer on samples that are rows, and on samples that are columns.
DENSE = ("dense", "dense_columns")
BINARY = "binary_cross_entropy"


def is_loss(graph: Graph) -> bool:
    """True if the output is a loss, by its formula or its name: nothing comes after that."""
    output = graph.nodes[graph.output]
    return output.op.is_loss or is_of_loss(output.name)


def layer_formula(graph: Graph, step: Step, upstream: str) -> str:
    """The sentence on a known layer's computation in a step, empty for any other op.

    Args:
        graph: with the layer.
        step: into one of its arguments.
        upstream: the name of its gradient.
    """
    node = graph.nodes[step.edge.consumer]
    if node.op.name in DENSE and step.edge.argument == 2:
        has_batch = graph.nodes[step.edge.producer].shape != node.shape
        return f"the sum of {upstream} over the batch" if has_batch else upstream
    if node.op.name == "softmax":
        return f"J · {upstream}" + (", row by row" if len(node.shape) > 1 else "")
    is_told = node.op.is_loss and is_exact(graph, step)
    if not is_told or (step.edge.argument and node.op.name != BINARY):
        return ""
    source, *labels = (graph.nodes[index] for index in node.inputs[:2])
    guess, targets = label(graph, source), label(graph, labels[0]) if labels else "y"
    is_mean = len(source.shape) > 1 and node.options.get("reduce", "mean") == "mean"
    over = " / n" if is_mean else ""
    if node.index == graph.output:  # its own gradient, dloss/dloss, says nothing
        upstream = "upstream"
    if node.op.name == BINARY:
        return f"{_binary(node, step, guess, targets)} × {upstream}"
    if node.op.name == "cross_entropy":
        return f"-{fitted(targets, '-')} / {fitted(guess, '_ / ')}{over} × {upstream}"
    return f"(softmax({guess}) - {fitted(targets, '_ - ')}){over} × {upstream}"


def _binary(node: Node, step: Step, p: str, y: str) -> str:
    """`(p - y) / (p * (1 - p)) / n`; of the targets `(log(1 - p) - log(p)) / n`."""
    share = node.options.get("over") or 1.0
    over = f" / {share:g}" if share != 1.0 else ""
    rest = f"1 - {fitted(p, '_ - ')}"
    if step.edge.argument:
        return f"(log({rest}) - log({p})){over}"
    return f"({p} - {fitted(y, '_ - ')}) / ({fitted(p, '_ * ')} * ({rest})){over}"


def is_exact(graph: Graph, step: Step) -> bool:
    """True if an op's formula is what this step computes; that of a loss has conditions.

    No probability was clipped; for the scores, the targets of each sample sum to 1; for the
    targets, it is they that multiply the logarithm.
    """
    node = graph.nodes[step.edge.consumer]
    if not node.op.is_loss or node.op.name == BINARY:  # that is known where it has a formula
        return True
    p, *labels = graph.args(node)
    low, high = node.options.get("low", -math.inf), node.options.get("high", math.inf)
    if ((p < low) | (p > high)).any():
        return False
    if step.edge.argument:
        return not node.options.get("is_inside")
    return node.op.name == "cross_entropy" or all((y.sum(axis=-1) == 1).all() for y in labels)


def inside(node: Node) -> str:
    """`the chain rule through the 5 operations inside neuron`."""
    count = sum(1 for _ in node.inner.operators()) if node.inner else 0
    return f"the chain rule through the {count} operations inside"
