"""From numbers up to arrays: networks that are written in lists, as vectors and matrices.

What is like one another becomes one operation on arrays; sums of products of a matrix's rows with
one vector become a matrix product. Each new node holds the numbers that the code computed, and its
gradient is that of those numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from heapq import heapify, heappop, heappush

import numpy as np

from graphviz_backprop.graph import Graph
from graphviz_backprop.levels.box import with_boxes
from graphviz_backprop.levels.known_formulas import find_sigmoids
from graphviz_backprop.levels.level import ARRAY
from graphviz_backprop.levels.regroup.collected import Collected, Numbers
from graphviz_backprop.levels.regroup.input_grids import input_grids
from graphviz_backprop.levels.regroup.likeness import Likeness
from graphviz_backprop.levels.regroup.name_positions import name_of_grid, positions_in
from graphviz_backprop.levels.regroup.part import Part
from graphviz_backprop.levels.regroup.products import products_in_sums
from graphviz_backprop.levels.regroup.rejoined import rejoined
from graphviz_backprop.levels.regroup.sums import LikeSums
from graphviz_backprop.levels.regroup.written_relus import with_relus
from graphviz_backprop.numerals import is_huge
from graphviz_backprop.ops.arrays import array_max, array_min

# Of a list's numbers as arguments, and of an array.
_EXTREMES = {"max": array_max, "min": array_min}


def regroup(graph: Graph) -> Graph | None:
    """The graph of the arrays that a graph of numbers computes; None where it has none.

    What is not recognised stays numbers. The gradients are the same numbers, regrouped. A sigmoid
    that is written out is one operation: the activation of a layer, as `tanh` is.

    Args:
        graph: of numbers, simplified.
    """
    if any(is_huge(node.value) for node in graph.nodes):
        return None
    regrouped = _Regrouping(with_relus(graph)).graph()
    if not any(node.is_array for node in regrouped.nodes) or len(regrouped) >= len(graph):
        return None
    return with_boxes(regrouped, find_sigmoids(regrouped), ARRAY)


class _Regrouping:
    """Walks the classes of like numbers in an order in which each comes after its operands."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._like = Likeness(graph)
        self._inside = frozenset(products_in_sums(self._like))
        self._grids = list(input_grids(self._like))
        self._collected = Collected(graph, self._grids)

    def graph(self) -> Graph:
        """The new graph."""
        for members in self._in_order():
            self._add(members)
        for node in self._graph.nodes:  # of lists of which something is used
            if node.is_leaf:
                self._collected.place(node.index)
        return rejoined(self._graph, self._collected, self._grids)

    def _in_order(self) -> Iterator[list[int]]:
        """The classes of operations, each after those of its operands, else as in the code."""
        before = {
            own: self._operands(members[0])
            for own, members in self._like.members.items()
            if self._graph.nodes[members[0]].is_operator and own not in self._inside
        }
        after: dict[int, list[int]] = {own: [] for own in before}
        waits = {own: len(operands) for own, operands in before.items()}
        for own, operands in before.items():
            for operand in operands:
                after[operand].append(own)
        ready = [(self._like.members[own][0], own) for own, count in waits.items() if not count]
        heapify(ready)
        while ready:
            _, own = heappop(ready)
            yield self._like.members[own]
            for later in after[own]:
                waits[later] -= 1
                if not waits[later]:
                    heappush(ready, (self._like.members[later][0], later))

    def _operands(self, index: int) -> set[int]:
        """The classes that an operation is computed from, those behind products in sums."""
        found: set[int] = set()
        for one in self._graph.nodes[index].inputs:
            if self._like.of[one] in self._inside:
                found |= self._operands(one)
            elif self._graph.nodes[one].is_operator:
                found.add(self._like.of[one])
        return found

    def _add(self, members: list[int]) -> None:
        first = self._graph.nodes[members[0]]
        members = self._sorted(members)
        is_done = False
        if first.op.name == "add":
            is_done = self._add_sums(members)
        elif first.op.name in _EXTREMES and len(members) == 1 and len(first.inputs) > 1:
            is_done = self._add_extreme(members[0])
        elif first.op.is_elementwise and (len(members) > 1 or first.name.endswith("[0]")):
            is_done = self._add_elements(members)
        if not is_done:
            for index in members:
                self._add_number(index)

    def _sorted(self, members: list[int]) -> list[int]:
        """By the positions in their names, `h[0]`, `h[1]`, …, else in the order of the code."""
        positions = [positions_in(self._graph.nodes[index].name) for index in members]
        if len(set(positions)) < len(members):
            return members
        return [index for _, index in sorted(zip(positions, members, strict=True))]

    def _add_number(self, index: int) -> int:
        """A number that stays one; products inside of it come first."""
        places = self._collected.places
        inputs = [
            self._add_number(one)
            if self._like.of[one] in self._inside and one not in places
            else self._collected.take_number(one)
            for one in self._graph.nodes[index].inputs
        ]
        return self._collected.number(index, inputs)

    def _add_sums(self, members: list[int]) -> bool:
        sums = LikeSums(self._like, members, self._inside, self._collected)
        for layout in sums.layouts(self._layout(members)):
            part = sums.part(layout)
            if part is not None:
                self._finish(np.array(members)[layout], part)
                return True
        return False

    def _add_extreme(self, index: int) -> bool:
        """The largest or smallest of a list, where there is only one such number."""
        node = self._graph.nodes[index]
        inputs = [self._graph.nodes[one] for one in node.inputs]
        if sum(one.value == node.value for one in inputs) != 1:
            return False
        if any(self._collected.place_of_array(one)[0] < 0 for one in node.inputs):
            return False
        whole = self._collected.take_exactly(np.array(node.inputs))
        if whole is None:
            return False
        self._finish(np.array(index), Part(_EXTREMES[node.op.name], (whole,), None))
        return True

    def _add_elements(self, members: list[int]) -> bool:
        numbers = np.array(members)[self._layout(members)]
        node = self._graph.nodes[members[0]]
        arguments = range(len(node.inputs))
        inputs = [self._collected.take(self._argument(numbers, at)) for at in arguments]
        found = [one for one in inputs if one is not None]
        is_array = any(self._collected.nodes[one].is_array for one in found)
        if len(found) < len(inputs) or not is_array:
            return False
        self._finish(numbers, Part(node.op, tuple(found), None, node.options))
        return True

    def _finish(self, numbers: Numbers, part: Part) -> None:
        """The new node that has these numbers, with the values that the code gave."""
        like = [self._graph.nodes[int(index)] for index in numbers.flat]
        name = name_of_grid([node.name for node in like], numbers.shape, {})
        if not numbers.ndim:
            index = self._collected.append(
                like, part.op, part.inputs, like[0].value, like[0].name, **part.options
            )
            self._collected.places[int(numbers)] = index, None
            return
        value = self._collected.values(numbers)
        index = self._collected.append(like, part.op, part.inputs, value, name, **part.options)
        self._collected.array(numbers, index)

    def _layout(self, members: list[int]) -> Numbers:
        """Where they stand: as the numbers of an operand do, if those are a whole array."""
        numbers = np.array(members)
        for at in range(len(self._graph.nodes[members[0]].inputs)):
            operand = self._argument(numbers, at)
            places = [self._collected.place_of_array(int(one)) for one in operand]
            (index, *others) = {place[0] for place in places}
            positions = [place[1] for place in places]
            if index < 0 or others or sorted(positions) != list(range(len(positions))):
                continue
            shape = self._collected.nodes[index].shape
            if len(positions) == math.prod(shape):
                layout = np.empty(len(positions), dtype=np.intp)
                layout[positions] = range(len(positions))
                return layout.reshape(shape)
        return np.arange(len(members))

    def _argument(self, numbers: Numbers, at: int) -> Numbers:
        """What goes into these nodes as one of their arguments, in the same shape."""
        inputs = [self._graph.nodes[int(index)].inputs[at] for index in numbers.flat]
        return np.array(inputs).reshape(numbers.shape)
