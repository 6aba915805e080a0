"""Gradients that the code only calls by another name, `dmul_dx0 = w[0]`: no operation has them."""

from __future__ import annotations

import re
from collections.abc import Set

from graphviz_backprop.graph import Graph, Handwritten, Place
from graphviz_backprop.graph.gradient_names import is_gradient
from graphviz_backprop.sources import Program, cell_number
from graphviz_backprop.storyboard.readers_numbers.lines_of_pass import lines_of_pass

_LINE = re.compile(
    r"[ \t]*(?P<name>[^\W\d][\w.]*)[ \t]*=[ \t]*(?P<of>[^\W\d][\w.]*(?:\[\d+\])*)"
    r"[ \t]*;?[ \t]*(?:#.*)?"
)
_NO_NAMES = frozenset(("None", "True", "False"))


def named_again(program: Program, graph: Graph, known: Set[str]) -> tuple[Handwritten, ...] | None:
    """Return these gradients of a pass, with the numbers of what they are other names for.

    None where one is another name for what is neither a value of the graph nor a gradient.

    Args:
        program: with the code.
        graph: of the pass.
        known: the names of its values, squeezed, to tell a gradient's name by.
    """
    lines = lines_of_pass(graph)
    values = {node.name: node.value for node in graph.nodes if node.name}
    values |= {one.name: one.value for one in graph.handwritten}
    found = []
    for cell in program.cells:
        number = cell_number(cell.filename)
        for line, text in enumerate(cell.code.split("\n"), start=1):
            match = _LINE.fullmatch(text)
            place = Place(graph.source, line, number)
            if match is None or match["of"] in _NO_NAMES or not is_gradient(match["name"], known):
                continue
            if not lines.hold(place) or place.order in lines.gradients:
                continue
            if match["of"] not in values:
                return None
            found.append(Handwritten(match["name"], values[match["of"]], place))
    return tuple(found)
