"""The lines of the reader's code that a pass stands in."""

from __future__ import annotations

from graphviz_backprop.graph import Graph, Place
from graphviz_backprop.quick_dataclass import quick_dataclass


@quick_dataclass(frozen=True, slots=True)
class LinesOfPass:
    """From the first value of the graph to the code's own last gradient.

    Attributes:
        first, last: the places where it begins and ends; None where the code has no gradients.
        gradients: the lines that are known to give a gradient.
    """

    first: Place | None
    last: Place | None
    gradients: frozenset[tuple[int, int]]

    def hold(self, place: Place) -> bool:
        """True if a place is in it."""
        if self.first is None or self.last is None:
            return False
        is_between = self.first.order <= place.order <= self.last.order
        return is_between or place.order in self.gradients


def lines_of_pass(graph: Graph) -> LinesOfPass:
    """Return the lines of a graph's pass."""
    places = [node.place for node in graph.nodes if node.place]
    ends = [one.place for one in graph.handwritten if one.place]
    if not places or not ends:
        return LinesOfPass(None, None, frozenset())
    first = min(places, key=lambda place: place.order)
    last = max(ends, key=lambda place: place.order)
    return LinesOfPass(first, last, frozenset(place.order for place in ends))
