"""How each known formula is written in code, as operations of the graph."""

from __future__ import annotations

from typing import Any

from graphviz_backprop import ops
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.box import Box
from graphviz_backprop.levels.losses import Loss, find_loss


def dense(graph: Graph, end: Node) -> Box | None:
    """`np.dot(x, W) + b`, where W has a column for each neuron, or `np.dot(W, x) + b`, a row."""
    if end.op.name != "add" or len(end.inputs) != 2:
        return None
    parts = [graph.nodes[index] for index in end.inputs]
    product = next((part for part in parts if part.op.name in ("dot", "matmul")), None)
    if product is None or product.shape != end.shape:
        return None
    bias = parts[1] if parts[0] is product else parts[0]
    left, right = (graph.nodes[index] for index in product.inputs)
    if bias is product or len(left.shape) not in (1, 2):
        return None
    is_row = len(right.shape) == 2 and set(bias.shape[:-1]) <= {1}  # one number for each neuron
    if _are_columns(graph, left, right, bias):
        op = ops.op_named("dense_columns")
    elif is_row:
        op = ops.op_named("dense")
    else:
        return None
    inputs = (left.index, right.index, bias.index)
    nodes = frozenset((product.index, end.index))
    return Box(nodes, end.index, inputs, op, "dense", end.place)


def _are_columns(graph: Graph, weights: Node, x: Node, bias: Node) -> bool:
    """True if each sample is a column: the weights stand on the left, the bias is a column too.

    One neuron and one sample alone read both ways; then the weights are what nothing computes, or
    what the code updates.
    """
    if len(weights.shape) != 2 or bias.shape != (weights.shape[0], 1)[: len(x.shape)]:
        return False
    if weights.shape[0] > 1 or x.shape[1:] != (1,):
        return True
    if weights.is_leaf and x.is_leaf:
        return _is_updated(graph, weights) and not _is_updated(graph, x)
    return weights.is_leaf


def _is_updated(graph: Graph, node: Node) -> bool:
    return graph.versions[node.index] in graph.updated


def softmax(graph: Graph, end: Node) -> Box | None:
    """`e / np.sum(e, axis=1, keepdims=True)`, where e is `np.exp(z)` or `np.exp(z - np.max(z))`.

    Many write e twice, above and below.
    """
    if end.op.name != "div":
        return None
    above, total = (graph.nodes[index] for index in end.inputs)
    if total.op.name != "numpy.sum" or not _is_by_row(total, graph.nodes[total.inputs[0]]):
        return None
    below = graph.nodes[total.inputs[0]]
    if above.op.name != "exp" or below.op.name != "exp":
        return None
    scores, nodes = _shifted(graph, above)
    same, others = _shifted(graph, below)
    if scores is not same or len(nodes) != len(others):
        return None
    nodes |= others | {end.index, total.index}
    op = ops.op_named("softmax")
    return Box(nodes, end.index, (scores.index,), op, "softmax", end.place)


def _shifted(graph: Graph, powers: Node) -> tuple[Node, frozenset[int]]:
    """The scores whose exponential functions these are, and the operations from these on."""
    scores = graph.nodes[powers.inputs[0]]
    if scores.op.name == "sub":
        own, highest = (graph.nodes[index] for index in scores.inputs)
        is_highest = highest.op.name == "numpy.max" and highest.inputs == (own.index,)
        if is_highest and _is_by_row(highest, own):
            return own, frozenset((powers.index, scores.index, highest.index))
    return scores, frozenset((powers.index,))


def sigmoid(graph: Graph, end: Node) -> Box | None:
    """`1 / (1 + np.exp(-z))`."""
    one, below = _args(graph, end, "div")
    if one is None or below is None or not _is_one(one):
        return None
    parts = _args(graph, below, "add")
    powers = next((part for part in parts if part and part.op.name == "exp"), None)
    other = next((part for part in parts if part is not powers), None)
    if powers is None or other is None or not _is_one(other):
        return None
    minus = graph.nodes[powers.inputs[0]]
    if minus.op.name != "neg":
        return None
    nodes = frozenset((end.index, below.index, powers.index, minus.index))
    return Box(nodes, end.index, minus.inputs, ops.sigmoid, "sigmoid", end.place)


def logsumexp(graph: Graph, end: Node) -> Box | None:
    """`np.log(np.sum(np.exp(z)))`, or `m + np.log(np.sum(np.exp(z - m)))` with the maximum m."""
    parts = [graph.nodes[index] for index in end.inputs]
    logarithm = end
    if end.op.name == "add" and len(parts) == 2:
        logarithm = next((part for part in parts if part.op.name == "log"), end)
    if logarithm.op.name != "log":
        return None
    total = graph.nodes[logarithm.inputs[0]]
    powers = graph.nodes[total.inputs[0]] if total.op.name == "numpy.sum" else total
    if total is powers or powers.op.name != "exp" or total.shape != end.shape:
        return None
    z = graph.nodes[powers.inputs[0]]
    nodes = {logarithm.index, total.index, powers.index}
    if logarithm is not end:
        highest = next(part for part in parts if part is not logarithm)
        if z.op.name != "sub" or z.inputs[1] != highest.index:
            return None
        nodes |= {end.index, z.index, highest.index}
        z = graph.nodes[z.inputs[0]]
        axes = (one.options.get("axis") for one in (highest, total))
        is_highest = highest.op.name == "numpy.max" and highest.inputs == (z.index,)
        if not is_highest or len(set(axes)) != 1:
            return None
    op = ops.op_named("logsumexp")
    return Box(
        frozenset(nodes), end.index, (z.index,), op, "logsumexp", end.place, dict(total.options)
    )


def cross_entropy(graph: Graph, end: Node) -> Box | None:
    """`np.mean(-np.log(p[range(n), y]))`, or with one-hot targets, also of clipped p."""
    loss = find_loss(graph, end)
    if loss is None:
        return None
    return _loss_box(loss, end, "cross_entropy", loss.nodes, loss.source, loss.limits)


def softmax_cross_entropy(graph: Graph, end: Node) -> Box | None:
    """The same of a softmax; not where a probability was clipped: that changes the gradient."""
    loss = find_loss(graph, end)
    inner = softmax(graph, graph.nodes[loss.source]) if loss is not None else None
    if loss is None or inner is None or is_clipped(graph.nodes[loss.source].value, loss.limits):
        return None
    nodes = loss.nodes | inner.nodes
    return _loss_box(loss, end, "softmax_cross_entropy", nodes, inner.inputs[0], {})


def _loss_box(
    loss: Loss, end: Node, name: str, nodes: frozenset[int], source: int, limits: dict[str, Any]
) -> Box:
    options = {"reduce": loss.reduce, **limits}
    if loss.labels is None:
        options["targets"] = loss.targets
    elif loss.is_inside:
        options["is_inside"] = True
    inputs = (source,) if loss.labels is None else (source, loss.labels)
    title = name.replace("_", " ").replace("cross e", "cross-e")
    return Box(nodes, end.index, inputs, ops.op_named(name), title, end.place, options)


def is_clipped(p: Any, limits: dict[str, Any]) -> bool:
    """True if a probability lies beyond the limits."""
    low, high = limits.get("low", 0.0), limits.get("high", float("inf"))
    return bool(((p < low) | (p > high)).any())


def _args(graph: Graph, node: Node, name: str) -> tuple[Node | None, Node | None]:
    if node.op.name != name or len(node.inputs) != 2:
        return None, None
    first, second = (graph.nodes[index] for index in node.inputs)
    return first, second


def _is_one(node: Node) -> bool:
    return node.is_constant and not node.is_array and node.value == 1


def _is_by_row(node: Node, source: Node) -> bool:
    """True if it reduces each row of its source to one number that still spreads over the row."""
    rank = len(source.shape)
    if rank not in (1, 2):
        return False
    axis = node.options.get("axis")
    is_kept = bool(node.options.get("keepdims")) or rank == 1
    return is_kept and (axis in (rank - 1, -1) or (rank == 1 and axis is None))
