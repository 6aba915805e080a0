"""What stays numbers in the view of arrays is told, with its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels.level import ARRAY
from graphviz_backprop.levels.regroup.name_positions import kind_of_path, positions_in
from graphviz_backprop.levels.view import View


def tell_what_stays_numbers(graph: Graph, view: View) -> Iterator[str]:
    """A sentence for each list of which several numbers stay alone, or one for all of the code.

    Args:
        graph: in this view.
        view: what was asked for.
    """
    if view.level == ARRAY and not any(node.is_array for node in graph.nodes):
        yield "no list in it is computed with as a vector or a matrix: drawn as numbers"
    if not graph.numbers:
        return
    alone: dict[str, list[Node]] = defaultdict(list)
    for node in graph.nodes:
        is_used = node.is_leaf and graph.consumers[node.index]
        if is_used and not node.is_array and positions_in(node.name):
            alone[kind_of_path(node.name)].append(node)
    for nodes in alone.values():
        if len(nodes) > 1:
            first, last = nodes[0], nodes[-1]
            where = f"{first.place}: " if first.place else ""
            yield (
                f"{where}{len(nodes)} numbers of a list, {first.name} to {last.name}, stay "
                "numbers: each is computed with in its own way"
            )
