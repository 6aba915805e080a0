"""Whether all numbers of the reader's own are those of the backward pass: nothing is wrong then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.graph import Graph, Handwritten, Judged, Node
from graphviz_backprop.graph.gradient_names import derivative, is_gradient, is_seed, squeeze
from graphviz_backprop.graph.judged import RIGHT
from graphviz_backprop.sources import Program
from graphviz_backprop.storyboard.readers_numbers.named_again import named_again
from graphviz_backprop.storyboard.readers_numbers.numbers_by_hand import is_rounded, last_name
from graphviz_backprop.values import Value, is_array, shape_of, spread

_OPS = {"sum": "add", "add": "add", "mul": "mul", "relu": "relu"}  # as the chapter names them
_WRITTEN = re.compile(r"\[[^\]]*[^\d\], -][^\]]*\]$")  # of a write into an array: `[range(n), y]`
_TELLING = 4  # numbers
_WHOLE = frozenset(("", "loss", "out", "output"))


def all_right(graph: Graph, program: Program) -> tuple[Judged, ...] | None:
    """Return the verdicts on the gradients that the code computes itself, if each is right.

    None where one differs, or is not known by its name: then only a check can tell.

    Args:
        graph: what is drawn.
        program: whose it is.
    """
    seed = graph.seed
    if seed is not None and seed.name and not is_seed(seed.name.rpartition(".")[2]):
        return None  # the code has computed it from a loss that is not drawn
    backprop = backpropagate(graph, graph.seed.value if graph.seed else 1.0)
    numbers = _Numbers(backprop)
    whole = [part for node in graph.nodes for part in (node.name, node.name.split("[", 1)[0])]
    names = {form(name) for name in whole for form in (squeeze, last_name)} - {""}
    known = names | {name.lower() for name in names}
    found: list[Judged] = []
    again = named_again(program, graph, known)
    if again is None:
        return None
    for name, written in groupby(
        (*graph.handwritten, *again), lambda one: _WRITTEN.sub("", one.name)
    ):
        if not is_gradient(name, known):
            if not names.isdisjoint((squeeze(name), last_name(name))):
                continue  # a value of the graph: `data`, `dot`
            return None
        stages = [numbers.judged(one) for one in written]
        if stages[-1] is None:
            return None
        found += [one for one in stages if one is not None]
    return tuple(one for one in found if one.line)


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

    def judged(self, one: Handwritten) -> Judged | None:
        """The verdict on a number that is right; None of another one.

        It has line 0 where it is what a line before has left, after a write into it.
        """
        place = (one.place.cell, one.place.line) if one.place else (None, 0)
        for of, to, truth in self._truths(one):
            if truth is not None and _is_same(one.value, truth):
                return Judged(one.name, *place, one.value, truth, RIGHT, of, to)
        return None

    def _truths(self, one: Handwritten) -> Iterator[tuple[str, str, Value]]:
        """Of what, by what, and the true number, for each derivative that this may be."""
        output, name = self._output.name, one.name
        if is_seed(name.rpartition(".")[2]):
            yield output, output, self._backprop.seed
        parts = derivative(name)
        if parts is None:
            return
        of, to = parts
        named = self._nodes.get(to, ())
        for node in named:
            if of in self._whole:
                yield output, node.name, self._backprop.gradients[node.index]
            for consumer, local in self._steps.get(node.index, ()):
                names = {squeeze(consumer.name), last_name(consumer.name)} - {""}
                if of in names or consumer.op.name == _OPS.get(of):
                    yield consumer.name, node.name, local
        if (
            not named
            and is_array(one.value)
            and one.value.size >= _TELLING
            and len(set(one.value.flat)) > 2
        ):
            for node in self._graph.nodes:  # `dense2.dinputs`: so many equal numbers are no chance
                if node.shape == one.value.shape:
                    yield output, node.name, self._backprop.gradients[node.index]


def _is_same(value: Value, truth: Value) -> bool:
    if shape_of(value) != shape_of(truth):
        return not shape_of(value) and bool(is_rounded(spread(value, truth), truth))
    return is_rounded(value, truth)
