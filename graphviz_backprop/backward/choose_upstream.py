"""The gradient from the next layer: of several candidates the one that the code's own agree with.

The chain rule is linear in the upstream gradient, so each candidate is simply tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from graphviz_backprop.backward.backprop import backpropagate
from graphviz_backprop.graph import Graph, Handwritten, handwritten_by_target
from graphviz_backprop.graph.gradient_names import base, squeeze
from graphviz_backprop.values import (
    Value,
    ignored_overflow,
    is_array,
    is_close,
    is_finite,
    spread,
)

_MOST_TRIED = 12
_LOSS = re.compile(r"(?i:loss|cost|err|mse|entropy)|(?<![^\W_])[LJEC](?![^\W_])")
_LEAST_FOR_A_LITERAL = 2


class UpstreamKind(IntEnum):
    """Why a number may be the upstream gradient, the surest first."""

    GIVEN = 0  # it is called so and computed from nothing: `dvalue = 2.0`
    CALLED = 1  # it is called so, and computed: `d_out = out - target`
    STARTING = 2  # the output's own gradient begins with it: `d_out = error * slope`
    GRADIENT = 3  # a gradient of the output by its name or shape: `drelu = relu_outputs.copy()`
    LITERAL = 4  # a number in the code of the gradients: `2.0 * (1 if z > 0 else 0)`


@dataclass(frozen=True, slots=True)
class Upstream:
    """A candidate for the gradient of the output."""

    gradient: Handwritten
    kind: UpstreamKind


def choose_upstream(graph: Graph, candidates: Iterable[Upstream]) -> Handwritten | None:
    """Return the candidate with which most hand-written gradients agree; None where ones do.

    Where nothing tells, it is the one that is given under such a name, if there is one such, or
    the error that the output's own gradient begins with.

    Args:
        graph: the forward pass, with the hand-written gradients.
        candidates: in the order in which they are preferred.
    """
    tried = _distinct(candidates)
    if _LOSS.search(graph.nodes[graph.output].name):
        # Nothing comes after a loss: the factor of its gradients is rather a slip in the code.
        tried = [upstream for upstream in tried if upstream.kind is not UpstreamKind.LITERAL]
    if not tried:
        return None
    with ignored_overflow():
        return _choose(graph, tried)


def _choose(graph: Graph, tried: list[Upstream]) -> Handwritten | None:
    agreement = _Agreement(graph)
    with_ones = agreement.count(1.0)
    best: Handwritten | None = None
    most = 0
    for upstream in tried:
        count = agreement.count(upstream.gradient.value, upstream.gradient.name)
        if upstream.kind > UpstreamKind.STARTING and count <= with_ones:
            continue
        if upstream.kind is UpstreamKind.LITERAL and count < _LEAST_FOR_A_LITERAL:
            continue
        if count >= with_ones and count > most:
            best, most = upstream.gradient, count
    if best is not None or with_ones:
        return best
    sure = (UpstreamKind.GIVEN, UpstreamKind.STARTING)
    given = [upstream for upstream in tried if upstream.kind in sure]
    return given[0].gradient if given and _is_clear(given) else None


def _distinct(candidates: Iterable[Upstream]) -> list[Upstream]:
    """Return the surest candidates first, of equal ones only the first; very many are cut off."""
    distinct: list[Upstream] = []
    for upstream in sorted(candidates, key=lambda upstream: upstream.kind):
        value = upstream.gradient.value
        if len(distinct) < _MOST_TRIED and not any(
            is_close(value, other.gradient.value) for other in distinct
        ):
            distinct.append(upstream)
    return distinct


def _is_clear(given: Sequence[Upstream]) -> bool:
    """Return whether all have one name, so that the first is the pass's own."""
    return len({upstream.gradient.name for upstream in given}) == 1


class _Agreement:
    """Counts the hand-written gradients that the chain rule gives with an upstream gradient."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        by_target = handwritten_by_target(graph)
        self._pairs = [
            (node.index, by_target[squeeze(node.name)])
            for node in graph.nodes
            if node.name and not node.is_constant and squeeze(node.name) in by_target
        ]
        self._of_one: tuple[Value | None, ...] = ()

    def count(self, upstream: Value, name: str = "") -> int:
        """Return how many nodes have a hand-written gradient of the right value.

        Args:
            upstream: what the chain rule starts from.
            name: of the candidate itself, which agrees with itself in any case.
        """
        if not self._pairs:
            return 0
        gradients = self._gradients(upstream)
        count = 0
        for index, written in self._pairs:
            gradient = gradients[index]
            count += gradient is not None and any(
                is_close(one.value, gradient)
                for one in written
                if name not in (one.name, base(one.name))  # an element of an array's own
            )
        return count

    def _gradients(self, upstream: Value) -> tuple[Value | None, ...]:
        """Return the gradient of each node; that of a number is a multiple of that of 1."""
        output = self._graph.nodes[self._graph.output].value
        start = spread(upstream, output)
        if is_array(start):
            return backpropagate(self._graph, start).gradients
        if not self._of_one:
            self._of_one = backpropagate(self._graph, 1.0).gradients
        if not all(gradient is None or is_finite(gradient) for gradient in self._of_one):
            return backpropagate(self._graph, start).gradients
        return tuple(None if gradient is None else gradient * start for gradient in self._of_one)
