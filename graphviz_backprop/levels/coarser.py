"""The same program with fewer values: lists as arrays, calls and known formulas as boxes."""

from __future__ import annotations

from importlib.util import find_spec

from graphviz_backprop.graph import Graph
from graphviz_backprop.levels.collapse import collapse
from graphviz_backprop.levels.level import LAYER, MOST_NUMBERS


def with_grids(graph: Graph, is_for_layers: bool) -> Graph:
    """The same with lists of numbers as vectors and matrices, where NumPy is there to hold them.

    Boxes of few numbers say more than boxes of the grids that these would be.

    Args:
        graph: of arrays or of numbers.
        is_for_layers: boxes will be made of it.
    """
    has_lists = any(not isinstance(one, int) for one in graph.variables.values())
    has_grids = any(node.is_array for node in graph.nodes)
    is_small = is_for_layers and len(graph) <= MOST_NUMBERS
    if has_grids or is_small or not has_lists or not find_spec("numpy"):
        return graph
    from graphviz_backprop.levels.regroup.regroup import regroup

    return regroup(graph) or graph


def as_layers(graph: Graph) -> Graph | None:
    """What the level layer draws in the place of a graph; None where it has no fewer values."""
    if graph.level == LAYER or graph.is_backward:
        return None
    layers = collapse(with_grids(graph, is_for_layers=True))
    return layers if len(layers) < len(graph) else None
