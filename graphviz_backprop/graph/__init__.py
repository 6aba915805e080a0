"""The captured computation: what all later stages read."""

from graphviz_backprop.graph.carry import carry
from graphviz_backprop.graph.graph import (
    Edge,
    Graph,
    Handwritten,
    Node,
    map_structure,
)
from graphviz_backprop.graph.handwritten_by_target import handwritten_by_target
from graphviz_backprop.graph.place import Place
from graphviz_backprop.graph.scope import Scope

__all__ = [
    "Edge",
    "Graph",
    "Handwritten",
    "Node",
    "Place",
    "Scope",
    "carry",
    "handwritten_by_target",
    "map_structure",
]
