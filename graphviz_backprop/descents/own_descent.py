"""The passes of a training file on one picture: what its own updates made of the output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from statistics import median

import numpy as np

from graphviz_backprop.backward import Backprop, backpropagate
from graphviz_backprop.descents.descent import Descent, is_other, lowered, objective
from graphviz_backprop.descents.replay import ReplayError, replayed, shape_of_graph
from graphviz_backprop.errors import BackpropError
from graphviz_backprop.graph import Graph, Place
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard import label
from graphviz_backprop.storyboard.texts.variables import is_parameter
from graphviz_backprop.values import is_array, is_close

Line = Callable[[Place], str]
_SAME = 1e-6
_MOST = 0.5  # of all numbers that must have moved by one rate, for the others to be wrong


def own_descent(
    passes: Sequence[Backprop], numbers: Sequence[int], kept: Mapping[int, float], line: Line
) -> Descent:
    """What the code's own updates do.

    Args:
        passes: those that are shown, the last one among them.
        numbers: their numbers in the file.
        kept: the output of each pass that was recorded, by its number.
        line: the line of code at a place.

    Raises:
        BackpropError: fewer than two of them are computed in the same way.
    """
    shapes = [tuple(shape_of_graph(one.graph)) for one in passes]
    same = Counter(shapes).most_common(1)[0][0]
    first = passes[shapes.index(same)]
    found: dict[int, Backprop] = {}
    for number, one, shape in zip(numbers, passes, shapes, strict=True):
        made = one if shape == same and _is_like(one, first) else _in_the_way_of(first, one)
        if made is not None:
            found[number] = made
    if len(found) < 2:
        raise BackpropError(
            f"{first.graph.source}: its passes are computed in different ways, which is no one "
            "picture; --pass all draws each"
        )
    parameters = _parameters([one.graph for one in found.values()])
    every, last = tuple(found.values()), max(found)
    # What comes after the last one that is shown is another computation, as of other data.
    outputs = {number: value for number, value in kept.items() if number <= last}
    return Descent(every, None, parameters, last, "", tuple(found), outputs, line)


def _is_like(one: Backprop, first: Backprop) -> bool:
    """True if the arrays of a pass have the shapes of the first one: a batch may be smaller."""
    pairs = zip(one.graph.nodes, first.graph.nodes, strict=True)
    return all(node.shape == other.shape for node, other in pairs)


def _in_the_way_of(first: Backprop, one: Backprop) -> Backprop | None:
    """A pass that is drawn otherwise, computed as the first one is, if that gives its output.

    After the last round a result of it may be used again, and then it is no part of a box.
    """
    graph, other = first.graph, one.graph
    values = {other.versions[node.index]: node.value for node in other.nodes if node.is_leaf}
    inputs = {
        node.index: values[graph.versions[node.index]]
        for node in graph.nodes
        if node.is_leaf and graph.versions[node.index] in values
    }
    try:
        made = replayed(graph, inputs)
    except (ReplayError, ValueError, IndexError):  # or a batch has another size
        return None
    outputs = made.nodes[made.output].value, other.nodes[other.output].value
    return backpropagate(made, one.seed) if is_close(*outputs) else None


def _parameters(graphs: Sequence[Graph]) -> tuple[int, ...]:
    """The inputs that the code updates; a batch is none."""
    first = graphs[0]
    changed = [
        node.index
        for node in first.nodes
        if node.is_leaf
        and any(is_other(node.value, graph.nodes[node.index].value) for graph in graphs[1:])
    ]
    updated = [i for i in changed if any(is_parameter(g, g.nodes[i]) for g in graphs)]
    return tuple(updated or changed)


def wrong_update(descent: Descent, at: int) -> str:
    """What is said where most of an update follows the gradient, and some of it does not.

    Args:
        descent: the code's own.
        at: the position of the pass before the update; the next one comes right after it.
    """
    before, after = descent.passes[at], descent.passes[at + 1]
    moves = {}
    for index in descent.parameters:
        node, gradient = before.graph.nodes[index], before.gradients[index]
        moved = np.subtract(after.graph.nodes[index].value, node.value, dtype=float)
        moves[index] = np.ravel(moved), np.ravel(np.asarray(gradient, dtype=float))
    every = np.concatenate([moved for moved, _ in moves.values()])
    slopes = np.concatenate([gradient for _, gradient in moves.values()])
    if not (slopes != 0).any():
        return ""
    rate = median((-every[slopes != 0] / slopes[slopes != 0]).tolist())
    counts = (every != 0) | (slopes != 0)  # a dead neuron's weights say nothing of the rule
    if rate <= 0 or _is_off(every, slopes, rate)[counts].mean() > _MOST:
        return ""  # it follows another rule: momentum, Adam
    for index, (moved, gradient) in moves.items():
        wrong = _is_off(moved, gradient, rate)
        if wrong.any():
            place = int(np.argmax(wrong))
            return _said(
                descent, at, index, rate, (place, float(moved[place]), float(gradient[place]))
            )
    return ""


def _is_off(moved: np.ndarray, gradient: np.ndarray, rate: float) -> np.ndarray:
    return np.abs(moved + rate * gradient) > _SAME * np.maximum(np.abs(rate * gradient), rate)


def _said(
    descent: Descent, at: int, index: int, rate: float, first: tuple[int, float, float]
) -> str:
    before, (place, moved, gradient) = descent.passes[at], first
    graph = before.graph
    node = graph.nodes[index]
    entry = ""
    if is_array(node.value):
        entry = f"[{', '.join(str(int(k)) for k in np.unravel_index(place, node.shape))}]"
    right = {
        one: lowered(graph.nodes[one].value, before.gradients[one], rate)
        for one in descent.parameters
    }
    said = (
        f"{label(graph, node)}{entry} moves by {shown(moved)}, but -{shown(rate)} times its "
        f"gradient {shown(gradient)} is {shown(-rate * gradient)}"
    )
    try:
        output = replayed(graph, right)
    except ReplayError:
        return said
    value = objective_of(output, before)
    name = label(graph, graph.nodes[graph.output])
    return f"{said}; with its true gradients {name} would be {shown(value)}"


def objective_of(graph: Graph, like: Backprop) -> float:
    """What goes down, of a forward pass with the seed of another."""
    return objective(Backprop(graph, like.seed, (), ()))
