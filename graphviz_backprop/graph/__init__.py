"""The captured computation: what all later stages read."""

from graphviz_backprop.graph.carry import carry
from graphviz_backprop.graph.graph import (
    Edge,
    Graph,
    Handwritten,
    Node,
    map_structure,
)
from graphviz_backprop.graph.place import Place
from graphviz_backprop.graph.scope import Scope

__all__ = ["Edge", "Graph", "Handwritten", "Node", "Place", "Scope", "carry", "map_structure"]
