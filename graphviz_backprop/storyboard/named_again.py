"""Gradients that the code only calls by another name, `dmul_dx0 = w[0]`: no operation has them."""

from __future__ import annotations

import re
from collections.abc import Set

from graphviz_backprop.graph import Graph, Handwritten, Place
from graphviz_backprop.graph.gradient_names import is_gradient
from graphviz_backprop.sources import Program

_LINE = re.compile(
    r"[ \t]*(?P<name>[^\W\d][\w.]*)[ \t]*=[ \t]*(?P<of>[^\W\d][\w.]*(?:\[\d+\])*)"
    r"[ \t]*;?[ \t]*(?:#.*)?"
)
_NO_NAMES = frozenset(("None", "True", "False"))
_CELL = re.compile(r"<cell (\d+)>")


def named_again(program: Program, graph: Graph, known: Set[str]) -> tuple[Handwritten, ...] | None:
    """Return them with the numbers of what they are called after, within the lines of the pass.

    None where one is called after something that is neither a value of the graph nor a gradient.

    Args:
        program: with the code.
        graph: of the pass.
        known: the names of its values, squeezed, to tell a gradient's name by.
    """
    places = [node.place for node in graph.nodes if node.place]
    ends = [one.place for one in graph.handwritten if one.place]
    if not places or not ends:
        return ()
    first, last = min(map(_order, places)), max(map(_order, ends))
    values = {node.name: node.value for node in graph.nodes if node.name}
    values |= {one.name: one.value for one in graph.handwritten}
    lines = {_order(place) for place in ends}
    found = []
    for cell in program.cells:
        number = _CELL.fullmatch(cell.filename)
        for line, text in enumerate(cell.code.split("\n"), start=1):
            match = _LINE.fullmatch(text)
            place = Place(graph.source, line, int(number[1]) if number else None)
            if match is None or match["of"] in _NO_NAMES or not is_gradient(match["name"], known):
                continue
            if not first <= _order(place) <= last or _order(place) in lines:
                continue
            if match["of"] not in values:
                return None
            found.append(Handwritten(match["name"], values[match["of"]], place))
    return tuple(found)


def _order(place: Place) -> tuple[int, int]:
    return place.cell or 0, place.line
