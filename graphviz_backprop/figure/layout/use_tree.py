"""The uses of a graph's values as trees: operands in the order of the call, nothing shared.

A value's home is its first use in the code; every other use is a stub. So the graph becomes a tree
under its output, or one under each value at which it is cut into panels, and a tree can be drawn
without a crossing, with the first operand above the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import field
from itertools import groupby

from graphviz_backprop.graph import Edge, Graph, Node
from graphviz_backprop.quick_dataclass import quick_dataclass

_STAGGERED = 6  # operators at one ring
_LONGEST_SIGN = 3  # letters, for which every ring has room


@quick_dataclass(slots=True, eq=False)
class Use:
    """A row of the figure: a value as an operand of its consumer.

    Attributes:
        node: the value.
        is_stub: its home is elsewhere.
        consumer: the use of the operator that it goes into; None of a tree's root.
        edges: into that; several where neighbouring operands are this value, as in `x * x`.
        operands: of its home, in the order of the call.
        column: counted from the left of its tree.
        height: of its wire, counted from the top of its tree, in points.
    """

    node: int
    is_stub: bool
    consumer: Use | None = None
    edges: tuple[Edge, ...] = ()
    operands: list[Use] = field(default_factory=list)
    column: int = 0
    height: float = 0.0

    @property
    def is_operator(self) -> bool:
        """True if rows stand before it."""
        return bool(self.operands)


def is_at_ring(graph: Graph, edge: Edge) -> bool:
    """True if a constant stands at the ring that uses it, without a row: `2.0 * x`, `x - 1.0`."""
    constant, consumer = graph.nodes[edge.producer], graph.nodes[edge.consumer]
    if not constant.is_constant or constant.name or constant.is_array or consumer.is_box:
        return False
    count = len(consumer.inputs)
    # The first operand's place is above the ring, where the name of a function may stand.
    has_name = consumer.op.label or not 0 < len(consumer.op.symbol) <= _LONGEST_SIGN
    is_free = edge.argument == count - 1 or not has_name
    return is_free and count <= 2 and consumer.inputs.count(edge.producer) == 1


def roots_of(graph: Graph) -> list[int]:
    """The values that nothing uses: the output, results of a backward pass, inputs without use."""
    without = [node.index for node in graph.nodes if not graph.consumers[node.index]]
    return sorted(without, key=lambda index: (not graph.nodes[index].is_operator, index))


def grow_tree(
    graph: Graph,
    root: int,
    cuts: frozenset[int],
    hidden: Container[Edge] = (),
    is_staggered: bool = True,
) -> list[Use]:
    """The tree under a value, from the root on, each operator before its operands.

    Args:
        graph: what is drawn.
        root: of the tree.
        cuts: the values that are roots of trees of their own.
        hidden: edges that are drawn with others.
        is_staggered: many operators at one ring may stand in two columns.
    """
    top = Use(root, is_stub=False)
    waiting, order = [top], []
    while waiting:
        use = waiting.pop()
        order.append(use)
        if not use.is_stub:
            use.operands = list(_operands(graph, use, cuts, hidden))
            waiting += reversed(use.operands)
    _find_columns(graph, order, is_staggered)
    return order


def _operands(
    graph: Graph, use: Use, cuts: frozenset[int], hidden: Container[Edge]
) -> Iterator[Use]:
    seen: set[int] = set()
    for edges in uses_by(graph, use.node, hidden):
        producer = edges[0].producer
        is_first = producer not in cuts and _home(graph, producer) == use.node
        yield Use(producer, not is_first or producer in seen, use, edges)
        seen.add(producer)


def uses_by(graph: Graph, consumer: int, hidden: Container[Edge] = ()) -> list[tuple[Edge, ...]]:
    """The uses of values by an operator: one for the neighbouring operands that are one value."""
    rows = [edge for edge in graph.edges_into(consumer) if not is_at_ring(graph, edge)]
    # What is drawn with others still stands between its neighbours.
    runs = groupby(rows, key=lambda edge: (edge.producer, edge in hidden))
    return [tuple(edges) for (_, is_hidden), edges in runs if not is_hidden]


def _home(graph: Graph, node: int) -> int:
    """The consumer at which a value has its home; edges stand in the order of the code."""
    rows = (edge for edge in graph.consumers[node] if not is_at_ring(graph, edge))
    return next(rows).consumer


def _find_columns(graph: Graph, order: list[Use], is_staggered: bool) -> None:
    """An operand stands right before its consumer, a bias in the column of the products' leaves."""
    for use in order[1:]:
        assert use.consumer is not None
        use.column = use.consumer.column - (2 if _is_bias(graph, use) else 1)
    for use in reversed(order) if is_staggered else ():
        _stagger(use)
    first = min(use.column for use in order)
    for use in order:
        use.column -= first


def _is_bias(graph: Graph, use: Use) -> bool:
    """True if it is a leaf that is added to several products of leaves."""
    assert use.consumer is not None
    if graph.nodes[use.node].is_operator or len(use.consumer.operands) < 3:
        return False
    return any(
        other.is_operator and not any(part.is_operator for part in other.operands)
        for other in use.consumer.operands
    )


def _stagger(use: Use) -> None:
    """Every second of many operators at one ring steps to the left by its own width.

    Not where they share a value with each other: its trunk would have to pass the blocks between.
    """
    blocks = [operand for operand in use.operands if operand.is_operator]
    if len(blocks) < _STAGGERED:
        return
    parts = [list(subtree(block)) for block in blocks]
    places = Counter(node for block in parts for node in {part.node for part in block})
    if any(count > 1 for count in places.values()):
        return
    width = 1 + max(use.column - 1 - part.column for block in parts for part in block)
    for block in parts[::2]:
        for part in block:
            part.column -= width


def subtree(use: Use) -> Iterator[Use]:
    """A use and all rows before it."""
    waiting = [use]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += found.operands


def terms_of(graph: Graph, node: Node) -> list[int]:
    """The operands of a node that are no constants, each once."""
    return [i for i in dict.fromkeys(node.inputs) if not graph.nodes[i].is_constant]
