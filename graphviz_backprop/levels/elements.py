"""The view of elements: every number of every array by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import (
    ArrayEntries,
    Graph,
    Guard,
    Handwritten,
    Node,
    map_structure,
    moved,
)
from graphviz_backprop.levels.element import MOST_DRAFTS, Draft, Element, Tape
from graphviz_backprop.levels.element_rules import replay
from graphviz_backprop.levels.level import ELEMENT
from graphviz_backprop.ops import CONSTANT, opaque
from graphviz_backprop.ops.arrays import array, to_integers
from graphviz_backprop.values import index_text, plain_number

MOST_NUMBERS = 20_000  # in all arrays together


def to_elements(graph: Graph) -> Graph:
    """The graph of the single numbers in a graph of arrays; an output of several is collected.

    Raises:
        BackpropError: there are too many.
    """
    written = tuple(part for one in graph.handwritten for part in _parts_of(one))
    graph = replace(graph, handwritten=written, level=ELEMENT)
    if not any(hasattr(node.value, "dtype") for node in graph.nodes):
        return graph
    count = sum(np.size(graph.nodes[index].value) for index in graph.used)
    if count > MOST_NUMBERS:
        raise BackpropError(
            f"{graph.source}: {count:,} numbers are too many to draw one by one, {MOST_NUMBERS:,} "
            "at most; expected the level array or layer"
        )
    return _Elements(graph).graph()


class _Elements:
    """The elements of each node: arrays of objects, where a constant is a plain number."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._tape = Tape(graph.source)
        self._of: list[Any] = []
        with np.errstate(all="ignore"):
            for node in graph.nodes:
                self._tape.origin = node
                self._of.append(self._elements(node))

    def graph(self) -> Graph:
        """The drafts as nodes."""
        nodes: list[Node] = []
        places: dict[int, int] = {}

        def place(draft: Draft) -> int:
            if id(draft) not in places:
                inputs = tuple(map(place, draft.inputs))
                places[id(draft)] = len(nodes)
                nodes.append(_node(draft, len(nodes), inputs))
            return places[id(draft)]

        def leaves(index: int) -> Any:
            entries = map_structure(self._of[index].tolist(), lambda one: _place(one, places))
            return ArrayEntries(entries) if isinstance(entries, list) else entries

        ends = [self._tape.draft_of(one) for one in self._of[self._graph.output].flat]
        for draft in self._tape.made:
            place(draft)
        outputs = tuple(map(place, ends))
        if len(outputs) != 1:
            nodes.append(self._collected(len(nodes), outputs))
        elif nodes[outputs[0]].inputs:  # `o` of one number is called so, not `o[0, 0]`
            name = self._graph.nodes[self._graph.output].name
            nodes[outputs[0]] = replace(nodes[outputs[0]], name=name)
        return replace(
            self._graph,
            nodes=tuple(nodes),
            output=outputs[0] if len(outputs) == 1 else len(nodes) - 1,
            variables=map_structure(self._graph.variables, leaves),
            guards=tuple(self._guards(nodes, places)),
        )

    def _guards(self, nodes: list[Node], places: dict[int, int]) -> Iterator[Guard]:
        """The comparisons, of numbers by their nodes and of arrays by those of their elements."""
        if not self._graph.guards:
            return
        found = [
            tuple(places[id(one.draft)] for one in part.flat if isinstance(one, Element))
            for part in self._of
        ]
        single = {at: new[0] for at, new in enumerate(found) if len(new) == self._of[at].size == 1}
        for guard in moved(self._graph.guards, single, dict(enumerate(found))):
            operands = (
                one if one.node is None else replace(one, value=nodes[one.node].value)
                for one in guard.operands
            )
            yield replace(guard, operands=tuple(operands))

    def _collected(self, index: int, elements: tuple[int, ...]) -> Node:
        """All the elements of the output in one array."""
        output = self._graph.nodes[self._graph.output]
        options = {"shape": output.shape}
        return replace(output, index=index, op=array, inputs=elements, options=options)

    def _elements(self, node: Node) -> Any:
        """An array in the shape of the node's value."""
        if node.is_constant:
            return np.asarray(node.value)
        if node.is_leaf:
            return _filled(node, lambda at, value: self._new(node, (), at, value))
        inputs = [self._of[index] for index in node.inputs]
        if node.op.is_opaque:
            return self._opaque(node, inputs)
        if node.op.is_elementwise:
            return self._elementwise(node, inputs)
        result = replay(self._tape, node, [one if one.ndim else one.item() for one in inputs])
        if result is None:
            return self._opaque(node, inputs)
        return self._settled(node, result)

    def _new(self, node: Node, inputs: tuple[Draft, ...], at: int, value: Any) -> Element:
        name = node.name and node.name + index_text(node.shape, at)
        draft = self._tape.draft(node.op, inputs, value, name)
        draft.is_settled = True
        return Element(self._tape, draft, value)

    def _opaque(self, node: Node, inputs: list[Any]) -> Any:
        """One number takes all the inputs, and each element it."""
        op = opaque(node.op.noun)
        parts = tuple(self._tape.draft_of(one) for part in inputs for one in part.flat)
        first = np.ravel(node.value)[0] if np.size(node.value) else 0.0
        hub = self._tape.draft(op, parts, first, node.name)
        if not node.is_array:
            return _filled(node, lambda at, value: Element(self._tape, hub, value))
        draft = self._tape.draft
        return _filled(node, lambda at, one: Element(self._tape, draft(op, (hub,), one), one))

    def _elementwise(self, node: Node, inputs: list[Any]) -> Any:
        parts = [np.broadcast_to(part, node.shape).reshape(-1) for part in inputs]

        def element(at: int, value: Any) -> Any:
            taken = [part[at] for part in parts]
            if not any(isinstance(one, Element) for one in taken):
                return value
            return self._new(node, tuple(map(self._tape.draft_of, taken)), at, value)

        return _filled(node, element)

    def _settled(self, node: Node, result: Any) -> Any:
        """The elements with the values that the real function gave: its sums round as they do."""
        elements = result.reshape(-1)

        def element(at: int, value: Any) -> Any:
            one = elements[at]
            if not isinstance(one, Element):
                return value
            draft = one.draft
            if not draft.is_settled:
                draft.value, draft.is_settled = plain_number(value), True
            if isinstance(plain_number(value), int) and isinstance(plain_number(one.value), float):
                return Element(self._tape, self._tape.draft(to_integers, (draft,), value), value)
            draft.name = draft.name or (node.name and node.name + index_text(node.shape, at))
            return Element(self._tape, draft, value)

        return _filled(node, element)


def _filled(node: Node, element: Callable[[int, Any], Any]) -> Any:
    """An array in the shape of the node's value, of `element(position, value)`."""
    values = np.ravel(node.value) if node.is_array else [node.value]
    result = np.empty(np.size(node.value), dtype=object)
    for at in range(result.size):
        result[at] = element(at, values[at])
    return result.reshape(node.shape)


def _node(draft: Draft, index: int, inputs: tuple[int, ...]) -> Node:
    origin = draft.origin
    if draft.op is CONSTANT:
        return Node(index, draft.op, (), draft.value)
    return Node(
        index, draft.op, inputs, draft.value, draft.name, origin.place, origin.scope, origin.parts
    )


def _place(element: Any, places: dict[int, int]) -> int | None:
    """The node of an element of an input; none for a plain number."""
    return places[id(element.draft)] if isinstance(element, Element) else None


def _parts_of(gradient: Handwritten) -> Iterator[Handwritten]:
    """A gradient for each element, `dw[0]`, …; a number alone; nothing of what is not drawn."""
    numbers = np.asarray(gradient.value)
    if numbers.dtype.kind in "fiub" and numbers.size <= MOST_DRAFTS:
        for position, number in enumerate(numbers.flat):
            name = gradient.name + index_text(numbers.shape, position)
            yield replace(gradient, name=name, value=plain_number(number))
    elif isinstance(gradient.value, int):  # beyond all that NumPy has
        yield gradient
