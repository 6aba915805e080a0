"""The nodes of the new graph as they are collected, and where each number of the old one stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from graphviz_backprop.graph import Graph, Node, Scope
from graphviz_backprop.levels.regroup.input_grids import InputGrid
from graphviz_backprop.ops import CONSTANT, LEAF, Op
from graphviz_backprop.ops.arrays import describe_part
from graphviz_backprop.ops.arrays import index as index_op
from graphviz_backprop.values import plain_number

Numbers = Any  # an array of indices of the old graph's nodes


class Collected:
    """New nodes; arrays of old numbers are found in them by `take`.

    Attributes:
        nodes: the new nodes.
        places: for each number that has come: its new node, and its position there; None where
            the node is that number alone.
        arrays: the numbers of each new node that is an array.
    """

    def __init__(self, graph: Graph, grids: Sequence[InputGrid]) -> None:
        self.nodes: list[Node] = []
        self.places: dict[int, tuple[int, int | None]] = {}
        self._graph = graph
        self.arrays: dict[int, Numbers] = {}
        self._grids = {int(one): grid for grid in grids for one in grid.numbers.flat}
        self._taken: dict[tuple[bytes, tuple[int, ...]], int] = {}

    def append(
        self,
        like: Sequence[Node],
        op: Op,
        inputs: Sequence[int],
        value: Any,
        name: str = "",
        **options: Any,
    ) -> int:
        """A new node, computed where these old ones are."""
        first = like[0]
        scope = first.scope if all(node.scope == first.scope for node in like) else ""
        index = len(self.nodes)
        parts = _shared_parts(like)
        node = Node(index, op, tuple(inputs), value, name, first.place, scope, parts, options or {})
        self.nodes.append(node)
        return index

    def number(self, old: int, inputs: Sequence[int] = ()) -> int:
        """A number that stays one."""
        node = self._graph.nodes[old]
        index = len(self.nodes)
        self.nodes.append(replace(node, index=index, inputs=tuple(inputs)))
        if not node.is_constant:
            self.places[old] = index, None
        return index

    def array(self, numbers: Numbers, index: int) -> None:
        """Note which numbers a new node is."""
        self.arrays[index] = numbers
        for position, old in enumerate(numbers.flat):
            self.places[int(old)] = index, position

    def values(self, numbers: Numbers) -> Any:
        """The values of old numbers, as an array of their shape."""
        found = [plain_number(self._graph.nodes[int(one)].value) for one in numbers.flat]
        return frozen(np.array(found).reshape(numbers.shape))

    def whole(self, numbers: Numbers) -> int | None:
        """The new node that is just these numbers in this shape."""
        if self.is_constant(numbers.flat[0]):
            return None
        index, _ = self.place(int(numbers.flat[0]))
        same = self.arrays.get(index)
        return index if same is not None and np.array_equal(same, numbers) else None

    def take(self, numbers: Numbers) -> int | None:
        """A new node for these numbers, which broadcasts to their shape.

        None where they do not all come from one array.
        """
        same = self.whole(numbers)
        if same is not None:
            return same
        if (numbers == numbers.flat[0]).all() and not self.is_constant(numbers.flat[0]):
            return self.take_number(int(numbers.flat[0]))
        if all(map(self.is_constant, numbers.flat)):
            return self._constant(numbers)
        if numbers.ndim == 2 and numbers.shape[0] > 1 and (numbers == numbers[:1]).all():
            return self.take(numbers[0])
        if numbers.ndim == 2 and numbers.shape[1] > 1 and (numbers == numbers[:, :1]).all():
            return self.take(numbers[:, :1])
        return self.take_exactly(numbers)

    def take_exactly(self, numbers: Numbers) -> int | None:
        """The same in just their shape, as a matrix product wants it."""
        key = numbers.tobytes(), numbers.shape
        if key not in self._taken:
            found = self._part(numbers)
            if found is None:
                return None
            self._taken[key] = found
        return self._taken[key]

    def take_number(self, old: int) -> int:
        """A new node for one number: its own, or a part of the array that it stands in."""
        index, position = self.place(old)
        if position is None:
            return index
        key = np.array(old).tobytes(), ()
        if key not in self._taken:
            self._taken[key] = self._indexed(index, np.intp(position), self._graph.nodes[old])
        return self._taken[key]

    def place(self, old: int) -> tuple[int, int | None]:
        """Where a number stands (see `places`); an input comes now if it has not yet."""
        if old not in self.places:
            grid = self._grids.get(old)
            if grid is None:
                return self.number(old), None
            like = [self._graph.nodes[int(one)] for one in grid.numbers.flat]
            index = self.append(like, LEAF, (), self.values(grid.numbers), grid.name)
            self.array(grid.numbers, index)
        return self.places[old]

    def place_of_array(self, old: int) -> tuple[int, int]:
        """Where a number stands in an array; (-1, -1) for one that stands alone."""
        node = self._graph.nodes[old]
        if node.is_constant or (node.is_operator and old not in self.places):
            return -1, -1
        index, position = self.place(old)
        return (-1, -1) if position is None else (index, position)

    def is_constant(self, old: Any) -> bool:
        """True if an old node is a number of the code."""
        return self._graph.nodes[int(old)].is_constant

    def _constant(self, numbers: Numbers) -> int:
        values = self.values(numbers)
        like = [self._graph.nodes[int(numbers.flat[0])]]
        if (values == values.flat[0]).all():
            return self.append(like, CONSTANT, (), like[0].value)
        return self.append(like, CONSTANT, (), values)

    def _part(self, numbers: Numbers) -> int | None:
        places = [self.place(int(one)) for one in numbers.flat]
        (index, *others) = {index for index, _ in places}
        if others or places[0][1] is None:
            return None
        positions = np.array([at for _, at in places], dtype=np.intp).reshape(numbers.shape)
        if np.array_equal(self.arrays[index], numbers):
            return index
        return self._indexed(index, positions, self._graph.nodes[int(numbers.flat[0])])

    def _indexed(self, index: int, positions: Any, like: Node) -> int:
        whole = self.nodes[index]
        op, text = _written_part(whole.shape, positions)
        value = frozen(whole.value.flat[positions]) if np.ndim(positions) else like.value
        is_named = not np.ndim(positions) and like.name not in (whole.name, whole.name + text)
        name = like.name if is_named else ""
        return self.append([like], op, (index,), value, name, positions=positions, text=text)


def _written_part(shape: tuple[int, ...], positions: Any) -> tuple[Op, str]:
    """The op that takes a part, and how it is written; the only row or number is `[0]`."""
    is_row = shape[0] == 1 and positions.shape == shape[1:]
    if is_row and np.array_equal(positions.ravel(), np.arange(math.prod(shape))):
        return index_op, "[0]"
    return describe_part(shape, positions)


def _shared_parts(nodes: Sequence[Node]) -> tuple[Scope, ...]:
    """The calls and loops that all of them are computed in."""
    shared = nodes[0].parts
    for node in nodes[1:]:
        same = 0
        while same < min(len(shared), len(node.parts)) and shared[same] == node.parts[same]:
            same += 1
        shared = shared[:same]
    return shared


def frozen(value: Any) -> Any:
    """An array of these numbers, which nobody can write to."""
    numbers = np.array(value)
    numbers.setflags(write=False)
    return numbers
