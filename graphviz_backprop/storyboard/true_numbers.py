"""Whether all numbers of the reader's own are those of the backward pass: nothing is wrong then."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.graph import Graph, Handwritten, Judged, Node
from graphviz_backprop.graph.gradient_names import derivative, is_gradient, is_seed, squeeze
from graphviz_backprop.graph.judged import RIGHT
from graphviz_backprop.storyboard.numbers_by_hand import is_rounded, last_name
from graphviz_backprop.values import Value, shape_of, spread

_OPS = {"sum": "add", "add": "add", "mul": "mul", "relu": "relu"}  # as the chapter names them
_WHOLE = frozenset(("", "loss", "out", "output"))


def all_right(graph: Graph) -> tuple[Judged, ...] | None:
    """Return the verdicts on the gradients that the code computes itself, if each is right.

    None where one differs, or is not known by its name: then only a check can tell.
    """
    backprop = backpropagate(graph, graph.seed.value if graph.seed else 1.0)
    numbers = _Numbers(backprop)
    found: list[Judged] = []
    names = [squeeze(part) for n in graph.nodes for part in (n.name, n.name.split("[", 1)[0])]
    known = {form for name in names for form in (name, name.lower())}
    every = graph.handwritten
    for one, then in zip(every, (*every[1:], None), strict=True):
        if not is_gradient(one.name, known):  # `data`, `dot`
            continue
        if one.place is None:  # what the code has written into an array, told with it
            continue
        is_written_into = then is not None and then.place is None and then.name == one.name
        judged = numbers.judged(one, then if is_written_into else None)
        if judged is None:
            return None
        found.append(judged)
    return tuple(found)


class _Numbers:
    def __init__(self, backprop: Backprop) -> None:
        self._backprop, self._graph = backprop, backprop.graph
        self._output = self._graph.nodes[self._graph.output]
        self._whole = _WHOLE | {squeeze(self._output.name), self._output.op.name}
        self._nodes: dict[str, list[Node]] = {}
        for node in self._graph.nodes:
            for name in {squeeze(node.name), last_name(node.name)} - {""}:
                self._nodes.setdefault(name, []).append(node)
        self._steps: dict[int, list[tuple[Node, Value]]] = {}
        for step in backprop.steps:
            consumer = self._graph.nodes[step.edge.consumer]
            self._steps.setdefault(step.edge.producer, []).append((consumer, step.local))

    def judged(self, one: Handwritten, final: Handwritten | None) -> Judged | None:
        """The verdict on a number that is right; None of another one."""
        assert one.place is not None
        place = one.place.cell, one.place.line
        for of, to, truth in self._truths(one.name):
            for value in (one.value, *([final.value] if final else [])):
                if truth is not None and _is_same(value, truth):
                    return Judged(one.name, *place, value, truth, RIGHT, of, to)
        return None

    def _truths(self, name: str) -> Iterator[tuple[str, str, Value]]:
        """Of what, by what, and the true number, for each derivative that this may be."""
        output = self._output.name
        if is_seed(name.rpartition(".")[2]):
            yield output, output, self._backprop.seed
        parts = derivative(name)
        if parts is None:
            return
        of, to = parts
        for node in self._nodes.get(to, ()):
            if of in self._whole:
                yield output, node.name, self._backprop.gradients[node.index]
            for consumer, local in self._steps.get(node.index, ()):
                names = {squeeze(consumer.name), last_name(consumer.name)} - {""}
                if of in names or consumer.op.name == _OPS.get(of):
                    yield consumer.name, node.name, local


def _is_same(value: Value, truth: Value) -> bool:
    if shape_of(value) != shape_of(truth):
        return not shape_of(value) and bool(is_rounded(spread(value, truth), truth))
    return is_rounded(value, truth)
