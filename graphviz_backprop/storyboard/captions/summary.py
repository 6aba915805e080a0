"""The last frame's words: the gradients as vectors, and what they mean."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Node, ends_of
from graphviz_backprop.numerals import shown
from graphviz_backprop.storyboard.captions.array_captions import first_trouble, steepest_entry
from graphviz_backprop.storyboard.captions.diagnosis import cause_of_whole
from graphviz_backprop.storyboard.frame import Vectors
from graphviz_backprop.storyboard.gradients import GradientNames
from graphviz_backprop.storyboard.grid import Entry, make_grid, shape_text
from graphviz_backprop.storyboard.labels import entry_text, label, shortened_among
from graphviz_backprop.storyboard.value_texts import shortened
from graphviz_backprop.storyboard.variables import sorted_variables
from graphviz_backprop.values import Value, is_array, is_finite

STEP = 0.001
_MOST_NUMBERS = 6
_FEW_NUMBERS = 3  # of each list where all would be longer than a line
_LONGEST = 100  # characters
_MOST_VARIABLES = 8


def vector_lines(backprop: Backprop, names: GradientNames) -> tuple[Vectors, ...]:
    """The gradients by variable: those for the update, those that go on, and all others."""
    parameters, inputs, others = sorted_variables(backprop)
    lines = [
        _vectors(backprop, names, parameters, "for the update"),
        _vectors(backprop, names, inputs, "goes on to the previous layer"),
        _vectors(backprop, names, others, ""),
    ]
    return tuple(line for line in lines if line.parts)


def remark(backprop: Backprop, names: GradientNames) -> str:
    """The first number that is none, why gradients are gone, or what the steepest one says."""
    node = backprop.first_nonfinite()
    if node is not None:
        return f"Careful: {nonfinite_text(backprop, node)}"
    cause = cause_of_whole(backprop)
    if cause:
        return cause
    parameters, inputs, others = sorted_variables(backprop)
    said = _meaning(backprop, names, parameters)
    return said or _meaning(backprop, names, [*parameters, *inputs, *others], is_last=True)


def _vectors(
    backprop: Backprop, names: GradientNames, variables: list[str], meaning: str
) -> Vectors:
    gradients, structures = backprop.by_drawn_input(), backprop.graph.variables
    parts = [
        (
            names.of_variable(name, ends_of(structures[name]), shortened_among(name, gradients)),
            gradient_text(gradients[name]),
        )
        for name in variables
    ]
    more = len(parts) - _MOST_VARIABLES
    rest = f", and {more} more" if more > 0 else ""
    return Vectors(tuple(parts[:_MOST_VARIABLES]), (meaning + rest).strip(", "))


def gradient_text(gradient: Any) -> str:
    """Return a gradient in one line: numbers in brackets, of many the first and the last."""
    text = _in_brackets(gradient, _MOST_NUMBERS)
    return text if len(text) <= _LONGEST else _in_brackets(gradient, _FEW_NUMBERS)


def _in_brackets(gradient: Any, most: int) -> str:
    if isinstance(gradient, dict):
        parts = [f"{key}: {_in_brackets(part, most)}" for key, part in gradient.items()]
        return "{" + _some(parts, most) + "}"
    if isinstance(gradient, list | tuple):
        return "[" + _some([_in_brackets(part, most) for part in gradient], most) + "]"
    return "none" if gradient is None else _array(gradient)


def _array(gradient: Value) -> str:
    """A number, a small array, or the first and last numbers of another with its shape."""
    if not is_array(gradient):
        return shown(gradient)
    if gradient.size <= _MOST_NUMBERS:
        return str(make_grid(gradient))
    first, last = (shown(float(gradient.flat[k]), 3) for k in (0, -1))
    ends = "[" * gradient.ndim, "]" * gradient.ndim
    return f"{ends[0]}{first}, …, {last}{ends[1]} {shape_text(gradient.shape)}"


def _some(parts: list[str], most: int) -> str:
    if len(parts) <= most:
        return ", ".join(parts)
    return ", ".join([*parts[: most - 1], "…", parts[-1]])


def _meaning(
    backprop: Backprop, names: GradientNames, variables: list[str], is_last: bool = False
) -> str:
    """The effect of the steepest of these inputs on the output, to first order."""
    graph = backprop.graph
    if is_array(backprop.seed) or backprop.seed == 0 or not variables:
        return ""
    leaves = [graph.nodes[index] for name in variables for index in ends_of(graph.variables[name])]
    slopes = {leaf.index: _steepest(backprop, leaf) for leaf in leaves}
    steepest = max(leaves, key=lambda leaf: abs(slopes[leaf.index][1]))
    entry, slope = slopes[steepest.index]
    if slope == 0:
        return "" if not is_last else f"No small change of {_either(leaves)} changes {names.output}"
    verb = "rises" if slope > 0 else "falls"
    by = shown(abs(slope) * STEP)
    place = f"{label(graph, steepest)}{entry_text(entry)}"
    return f"Raise {place} by {shown(STEP)} and {names.output} {verb} by about {by}"


def _steepest(backprop: Backprop, leaf: Node) -> tuple[Entry, float]:
    """The entry of an input that changes the output most, and the slope there."""
    gradient: Value = backprop.gradients[leaf.index]
    if not is_array(gradient):
        return (), (gradient or 0.0) / backprop.seed
    if not gradient.size:
        return (), 0.0
    entry = steepest_entry(gradient)
    return entry, float(gradient[entry]) / backprop.seed


def _either(leaves: list[Node]) -> str:
    return shortened(leaves[0].name) if len(leaves) == 1 else "these inputs"


def nonfinite_text(backprop: Backprop, node: Node) -> str:
    """`z = inf at line 5`, the first node that is no finite number."""
    where = f" at {node.place}" if node.place else ""
    name = label(backprop.graph, node)
    if node.is_constant and not node.is_array:
        return f"a constant of the code is {name}{where}"
    if not is_finite(node.value):
        return f"{name}{first_trouble(node.value)}{where}"
    gradient = backprop.gradients[node.index]
    return f"the gradient of {name}{first_trouble(gradient)}{where}"
