"""Where a figure is cut into panels: at what the code itself keeps apart, else where it must be.

A panel is what a learner would draw by itself: a neuron, a call, a step of a loop. Its result is
used in other panels by stubs.
"""

from __future__ import annotations

from graphviz_backprop.figure.layout.use_tree import is_at_ring, terms_of
from graphviz_backprop.graph import Graph, Node, Scope
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.storyboard import Folding

_LEAST_ROWS = 4


@quick_dataclass(frozen=True, slots=True)
class Cutting:
    """How a figure is cut.

    Attributes:
        is_natural: at neurons, calls and steps.
        depth: the most columns of a panel; None for any number.
        rows: the most rows of a panel; None for any number.
    """

    is_natural: bool = False
    depth: int | None = None
    rows: int | None = None

    @property
    def is_forced(self) -> bool:
        """True if it also cuts where the code suggests nothing."""
        return self.depth is not None or self.rows is not None


def find_cuts(graph: Graph, cutting: Cutting, folding: Folding) -> frozenset[int]:
    """The values that become roots of panels of their own, besides those that nothing uses.

    Parts of folded terms are in any case, what isn't drawn never is.
    """
    natural = _natural_cuts(graph) if cutting.is_natural else set()
    cuts: set[int] = set()
    depth = [0] * len(graph)
    rows = [1] * len(graph)  # of the panel that would end here
    for node in graph.operators():
        if node.index in folding.drawn_for:
            continue
        operands = [i for i in dict.fromkeys(node.inputs) if i not in folding.drawn_for]
        parts = [i for i in operands if not _is_small(graph, i, node)]
        if cutting.rows is not None:
            _cut_largest(graph, parts, cuts, rows, cutting.rows)
        own = [part for part in parts if part not in cuts]
        depth[node.index] = 1 + max((depth[part] for part in own), default=0)
        rows[node.index] = max(1, sum(1 if part in cuts else rows[part] for part in parts))
        if not graph.consumers[node.index]:
            continue
        if node.index in folding.parts:
            cuts.add(node.index)
            continue
        is_natural = node.index in natural
        if cutting.depth is not None:
            # A natural place that is near enough is better than the exact one.
            least = min(2, cutting.depth)
            near = max(least, 0.6 * cutting.depth) if is_natural else cutting.depth
            if node.name and not is_natural:  # so is one with a name that is all but there
                near = max(least, near - 1)
            if depth[node.index] >= near:
                cuts.add(node.index)
        elif is_natural and rows[node.index] >= _LEAST_ROWS:
            cuts.add(node.index)
    return frozenset(cuts)


def _is_small(graph: Graph, index: int, consumer: Node) -> bool:
    """True if it is a constant that takes no row."""
    if not graph.nodes[index].is_constant:
        return False
    edges = (edge for edge in graph.edges_into(consumer.index) if edge.producer == index)
    return all(is_at_ring(graph, edge) for edge in edges)


def _cut_largest(
    graph: Graph, parts: list[int], cuts: set[int], rows: list[int], most: int
) -> None:
    """Cut the largest operands off until the rest is small enough."""
    total = sum(1 if part in cuts else rows[part] for part in parts)
    for part in sorted(parts, key=lambda part: -rows[part]):
        if total <= most:
            return
        if graph.nodes[part].is_operator and part not in cuts and rows[part] >= 3:
            cuts.add(part)
            total -= rows[part] - 1


def _natural_cuts(graph: Graph) -> set[int]:
    ends = _slid(graph)
    found = {
        ends[node.index]
        for node in graph.operators()
        if graph.consumers[node.index] and _ends_a_part(graph, node)
    }
    return {end for end in found if graph.consumers[end]}


def _ends_a_part(graph: Graph, node: Node) -> bool:
    """True if it leaves its call or loop, has several consumers, or is a named activation."""
    users = [graph.nodes[edge.consumer] for edge in graph.consumers[node.index]]
    if len({user.index for user in users}) > 1:
        return True
    if node.parts and all(node.parts[-1] not in user.parts for user in users):
        return True
    is_in_users_call = any(
        scope.kind == "call" and scope in user.parts for scope in node.parts for user in users
    )
    return bool(node.op.label and node.name) and not is_in_users_call


def _slid(graph: Graph) -> list[int]:
    """For each value the end of its chain: as long as its one consumer takes nothing else.

    So a ReLU belongs to the sum that it closes. At the end of the graph stands its output, which
    needs no cut.
    """
    takes_one = {node.index for node in graph.operators() if len(terms_of(graph, node)) == 1}
    ends = list(range(len(graph)))
    for index in reversed(range(len(graph))):  # consumers come after what they take
        users = {edge.consumer for edge in graph.consumers[index]}
        if len(users) == 1 and users <= takes_one:
            ends[index] = ends[users.pop()]
    return ends


def title_of(graph: Graph, root: int) -> str:
    """The name of the call or loop that a panel shows, where it shows one and that has a name."""
    scope = _scope_of(graph.nodes[root])
    return scope.name if scope is not None else ""


def _scope_of(node: Node) -> Scope | None:
    calls = [scope for scope in node.parts if scope.kind == "call"]
    return calls[-1] if calls else None
