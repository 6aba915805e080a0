"""The captured computation: what all later stages read."""

from graphviz_backprop.graph.captured import Captured
from graphviz_backprop.graph.carry import carry
from graphviz_backprop.graph.code_text import CodeText
from graphviz_backprop.graph.graph import (
    ArrayEntries,
    Edge,
    Element,
    Graph,
    Node,
    ends_of,
    map_structure,
)
from graphviz_backprop.graph.guard import Guard, Operand, moved
from graphviz_backprop.graph.handwritten import Handwritten
from graphviz_backprop.graph.handwritten_by_target import handwritten_by_target
from graphviz_backprop.graph.judged import Judged
from graphviz_backprop.graph.place import Place
from graphviz_backprop.graph.scope import Scope
from graphviz_backprop.graph.slope_rules import ARGUMENTS, slope_at
from graphviz_backprop.graph.unite import unite

__all__ = [
    "ARGUMENTS",
    "ArrayEntries",
    "Captured",
    "CodeText",
    "Edge",
    "Element",
    "Graph",
    "Guard",
    "Handwritten",
    "Judged",
    "Node",
    "Operand",
    "Place",
    "Scope",
    "carry",
    "ends_of",
    "handwritten_by_target",
    "map_structure",
    "moved",
    "slope_at",
    "unite",
]
