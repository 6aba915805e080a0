"""The gradient from the next layer: of several candidates the one that the code's own agree with.

The chain rule is linear in the upstream gradient, so each candidate is simply tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum

from graphviz_backprop.backward.backprop import backpropagate
from graphviz_backprop.backward.factors import Factor, factors
from graphviz_backprop.graph import Graph, Handwritten, handwritten_by_target
from graphviz_backprop.graph.gradient_names import base, derivative, of_object, squeeze
from graphviz_backprop.graph.upstream_names import is_of_loss
from graphviz_backprop.quick_dataclass import quick_dataclass
from graphviz_backprop.values import (
    Value,
    ignored_overflow,
    is_array,
    is_close,
    is_finite,
    is_zero,
    shape_of,
    spread,
)

_MOST_TRIED = 12  # of each kind: `d_out` of many rounds leaves room for an error
_MOST_UNNAMED = 4
_LEAST_FOR_A_LITERAL = 2


class UpstreamKind(IntEnum):
    """Why a number may be the upstream gradient, the surest first."""

    GIVEN = 0  # it is called so and computed from nothing: `dvalue = 2.0`
    CALLED = 1  # it is called so, and computed: `d_out = out - target`
    STARTING = 2  # the output's own gradient begins with it: `d_out = error * slope`
    GRADIENT = 3  # a gradient of the output by its name or shape: `drelu = relu_outputs.copy()`
    LITERAL = 4  # a number in the code of the gradients: `2.0 * (1 if z > 0 else 0)`
    UNNAMED = 5  # an array there that is computed from the output: `a - y`


_ERRORS = (UpstreamKind.STARTING, UpstreamKind.UNNAMED)


@quick_dataclass(frozen=True, slots=True)
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
    if is_of_loss(graph.nodes[graph.output].name):
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
    if best is not None:
        return _divided_later(agreement, tried, best)
    if with_ones:
        return None
    scaled = _scaled(agreement, tried)
    if scaled is not None:
        return scaled
    sure = (UpstreamKind.GIVEN, UpstreamKind.STARTING)
    given = [upstream for upstream in tried if upstream.kind in sure]
    given = [upstream for upstream in given if upstream.gradient.name] or given
    return given[0].gradient if given and _is_clear(given) else None


def _scaled(agreement: _Agreement, tried: list[Upstream]) -> Handwritten | None:
    """Return the error times the factor that the code puts in later: `x.T @ (h - y) / n`."""
    for upstream in tried:
        if upstream.kind in _ERRORS:
            factor = agreement.factor(upstream.gradient.value, upstream.gradient.name)
            if factor is not None:
                return factor.times(upstream.gradient)
    return None


def _divided_later(
    agreement: _Agreement, tried: list[Upstream], chosen: Handwritten
) -> Handwritten:
    """Return an error times the factor that only the inputs' gradients take; else what is chosen.

    So it is with `dW1 = X.T @ dZ1 / m`, where `dZ1 = dZ2 @ W2.T * slope` is of the sum.
    """
    if any(one.gradient is chosen and one.kind in _ERRORS for one in tried):
        factor = agreement.factor_of_inputs(chosen.value)
        if factor is not None:
            return factor.times(chosen)
    return chosen


def _distinct(candidates: Iterable[Upstream]) -> list[Upstream]:
    """Return the surest candidates first, of equal ones only the first; very many are cut off."""
    distinct: list[Upstream] = []
    left = dict.fromkeys(UpstreamKind, _MOST_TRIED) | {UpstreamKind.UNNAMED: _MOST_UNNAMED}
    for upstream in sorted(candidates, key=lambda upstream: upstream.kind):
        value = upstream.gradient.value
        if upstream.kind >= UpstreamKind.GRADIENT and is_zero(value):
            continue  # it is what a sum of gradients starts from
        if left[upstream.kind] and not any(
            is_close(value, other.gradient.value) for other in distinct
        ):
            distinct.append(upstream)
            left[upstream.kind] -= 1
    return distinct


def _is_clear(given: Sequence[Upstream]) -> bool:
    """Return whether all have one name, so that the first is the pass's own."""
    return len({upstream.gradient.name for upstream in given}) == 1


class _Agreement:
    """Counts the hand-written gradients that the chain rule gives with an upstream gradient."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._pairs = self._pairs_of("") or list(self._of_inputs())
        self._of_one: tuple[Value | None, ...] = ()

    def _pairs_of(self, of: str) -> list[tuple[int, list[Handwritten]]]:
        """Return the nodes that have gradients of the output, or of what is made of it."""
        by_target = handwritten_by_target(self._graph, of)
        pairs = []
        for node in self._graph.nodes:
            if node.name and not node.is_constant:
                names = {squeeze(node.name), squeeze(of_object(node.name)[1])}  # `net.w` and `w`
                written = [one for name in sorted(names) for one in by_target.get(name, ())]
                pairs += [(node.index, written)] if written else []
        return pairs

    def _of_inputs(self) -> Iterator[tuple[int, list[Handwritten]]]:
        """Yield for each array of the inputs the gradients in its shape, whatever they are called.

        That all their numbers are right by chance is out of the question.
        """
        for node in self._graph.nodes:
            if node.is_leaf and is_array(node.value):
                written = [
                    one
                    for one in self._graph.handwritten
                    if shape_of(one.value) == shape_of(node.value) and not is_zero(one.value)
                ]
                if written:
                    yield node.index, written

    def count(self, upstream: Value, name: str = "") -> int:
        """Return how many nodes have a hand-written gradient of the right value.

        Args:
            upstream: what the chain rule starts from.
            name: of the candidate itself, which agrees with itself in any case.
        """
        of = (derivative(name) or ("",))[0]
        pairs = self._pairs_of(of) if of else self._pairs
        return _count(pairs, self._gradients(upstream) if pairs else (), name)

    def factor(self, upstream: Value, name: str = "") -> Factor | None:
        """Return by which factor that reads well all gradients differ; None if there is none.

        Args:
            upstream: what the chain rule starts from.
            name: of the candidate itself, which does not count.
        """
        pairs = [pair for pair in self._pairs if not any(name == one.name for one in pair[1])]
        gradients = self._gradients(upstream) if pairs else ()
        for factor in factors(self._graph.nodes[self._graph.output].value):
            if _count(pairs, gradients, factor=factor.value) == len(pairs) > 0:
                return factor
        return None

    def factor_of_inputs(self, upstream: Value) -> Factor | None:
        """Return the factor with which more of the inputs' gradients agree than without it.

        Args:
            upstream: what the chain rule starts from.
        """
        pairs = [pair for pair in self._pairs if self._graph.nodes[pair[0]].is_leaf]
        named = {index for index, _ in pairs}
        # `g["dW1"]` of `p["W1"]`
        pairs += [pair for pair in self._of_inputs() if pair[0] not in named]
        gradients = self._gradients(upstream) if pairs else ()
        most = _count(pairs, gradients)
        found = None
        for factor in factors(self._graph.nodes[self._graph.output].value):
            count = _count(pairs, gradients, factor=factor.value)
            if count > most:
                found, most = factor, count
        return found

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


def _count(
    pairs: list[tuple[int, list[Handwritten]]],
    gradients: Sequence[Value | None],
    name: str = "",
    factor: float = 1.0,
) -> int:
    count = 0
    for index, written in pairs:
        gradient = gradients[index]
        count += gradient is not None and any(
            is_close(_flat(one.value), _flat(factor * gradient))
            for one in written
            if not name or name not in (one.name, base(one.name))  # an element of an array's own
        )
    return count


def _flat(value: Value) -> Value:
    """Return one number as a number: `db = np.sum(d)` is the gradient of `b = np.zeros(1)` too."""
    return value.item() if is_array(value) and value.size == 1 else value
