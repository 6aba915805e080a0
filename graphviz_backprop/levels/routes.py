"""Both routes through softmax with cross-entropy, one above the other: in one step, and in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.box import with_boxes
from graphviz_backprop.levels.collapse import collapse
from graphviz_backprop.levels.formulas import is_clipped
from graphviz_backprop.levels.known_formulas import find_known
from graphviz_backprop.levels.level import LAYER
from graphviz_backprop.ops import op_named

_BOTH, _SOFTMAX, _LOSS = "softmax_cross_entropy", "softmax", "cross_entropy"


def both_routes(graph: Graph) -> Graph:
    """The scores' loss by `(ŷ - y) / n` in one step, and below by cross-entropy, then softmax.

    Each route starts from scores of its own, so that each shows its own gradient; the output is
    the two losses together.

    Raises:
        BackpropError: the graph has no softmax that goes into a cross-entropy, or a probability
            was clipped, which changes the gradient of the second route.
    """
    drawn = collapse(graph) if graph.level != LAYER else graph
    for node in drawn.operators():
        if node.op.name == _BOTH and node.inner is not None:
            inner = node.inner
            inside = with_boxes(inner, find_known(inner, inner.operators()), LAYER)
            return _joined(graph, _alone(drawn, node), replace(inside, variables={}))
        softmax = drawn.nodes[node.inputs[0]] if node.op.name == _LOSS else None
        if softmax is not None and softmax.op.name == _SOFTMAX:
            if is_clipped(softmax.value, dict(node.options)):
                raise BackpropError(
                    f"{graph.source}: {node.place}: a probability was clipped: there the routes "
                    "have different gradients"
                )
            return _joined(graph, _in_one(drawn, softmax, node), _in_two(drawn, softmax, node))
    raise BackpropError(
        f"{graph.source}: no softmax goes into a cross-entropy; expected both in the forward pass"
    )


def _leaf(node: Node, index: int) -> Node:
    """A node as an input of a route."""
    op = node.op if node.is_constant else op_named("leaf")
    return replace(node, index=index, op=op, inputs=(), options={}, inner=None, title="", parts=())


def _alone(graph: Graph, node: Node) -> Graph:
    """A node with its inputs as leaves."""
    leaves = [_leaf(graph.nodes[one], index) for index, one in enumerate(node.inputs)]
    end = replace(node, index=len(leaves), inputs=tuple(range(len(leaves))))
    return Graph((*leaves, end), end.index, {})


def _in_one(graph: Graph, softmax: Node, loss: Node) -> Graph:
    """The two boxes as the one that has both formulas."""
    options = {key: one for key, one in loss.options.items() if key not in ("low", "high")}
    inputs = (softmax.inputs[0], *loss.inputs[1:])
    node = replace(
        loss, op=op_named(_BOTH), inputs=inputs, options=options, title="softmax and loss"
    )
    return _alone(graph, node)


def _in_two(graph: Graph, softmax: Node, loss: Node) -> Graph:
    labels = [graph.nodes[one] for one in loss.inputs[1:]]
    leaves = [
        _leaf(one, index) for index, one in enumerate((graph.nodes[softmax.inputs[0]], *labels))
    ]
    first = replace(softmax, index=len(leaves), inputs=(0,))
    inputs = (first.index, *range(1, len(leaves)))
    end = replace(loss, index=first.index + 1, inputs=inputs)
    return Graph((*leaves, first, end), end.index, {})


def _joined(graph: Graph, upper: Graph, lower: Graph) -> Graph:
    """Two graphs in one, with their outputs collected in an array."""
    import numpy as np

    nodes = [*upper.nodes, *_moved(lower, len(upper))]
    ends = (upper.output, lower.output + len(upper))
    losses = np.array([nodes[end].value for end in ends])
    losses.setflags(write=False)
    options = {"shape": losses.shape}
    nodes.append(Node(len(nodes), op_named("array"), ends, losses, "losses", options=options))
    return Graph(
        tuple(nodes), len(nodes) - 1, dict(_variables(nodes)), source=graph.source, level=LAYER
    )


def _moved(graph: Graph, by: int) -> Iterator[Node]:
    for node in graph.nodes:
        inputs = tuple(one + by for one in node.inputs)
        yield replace(node, index=node.index + by, inputs=inputs)


def _variables(nodes: list[Node]) -> Iterator[tuple[str, int]]:
    """The leaves by name; the second of one name is `z#2`."""
    seen: set[str] = set()
    for node in nodes:
        if node.is_leaf:
            name = node.name or "scores"
            yield (f"{name}#2" if name in seen else name), node.index
            seen.add(name)
