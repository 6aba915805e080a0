"""The view of arrays: a list of numbers that some function takes as an array is one array."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from graphviz_backprop.graph import Graph, Node, map_structure, moved
from graphviz_backprop.graph.graph import ends_of, unnumbered
from graphviz_backprop.levels.jacobian import jacobians
from graphviz_backprop.levels.level import ARRAY
from graphviz_backprop.ops import LEAF, Op, opaque
from graphviz_backprop.ops.arrays import array, describe_part, put, stack, to_integers
from graphviz_backprop.values import is_array


def to_arrays(graph: Graph) -> Graph:
    """The graph of the whole arrays; each operation on them has its derivatives.

    Raises:
        BackpropError: the derivatives of an operation are too many to be kept.
    """
    return _Arrays(replace(graph, level=ARRAY)).graph()


class _Arrays:
    """Collects the new nodes; `_places` are their indices by those of the graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._nodes: list[Node] = []
        self._places: dict[int, int] = {}
        self._wholes = {name: self._whole(name) for name in _taken_as_arrays(graph)}
        # Each number of such a list: the array, and its position there.
        self._parts = {
            end: (whole, position)
            for name, whole in self._wholes.items()
            for position, end in enumerate(ends_of(graph.variables[name]))
        }

    def graph(self) -> Graph:
        """All nodes anew."""
        for node in self._graph.nodes:
            self._places[node.index] = self._place(node)
        variables = {
            name: self._wholes[name] if name in self._wholes else self._structure(structure)
            for name, structure in self._graph.variables.items()
        }
        output = self._places[self._graph.output]
        return replace(
            self._graph,
            nodes=tuple(self._nodes),
            output=output,
            variables=variables,
            guards=moved(self._graph.guards, self._places),
        )

    def _structure(self, structure: Any) -> Any:
        return map_structure(structure, self._places.__getitem__)

    def _whole(self, name: str) -> int:
        """A list of numbers as one array."""
        structure = self._graph.variables[name]
        first = self._graph.nodes[next(ends_of(structure))]
        value = _frozen(map_structure(structure, lambda end: self._graph.nodes[end].value))
        return self._append(first, LEAF, (), value, unnumbered(name))

    def _place(self, node: Node) -> int:
        if node.index in self._parts:
            whole, position = self._parts[node.index]
            return self._part(node, node.name, whole, np.intp(position))
        if node.op is array:
            numbers = np.array(node.inputs).reshape(node.options["shape"])
            return self._list(node, node.name, numbers)
        inputs = tuple(self._places[index] for index in node.inputs)
        if node.op is put and _is_cut(self._graph, node):
            return self._append(node, to_integers, inputs, node.value, node.name)
        if "call" not in node.options:
            return self._append(node, node.op, inputs, node.value, node.name, **node.options)
        found = jacobians(self._graph, node)
        if found is None:
            op = opaque(node.op.noun)
            return self._append(node, op, inputs, node.value, node.name)
        return self._append(node, node.op, inputs, node.value, node.name, jacobians=found)

    def _append(
        self, like: Node, op: Op, inputs: tuple[int, ...], value: Any, name: str, **options: Any
    ) -> int:
        index = len(self._nodes)
        self._nodes.append(
            Node(index, op, inputs, value, name, like.place, like.scope, like.parts, options)
        )
        return index

    def _list(self, node: Node, name: str, numbers: Any) -> int:
        """An array of numbers; rows of the code's own lists are parts of those."""
        found = {self._parts.get(int(number), (-1, 0))[0] for number in numbers.flat}
        if len(found) == 1 and -1 not in found:
            positions = np.array([self._parts[int(one)][1] for one in numbers.flat], dtype=np.intp)
            return self._part(node, name, found.pop(), positions.reshape(numbers.shape))
        if numbers.ndim > 1:
            rows = tuple(self._list(node, "", row) for row in numbers)
            value = _frozen([self._nodes[row].value for row in rows])
            return self._append(node, stack, rows, value, name, axis=0)
        inputs = tuple(self._places[int(number)] for number in numbers)
        value = _frozen([self._nodes[at].value for at in inputs])
        return self._append(node, array, inputs, value, name, shape=value.shape)

    def _part(self, node: Node, name: str, at: int, positions: Any) -> int:
        """Elements of an array; all of it in its own shape is the array itself."""
        whole = self._nodes[at]
        if np.array_equal(positions, np.arange(whole.value.size).reshape(whole.shape)):
            return at
        op, text = describe_part(whole.shape, positions)
        if name == whole.name + text:
            name = ""
        value = _frozen(whole.value.flat[positions]) if np.ndim(positions) else node.value
        return self._append(node, op, (at,), value, name, positions=positions, text=text)


def _is_cut(graph: Graph, node: Node) -> bool:
    """True if floats were written into integers."""
    written = graph.nodes[node.inputs[1]]
    is_float = np.asarray(written.value).dtype.kind == "f" and not written.is_constant
    return is_float and node.value.dtype.kind in "iub"


def _taken_as_arrays(graph: Graph) -> Iterator[str]:
    """The inputs that are lists of numbers, or of rows of one length, and taken as an array."""
    named = {
        end: name
        for name, structure in graph.variables.items()
        if _shape(graph, structure)
        for end in ends_of(structure)
    }
    taken = (
        {named.get(index) for index in node.inputs} for node in graph.nodes if node.op is array
    )
    names = {one.pop() for one in taken if len(one) == 1}
    return (name for name in graph.variables if name in names)


def _shape(graph: Graph, part: Any) -> tuple[int, ...] | None:
    """The shape of a list of numbers; `()` for a number, None for anything else."""
    if isinstance(part, list | tuple):
        shapes = {_shape(graph, one) for one in part}
        inner = shapes.pop() if len(shapes) == 1 else None
        return None if inner is None else (len(part), *inner)
    if not isinstance(part, int):
        return None
    is_number = not is_array(graph.nodes[part].value)
    return () if is_number and graph.nodes[part].is_leaf else None


def _frozen(value: Any) -> Any:
    numbers = np.array(value)
    numbers.setflags(write=False)
    return numbers
