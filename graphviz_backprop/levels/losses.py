"""Cross-entropies in code: a mean, sum or list of -log of the probability of the right class."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class Loss:
    """A cross-entropy that was found.

    Attributes:
        nodes: its operations.
        source: the index of the probabilities, (samples, classes) or (classes,).
        reduce: "mean", "sum", or "none" for a loss of each sample.
        limits: to which the probabilities are clipped: "low", "high".
        targets: one-hot, for class numbers of the code; else None.
        labels: the index of the node that has the one-hot targets; else None.
        is_inside: the targets choose the probability before its logarithm is taken.
    """

    nodes: frozenset[int]
    source: int
    reduce: str
    limits: dict[str, Any] = field(default_factory=dict)
    targets: Any = None
    labels: int | None = None
    is_inside: bool = False


def find_loss(graph: Graph, end: Node) -> Loss | None:
    """The cross-entropy that ends here."""
    nodes: set[int] = set()
    reduce, minus, node = "none", 0, end
    while node.op.name in ("neg", "numpy.mean", "numpy.sum"):
        if node.op.name == "numpy.sum" and node.options.get("axis") is not None:
            break
        if node.op.name != "neg":
            if reduce != "none" or node.options:
                return None
            reduce = node.op.name.removeprefix("numpy.")
        minus += node.op.name == "neg"
        nodes.add(node.index)
        node = graph.nodes[node.inputs[0]]
    if minus != 1 or not node.is_operator:
        return None
    return _of_classes(graph, node, nodes, reduce) or _of_one_hot(graph, node, nodes, reduce)


def _of_classes(graph: Graph, node: Node, nodes: set[int], reduce: str) -> Loss | None:
    """`np.log(p[range(n), y])`."""
    if node.op.name != "log":
        return None
    part = graph.nodes[node.inputs[0]]
    if part.op.name != "index":
        return None
    source, limits, clips = _unclipped(graph, graph.nodes[part.inputs[0]])
    targets = _one_hot(source.shape, part.options["positions"])
    if targets is None:
        return None
    own = nodes | clips | {node.index, part.index}
    return Loss(frozenset(own), source.index, reduce, limits, targets)


def _one_hot(shape: tuple[int, ...], positions: Any) -> Any:
    """A 1 for each position that is taken, where it is one of each row."""
    import numpy as np

    if len(shape) not in (1, 2) or np.shape(positions) != shape[:-1]:
        return None
    taken = np.ravel(positions)
    targets = np.zeros(shape)
    targets.flat[taken] = 1.0
    is_by_row = np.array_equal(taken // shape[-1], np.arange(taken.size))
    targets.setflags(write=False)
    return targets if is_by_row else None


def _of_one_hot(graph: Graph, node: Node, nodes: set[int], reduce: str) -> Loss | None:
    """`np.log(np.sum(p * y, axis=1))` with y of zeros and ones, or `np.sum(y * np.log(p), axis=1)`.

    Where the second is summed over everything, it is a sum of losses.
    """
    is_inside = node.op.name == "log"
    own = set(nodes)
    if is_inside:
        own.add(node.index)
        node = graph.nodes[node.inputs[0]]
    product = node
    if node.op.name == "numpy.sum":
        if node.options.get("axis") not in (1, -1) or node.options.get("keepdims"):
            return None
        own.add(node.index)
        product = graph.nodes[node.inputs[0]]
    elif is_inside or reduce != "sum":
        return None
    if product.op.name != "mul" or len(product.shape) != 2:
        return None
    return _of_product(graph, product, own | {product.index}, reduce, is_inside)


def _of_product(
    graph: Graph, product: Node, nodes: set[int], reduce: str, is_inside: bool
) -> Loss | None:
    for at in (0, 1):
        p, y = (graph.nodes[product.inputs[k]] for k in (at, 1 - at))
        own = set(nodes)
        if not is_inside:
            if p.op.name != "log":
                continue
            own.add(p.index)
            p = graph.nodes[p.inputs[0]]
        elif y.is_operator or not _is_one_hot(y.value):
            continue
        source, limits, clips = _unclipped(graph, p)
        if y.shape != product.shape or source.shape != product.shape:
            continue
        labels = None if y.is_constant else y.index
        targets = y.value if y.is_constant else None
        return Loss(
            frozenset(own | clips), source.index, reduce, limits, targets, labels, is_inside
        )
    return None


def _is_one_hot(value: Any) -> bool:
    is_binary = ((value == 0) | (value == 1)).all()
    return bool(is_binary and (value.sum(axis=-1) == 1).all())


def _unclipped(graph: Graph, node: Node) -> tuple[Node, dict[str, Any], set[int]]:
    """The clipped value, the limits, and the node of the clip."""
    if node.op.name != "clip" or any(getattr(v, "ndim", 0) for v in node.options.values()):
        return node, {}, set()
    return graph.nodes[node.inputs[0]], dict(node.options), {node.index}
