"""Formulas that are known as a whole: dense, softmax, cross-entropies, sigmoid, logsumexp."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels import formulas
from graphviz_backprop.levels.binary_losses import binary_cross_entropy
from graphviz_backprop.levels.box import Box

Formula = Callable[[Graph, Node], Box | None]
# A wider formula before those that are a part of it.
_FORMULAS: tuple[Formula, ...] = (
    formulas.softmax_cross_entropy,
    formulas.cross_entropy,
    binary_cross_entropy,
    formulas.softmax,
    formulas.sigmoid,
    formulas.logsumexp,
    formulas.dense,
)
_BY_ITSELF = _FORMULAS[1:]


def known_box(graph: Graph, nodes: Sequence[Node]) -> Box | None:
    """The formula that these operations are, all together."""
    own = frozenset(node.index for node in nodes)
    last = max(nodes, key=lambda node: node.index)
    for formula in _FORMULAS:
        box = formula(graph, last)
        if box is not None and box.nodes == own:
            return box
    return None


def find_known(graph: Graph, loose: Iterable[Node]) -> list[Box]:
    """The formulas among these operations, from the last on; none shares a node with another."""
    free = {node.index for node in loose}
    found: list[Box] = []
    for index in sorted(free, reverse=True):
        for formula in _BY_ITSELF if index in free else ():
            box = formula(graph, graph.nodes[index])
            if box is not None and box.nodes <= free and _is_apart(graph, box):
                found.append(box)
                free -= box.nodes
                break
    return found


def find_sigmoids(graph: Graph) -> list[Box]:
    """The sigmoids that are written out, of which the code names no part."""
    found = (formulas.sigmoid(graph, node) for node in graph.operators())
    return [
        box
        for box in found
        if box is not None
        and _is_apart(graph, box)
        and not any(graph.nodes[index].name for index in box.nodes - {box.result})
    ]


def _is_apart(graph: Graph, box: Box) -> bool:
    """True if nothing but its result is used outside, and it takes more than one operation."""
    inner = box.nodes - {box.result}
    used = (edge.consumer in box.nodes for index in inner for edge in graph.consumers[index])
    return bool(inner) and graph.output not in inner and all(used)
