"""The rendering that a page is made of, and whether its numbers may change."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Node
from graphviz_backprop.levels import simplify
from graphviz_backprop.living.operations import lacks_javascript
from graphviz_backprop.rendering import Rendering
from graphviz_backprop.values import is_array

ROOM = 8.0  # letters that each number has room for; of longer ones the letters are narrower
MOST_VALUES = 300
_CLOSE = 1e-12
_MOST_EXACT = 2**53


def for_page(rendering: Rendering) -> Rendering:
    """The same figures with room for other numbers, and frames that do not depend on them.

    Arrays of few numbers become these numbers. Where they can't change it stays as it is.
    """
    backprop = rendering.backprop
    if why_still(backprop.graph):
        numbers = _by_numbers(backprop)
        if numbers is None:
            return rendering
        backprop = numbers
    theme = replace(rendering.theme, sizes=replace(rendering.theme.sizes, room=ROOM))
    sequence = "each" if rendering.sequence == "full" else rendering.sequence
    return replace(rendering, backprop=backprop, theme=theme, sequence=sequence, terms="all")


def _by_numbers(backprop: Backprop) -> Backprop | None:
    """The pass over arrays or layers as one over their numbers; None where that is no page."""
    graph = backprop.graph
    has_arrays = any(node.is_array for node in graph.nodes)
    is_much = _count(graph) > 2 * MOST_VALUES
    if not has_arrays or graph.is_backward or is_array(backprop.seed) or is_much:
        return None
    from graphviz_backprop.levels.elements import to_elements

    try:
        numbers = replace(simplify(to_elements(graph)), numbers={})
    except BackpropError:
        return None
    if why_still(numbers):
        return None
    made = backpropagate(numbers, backprop.seed)
    own, whole = (list(_flat(one.by_drawn_input())) for one in (made, backprop))
    is_same = len(own) == len(whole) and all(
        math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in zip(own, whole, strict=True)
    )
    return made if is_same else None


def _count(graph: Graph) -> int:
    """How many numbers stand in a graph."""
    return sum(math.prod(node.shape) for node in graph.nodes)


def _flat(gradients: Any) -> Iterator[float]:
    """All numbers in order."""
    if isinstance(gradients, dict):
        gradients = tuple(gradients.values())
    if is_array(gradients):
        gradients = gradients.tolist()
    if isinstance(gradients, list | tuple):
        for part in gradients:
            yield from _flat(part)
    elif gradients is not None:
        yield float(gradients)


def why_still(graph: Graph) -> str:
    """Why a page can't compute these numbers anew; empty where it can."""
    if graph.is_backward:
        return "your code has a backward pass alone, which is drawn as it ran"
    if any(node.is_array for node in graph.nodes) or is_array(graph.nodes[graph.output].value):
        count = _count(graph)
        return f"they are {count} numbers in arrays, and a page computes {MOST_VALUES} at most"
    if any(node.is_box for node in graph.nodes):
        return "they are in layers; --level element makes a page of single numbers"
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
    if made == number or (made != made and number != number):
        return True
    # What large terms leave of each other is as exact as they are.
    largest = max(map(abs, (number, *inputs)))
    return math.isfinite(largest) and abs(made - number) <= _CLOSE * largest
