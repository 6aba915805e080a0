"""The last frame's words: the gradients as vectors, and what they mean."""

from __future__ import annotations

from typing import Any

from graphviz_backprop.backward import Backprop
from graphviz_backprop.graph import Node, ends_of, map_structure
from graphviz_backprop.graph.graph import UNUSED
from graphviz_backprop.numerals import is_almost_zero, shown
from graphviz_backprop.storyboard.captions.array_captions import first_trouble, steepest_entry
from graphviz_backprop.storyboard.captions.diagnosis import cause_of_whole
from graphviz_backprop.storyboard.frames.frame import Vectors
from graphviz_backprop.storyboard.texts.cutting import shortened
from graphviz_backprop.storyboard.texts.gradients import GradientNames
from graphviz_backprop.storyboard.texts.grid import Entry, make_grid, shape_text
from graphviz_backprop.storyboard.texts.labels import entry_text, label, shortened_among
from graphviz_backprop.storyboard.texts.variables import sorted_variables
from graphviz_backprop.storyboard.texts.words import (
    GRADIENT,
    Computed,
    Condition,
    Either,
    First,
    Quantity,
    joined,
    number,
    words,
)
from graphviz_backprop.values import Value, is_array, is_finite

STEP = 0.001
_SHARE = 9.99  # a tenth part; a bit more, for steps are rounded
_MOST_NUMBERS = 6
_FEW_NUMBERS = 3  # of each list where all would be longer than a line
_LONGEST = 100  # characters
_MOST_VARIABLES = 8


def vector_lines(backprop: Backprop, names: GradientNames) -> tuple[Vectors, ...]:
    """The gradients by variable: those for the update, those that go on, and all others."""
    parameters, inputs, others = map(_with_names, sorted_variables(backprop))
    lines = [
        _vectors(backprop, names, parameters, "for the update"),
        _vectors(backprop, names, inputs, "goes on to the previous layer"),
        _vectors(backprop, names, others, ""),
    ]
    return tuple(line for line in lines if line.parts)


def remark(backprop: Backprop, names: GradientNames) -> str:
    """The first number that is none, why gradients are gone, or what the steepest one says."""
    node = backprop.first_nonfinite()
    careful = f"Careful: {nonfinite_text(backprop, node)}" if node is not None else ""
    warning = words(Computed(careful, "nonfinite", {}))
    if node is not None and any(one.is_array for one in backprop.graph.nodes):
        return careful
    parameters, inputs, others = map(_with_names, sorted_variables(backprop))
    every = [*parameters, *inputs, *others]
    said = _meaning(backprop, names, parameters)
    last = _meaning(backprop, names, every, is_last=True)
    return words(First((warning, cause_of_whole(backprop), said, last)))


def _with_names(variables: list[str]) -> list[str]:
    """Without what the code calls by no name: `Value(1.0)` in an expression is a constant."""
    return [name for name in variables if "(" not in name]


def _vectors(
    backprop: Backprop, names: GradientNames, variables: list[str], meaning: str
) -> Vectors:
    gradients, structures = backprop.by_drawn_input(), backprop.graph.variables
    parts = [
        (
            names.of_variable(name, ends_of(structures[name]), shortened_among(name, gradients)),
            _fitting(_written(gradients[name], structures[name])),
        )
        for name in variables
    ]
    more = len(parts) - _MOST_VARIABLES
    rest = f", and {more} more" if more > 0 else ""
    return Vectors(tuple(parts[:_MOST_VARIABLES]), (meaning + rest).strip(", "))


def gradient_text(gradient: Any) -> str:
    """Return a gradient in one line: numbers in brackets, of many the first and the last."""
    return _fitting(map_structure(gradient, _array))


def _written(gradient: Any, structure: Any) -> Any:
    """A variable's gradient with texts in the place of its numbers, by the nodes of these."""
    if isinstance(gradient, dict):
        return {key: _written(part, structure[key]) for key, part in gradient.items()}
    if isinstance(gradient, list | tuple):
        return [_written(part, end) for part, end in zip(gradient, structure, strict=True)]
    is_number = isinstance(structure, int) and structure != UNUSED and not is_array(gradient)
    if is_number and gradient is not None:
        return number(gradient, Quantity(GRADIENT, structure))
    return None if gradient is None else _array(gradient)


def _fitting(texts: Any) -> str:
    """All numbers, or of each list the first and the last where a line would be too long."""
    whole, few = _in_brackets(texts, _MOST_NUMBERS), _in_brackets(texts, _FEW_NUMBERS)
    if isinstance(texts, str):
        return texts
    is_long = Condition("longer", (whole, _LONGEST), len(whole) > _LONGEST)
    return words(Either(is_long, few, whole))


def _in_brackets(texts: Any, most: int) -> str:
    if isinstance(texts, dict):
        parts = [words(f"{key}: ", _in_brackets(part, most)) for key, part in texts.items()]
        return words("{", _some(parts, most), "}")
    if isinstance(texts, list | tuple):
        return words("[", _some([_in_brackets(part, most) for part in texts], most), "]")
    return words("none" if texts is None else texts)


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
        return joined(", ", parts)
    return joined(", ", [*parts[: most - 1], "…", parts[-1]])


def _meaning(
    backprop: Backprop, names: GradientNames, variables: list[str], is_last: bool = False
) -> str:
    """The effect of the steepest of these inputs on the output, to first order."""
    graph = backprop.graph
    if is_array(backprop.seed) or backprop.seed == 0 or not variables:
        return ""
    leaves = [graph.nodes[index] for name in variables for index in ends_of(graph.variables[name])]
    about = {
        "leaves": [[leaf.index, label(graph, leaf)] for leaf in leaves],
        "last": _either(leaves) if is_last else "",
        "output": names.output,
    }
    return words(Computed(_said_of_steepest(backprop, names, leaves, is_last), "meaning", about))


def _said_of_steepest(
    backprop: Backprop, names: GradientNames, leaves: list[Node], is_last: bool
) -> str:
    graph = backprop.graph
    slopes = {leaf.index: _steepest(backprop, leaf) for leaf in leaves}
    steps = {leaf.index: _step(leaf, slopes[leaf.index][0]) for leaf in leaves}
    steepest = max(leaves, key=lambda leaf: abs(slopes[leaf.index][1]) * steps[leaf.index])
    entry, slope = slopes[steepest.index]
    if slope == 0 or is_almost_zero(slope):
        return "" if not is_last else f"No small change of {_either(leaves)} changes {names.output}"
    verb = "rises" if slope > 0 else "falls"
    step = steps[steepest.index]
    by = shown(abs(slope) * step)
    place = f"{label(graph, steepest)}{entry_text(entry)}"
    return f"Raise {place} by {shown(step)} and {names.output} {verb} by about {by}"


def _step(leaf: Node, entry: Entry) -> float:
    """By how much an input is raised: of a small number not more than its tenth part.

    Of 1e-12 a thousandth would be far away, where the slope tells nothing.
    """
    value = leaf.value
    if is_array(value):
        value = value[entry] if value.size else 0.0
    value, step = abs(value), STEP
    while value and step * _SHARE > value:  # a whole number may be beyond all floats
        step /= 10
    return step


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
