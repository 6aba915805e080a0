"""Sums that are like one another, as operations on arrays."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphviz_backprop.levels.regroup.collected import Collected, Numbers, frozen
from graphviz_backprop.levels.regroup.likeness import Likeness
from graphviz_backprop.levels.regroup.part import Part
from graphviz_backprop.levels.regroup.products import Products
from graphviz_backprop.ops import add
from graphviz_backprop.ops.arrays import total
from graphviz_backprop.values import plain_number


class LikeSums:
    """Sums that are like one another: with the same number of terms of each class.

    Args:
        likeness: of the graph.
        sums: their nodes, in order.
        inside: the classes of products that are drawn as a part of their sum.
        collected: the new nodes.
    """

    def __init__(
        self, likeness: Likeness, sums: list[int], inside: frozenset[int], collected: Collected
    ) -> None:
        self._nodes = likeness.graph.nodes
        self._collected = collected
        self._like = [self._nodes[index] for index in sums]
        classes = [likeness.of[index] for index in self._like[0].inputs]
        rows = np.array([node.inputs for node in self._like])
        self._terms: list[Numbers | Products] = []
        for own in dict.fromkeys(classes):
            terms = rows[:, [at for at, one in enumerate(classes) if one == own]]
            is_inside = own in inside
            self._terms.append(Products(likeness, collected, terms) if is_inside else terms)

    def layouts(self, default: Numbers) -> Iterator[Numbers]:
        """The positions of the sums, the best first: a number, a vector or a matrix.

        Args:
            default: those by an operand, where there are no products.
        """
        products = [one for one in self._terms if isinstance(one, Products)]
        if len(self._like) == 1:
            if products and self._like[0].name.endswith("[0]"):
                yield np.zeros(1, dtype=np.intp)
            yield np.array(0)
            return
        grids = [one.layout() for one in products]
        yield from (grid for grid in grids if grid.ndim == 2)
        yield np.arange(len(self._like)) if products else default

    def part(self, layout: Numbers) -> Part | None:
        """The sums in a layout; None where arrays don't give them."""
        found = [self._summed(terms, layout) for terms in self._terms]
        parts = [one for one in found if one is not None]
        if len(parts) < len(found):
            return None
        if len(parts) == 1 and isinstance(parts[0], Part):
            return parts[0]
        inputs = [self._node(part) for part in parts]
        has_arrays = any(self._collected.nodes[one].is_array for one in inputs)
        if not has_arrays if layout.ndim else not any(isinstance(one, Part) for one in parts):
            return None
        return Part(add, tuple(inputs), None)

    def _summed(self, terms: Numbers | Products, layout: Numbers) -> Part | int | None:
        """These terms as one: their sums, or the node of the only one that there is."""
        if isinstance(terms, Products):
            return terms.part(self._like, layout)
        numbers = terms[layout]
        if numbers.shape[-1] == 1:
            return self._collected.take(numbers[..., 0])
        if numbers.ndim > 2 or all(map(self._collected.is_constant, numbers.flat)):
            return None
        whole = self._collected.take_exactly(numbers)
        if whole is None:
            return None
        rows = numbers.reshape(-1, numbers.shape[-1])
        sums = [sum(plain_number(self._nodes[int(one)].value) for one in row) for row in rows]
        value = frozen(np.array(sums)) if layout.ndim else sums[0]
        return Part(total, (whole,), value, {"axis": 1} if layout.ndim else {})

    def _node(self, part: Part | int) -> int:
        if isinstance(part, int):
            return part
        append = self._collected.append
        return append(self._like, part.op, part.inputs, part.value, **part.options)
