"""Binary cross-entropies in code: `-np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))`."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop import ops
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.box import Box

_MINUS_ONE = -1.0
_MOST_SCALES = (
    4  # a minus, a sum or a mean, a division, a weight; so a long chain is not gone through
)


def binary_cross_entropy(graph: Graph, end: Node) -> Box | None:
    """The mean, the sum, the sum over a number of the code, or each entry's loss that ends here.

    Not where a probability is 0 or 1: there the code's own zeros times infinity are no number.
    """
    nodes: set[int] = set()
    scale, is_reduced, node = 1.0, False, end
    while node.is_operator and node.op.name not in ("add", "sub"):
        if len(nodes) == _MOST_SCALES:
            return None
        inner = _unscaled(graph, node)
        if inner is not None:
            factor, below = inner
            scale *= factor
        elif node.op.name in ("numpy.sum", "numpy.mean") and not (is_reduced or node.shape):
            below, is_reduced = graph.nodes[node.inputs[0]], True
            scale /= below.value.size if node.op.name == "numpy.mean" and below.is_array else 1.0
        else:
            return None
        nodes.add(node.index)
        node = below
    found = _of_sum(graph, node)
    if found is None:
        return None
    sign, p, y, inside = found
    scale *= sign
    if scale >= 0 or (not is_reduced and scale != _MINUS_ONE) or p.shape != y.shape:
        return None
    if not p.is_array or not ((p.value > 0) & (p.value < 1)).all():
        return None
    options = {"over": -1.0 / scale} if is_reduced else {}
    op, title = ops.op_named("binary_cross_entropy"), "binary cross-entropy"
    own = frozenset(nodes | inside)
    return Box(own, end.index, (p.index, y.index), op, title, end.place, options)


def _unscaled(graph: Graph, node: Node) -> tuple[float, Node] | None:
    """The number by which a value is multiplied, and the value."""
    parts = [graph.nodes[index] for index in node.inputs]
    if node.op.name == "neg":
        return _MINUS_ONE, parts[0]
    numbers = [part for part in parts if part.is_constant and not part.is_array]
    if len(parts) != 2 or len(numbers) != 1:
        return None
    number = float(numbers[0].value)
    if node.op.name == "mul":
        return number, parts[0] if parts[1] is numbers[0] else parts[1]
    if node.op.name == "div" and parts[1] is numbers[0] and number:
        return 1.0 / number, parts[0]
    return None


def _of_sum(graph: Graph, node: Node) -> tuple[float, Node, Node, set[int]] | None:
    """The sign, the probabilities and targets of `y log p + (1 - y) log(1 - p)`, and its nodes."""
    if node.op.name not in ("add", "sub") or len(node.inputs) != 2:
        return None
    signs = 1.0, 1.0 if node.op.name == "add" else -1.0
    terms = [_of_term(graph, graph.nodes[index]) for index in node.inputs]
    for yes, no, own, other in ((0, 1, *signs), (1, 0, *signs[::-1])):
        for sign, y, p, inside in terms[yes]:
            for sign_of_no, rest, others, more in terms[no]:
                is_rest = _is_rest(graph, rest, y) and _is_rest(graph, others, p)
                if is_rest and own * sign == other * sign_of_no:
                    made = inside | more | {node.index, rest.index, others.index}
                    return own * sign, p, y, made
    return None


def _of_term(graph: Graph, node: Node) -> list[tuple[float, Node, Node, set[int]]]:
    """Of `t * log(q)`, in either order, maybe with a minus: its sign, t, q and its nodes."""
    sign, nodes = 1.0, set[int]()
    while node.op.name == "neg":
        sign, nodes, node = -sign, nodes | {node.index}, graph.nodes[node.inputs[0]]
    if node.op.name != "mul" or len(node.inputs) != 2:
        return []
    return list(_products(graph, node, sign, nodes))


def _products(
    graph: Graph, product: Node, sign: float, nodes: set[int]
) -> Iterator[tuple[float, Node, Node, set[int]]]:
    for at in (0, 1):
        target, logarithm = (graph.nodes[product.inputs[k]] for k in (at, 1 - at))
        own, inside = sign, nodes | {product.index}
        while target.op.name == "neg":
            own, inside = -own, inside | {target.index}
            target = graph.nodes[target.inputs[0]]
        if logarithm.op.name == "log":
            of = graph.nodes[logarithm.inputs[0]]
            yield own, target, of, inside | {logarithm.index}


def _is_rest(graph: Graph, node: Node, of: Node) -> bool:
    """True if it is `1 - of`."""
    if node.op.name != "sub" or node.inputs[1] != of.index:
        return False
    one = graph.nodes[node.inputs[0]]
    return one.is_constant and not one.is_array and one.value == 1
