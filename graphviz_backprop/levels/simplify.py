"""A graph as it is drawn: constants where they are used, one `+` for a sum, nothing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graphviz_backprop.graph import Graph, Node, Scope, map_structure, moved
from graphviz_backprop.graph.graph import UNUSED, ends_of, unnumbered
from graphviz_backprop.levels.unused_inputs import drawn_though_unused
from graphviz_backprop.ops import CONSTANT, LEAF, NO_OPTIONS, add, power
from graphviz_backprop.values import is_integer, is_positive


def simplify(graph: Graph) -> Graph:
    """The nodes behind the output, with each leaf and constant before its first use.

    What depends on no input is a constant, drawn at each use. A sum without a name that is a term
    of one other sum has its terms there. Of inputs that nothing uses a few numbers are drawn.
    """
    fixed = _fixed_exponents(graph)
    live = _live(graph, fixed)
    simplifying = _Simplifying(graph, live, _inner_sums(graph, live))
    used = graph.used
    for node in graph.nodes:
        if node.index in used:
            simplifying.add(node)
    output = simplifying.output()
    simplifying.add_unused(fixed)
    return replace(
        graph,
        nodes=tuple(simplifying.nodes),
        output=output,
        variables=simplifying.variables(),
        guards=moved(graph.guards, simplifying.places, simplifying.behind()),
    ).with_numbered_inputs()


def _fixed_exponents(graph: Graph) -> set[int]:
    """The integers that only serve as exponents, `n` of `x ** n`: constants, as `2` is.

    One that was handed over as an input stays one where it has a derivative: above a positive base.
    """
    if not any(node.op is LEAF and is_integer(node.value) for node in graph.nodes):
        return set()
    given = {end for name in graph.given for end in ends_of(graph.variables[name])}
    fixed: set[int] = set()
    varied: set[int] = set()
    nodes = graph.nodes
    for at in graph.used:
        inputs = nodes[at].inputs
        for position, index in enumerate(inputs):
            if not nodes[index].is_leaf or not is_integer(nodes[index].value):
                continue
            base = nodes[inputs[0]]
            is_exponent = nodes[at].op is power and position == 1 and not base.is_constant
            if is_exponent and not (index in given and is_positive(base.value)):
                fixed.add(index)
            else:
                varied.add(index)
    return fixed - varied


def _live(graph: Graph, fixed: set[int]) -> set[int]:
    """The nodes that depend on a leaf that is not fixed; all others are constants."""
    live: set[int] = set()
    for node in graph.nodes:
        is_input = node.op is LEAF and node.index not in fixed
        if is_input or not live.isdisjoint(node.inputs):
            live.add(node.index)
    return live


def _inner_sums(graph: Graph, live: set[int]) -> set[int]:
    """The sums that are terms of one other sum and have no name: the book draws one `+`."""
    live = live & graph.used
    drawn = [node for node in graph.nodes if node.index in live]
    uses = Counter(index for node in drawn for index in node.inputs)
    terms = {index for node in drawn if node.op is add for index in node.inputs}
    return {
        node.index
        for node in drawn
        if node.op is add and node.index in terms and not node.name and uses[node.index] == 1
    } - {graph.output}


class _Simplifying:
    """Collects the nodes that are drawn; `places` are their indices by those of the graph."""

    def __init__(self, graph: Graph, live: set[int], inner_sums: set[int]) -> None:
        self.nodes: list[Node] = []
        self.places: dict[int, int] = {}
        self._graph = graph
        self._live = live
        self._inner_sums = inner_sums

    def add(self, node: Node) -> None:
        """An operation that depends on a leaf, after its inputs."""
        if node.index in self._live and node.index not in self._inner_sums and node.inputs:
            has_inner = not self._inner_sums.isdisjoint(node.inputs)
            terms = self._terms(node) if has_inner else node.inputs
            inputs = tuple([self._input(index, node.parts) for index in terms])
            self.append(node, node.parts, inputs)

    def _terms(self, node: Node) -> Iterator[int]:
        """The inputs of a node; an inner sum's terms stand in its place."""
        waiting = list(reversed(node.inputs))
        while waiting:
            term = waiting.pop()
            if term in self._inner_sums:
                waiting.extend(reversed(self._graph.nodes[term].inputs))
            else:
                yield term

    def _input(self, index: int, parts: tuple[Scope, ...]) -> int:
        place = self.places.get(index)  # a constant has none
        if place is not None:
            return place
        node = self._graph.nodes[index]
        if index not in self._live:
            return self.append(node, parts, is_constant=True)
        return self.append(node, node.parts)

    def append(
        self,
        node: Node,
        parts: tuple[Scope, ...],
        inputs: tuple[int, ...] = (),
        is_constant: bool = False,
    ) -> int:
        """A node in its new place; a constant has one for each use."""
        index = len(self.nodes)
        op, options = (CONSTANT, NO_OPTIONS) if is_constant else (node.op, node.options)
        if not is_constant:
            self.places[node.index] = index
        is_same = node.index == index and node.inputs == inputs
        if not (is_same and node.op is op and node.parts is parts):
            value, name, place, scope = node.value, node.name, node.place, node.scope
            node = Node(index, op, inputs, value, name, place, scope, parts, options)
        self.nodes.append(node)
        return index

    def output(self) -> int:
        """The output in its new place, be it an input or a constant itself."""
        node = self._graph.nodes[self._graph.output]
        return self._input(node.index, node.parts)

    def add_unused(self, fixed: set[int]) -> None:
        """The leaves that nothing uses, of variables of which something is used."""
        for name, structure in self._graph.variables.items():
            ends = [end for end in ends_of(structure) if self._is_leaf(end) and end not in fixed]
            if any(end in self.places for end in ends):
                drawn = set(drawn_though_unused(structure, self.places.__contains__))
                ends = [end for end in ends if end in drawn]
            elif name not in self._graph.given:
                continue
            for end in ends:
                if end not in self.places:
                    self.append(self._graph.nodes[end], self._graph.nodes[end].parts)

    def behind(self) -> dict[int, tuple[int, ...]]:
        """For what is not drawn what it was computed from, where comparisons may be of it."""
        behind: dict[int, tuple[int, ...]] = {}
        for node in self._graph.nodes if self._graph.guards else ():
            if node.index not in self.places:
                own = (self.places.get(index, -1) for index in node.inputs)
                found = {place for place in own if place >= 0}
                found.update(*(behind.get(index, ()) for index in node.inputs))
                behind[node.index] = tuple(sorted(found))
        return behind

    def variables(self) -> dict[str, Any]:
        """The variables of which something is drawn; a name that comes twice is numbered."""
        found: dict[str, Any] = {}
        for variable, structure in self._graph.variables.items():
            if any(end in self.places for end in ends_of(structure)):
                own = unnumbered(variable)
                name, count = own, 1
                while name in found:
                    count += 1
                    name = f"{own}#{count}"
                found[name] = map_structure(structure, self._place)
        return found

    def _place(self, end: int) -> int | None:
        return self.places.get(end, UNUSED if self._is_leaf(end) else None)

    def _is_leaf(self, index: int) -> bool:
        return self._graph.nodes[index].is_leaf
