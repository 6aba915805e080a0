"""Which upstream gradients one entry of a contribution is made of, asked of the vjp itself.

A vjp is linear in the upstream gradient. A probe that is zero but for a part tells whether the
entry takes anything from that part; parts that count are halved until single places are left.
Most often it is the place of the entry itself that counts, and no other: that is asked first.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from graphviz_backprop.backward import Backprop, Step
from graphviz_backprop.backward.backprop import handed_on
from graphviz_backprop.graph import Node
from graphviz_backprop.storyboard.texts.grid import Entry
from graphviz_backprop.values import Value, is_array, shape_of

_MOST = 64
_MOST_WORK = 400_000_000  # numbers that are computed for it: some seconds
UpstreamTerms = tuple[tuple[Entry, float], ...]
_GOLDEN = 0.6180339887498949  # its multiples never cancel one another


def counterparts(backprop: Backprop, node: Node, step: Step, entry: Entry) -> UpstreamTerms | None:
    """The places in the upstream gradient and their weights.

    None if there are more than 64, or if it takes too long to tell.
    """
    shape = shape_of(step.upstream)
    takes = _entry_of(backprop, node, step, entry)
    probe = 1.0 + (np.arange(np.prod(shape, dtype=int)) * _GOLDEN) % 1.0
    numbers = _numbers_in(node)
    work = 0

    def weight_of(part: NDArray[np.float64]) -> float:
        nonlocal work
        work += numbers
        return takes(part.reshape(shape)) if part.any() else 0.0

    def place_of(number: int) -> Entry:
        return tuple(int(index) for index in np.unravel_index(number, shape)) if shape else ()

    if entry and shape == shape_of(step.contribution):
        own = int(np.ravel_multi_index(entry, shape))
        if not weight_of(np.where(np.arange(len(probe)) == own, 0.0, probe)):
            weight = weight_of((np.arange(len(probe)) == own).astype(float))
            return ((entry, weight),) if weight else ()
    found: list[tuple[Entry, float]] = []
    parts = [(0, len(probe))]
    while parts:
        first, last = parts.pop()
        is_single = last - first == 1
        part = np.zeros(len(probe))
        part[first:last] = 1.0 if is_single else probe[first:last]
        weight = weight_of(part)
        if weight == 0:
            continue
        if is_single:
            found.append((place_of(first), weight))
        else:
            middle = (first + last) // 2
            parts += [(middle, last), (first, middle)]
        if len(found) + len(parts) > _MOST or work > _MOST_WORK:
            return None
    return tuple(found)


def _numbers_in(node: Node) -> int:
    """How many numbers a pass through a node computes, about."""
    nodes = [node] if node.inner is None else node.inner.nodes
    return sum(int(np.size(one.value)) for one in nodes)


def _entry_of(
    backprop: Backprop, node: Node, step: Step, entry: Entry
) -> Callable[[NDArray[np.float64]], float]:
    """The entry of the contribution as a function of the upstream gradient."""
    args, argument = backprop.graph.args(node), step.edge.argument

    def contribution(upstream: Value) -> Value:
        return handed_on(node, args, upstream)(argument).contribution

    def takes(upstream: NDArray[np.float64]) -> float:
        whole = contribution(upstream if is_array(step.upstream) else float(upstream))
        return float(whole[entry] if entry else whole)

    return takes
