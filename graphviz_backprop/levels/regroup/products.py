"""Sums of products, as matrix products."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from graphviz_backprop.graph import Node
from graphviz_backprop.levels.regroup.collected import Collected, Numbers, frozen
from graphviz_backprop.levels.regroup.likeness import Likeness
from graphviz_backprop.levels.regroup.part import Part
from graphviz_backprop.ops import mul
from graphviz_backprop.ops.arrays import matmul, total
from graphviz_backprop.values import plain_number


def products_in_sums(likeness: Likeness) -> Iterator[int]:
    """The classes of products that are only terms of sums, of which each has several of them."""
    graph = likeness.graph
    for own, members in likeness.members.items():
        first = graph.nodes[members[0]]
        if first.op is not mul or first.name or first.inputs[0] == first.inputs[1]:
            continue
        if any(graph.nodes[index].is_constant for index in first.inputs):
            continue
        edges = [graph.consumers[index] for index in members]
        if any(len(used) != 1 for used in edges) or graph.output in members:
            continue
        sums = {used[0].consumer for used in edges}
        if all(graph.nodes[index].op.name == "add" for index in sums) and all(
            Counter(likeness.of[one] for one in graph.nodes[index].inputs)[own] > 1
            for index in sums
        ):
            yield own


class Products:
    """The products in like sums: of each its two factors, in arrays with a row for each sum.

    Args:
        likeness: of the graph.
        collected: the new nodes.
        products: their nodes, a row for each sum.
    """

    def __init__(self, likeness: Likeness, collected: Collected, products: Numbers) -> None:
        nodes = likeness.graph.nodes
        self._collected = collected
        self._nodes = nodes
        self._products = products
        pairs = np.array([[nodes[int(at)].inputs for at in row] for row in products])
        self._left, self._right = pairs[..., 0], pairs[..., 1]

    def layout(self) -> Numbers:
        """The positions of the sums: a vector, or a matrix where each row has its own factor.

        `W[i][j] * X[s][j]`, summed over j for all s and i, is a matrix; its row is what changes
        more slowly in the code, the sample in a loop over samples.
        """
        count = len(self._left)
        left, right = _ids(self._left), _ids(self._right)
        rows, columns = len(set(left)), len(set(right))
        is_grid = rows > 1 and columns > 1 and rows * columns == count
        if not is_grid or len(set(zip(left, right, strict=True))) != count:
            return np.arange(count)
        slow, fast = (left, right) if left[0] == left[1] else (right, left)
        return np.lexsort((fast, slow)).reshape(len(set(slow)), -1)

    def part(self, like: list[Node], layout: Numbers) -> Part | None:
        """Their sums, where the sums stand in this layout; None where arrays don't give them."""
        factors = self._factors(self._left[layout], self._right[layout], layout.ndim)
        if factors is not None:
            return Part(matmul, factors, self._sums(layout))
        return self._by_element(like, layout) if layout.ndim == 1 and layout.size > 1 else None

    def _factors(self, left: Numbers, right: Numbers, axes: int) -> tuple[int, int] | None:
        """The factors of a matrix product."""
        take = self._collected.take_exactly
        if axes == 0:
            return _both(take(left), take(right))
        for one, other in ((left, right), (right, left)):
            if axes == 2 and (one == one[:, :1]).all() and (other == other[:1]).all():
                return _both(take(one[:, 0]), take(other[0].T.copy()))
            if axes == 1 and (other == other[0]).all():
                return self._matrix_and_vector(one, other[0])
        return None

    def _matrix_and_vector(self, matrix: Numbers, vector: Numbers) -> tuple[int, int] | None:
        take, whole = self._collected.take_exactly, self._collected.whole
        if whole(matrix) is None:
            turned = whole(matrix.T)
            if turned is not None:
                return _both(take(vector), turned)
            if len(matrix) == 1:  # one number alone, which is no list
                return None
        return _both(take(matrix), take(vector))

    def _by_element(self, like: list[Node], layout: Numbers) -> Part | None:
        """Each row times its own other row: products of elements, and their sums by row."""
        left, right = self._left[layout], self._right[layout]
        take = self._collected.take_exactly
        factors = _both(take(left), take(right))
        if factors is None:
            return None
        values = self._collected.values(self._products[layout])
        product = self._collected.append(like, mul, factors, values)
        return Part(total, (product,), self._sums(layout), {"axis": 1})

    def _sums(self, layout: Numbers) -> Any:
        """Added from the left, as Python does."""
        rows = self._products.reshape(-1, self._products.shape[-1])[layout.ravel()]
        sums = [sum(plain_number(self._nodes[int(one)].value) for one in row) for row in rows]
        return frozen(np.array(sums).reshape(layout.shape)) if layout.ndim else sums[0]


def _both(left: int | None, right: int | None) -> tuple[int, int] | None:
    return None if left is None or right is None else (left, right)


def _ids(rows: Any) -> list[int]:
    """For each row the number of the first one that is equal to it, counted from 0."""
    numbers: dict[bytes, int] = {}
    return [numbers.setdefault(row.tobytes(), len(numbers)) for row in rows]
