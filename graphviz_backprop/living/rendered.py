"""The rendering that a page is made of, and whether its numbers may change."""

from __future__ import annotations

import math
from dataclasses import replace

from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.living.operations import lacks_javascript
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.values import is_array

ROOM = 8.0  # letters that each number has room for; of longer ones the letters are narrower
MOST_VALUES = 300
_CLOSE = 1e-12
_MOST_EXACT = 2**53


def for_page(rendering: Rendering) -> Rendering:
    """The same figures with room for other numbers, and frames that do not depend on them.

    Where its numbers can't change it stays as it is.
    """
    if why_still(rendering.graph):
        return rendering
    theme = replace(rendering.theme, sizes=replace(rendering.theme.sizes, room=ROOM))
    sequence = "each" if rendering.sequence == "full" else rendering.sequence
    return replace(rendering, theme=theme, sequence=sequence, terms="all")


def why_still(graph: Graph) -> str:
    """Why a page can't compute these numbers anew; empty where it can."""
    if graph.is_backward:
        return "your code has a backward pass alone, which is drawn as it ran"
    if any(node.is_array for node in graph.nodes) or is_array(graph.nodes[graph.output].value):
        return "they are drawn as arrays; --level element makes a page of single numbers"
    if any(node.is_box for node in graph.nodes):
        return "they are drawn as layers; --level element makes a page of single numbers"
    if len(graph) > MOST_VALUES:
        return f"there are {len(graph)}, and a page computes {MOST_VALUES} at most"
    lacking = sorted({n.op.name for n in graph.operators() if lacks_javascript(n.op)})
    if lacking:
        return f"{lacking[0]} has no JavaScript"
    other = next((node for node in graph.nodes if not _is_recomputed(graph, node)), None)
    if other is not None:
        name = other.name or other.op.noun
        return f"your code computed {name} with another precision than JavaScript has"
    return ""


def _is_recomputed(graph: Graph, node: Node) -> bool:
    """True if a value is what its operation gives for its inputs in double precision."""
    try:
        number = float(node.value)
        if not node.is_operator:
            return abs(number) <= _MOST_EXACT or not isinstance(node.value, int)
        inputs = [float(value) for value in graph.args(node)]
        made = float(node.op.forward(*inputs))
    except (OverflowError, ZeroDivisionError, ValueError, TypeError):
        return not node.is_operator or not math.isfinite(number)
    is_same = made == number or (made != made and number != number)
    return is_same or math.isclose(made, number, rel_tol=_CLOSE, abs_tol=1e-300)
