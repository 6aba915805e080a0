"""The captured computation: what all later stages read."""

from graphviz_backprop.graph.graph import (
    Edge,
    Graph,
    Handwritten,
    Node,
    Place,
    map_structure,
)

__all__ = ["Edge", "Graph", "Handwritten", "Node", "Place", "map_structure"]
