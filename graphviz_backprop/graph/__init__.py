"""The captured computation: what all later stages read."""

from graphviz_backprop.graph.graph import (
    Edge,
    Graph,
    Handwritten,
    Node,
    map_structure,
)
from graphviz_backprop.graph.part import Part
from graphviz_backprop.graph.place import Place

__all__ = ["Edge", "Graph", "Handwritten", "Node", "Part", "Place", "map_structure"]
